// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/tryreader.h"

#include "models/night/airflownight.h"

namespace night {

namespace {

dag::Try tryOf(const airflow::Try &told, int mapIndex)
{
    dag::Try one;
    one.number = told.tryNumber;
    one.mapIndex = mapIndex;
    one.state = nodeState(told.state);
    if (one.state == dag::NodeState::UpForRetry)
        one.state = dag::NodeState::Failed; // that is what became of this one
    one.queuedSince = told.queued;
    one.started = told.start;
    one.ended = told.end;
    one.host = told.host;
    return one;
}

} // namespace

TryReader::TryReader(airflow::Store *store, QString dagId, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_dagId(std::move(dagId))
{
}

void TryReader::want(const Wish &wish)
{
    if (m_asked.contains(wish))
        return;
    m_asked.insert(wish);
    m_queue.append(wish);
    if (!m_reading)
        readNext();
}

QCoro::Task<void> TryReader::readNext()
{
    const QPointer<TryReader> self(this);
    m_reading = true;
    while (self && m_store && !m_queue.isEmpty()) {
        const Wish wish = m_queue.takeFirst();
        const airflow::calls::TaskKey key{ m_dagId, wish.run, wish.task, wish.mapIndex };
        const core::Result<QList<airflow::Try>> told = co_await m_store->client()->tries(key);
        if (!self)
            co_return;
        if (!told && told.error().kind == core::Error::Kind::NotFound)
            continue; // it is gone: there is no other answer
        if (!told) {
            // Airflow has other troubles now.
            m_asked.remove(wish);
            for (const Wish &later : std::as_const(m_queue))
                m_asked.remove(later);
            m_queue.clear();
            break;
        }
        std::vector<dag::Try> &tries = m_all[wish.run][wish.task];
        std::erase_if(tries, [&wish](const dag::Try &one) { return one.mapIndex == wish.mapIndex; });
        for (const airflow::Try &one : *told)
            tries.push_back(tryOf(one, wish.mapIndex));
        emit changed();
    }
    if (!self)
        co_return;
    m_reading = false;
    emit changed();
}

} // namespace night
