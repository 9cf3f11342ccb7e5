// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/aurora/client.h"
#include "models/aurora/decoder.h"
#include "models/aurora/looks.h"
#include "models/net/httpclient.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killplan.h"
#include "models/verbs/jobs/killverb.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/thriftlimit.h"

#include <QCoreApplication>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bench {

namespace {

const QString filter = u"role=scale env=prod"_s;

template <typename Value>
Value orThrow(core::Result<Value> result)
{
    if (!result)
        throw std::runtime_error(result.error().path.toStdString() + ' ' + result.error().detail.toStdString());
    return std::move(*result);
}

template <typename Value>
Value wait(QCoro::Task<core::Result<Value>> task)
{
    std::optional<core::Result<Value>> result;
    QCoro::connect(std::move(task), qApp, [&result](core::Result<Value> value) { result = std::move(value); });
    while (!result)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return orThrow(std::move(*result));
}

/// What the scheduler answers to a planner, in binary.
struct Replies
{
    aurora::Reply jobs;
    aurora::Reply tasks;
};

Replies askSimulator(int jobs)
{
    sim::Demo::Options options;
    options.speed = 0;
    options.jobs = sim::ScaleOptions{ jobs, 5 };
    sim::Demo demo(options);
    demo.advance(2min); // until they run
    net::HttpClient http(demo.clock());
    aurora::Client client(&http, std::make_shared<net::StaticDiscovery>(demo.auroraUrls()));
    Replies replies{ wait(client.ask(aurora::calls::jobSummaries())),
                     wait(client.askTasks(orThrow(aurora::activeTasksQuery()))) };
    if (replies.tasks.encoding != aurora::Encoding::Binary)
        throw std::runtime_error("the simulator did not answer in binary");
    return replies;
}

aurora::ReplyBytes bytesOf(const aurora::Reply &reply)
{
    const net::Body &body = reply.response.body;
    return { body.data(), static_cast<size_t>(body.size()), static_cast<size_t>(body.capacity()) };
}

/// The steps from replies to a plan, as KillVerb and the filter take them.
struct Planning
{
    verbs::Context context;

    verbs::Selection select(const Replies &replies) const
    {
        aurora::Decoder decoder;
        orThrow(decoder.jobs(bytesOf(replies.jobs)));
        const aurora::Snapshot picture = orThrow(decoder.activeTasks(bytesOf(replies.tasks)));
        return orThrow(verbs::selectionByFilter(picture, filter, context.poolAttribute, context.clock->now()));
    }
    verbs::FreshJobs read(const Replies &replies) const
    {
        verbs::FreshJobs fresh;
        fresh.active = orThrow(aurora::answers::tasks(replies.tasks.response.body.view(), replies.tasks.encoding));
        std::ranges::sort(fresh.active, [](const aurora::Task &a, const aurora::Task &b) {
            return std::tie(a.job(), a.instance) < std::tie(b.job(), b.instance);
        });
        fresh.readAt = context.clock->now();
        return fresh;
    }
    actions::Plan draw(const verbs::Selection &selection, const verbs::FreshJobs &fresh) const
    {
        return verbs::killPlan(verbs::KillVerb::request(selection), selection, fresh, context);
    }
};

} // namespace

/// "Kill all leftovers of an environment" planned over 2,000 jobs of 5 [--jobs N]: from the picture's replies over the
/// filter and the fresh tasks to the checked plan, beside the bare walk of the list of tasks. Reading that list, which
/// the client does in the pool, is told by itself.
Rows plan(const Arguments &arguments)
{
    const int jobs = arguments.number(u"jobs"_s, 2000);
    const int reps = arguments.number(u"reps"_s, 7);
    const Replies replies = askSimulator(jobs);
    Planning planning;
    planning.context.stack = u"bench"_s;
    planning.context.poolAttribute = u"slave-type"_s;
    planning.context.clock = &core::systemClock();

    const verbs::Selection selection = planning.select(replies);
    const verbs::FreshJobs fresh = planning.read(replies);
    const actions::Plan made = planning.draw(selection, fresh);
    if (std::cmp_not_equal(made.steps.size(), jobs) || made.things() != jobs * 5)
        throw std::runtime_error("the plan does not hold every job and instance");

    size_t sum = 0;
    const double selecting
        = measure(reps, [&] { sum += static_cast<size_t>(planning.select(replies).parts.size()); }).min();
    const double reading
        = measure(reps, [&] { sum += static_cast<size_t>(planning.read(replies).active.size()); }).min();
    const double drawing
        = measure(reps, [&] { sum += static_cast<size_t>(planning.draw(selection, fresh).steps.size()); }).min();
    const double checking
        = measure(reps, [&] {
              sum += static_cast<size_t>(actions::flawOf(made).size()) + static_cast<size_t>(made.fingerprint().size());
          }).min();
    ThriftLimit limit;
    const std::string_view body = replies.tasks.response.body.view();
    const double bare = measure(reps, [&] { limit.walkBinary(body); }).min();
    if (limit.tasks() < static_cast<size_t>(jobs) * 5 || sum == 0)
        throw std::runtime_error("the yardstick has not read the same reply");

    const QString what = u"%1 jobs × 5"_s.arg(jobs);
    const double planned = selecting + drawing + checking;
    return {
        bounded(u"plan"_s, what + u": filter, draw, check"_s, planned, u"ms CPU"_s, 200),
        plain(what + u": bare walk of the task list"_s, bare, u"ms CPU"_s),
        plain(what + u": planning / bare walk"_s, planned / bare, u"×"_s),
        plain(what + u": picture decoded and filtered"_s, selecting, u"ms CPU"_s),
        plain(what + u": tasks read afresh, in the pool"_s, reading, u"ms CPU"_s),
        plain(what + u": plan drawn"_s, drawing, u"ms CPU"_s),
        plain(what + u": plan checked, fingerprint"_s, checking, u"ms CPU"_s),
    };
}

} // namespace bench
