// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/frameworkscommand.h"

#include "models/mesos/rows/frameworkrows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString FrameworksCommand::name() const
{
    return u"frameworks"_s;
}

QString FrameworksCommand::summary() const
{
    return QCoreApplication::translate("ctl", "Frameworks: active, without their scheduler, completed.");
}

tables::Rows FrameworksCommand::rows(const mesos::Snapshot &snapshot, const config::StackConfig &) const
{
    return mesos::frameworkRows(snapshot);
}

const QList<tables::Column> &FrameworksCommand::columns() const
{
    return mesos::frameworkColumns();
}

} // namespace ctl
