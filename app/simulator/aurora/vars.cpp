// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduler's metrics.
#include "app/simulator/aurora/documents.h"
#include "app/simulator/jsonwriter.h"

#include <variant>

namespace sim::aurora::documents {

namespace {

using Metrics = std::map<std::string, std::variant<int64_t, double, std::string>>;

Metrics metricsOf(const Scheduler &scheduler, const Api &api)
{
    Metrics metrics;
    for (const auto &[status, name] : wire::statusNames)
        metrics["task_store_" + std::string(name)] = int64_t(0);
    for (const ScheduledTask *task : scheduler.store().query({})) {
        ++std::get<int64_t>(metrics["task_store_" + std::string(wire::statusName(task->status))]);
        if (task->status == wire::ScheduleStatus::Failed || task->status == wire::ScheduleStatus::Lost)
            ++std::get<int64_t>(
                metrics["tasks_" + std::string(wire::statusName(task->status)) + '_' + task->job().path()]);
    }
    for (const std::string_view name : wire::updateStatusNames)
        metrics["update_transition_" + std::string(name)] = int64_t(0);
    for (const auto &update : scheduler.updates().all()) {
        for (const UpdateEvent &event : update->events)
            ++std::get<int64_t>(metrics["update_transition_" + std::string(wire::updateStatusName(event.status))]);
    }
    const auto framework = scheduler.world().frameworks().find(scheduler.framework());
    const bool registered = framework != scheduler.world().frameworks().end() && framework->second.info.connected;
    int64_t offers = 0;
    for (const auto &[number, agent] : scheduler.world().agents())
        offers += scheduler.placement().isOffered(agent);
    metrics["outstanding_offers"] = offers;
    metrics["framework_registered"] = int64_t(registered);
    metrics["cron_jobs_loaded"] = int64_t(scheduler.cron().all().empty() ? 0 : 1);
    metrics["scheduler_lifecycle_ACTIVE"] = int64_t(1);
    metrics["scheduler_lifecycle_DEAD"] = int64_t(0);
    metrics["scheduler_thrift_response_OK"] = int64_t(api.answered(wire::ResponseCode::Ok));
    metrics["scheduler_thrift_response_ERROR"] = int64_t(api.answered(wire::ResponseCode::Error));
    metrics["scheduler_thrift_response_INVALID_REQUEST"] = int64_t(api.answered(wire::ResponseCode::InvalidRequest));
    metrics["jvm_uptime_secs"]
        = static_cast<int64_t>(toSeconds(scheduler.now()) - toSeconds(scheduler.world().begin()));
    metrics["jvm_memory_mb_total"] = int64_t(2048);
    metrics["task_queries_all_per_sec"] = 0.0;
    metrics["build.version"] = std::string("0.27.0");
    metrics["system_env_HOME"] = std::string("/var/lib/aurora");
    metrics["system_env_AURORA_ZK_SECRET"] = std::string("not for the screen");
    metrics["jvm_prop_java.version"] = std::string("17.0.15");
    metrics["jvm_prop_user.name"] = std::string("aurora");
    return metrics;
}

} // namespace

QByteArray varsJson(const Scheduler &scheduler, const Api &api)
{
    JsonWriter out;
    out.beginObject();
    for (const auto &[name, value] : metricsOf(scheduler, api)) {
        if (const auto *whole = std::get_if<int64_t>(&value))
            out.integer(name, *whole);
        else if (const auto *real = std::get_if<double>(&value))
            out.number(name, *real);
        else
            out.text(name, std::get<std::string>(value));
    }
    out.endObject();
    return out.take();
}

QByteArray vars(const Scheduler &scheduler, const Api &api)
{
    QByteArray text;
    for (const auto &[name, value] : metricsOf(scheduler, api)) {
        text += QByteArray::fromStdString(name) + ' ';
        if (const auto *whole = std::get_if<int64_t>(&value))
            text += QByteArray::number(static_cast<qint64>(*whole));
        else if (const auto *real = std::get_if<double>(&value))
            text += QByteArray::number(*real);
        else
            text += QByteArray::fromStdString(std::get<std::string>(value));
        text += '\n';
    }
    return text;
}

} // namespace sim::aurora::documents
