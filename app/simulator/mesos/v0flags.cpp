// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v0json.h"

namespace sim::v0 {

namespace {

/// Flags of a master that are the same for every master here; the others are written by hand, in alphabetical order.
struct Flag
{
    std::string_view name;
    std::string_view value;
};
constexpr Flag flagsBeforeCluster[] = {
    { "agent_ping_timeout", "15secs" },           { "agent_reregister_timeout", "10mins" },
    { "allocation_interval", "1secs" },           { "allocator", "hierarchical" },
    { "allocator_agent_recovery_factor", "0.8" }, { "allocator_recovery_timeout", "10mins" },
    { "authenticate_agents", "false" },           { "authenticate_frameworks", "false" },
    { "authenticate_http_frameworks", "false" },
};
constexpr Flag flagsAfterAuthentication[] = {
    { "authentication_v0_timeout", "15secs" },
    { "authenticators", "crammd5" },
    { "authorizers", "local" },
};
constexpr Flag flagsAfterCluster[] = {
    { "filter_gpu_resources", "true" },
    { "framework_sorter", "drf" },
    { "help", "false" },
};
constexpr Flag flagsAfterHostname[] = {
    { "hostname_lookup", "true" },
    { "http_authenticators", "basic" },
    { "initialize_driver_logging", "true" },
};
constexpr Flag flagsAfterIp[] = {
    { "log_auto_initialize", "true" },
    { "log_dir", "/var/log/mesos" },
    { "logbufsecs", "0" },
    { "logging_level", "INFO" },
    { "max_agent_ping_timeouts", "5" },
    { "max_completed_frameworks", "50" },
    { "max_completed_tasks_per_framework", "1000" },
    { "max_operator_event_stream_subscribers", "1000" },
    { "max_unreachable_tasks_per_framework", "1000" },
    { "memory_profiling", "false" },
    { "min_allocatable_resources", "cpus:0.01|mem:32" },
    { "offer_constraints_re2_max_mem", "4KB" },
    { "offer_constraints_re2_max_program_size", "100" },
};
constexpr Flag flagsAfterPort[] = {
    { "publish_per_framework_metrics", "true" },
    { "quiet", "false" },
    { "recovery_agent_removal_limit", "100%" },
    { "registry", "replicated_log" },
    { "registry_fetch_timeout", "1mins" },
    { "registry_gc_interval", "15mins" },
    { "registry_max_agent_age", "2weeks" },
    { "registry_max_agent_count", "102400" },
    { "registry_store_timeout", "20secs" },
    { "registry_strict", "false" },
    { "require_agent_domain", "false" },
    { "role_sorter", "drf" },
    { "root_submissions", "true" },
    { "version", "false" },
    { "webui_dir", "/usr/share/mesos/webui" },
    { "work_dir", "/var/lib/mesos/master" },
    { "zk_session_timeout", "10secs" },
};

template <size_t N>
void write(JsonWriter &out, const Flag (&flags)[N])
{
    for (const Flag &flag : flags)
        out.text(flag.name, flag.value);
}

} // namespace

void writeFlags(JsonWriter &out, const MasterInfo &master)
{
    const std::string_view authenticates = master.authenticates ? "true" : "false";
    out.beginObject("flags");
    write(out, flagsBeforeCluster);
    out.text("authenticate_http_readonly", authenticates);
    out.text("authenticate_http_readwrite", authenticates);
    write(out, flagsAfterAuthentication);
    out.text("cluster", master.cluster);
    write(out, flagsAfterCluster);
    out.text("hostname", master.hostname);
    write(out, flagsAfterHostname);
    out.text("ip", master.address);
    write(out, flagsAfterIp);
    out.text("port", std::to_string(master.port));
    write(out, flagsAfterPort);
    out.endObject();
}

} // namespace sim::v0
