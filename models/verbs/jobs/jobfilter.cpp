// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/jobfilter.h"

#include "models/aurora/decoder.h"
#include "models/aurora/looks.h"
#include "models/aurora/rows/jobrows.h"
#include "models/core/tr.h"
#include "models/tables/filter.h"
#include "models/verbs/words.h"

#include <QFuture>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

aurora::ReplyBytes bytesOf(const aurora::Reply &reply)
{
    const net::Body &body = reply.response.body;
    return { body.data(), static_cast<size_t>(body.size()), static_cast<size_t>(body.capacity()) };
}

core::Result<aurora::Snapshot> decoded(const aurora::Reply &jobs, const aurora::Reply &tasks)
{
    aurora::Decoder decoder;
    if (const auto first = decoder.jobs(bytesOf(jobs)); !first)
        return core::failure(first.error());
    return decoder.activeTasks(bytesOf(tasks));
}

} // namespace

core::Result<Selection> selectionByFilter(const aurora::Snapshot &picture, const QString &filter,
                                          const QString &poolAttribute, core::TimePoint now)
{
    const tables::Rows rows = aurora::jobRows(picture, poolAttribute, now);
    const auto parsed = tables::Filter::parse(filter, rows->columns());
    if (!parsed)
        return core::failure(parsed.error());
    if (parsed->isEmpty())
        return core::failure(unusable(tr("No filter is given; that would be every job.")));
    Selection selection;
    selection.byFilter = true;
    for (const uint32_t row : parsed->apply(*rows, now)) {
        const aurora::JobRow &job = picture->jobs[row];
        if (job.stats.active + job.stats.pending > 0)
            selection.parts.append({ picture->keyOf(job), {} });
    }
    if (selection.parts.isEmpty())
        return core::failure(unusable(tr("No job with active tasks matches “%1”.").arg(filter)));
    std::ranges::sort(selection.parts, std::less<>(), &Selection::Part::job);
    return selection;
}

QCoro::Task<core::Result<aurora::Snapshot>> readPicture(Context context, std::stop_token stop)
{
    const auto active = aurora::activeTasksQuery();
    if (!active)
        co_return core::failure(active.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto jobs = co_await context.aurora->client()->ask(aurora::calls::jobSummaries(), stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto tasks = co_await context.aurora->client()->askTasks(*active, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    const auto decoding = QtConcurrent::run(&decoded, *jobs, *tasks);
    co_return co_await decoding;
}

QCoro::Task<core::Result<Selection>> readSelection(Context context, QString filter, std::stop_token stop)
{
    const auto picture = co_await readPicture(context, stop);
    if (!picture)
        co_return core::failure(picture.error());
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    co_return selectionByFilter(*picture, filter, context.poolAttribute, context.clock->now());
}

} // namespace verbs
