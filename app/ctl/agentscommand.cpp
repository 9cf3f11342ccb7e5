// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/agentscommand.h"

#include "models/mesos/rows/agentrows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString AgentsCommand::name() const
{
    return u"agents"_s;
}

QString AgentsCommand::summary() const
{
    return QCoreApplication::translate("ctl", "Agents with state, pool, tasks and resources.");
}

tables::Rows AgentsCommand::rows(const mesos::Snapshot &snapshot, const config::StackConfig &config) const
{
    return mesos::agentRows(snapshot, config.poolAttribute);
}

const QList<tables::Column> &AgentsCommand::columns() const
{
    return mesos::agentColumns();
}

} // namespace ctl
