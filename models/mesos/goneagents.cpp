// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/goneagents.h"

#include "models/mesos/store.h"

namespace mesos {

GoneAgents::GoneAgents(const Store *store, const core::Clock &clock, QObject *parent)
    : QObject(parent)
{
    connect(store, &core::Store::snapshotChanged, this, [this, store, &clock] {
        if (!m_book.look(store->snapshot(), clock.now()))
            return;
        m_board->store(m_book.picture());
        emit changed();
    });
}

} // namespace mesos
