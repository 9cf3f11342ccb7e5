// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/gate.h"

#include <qcoro/qcorofuture.h>

namespace airflow {

namespace {

using Waiter = std::shared_ptr<QPromise<void>>;

} // namespace

Gate::Gate(int places)
    : m_inside(std::make_shared<Pass::Inside>())
{
    m_inside->free = places;
}

Gate::Pass &Gate::Pass::operator=(Pass &&other) noexcept
{
    leave();
    m_inside = std::move(other.m_inside);
    return *this;
}

void Gate::Pass::leave()
{
    const std::shared_ptr<Inside> inside = std::exchange(m_inside, nullptr);
    if (!inside)
        return;
    if (inside->waiting.empty()) {
        ++inside->free;
        return;
    }
    const Waiter next = inside->waiting.front(); // the place is handed on: `free` stays
    inside->waiting.pop_front();
    next->finish();
}

QCoro::Task<Gate::Pass> Gate::enter(std::stop_token stop)
{
    const std::shared_ptr<Pass::Inside> inside = m_inside; // the gate may be gone when this goes on
    Pass pass;
    if (stop.stop_requested())
        co_return pass;
    if (inside->free > 0) {
        --inside->free;
        pass.m_inside = inside;
        co_return pass;
    }
    const Waiter own = std::make_shared<QPromise<void>>();
    const auto stopped = std::make_shared<bool>(false);
    own->start();
    inside->waiting.push_back(own);
    const std::stop_callback onStop(stop, [inside, own, stopped] {
        if (std::erase(inside->waiting, own) == 0)
            return; // it has been called
        *stopped = true;
        own->finish();
    });
    const QFuture<void> turn = own->future();
    co_await turn;
    if (!*stopped)
        pass.m_inside = inside;
    co_return pass;
}

} // namespace airflow
