// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/goneagents.h"

#include "models/mesos/gonecache.h"
#include "models/mesos/store.h"

namespace mesos {

GoneAgents::GoneAgents(const Store *store, const core::Clock &clock, const QString &file, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_keeper(file, &m_worker)
{
    m_worker.setMaxThreadCount(1);
    connect(store, &core::Store::snapshotChanged, this, &GoneAgents::look);
    m_keeper.restore([this](const QByteArray &bytes) -> core::Result<std::function<void()>> {
        return decodeGone(bytes).map([this](const GoneAgentsPtr &earlier) {
            return std::function<void()>([this, earlier] {
                if (m_book.restore(earlier, m_clock.now()))
                    keepAndTell();
            });
        });
    });
}

GoneAgents::~GoneAgents()
{
    m_keeper.flush();
    m_worker.waitForDone();
}

/// A picture of the run before is as old as it says: what it had may be gone since then.
void GoneAgents::look()
{
    const core::Freshness &freshness = m_store->freshness();
    const bool isFresh = freshness.phase == core::Freshness::Phase::Fresh || !core::isKnown(freshness.fetchedAt);
    if (m_book.look(m_store->snapshot(), isFresh ? m_clock.now() : freshness.fetchedAt))
        keepAndTell();
}

void GoneAgents::keepAndTell()
{
    m_keeper.keep([gone = m_book.picture(), at = m_clock.now()] { return encodeGone(gone, at); });
    m_board->store(m_book.picture());
    emit changed();
}

} // namespace mesos
