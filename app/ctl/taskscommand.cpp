// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/taskscommand.h"

#include "models/mesos/rows/taskrows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString TasksCommand::name() const
{
    return u"tasks"_s;
}

QString TasksCommand::summary() const
{
    return QCoreApplication::translate("ctl", "Tasks, live and completed.");
}

tables::Rows TasksCommand::rows(const mesos::Snapshot &snapshot, const config::StackConfig &) const
{
    return mesos::taskRows(snapshot);
}

const QList<tables::Column> &TasksCommand::columns() const
{
    return mesos::taskColumns();
}

} // namespace ctl
