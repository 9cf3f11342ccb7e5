// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/job.h"

#include <array>
#include <utility>

/// The one description of the executor's JSON: each struct lists its keys once, for reading and for writing.
///   f(key, member)            left at its default where the key is missing; always written
///   f(key, optional member)   none where the key is missing; written when it is there
///   f.required(key, member)   a mistake where the key is missing
/// `visitFields(Struct, f)` is found by overload. Private to the folder.
namespace aurora::executor {

template <typename S, typename... Of>
concept AnyOf = (std::is_same_v<std::remove_const_t<S>, Of> || ...);

template <AnyOf<Resources> S, typename F>
void visitFields(S &s, F &f)
{
    f("cpu", s.cpu);
    f("ram", s.ram);
    f("disk", s.disk);
    f("gpu", s.gpu);
}

template <AnyOf<Rotation> S, typename F>
void visitFields(S &s, F &f)
{
    f("log_size", s.logSize);
    f("backups", s.backups);
}

template <AnyOf<Logger> S, typename F>
void visitFields(S &s, F &f)
{
    f("destination", s.destination);
    f("mode", s.mode);
    f("rotate", s.rotate);
}

template <AnyOf<Process> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("name", s.name);
    f.required("cmdline", s.cmdline);
    f("max_failures", s.maxFailures);
    f("daemon", s.daemon);
    f("ephemeral", s.ephemeral);
    f("final", s.final);
    f("min_duration", s.minDuration);
    f("resources", s.resources);
    f("logger", s.logger);
}

template <AnyOf<Order> S, typename F>
void visitFields(S &s, F &f)
{
    f("order", s.order);
}

template <AnyOf<Task> S, typename F>
void visitFields(S &s, F &f)
{
    f("name", s.name);
    f("processes", s.processes);
    f("constraints", s.constraints);
    f("resources", s.resources);
    f("max_failures", s.maxFailures);
    f("max_concurrency", s.maxConcurrency);
    f("finalization_wait", s.finalizationWait);
    f("user", s.user);
}

template <AnyOf<HttpChecker> S, typename F>
void visitFields(S &s, F &f)
{
    f("endpoint", s.endpoint);
    f("expected_response", s.expectedResponse);
    f("expected_response_code", s.expectedResponseCode);
}

template <AnyOf<ShellChecker> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("shell_command", s.shellCommand);
}

template <AnyOf<HealthChecker> S, typename F>
void visitFields(S &s, F &f)
{
    f("http", s.http);
    f("shell", s.shell);
}

template <AnyOf<HealthCheck> S, typename F>
void visitFields(S &s, F &f)
{
    f("health_checker", s.checker);
    f("initial_interval_secs", s.initialInterval);
    f("interval_secs", s.interval);
    f("timeout_secs", s.timeout);
    f("max_consecutive_failures", s.maxConsecutiveFailures);
    f("min_consecutive_successes", s.minConsecutiveSuccesses);
}

template <AnyOf<HttpLifecycle> S, typename F>
void visitFields(S &s, F &f)
{
    f("port", s.port);
    f("graceful_shutdown_endpoint", s.gracefulShutdownEndpoint);
    f("shutdown_endpoint", s.shutdownEndpoint);
    f("graceful_shutdown_wait_secs", s.gracefulShutdownWait);
    f("shutdown_wait_secs", s.shutdownWait);
}

template <AnyOf<Lifecycle> S, typename F>
void visitFields(S &s, F &f)
{
    f("http", s.http);
}

template <AnyOf<Announcer> S, typename F>
void visitFields(S &s, F &f)
{
    f("primary_port", s.primaryPort);
    f("portmap", s.portmap);
    f("zk_path", s.zkPath);
}

template <AnyOf<Parameter> S, typename F>
void visitFields(S &s, F &f)
{
    f("name", s.name);
    f("value", s.value);
}

template <AnyOf<Docker> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("image", s.image);
    f("parameters", s.parameters);
}

template <AnyOf<WrappedDocker> S, typename F>
void visitFields(S &s, F &f)
{
    f("docker", s.docker);
}

template <AnyOf<Image> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("name", s.name);
    f("tag", s.tag);
    f("image_id", s.imageId);
}

template <AnyOf<Volume> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("container_path", s.containerPath);
    f.required("host_path", s.hostPath);
    f("mode", s.mode);
}

template <AnyOf<Mesos> S, typename F>
void visitFields(S &s, F &f)
{
    f("image", s.image);
    f("volumes", s.volumes);
}

template <AnyOf<Metadata> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("key", s.key);
    f.required("value", s.value);
}

template <AnyOf<ExecutorName> S, typename F>
void visitFields(S &s, F &f)
{
    f("name", s.name);
    f("data", s.data);
}

template <AnyOf<PartitionPolicy> S, typename F>
void visitFields(S &s, F &f)
{
    f("reschedule", s.reschedule);
    f("delay_secs", s.delay);
}

template <AnyOf<PercentageSla> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("percentage", s.percentage);
    f.required("duration_secs", s.duration);
}

template <AnyOf<CountSla> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("count", s.count);
    f.required("duration_secs", s.duration);
}

template <AnyOf<CoordinatorSla> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("coordinator_url", s.coordinatorUrl);
    f("status_key", s.statusKey);
}

template <AnyOf<UpdateStrategy> S, typename F>
void visitFields(S &s, F &f)
{
    f("batch_size", s.batchSize);
    f("batch_sizes", s.batchSizes);
    f("autopause_after_batch", s.autopauseAfterBatch);
}

template <AnyOf<UpdateConfig> S, typename F>
void visitFields(S &s, F &f)
{
    f("batch_size", s.batchSize);
    f("watch_secs", s.watch);
    f("max_per_shard_failures", s.maxPerShardFailures);
    f("max_total_failures", s.maxTotalFailures);
    f("rollback_on_failure", s.rollbackOnFailure);
    f("wait_for_batch_completion", s.waitForBatchCompletion);
    f("sla_aware", s.slaAware);
    f("pulse_interval_secs", s.pulseInterval);
    f("update_strategy", s.updateStrategy);
}

template <AnyOf<Job> S, typename F>
void visitFields(S &s, F &f)
{
    f.required("role", s.role);
    f.required("cluster", s.cluster);
    f.required("environment", s.environment);
    f("name", s.name);
    f.required("task", s.task);
    f("service", s.service);
    f("max_task_failures", s.maxTaskFailures);
    f("priority", s.priority);
    f("production", s.production);
    f("enable_hooks", s.enableHooks);
    f("cron_collision_policy", s.cronCollisionPolicy);
    f("health_check_config", s.healthCheck);
    f("lifecycle", s.lifecycle);
    f("metadata", s.metadata);
    f("executor_config", s.executorConfig);
    f("contact", s.contact);
    f("tier", s.tier);
    f("cron_schedule", s.cronSchedule);
    f("instances", s.instances);
    f("update_config", s.updateConfig);
    f("announce", s.announce);
    f("constraints", s.constraints);
    f("task_links", s.taskLinks);
    f("partition_policy", s.partitionPolicy);
    f("sla_policy", s.slaPolicy);
    f("container", s.container);
}

/// The words of an enum, in the order of its values.
template <typename E>
struct Words;

template <>
struct Words<Logger::Destination>
{
    static constexpr std::array words{ "file", "console", "both", "none" };
};
template <>
struct Words<Logger::Mode>
{
    static constexpr std::array words{ "standard", "rotate" };
};
template <>
struct Words<Volume::Mode>
{
    static constexpr std::array words{ "RO", "RW" };
};
template <>
struct Words<CronCollision>
{
    static constexpr std::array words{ "KILL_EXISTING", "CANCEL_NEW", "RUN_OVERLAP" };
};

/// Which of a variant's structs an object is: the first whose key is there; nullptr: what is left.
template <typename S>
constexpr const char *tellingKey = nullptr;
template <>
inline constexpr const char *tellingKey<WrappedDocker> = "docker";
template <>
inline constexpr const char *tellingKey<PercentageSla> = "percentage";
template <>
inline constexpr const char *tellingKey<CountSla> = "count";
template <>
inline constexpr const char *tellingKey<CoordinatorSla> = "coordinator_url";

} // namespace aurora::executor
