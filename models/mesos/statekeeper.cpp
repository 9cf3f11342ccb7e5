// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/statekeeper.h"

#include "models/core/logging.h"

using namespace std::chrono_literals;

namespace mesos {

StateKeeper::StateKeeper(QString file, QThreadPool *worker, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_worker(worker)
    , m_link(std::make_shared<net::ThreadLink>(this))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StateKeeper::flush);
}

StateKeeper::~StateKeeper()
{
    m_link->close();
}

void StateKeeper::restore()
{
    if (m_file.isEmpty())
        return;
    m_worker->start([file = m_file, link = m_link, this] { // only passed on: the link knows whether it is still there
        const core::Result<CachedState> cached = readStateCache(file);
        if (cached)
            link->post([this, cached] { Q_EMIT restored(*cached); });
        else
            qCDebug(lcMesos) << "no stored picture:" << cached.error().detail;
    });
}

void StateKeeper::keep(Snapshot state, TimePoint fetchedAt)
{
    if (m_file.isEmpty())
        return;
    m_unwritten = std::move(state);
    m_fetchedAt = fetchedAt;
    if (!m_timer.isActive()) // the first soon, for those who only look in
        m_timer.start(m_writtenOnce ? 60s : 5s);
}

void StateKeeper::flush()
{
    m_timer.stop();
    if (!m_unwritten)
        return;
    m_writtenOnce = true;
    m_worker->start([file = m_file, state = std::exchange(m_unwritten, nullptr), at = m_fetchedAt] {
        if (const auto written = writeStateCache(file, *state, at); !written)
            qCWarning(lcMesos) << "the picture was not stored:" << written.error().detail;
    });
}

} // namespace mesos
