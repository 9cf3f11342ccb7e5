// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobshowcommand.h"

#include "app/ctl/jobargument.h"
#include "app/ctl/rowsprint.h"
#include "models/aurora/rows/instancerows.h"
#include "models/aurora/rows/jobrows.h"
#include "models/aurora/rows/jobstate.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/tables/export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// The job's own row of the table of all jobs, with every column.
QJsonValue jobObject(const aurora::Snapshot &picture, const aurora::JobRow &job, Session *session)
{
    const tables::Rows rows = aurora::jobRows(picture, session->stack()->config().poolAttribute, session->now(),
                                              session->stack()->config().pendingLimits);
    const int64_t row = rows->rowOf(picture->view(job.key));
    if (row < 0)
        return {};
    std::vector<int> columns(static_cast<size_t>(rows->columns().size()));
    std::iota(columns.begin(), columns.end(), 0);
    const std::array order{ static_cast<uint32_t>(row) };
    const QByteArray text = tables::exportRows(*rows, order, columns, tables::ExportFormat::Json, session->now());
    return QJsonDocument::fromJson(text).array().at(0);
}

QString headText(const aurora::State &state, const aurora::JobRow &job, core::TimePoint now)
{
    const aurora::JobState is = aurora::jobState(state, job);
    const std::string_view word = aurora::word(is);
    const core::TimePoint since = aurora::jobStateSince(state, job, is);
    QStringList lines{ u"%1  %2%3"_s.arg(state.string(job.key), core::toQString(word),
                                         core::isKnown(since) ? tr(" for %1").arg(core::formatAge(since, now))
                                                              : QString()) };
    lines << tr("%1 active, %2 pending, %3 failed, %4 finished")
                 .arg(core::formatCount(job.stats.active), core::formatCount(job.stats.pending),
                      core::formatCount(job.stats.failed), core::formatCount(job.stats.finished));
    lines << tr("each %1 CPUs, %2 GiB memory, %3 GiB disk")
                 .arg(core::formatCpus(static_cast<double>(job.resources.cpus)),
                      core::formatGib(static_cast<double>(job.resources.ram)),
                      core::formatGib(static_cast<double>(job.resources.disk)));
    for (const aurora::RowConstraint &constraint : state.constraintsOf(job))
        lines << tr("constraint %1=%2").arg(state.string(constraint.name), state.string(constraint.value));
    if (!job.cronSchedule.isEmpty())
        lines
            << tr("cron %1, next run %2").arg(state.string(job.cronSchedule), core::formatClock(job.nextCronRun, now));
    if (const aurora::UpdateRow *update = state.updateOf(job))
        lines << tr("being updated by %1").arg(state.string(update->user));
    return lines.join(u'\n') + u"\n\n"_s;
}

} // namespace

QString JobShowCommand::name() const
{
    return u"job show"_s;
}

QString JobShowCommand::summary() const
{
    return tr("One job with its tasks: job show ROLE/ENV/NAME");
}

QString JobShowCommand::help() const
{
    return tr("Prints what the job asks for, then one row for each task the scheduler knows of it, the newest of an\n"
              "instance first. --output json is one object: job (the keys of «comportactl jobs») and tasks, an array\n"
              "with the keys below. csv is the tasks alone. --filter, --columns and --sort are about the tasks.\n\n")
        + columnsHelp(aurora::instanceColumns());
}

QCoro::Task<int> JobShowCommand::run(Session *session)
{
    const QString system = u"Aurora"_s;
    const auto part = jobArgument(session->options().arguments, false);
    if (!part)
        co_return complain(part.error(), system);
    using Part = aurora::Store::Part;
    const QList<Part> parts{ Part::Jobs, Part::ActiveTasks, Part::WatchedTasks, Part::Updates };
    session->watch(part->job);
    const auto picture = co_await session->auroraPicture(parts);
    if (!picture)
        co_return complain(picture.error(), system);
    const aurora::JobRow *job = (*picture)->job(part->job);
    if (!job)
        co_return complain(noSuchJob(part->job, picture->get()), system);
    const tables::Rows rows = aurora::instanceRows(*picture, part->job);
    const auto tasks = printedRows(*rows, session->options(), session->now());
    if (!tasks)
        co_return complain(tasks.error(), system);
    if (session->options().output == tables::ExportFormat::Json) {
        print(QJsonDocument(QJsonObject{ { u"job"_s, jobObject(*picture, *job, session) },
                                         { u"tasks"_s, QJsonDocument::fromJson(*tasks).array() } })
                  .toJson());
        co_return Fine;
    }
    if (session->options().output == tables::ExportFormat::Text)
        print(headText(**picture, *job, session->now()));
    print(*tasks);
    co_return Fine;
}

} // namespace ctl
