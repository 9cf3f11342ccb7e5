// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v0documents.h"

#include <array>

namespace sim::v0 {

namespace {

/// Counters nothing here feeds; a real master has them, so they are there.
constexpr std::array idleCounters{
    "dropped_messages",
    "event_queue_dispatches",
    "event_queue_http_requests",
    "event_queue_messages",
    "http_cache_hits",
    "invalid_executor_to_framework_messages",
    "invalid_framework_to_executor_messages",
    "invalid_operation_status_update_acknowledgements",
    "invalid_operation_status_updates",
    "invalid_status_update_acknowledgements",
    "invalid_status_updates",
    "messages_authenticate",
    "messages_deactivate_framework",
    "messages_decline_offers",
    "messages_executor_to_framework",
    "messages_exited_executor",
    "messages_framework_to_executor",
    "messages_kill_task",
    "messages_launch_tasks",
    "messages_operation_status_update",
    "messages_operation_status_update_acknowledgement",
    "messages_reconcile_operations",
    "messages_reconcile_tasks",
    "messages_register_framework",
    "messages_register_slave",
    "messages_reregister_framework",
    "messages_reregister_slave",
    "messages_resource_request",
    "messages_revive_offers",
    "messages_status_update",
    "messages_status_update_acknowledgement",
    "messages_suppress_offers",
    "messages_unregister_framework",
    "messages_unregister_slave",
    "messages_update_slave",
    "outstanding_offers",
    "recovery_slave_removals",
    "slave_removals",
    "slave_removals/reason_registered",
    "slave_removals/reason_unhealthy",
    "slave_removals/reason_unregistered",
    "slave_reregistrations",
    "slave_shutdowns_canceled",
    "slave_shutdowns_completed",
    "slave_shutdowns_scheduled",
    "slave_unreachable_canceled",
    "slave_unreachable_completed",
    "slave_unreachable_scheduled",
    "tasks_dropped",
    "tasks_error",
    "tasks_gone",
    "tasks_gone_by_operator",
    "valid_executor_to_framework_messages",
    "valid_framework_to_executor_messages",
    "valid_operation_status_update_acknowledgements",
    "valid_operation_status_updates",
    "valid_status_update_acknowledgements",
    "valid_status_updates",
};

class Metrics
{
public:
    void set(const std::string &name, double value) { m_values["master/" + name] = value; }
    void setOther(const std::string &name, double value) { m_values[name] = value; }
    void resource(const std::string &name, double total, double used)
    {
        set(name + "_total", total);
        set(name + "_used", used);
        set(name + "_percent", total > 0 ? used / total : 0);
        for (const char *part : { "_total", "_used", "_percent" })
            set(name + "_revocable" + part, 0);
    }
    QByteArray document() const
    {
        JsonWriter out;
        out.beginObject();
        for (const auto &[name, value] : m_values)
            out.number(name, value);
        out.endObject();
        return out.take();
    }

private:
    std::map<std::string, double> m_values; ///< a master lists them in alphabetical order, too
};

} // namespace

QByteArray metrics(const World &world, const MasterInfo &self, bool elected, int subscribers)
{
    Metrics metrics;
    for (const char *name : idleCounters)
        metrics.set(name, 0);
    metrics.set("elected", elected ? 1 : 0);
    metrics.set("uptime_secs", toSeconds(world.now()) - toSeconds(self.started));
    metrics.set("operator_event_stream_subscribers", subscribers);
    metrics.setOther("registrar/log/recovered", 1);
    metrics.setOther("registrar/log/ensemble_size", 3);
    metrics.setOther("registrar/queued_operations", 0);
    metrics.setOther("system/cpus_total", 8);
    metrics.setOther("system/load_1min", 0.42);
    metrics.setOther("system/load_5min", 0.38);
    metrics.setOther("system/load_15min", 0.35);
    metrics.setOther("system/mem_total_bytes", 33012350976.0);
    metrics.setOther("system/mem_free_bytes", 21474836480.0);
    if (!elected)
        return metrics.document();

    Resources total;
    Resources used;
    int connected = 0;
    int active = 0;
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable)
            continue;
        Resources there = agent.total;
        Resources taken = agent.used;
        there.ports.clear();
        taken.ports.clear();
        total += there;
        used += taken;
        connected += agent.active || agent.deactivated;
        active += agent.active;
    }
    const AgentCounts counts = countAgents(world);
    metrics.resource("cpus", total.cpus, used.cpus);
    metrics.resource("mem", total.mem, used.mem);
    metrics.resource("disk", total.disk, used.disk);
    metrics.resource("gpus", total.gpus, used.gpus);
    metrics.set("slaves_connected", connected);
    metrics.set("slaves_disconnected", counts.active + counts.deactivated - connected);
    metrics.set("slaves_active", active);
    metrics.set("slaves_inactive", counts.deactivated);
    metrics.set("slaves_unreachable", counts.unreachable);
    metrics.set("slave_registrations", static_cast<double>(world.agents().size()));

    std::map<TaskState, int> states;
    int frameworksActive = 0;
    for (const auto &[number, framework] : world.frameworks()) {
        frameworksActive += framework.info.active;
        for (const auto &[id, task] : framework.tasks)
            ++states[task.state];
        for (const Task &task : framework.completed)
            ++states[task.state];
        for (const Task &task : framework.unreachable)
            ++states[task.state];
    }
    const auto frameworksThere = static_cast<int>(world.frameworks().size());
    metrics.set("frameworks_active", frameworksActive);
    metrics.set("frameworks_connected", frameworksActive);
    metrics.set("frameworks_disconnected", frameworksThere - frameworksActive);
    metrics.set("frameworks_inactive", frameworksThere - frameworksActive);
    metrics.set("tasks_staging", states[TaskState::Staging]);
    metrics.set("tasks_starting", states[TaskState::Starting]);
    metrics.set("tasks_running", states[TaskState::Running]);
    metrics.set("tasks_killing", states[TaskState::Killing]);
    metrics.set("tasks_finished", states[TaskState::Finished]);
    metrics.set("tasks_failed", states[TaskState::Failed]);
    metrics.set("tasks_killed", states[TaskState::Killed]);
    metrics.set("tasks_lost", states[TaskState::Lost]);
    metrics.set("tasks_unreachable", states[TaskState::Unreachable]);
    return metrics.document();
}

} // namespace sim::v0
