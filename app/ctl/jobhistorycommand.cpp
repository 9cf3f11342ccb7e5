// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobhistorycommand.h"

#include "app/ctl/historyrows.h"
#include "app/ctl/jobargument.h"
#include "models/verbs/words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString JobHistoryCommand::name() const
{
    return u"job history"_s;
}

QString JobHistoryCommand::summary() const
{
    return QCoreApplication::translate(
        "ctl", "Every transition of a job's tasks with time spent: job history ROLE/ENV/NAME[/0-5,7]");
}

QCoro::Task<core::Result<tables::Rows>> JobHistoryCommand::read(Session *session) const
{
    const auto part = jobArgument(session->options().arguments, true);
    if (!part)
        co_return core::failure(part.error());
    aurora::Store *store = session->stack()->aurora();
    if (!store)
        co_return core::failure(verbs::noAurora());
    const auto tasks = co_await store->client()->tasks(aurora::TaskQuery::forJob(part->job));
    if (!tasks)
        co_return core::failure(tasks.error());
    if (tasks->isEmpty())
        co_return core::failure(noSuchJob(part->job));
    QList<aurora::Task> wanted;
    for (const aurora::Task &task : *tasks) {
        if (part->instances.isEmpty() || part->instances.contains(task.instance))
            wanted << task;
    }
    co_return historyRows(wanted, session->now());
}

const QList<tables::Column> &JobHistoryCommand::columns() const
{
    return historyColumns();
}

} // namespace ctl
