// SPDX-License-Identifier: GPL-3.0-or-later
// Updates of jobs and their reads.
#include "app/simulator/aurora/jobcheck.h"
#include "app/simulator/aurora/methods.h"
#include "app/simulator/aurora/structs.h"
#include "app/simulator/aurora/updatesettings.h"

#include <algorithm>

namespace sim::aurora {

using namespace std::chrono_literals;
using thrift::Struct;
using thrift::Type;
using thrift::Value;
using wire::UpdateStatus;

namespace {

/// Newest first.
std::vector<const JobUpdate *> query(const Call &call, const Value &query)
{
    std::set<int64_t> statuses;
    for (const Value &status : query.field(5, Type::Set).elements()) {
        if (status.integer() >= 0 && status.integer() <= 10)
            statuses.insert(status.integer());
    }
    std::vector<const JobUpdate *> found;
    for (const auto &update : call.scheduler.updates().all()) {
        const JobKey &job = update->job;
        const bool fits = (query.textAt(2).empty() || query.textAt(2) == job.role)
            && (!query.has(3, Type::Struct) || JobKey::read(query.structAt(3)) == job)
            && (query.textAt(4).empty() || query.textAt(4) == update->user)
            && (statuses.empty() || statuses.contains(static_cast<int64_t>(update->status())))
            && (!query.has(8, Type::Struct)
                || (JobKey::read(query.structAt(8).structAt(1)) == job && query.structAt(8).textAt(2) == update->id));
        if (fits)
            found.push_back(update.get());
    }
    std::ranges::stable_sort(found, std::greater(), &JobUpdate::modified);
    const auto offset = std::min(found.size(), static_cast<size_t>(std::max<int64_t>(0, query.integerAt(6))));
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(offset));
    if (const int64_t limit = query.integerAt(7); limit > 0 && static_cast<size_t>(limit) < found.size())
        found.resize(static_cast<size_t>(limit));
    return found;
}

Response summaries(const Call &call)
{
    std::vector<Value> out;
    for (const JobUpdate *update : query(call, call.args.structAt(1)))
        out.push_back(updateSummary(*update));
    return Response::ok(23, 1, Value::list(Type::Struct, std::move(out)));
}

std::string keyText(const Value &key)
{
    return "IJobUpdateKey{job=" + JobKey::read(key.structAt(1)).toString() + ", id=" + key.textAt(2) + '}';
}

JobUpdate *findUpdate(const Call &call, const Value &key)
{
    return call.scheduler.updates().find(JobKey::read(key.structAt(1)), key.textAt(2));
}

Response details(const Call &call)
{
    if (call.args.has(2, Type::Struct)) {
        std::vector<Value> out;
        for (const JobUpdate *update : query(call, call.args.structAt(2)))
            out.push_back(updateDetails(*update));
        return Response::ok(24, 2, Value::list(Type::Struct, std::move(out)));
    }
    const Value &key = call.args.structAt(1);
    if (key.isAbsent())
        return Response::error("Either key or query must be set.");
    const JobUpdate *update = findUpdate(call, key);
    if (!update)
        return Response::invalid("Invalid update: " + keyText(key));
    Response response = Response::ok(24, 1, updateDetails(*update));
    response.details = { "The key argument is deprecated, use the query argument instead" };
    return response;
}

Response diff(const Call &call)
{
    const Value &request = call.args.structAt(1);
    const Value &given = request.structAt(1);
    if (const std::string wrong = wrongWith(given, static_cast<int>(request.integerAt(2))); !wrong.empty())
        return Response::invalid(wrong);
    const Config config = makeConfig(given);
    if (call.scheduler.cron().find(config->job))
        return Response::invalid("Cron jobs are not supported.");
    const JobDiff diff = call.scheduler.updates().diff(config, static_cast<int>(request.integerAt(2)),
                                                       readRanges(request.structAt(3).field(7, Type::Set)));
    return Response::ok(thrift::single(26,
                                       Struct()
                                           .put(1, configGroups(diff.add, 3))
                                           .put(2, configGroups(diff.remove, 3))
                                           .put(3, configGroups(diff.update, 3))
                                           .put(4, configGroups(diff.unchanged, 3))
                                           .done()));
}

Response started(const JobUpdate &update, bool withState)
{
    return Response::ok(
        thrift::single(22, Struct().put(1, updateKey(update)).put(2, updateSummary(update, withState)).done()));
}

Response start(const Call &call)
{
    const Value &request = call.args.structAt(1);
    const Value &given = request.structAt(1);
    const Value &settingsGiven = request.structAt(3);
    const auto instances = static_cast<int>(request.integerAt(2));
    if (settingsGiven.isAbsent())
        return Response::error({});
    if (const std::string wrong = wrongRange(settingsGiven); !wrong.empty())
        return Response::error(wrong);
    if (!given.field(7, Type::Bool).isTrue())
        return Response::invalid("Updates are not supported for non-service tasks.");
    if (const std::string wrong = wrongSettings(settingsGiven, instances); !wrong.empty())
        return Response::invalid(wrong);
    if (instances < 1 || instances > wire::mostInstances)
        return Response::invalid(countLimit);
    if (settingsGiven.field(10, Type::Bool).isTrue() && !given.has(35, Type::Struct))
        return Response::invalid("slaAware is true, but no task slaPolicy is specified.");
    if (const std::string wrong = wrongWith(given, instances); !wrong.empty())
        return Response::invalid(wrong);
    const Config config = makeConfig(given);
    if (call.scheduler.cron().find(config->job))
        return Response::invalid("Cron jobs may only be created/updated by calling scheduleCronJob.");
    UpdateSettings settings = readSettings(settingsGiven);
    const JobDiff diff = call.scheduler.updates().diff(config, instances, settings.onlyThese);
    if (const std::string wrong = irrelevant(settings.onlyThese, diff); !wrong.empty())
        return Response::invalid(wrong);
    if (const JobUpdate *active = call.scheduler.updates().activeOf(config->job)) {
        Response response = started(*active, true);
        response.code = wire::ResponseCode::InvalidRequest;
        response.details = { "An active update already exists for this job, please terminate it before starting "
                             "another. Active updates are those in states [ROLLING_FORWARD, ROLLING_BACK, "
                             "ROLL_FORWARD_PAUSED, ROLL_BACK_PAUSED, ROLL_FORWARD_AWAITING_PULSE, "
                             "ROLL_BACK_AWAITING_PULSE]" };
        return response;
    }
    if (diff.isEmpty())
        return Response::okSaying("Job is unchanged by proposed update.");
    if (const std::string refused = call.scheduler.quotas().updateRefusal(config, diff); !refused.empty())
        return Response::invalid(refused);
    return started(*call.scheduler.updates().start(config, diff, std::move(settings), request.field(4, Type::Set),
                                                   call.user, call.args.textAt(3)),
                   false);
}

using Change = void (Updates::*)(JobUpdate &, const std::string &, const std::string &);

Response change(const Call &call, Change what, const char *target, int messageField)
{
    const Value &key = call.args.structAt(1);
    JobUpdate *update = findUpdate(call, key);
    if (!update) {
        // One of the texts has a colon.
        const char *colon = what == &Updates::resume ? ": " : " ";
        return Response::invalid(std::string("Update does not exist") + colon + keyText(key));
    }
    const UpdateStatus status = update->status();
    const bool back = status == UpdateStatus::RollingBack || status == UpdateStatus::RollBackPaused
        || status == UpdateStatus::RollBackAwaitingPulse;
    if (!wire::isActive(status) || (what == &Updates::rollBack && back))
        return Response::invalid("Cannot transition update from " + std::string(wire::updateStatusName(status)) + " to "
                                 + target);
    (call.scheduler.updates().*what)(*update, call.user, call.args.textAt(messageField));
    return Response::ok();
}

Response pause(const Call &call)
{
    return change(call, &Updates::pause, "null", 3);
}

Response resume(const Call &call)
{
    return change(call, &Updates::resume, "null", 3);
}

Response abort(const Call &call)
{
    return change(call, &Updates::abort, "ABORTED", 3);
}

Response rollback(const Call &call)
{
    return change(call, &Updates::rollBack, "ROLLING_BACK", 2);
}

Response pulse(const Call &call)
{
    JobUpdate *update = findUpdate(call, call.args.structAt(1));
    const bool alive = update && call.scheduler.updates().pulse(*update);
    return Response::ok(25, 1, Value::i32(alive ? 1 : 2));
}

Value keyOfUpdate(const Value &args)
{
    return args.structAt(1).structAt(1);
}

Value keyOfRequest(const Value &args)
{
    return args.structAt(1).structAt(1).structAt(28);
}

constexpr std::array reads{
    Method{ "getJobUpdateSummaries", Service::ReadOnly, summaries },
    Method{ "getJobUpdateDetails", Service::ReadOnly, details },
    Method{ "getJobUpdateDiff", Service::ReadOnly, diff },
};
constexpr std::array writes{
    Method{ "startJobUpdate", Service::Manager, start, keyOfRequest },
    Method{ "pauseJobUpdate", Service::Manager, pause, keyOfUpdate },
    Method{ "resumeJobUpdate", Service::Manager, resume, keyOfUpdate },
    Method{ "abortJobUpdate", Service::Manager, abort, keyOfUpdate },
    Method{ "rollbackJobUpdate", Service::Manager, rollback, keyOfUpdate },
    Method{ "pulseJobUpdate", Service::Manager, pulse, keyOfUpdate },
};

} // namespace

std::span<const Method> updateReadMethods()
{
    return reads;
}

std::span<const Method> updateMethods()
{
    return writes;
}

} // namespace sim::aurora
