// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rolescommand.h"

#include "models/mesos/rows/rolerows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString RolesCommand::name() const
{
    return u"roles"_s;
}

QString RolesCommand::summary() const
{
    return QCoreApplication::translate("ctl", "Roles with what they hold, their quota and weight.");
}

tables::Rows RolesCommand::rows(const mesos::Snapshot &snapshot, const config::StackConfig &) const
{
    return mesos::roleRows(snapshot);
}

const QList<tables::Column> &RolesCommand::columns() const
{
    return mesos::roleColumns();
}

} // namespace ctl
