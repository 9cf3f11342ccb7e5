// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/answers.h"

#include "models/aurora/codec/enums.h"
#include "models/aurora/codec/fromwire.h"
#include "models/aurora/codec/message.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aurora::answers {

namespace {

using Kind = core::Error::Kind;

/// ResponseCode on the wire.
enum class Code { InvalidRequest = 0, Ok = 1, Error = 2, Warning = 3, AuthFailed = 4, JobUpdating = 5, Transient = 6 };

/// All that the scheduler says; often nothing, and entries without a text occur.
QString messageOf(const wire::Response &response)
{
    QStringList texts;
    for (const wire::ResponseDetail &detail : response.details) {
        if (detail.__isset.message && !detail.message.empty())
            texts.append(wire::text(detail.message));
    }
    return texts.join(u'\n');
}

Kind kindOf(int code)
{
    switch (static_cast<Code>(code)) {
    case Code::AuthFailed:
        return Kind::Forbidden;
    case Code::JobUpdating:
        return Kind::JobUpdating;
    case Code::Error:
    case Code::Transient:
        return Kind::Server;
    case Code::InvalidRequest:
    case Code::Warning:
    case Code::Ok:
        return Kind::Rejected;
    }
    return Kind::Rejected; // a code of a newer scheduler is no OK
}

core::Error refusal(const wire::Response &response)
{
    core::Error error;
    error.kind = kindOf(response.responseCode);
    error.detail = messageOf(response);
    return error;
}

bool isOk(const wire::Response &response)
{
    return response.responseCode == static_cast<int>(Code::Ok);
}

/// The answer when the scheduler said OK; else its refusal.
core::Result<wire::Response> accepted(std::string_view body, Encoding encoding)
{
    core::Result<wire::Response> response = wire::decodeReply(body, encoding);
    if (response && !isOk(*response))
        return core::failure(refusal(*response));
    return response;
}

core::Error withoutResult()
{
    core::Error error;
    error.kind = Kind::WrongShape;
    error.path = u"result"_s;
    error.detail = u"it answers another question."_s;
    return error;
}

/// `pick` takes the value out of the result's own field for it; nullopt when another one is there.
template <typename Value, typename Pick>
core::Result<Value> resultOf(std::string_view body, Encoding encoding, const Pick &pick)
{
    const core::Result<wire::Response> response = accepted(body, encoding);
    if (!response)
        return core::failure(response.error());
    std::optional<Value> value = pick(response->result);
    if (!value)
        return core::failure(withoutResult());
    return std::move(*value);
}

std::optional<Resources> consumption(bool present, const wire::ResourceAggregate &aggregate)
{
    return present ? std::optional(wire::fromWire(aggregate.resources)) : std::nullopt;
}

} // namespace

core::Result<Done> done(std::string_view body, Encoding encoding)
{
    return accepted(body, encoding).map([](const wire::Response &response) { return Done{ messageOf(response) }; });
}

core::Result<QList<RoleSummary>> roles(std::string_view body, Encoding encoding)
{
    using List = QList<RoleSummary>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.roleSummaryResult)
            return std::nullopt;
        List list;
        for (const wire::RoleSummary &role : result.roleSummaryResult.summaries)
            list.append({ wire::text(role.role), role.jobCount, role.cronJobCount });
        std::ranges::sort(list, {}, &RoleSummary::role);
        return list;
    });
}

core::Result<QList<JobSummary>> jobSummaries(std::string_view body, Encoding encoding)
{
    using List = QList<JobSummary>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.jobSummaryResult)
            return std::nullopt;
        List list = wire::listOf<JobSummary>(result.jobSummaryResult.summaries);
        std::ranges::sort(list, std::less<>(), [](const JobSummary &summary) { return summary.job.key; });
        return list;
    });
}

core::Result<QList<JobConfiguration>> jobs(std::string_view body, Encoding encoding)
{
    using List = QList<JobConfiguration>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.getJobsResult)
            return std::nullopt;
        List list = wire::listOf<JobConfiguration>(result.getJobsResult.configs);
        std::ranges::sort(list, std::less<>(), &JobConfiguration::key);
        return list;
    });
}

core::Result<QList<Task>> tasks(std::string_view body, Encoding encoding)
{
    using List = QList<Task>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.scheduleStatusResult)
            return std::nullopt;
        return wire::listOf<Task>(result.scheduleStatusResult.tasks);
    });
}

core::Result<ConfigSummary> configSummary(std::string_view body, Encoding encoding)
{
    return resultOf<ConfigSummary>(body, encoding, [](const wire::Result &result) -> std::optional<ConfigSummary> {
        if (!result.__isset.configSummaryResult)
            return std::nullopt;
        const wire::ConfigSummary &summary = result.configSummaryResult.summary;
        return ConfigSummary{ wire::fromWire(summary.key), wire::fromWire(summary.groups) };
    });
}

core::Result<QList<PendingReason>> pendingReasons(std::string_view body, Encoding encoding)
{
    using List = QList<PendingReason>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.getPendingReasonResult)
            return std::nullopt;
        List list;
        for (const wire::PendingReason &reason : result.getPendingReasonResult.reasons)
            list.append({ wire::text(reason.taskId), wire::text(reason.reason) });
        std::ranges::sort(list, {}, &PendingReason::taskId);
        return list;
    });
}

core::Result<Quota> quota(std::string_view body, Encoding encoding)
{
    return resultOf<Quota>(body, encoding, [](const wire::Result &result) -> std::optional<Quota> {
        if (!result.__isset.getQuotaResult)
            return std::nullopt;
        const wire::GetQuotaResult &quota = result.getQuotaResult;
        return Quota{ wire::fromWire(quota.quota.resources),
                      consumption(quota.__isset.prodSharedConsumption, quota.prodSharedConsumption),
                      consumption(quota.__isset.nonProdSharedConsumption, quota.nonProdSharedConsumption),
                      consumption(quota.__isset.prodDedicatedConsumption, quota.prodDedicatedConsumption),
                      consumption(quota.__isset.nonProdDedicatedConsumption, quota.nonProdDedicatedConsumption) };
    });
}

core::Result<Tiers> tiers(std::string_view body, Encoding encoding)
{
    return resultOf<Tiers>(body, encoding, [](const wire::Result &result) -> std::optional<Tiers> {
        if (!result.__isset.getTierConfigResult)
            return std::nullopt;
        Tiers tiers{ wire::text(result.getTierConfigResult.defaultTierName), {} };
        for (const wire::TierConfig &tier : result.getTierConfigResult.tiers) {
            TierConfig &config = tiers.tiers.emplace_back(TierConfig{ wire::text(tier.name), {} });
            for (const auto &[name, value] : tier.settings)
                config.settings.insert(wire::text(name), wire::text(value));
        }
        std::ranges::sort(tiers.tiers, {}, &TierConfig::name);
        return tiers;
    });
}

core::Result<TaskConfig> populated(std::string_view body, Encoding encoding)
{
    return resultOf<TaskConfig>(body, encoding, [](const wire::Result &result) -> std::optional<TaskConfig> {
        if (!result.__isset.populateJobResult)
            return std::nullopt;
        return wire::fromWire(result.populateJobResult.taskConfig);
    });
}

core::Result<QList<UpdateSummary>> updateSummaries(std::string_view body, Encoding encoding)
{
    using List = QList<UpdateSummary>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.getJobUpdateSummariesResult)
            return std::nullopt;
        return wire::listOf<UpdateSummary>(result.getJobUpdateSummariesResult.updateSummaries);
    });
}

core::Result<QList<UpdateDetails>> updateDetails(std::string_view body, Encoding encoding)
{
    using List = QList<UpdateDetails>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (!result.__isset.getJobUpdateDetailsResult)
            return std::nullopt;
        return wire::listOf<UpdateDetails>(result.getJobUpdateDetailsResult.detailsList);
    });
}

core::Result<UpdateDiff> updateDiff(std::string_view body, Encoding encoding)
{
    return resultOf<UpdateDiff>(body, encoding, [](const wire::Result &result) -> std::optional<UpdateDiff> {
        if (!result.__isset.getJobUpdateDiffResult)
            return std::nullopt;
        const wire::GetJobUpdateDiffResult &diff = result.getJobUpdateDiffResult;
        return UpdateDiff{ wire::fromWire(diff.add), wire::fromWire(diff.remove), wire::fromWire(diff.update),
                           wire::fromWire(diff.unchanged) };
    });
}

core::Result<StartedUpdate> startedUpdate(std::string_view body, Encoding encoding)
{
    const core::Result<wire::Response> response = wire::decodeReply(body, encoding);
    if (!response)
        return core::failure(response.error());
    StartedUpdate started;
    started.message = messageOf(*response);
    if (response->result.__isset.startJobUpdateResult) {
        const wire::StartJobUpdateResult &result = response->result.startJobUpdateResult;
        if (result.__isset.key)
            started.key = wire::fromWire(result.key);
        if (result.__isset.updateSummary)
            started.summary = wire::fromWire(result.updateSummary);
    }
    if (isOk(*response))
        return started;
    core::Error error = refusal(*response);
    if (started.key) { // refused, and yet there is an update: the one under way
        error.kind = Kind::JobUpdating;
        error.path = started.key->id;
    }
    return core::failure(error);
}

core::Result<PulseStatus> pulse(std::string_view body, Encoding encoding)
{
    return resultOf<PulseStatus>(body, encoding, [](const wire::Result &result) -> std::optional<PulseStatus> {
        if (!result.__isset.pulseJobUpdateResult)
            return std::nullopt;
        return wire::fromNumber(wire::pulseStatusNumbers, result.pulseJobUpdateResult.status);
    });
}

core::Result<QList<HostStatus>> hosts(std::string_view body, Encoding encoding)
{
    using List = QList<HostStatus>;
    return resultOf<List>(body, encoding, [](const wire::Result &result) -> std::optional<List> {
        if (result.__isset.startMaintenanceResult)
            return wire::fromWire(result.startMaintenanceResult.statuses);
        if (result.__isset.drainHostsResult)
            return wire::fromWire(result.drainHostsResult.statuses);
        if (result.__isset.maintenanceStatusResult)
            return wire::fromWire(result.maintenanceStatusResult.statuses);
        if (result.__isset.endMaintenanceResult)
            return wire::fromWire(result.endMaintenanceResult.statuses);
        return std::nullopt;
    });
}

} // namespace aurora::answers
