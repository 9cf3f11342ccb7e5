// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobscommand.h"

#include "models/aurora/rows/jobrows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString JobsCommand::name() const
{
    return u"jobs"_s;
}

QString JobsCommand::summary() const
{
    return QCoreApplication::translate("ctl",
                                       "Aurora's jobs with what their instances do, pending and failed ones first.");
}

QCoro::Task<core::Result<tables::Rows>> JobsCommand::read(Session *session) const
{
    using Part = aurora::Store::Part;
    const QList<Part> parts{ Part::Jobs, Part::ActiveTasks }; // the age of waiting is the tasks'
    const auto picture = co_await session->auroraPicture(parts);
    if (!picture)
        co_return core::failure(picture.error());
    co_return aurora::jobRows(*picture, session->stack()->config().poolAttribute, session->now(),
                              session->stack()->config().pendingLimits);
}

const QList<tables::Column> &JobsCommand::columns() const
{
    return aurora::jobColumns();
}

} // namespace ctl
