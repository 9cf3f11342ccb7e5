// Questions, orders and answers. Only what this program offers is here: pruneTasks, which can empty a whole cluster's
// store, and the calls for backups, recovery and reconciliation cannot be built from it.
// There is no `service`: generated clients write absent arguments as empty ones, and for this scheduler an empty set of
// instances is the whole job. So the arguments of each call are a struct. Every reply is one Response.
// The other manners are told in jobs.thrift.

namespace cpp aurora.wire

include "jobs.thrift"
include "updates.thrift"
cpp_include "models/aurora/thrift/set.h"

typedef i32 ResponseCode

struct ConfigSummaryResult {
  1: optional jobs.ConfigSummary summary
}

struct DrainHostsResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::HostStatus>" <jobs.HostStatus> statuses
}

struct EndMaintenanceResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::HostStatus>" <jobs.HostStatus> statuses
}

struct GetJobUpdateDetailsResult {
  1: optional updates.JobUpdateDetails details
  2: optional list<updates.JobUpdateDetails> cpp_type "std::vector<::aurora::wire::JobUpdateDetails>" detailsList
}

struct GetJobUpdateDiffResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::ConfigGroup>" <jobs.ConfigGroup> add
  2: optional set cpp_type "::aurora::wire::Set<::aurora::wire::ConfigGroup>" <jobs.ConfigGroup> remove
  3: optional set cpp_type "::aurora::wire::Set<::aurora::wire::ConfigGroup>" <jobs.ConfigGroup> update
  4: optional set cpp_type "::aurora::wire::Set<::aurora::wire::ConfigGroup>" <jobs.ConfigGroup> unchanged
}

struct GetJobUpdateSummariesResult {
  1: optional list<updates.JobUpdateSummary> cpp_type "std::vector<::aurora::wire::JobUpdateSummary>" updateSummaries
}

struct GetJobsResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::JobConfiguration>" <jobs.JobConfiguration> configs
}

struct GetPendingReasonResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::PendingReason>" <jobs.PendingReason> reasons
}

struct GetQuotaResult {
  1: optional jobs.ResourceAggregate quota
  2: optional jobs.ResourceAggregate prodSharedConsumption
  3: optional jobs.ResourceAggregate nonProdSharedConsumption
  4: optional jobs.ResourceAggregate prodDedicatedConsumption
  5: optional jobs.ResourceAggregate nonProdDedicatedConsumption
}

struct GetTierConfigResult {
  1: optional string defaultTierName
  2: optional set cpp_type "::aurora::wire::Set<::aurora::wire::TierConfig>" <jobs.TierConfig> tiers
}

struct Hosts {
  1: optional set cpp_type "::aurora::wire::Set<std::string>" <string> hostNames
}

struct JobSummaryResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::JobSummary>" <jobs.JobSummary> summaries
}

struct JobUpdateQuery {
  2: optional string role
  3: optional jobs.JobKey jobKey
  4: optional string user
  5: optional set cpp_type "::aurora::wire::Set<int32_t>" <updates.JobUpdateStatus> updateStatuses
  6: optional i32 offset
  7: optional i32 limit
  8: optional updates.JobUpdateKey key
}

struct MaintenanceStatusResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::HostStatus>" <jobs.HostStatus> statuses
}

struct PopulateJobResult {
  2: optional jobs.TaskConfig taskConfig
}

struct PulseJobUpdateResult {
  1: optional updates.JobUpdatePulseStatus status
}

struct ResponseDetail {
  1: optional string message
}

struct RoleSummaryResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::RoleSummary>" <jobs.RoleSummary> summaries
}

struct ScheduleStatusResult {
  1: optional list<jobs.ScheduledTask> cpp_type "std::vector<::aurora::wire::ScheduledTask>" tasks
}

struct ServerInfo {
  1: optional string clusterName
  3: optional string statsUrlPrefix
}

struct StartJobUpdateResult {
  1: optional updates.JobUpdateKey key
  2: optional updates.JobUpdateSummary updateSummary
}

struct StartMaintenanceResult {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::HostStatus>" <jobs.HostStatus> statuses
}

struct TaskQuery {
  2: optional string jobName
  4: optional set cpp_type "::aurora::wire::Set<std::string>" <string> taskIds
  5: optional set cpp_type "::aurora::wire::Set<int32_t>" <jobs.ScheduleStatus> statuses
  7: optional set cpp_type "::aurora::wire::Set<int32_t>" <i32> instanceIds
  9: optional string environment
  10: optional set cpp_type "::aurora::wire::Set<std::string>" <string> slaveHosts
  11: optional set cpp_type "::aurora::wire::Set<::aurora::wire::JobKey>" <jobs.JobKey> jobKeys
  12: optional i32 offset
  13: optional i32 limit
  14: optional string role
}

// Exactly one field is present.
struct Result {
  1: optional PopulateJobResult populateJobResult
  3: optional ScheduleStatusResult scheduleStatusResult
  4: optional GetJobsResult getJobsResult
  5: optional GetQuotaResult getQuotaResult
  7: optional StartMaintenanceResult startMaintenanceResult
  8: optional DrainHostsResult drainHostsResult
  10: optional MaintenanceStatusResult maintenanceStatusResult
  11: optional EndMaintenanceResult endMaintenanceResult
  17: optional RoleSummaryResult roleSummaryResult
  18: optional JobSummaryResult jobSummaryResult
  20: optional ConfigSummaryResult configSummaryResult
  21: optional GetPendingReasonResult getPendingReasonResult
  22: optional StartJobUpdateResult startJobUpdateResult
  23: optional GetJobUpdateSummariesResult getJobUpdateSummariesResult
  24: optional GetJobUpdateDetailsResult getJobUpdateDetailsResult
  25: optional PulseJobUpdateResult pulseJobUpdateResult
  26: optional GetJobUpdateDiffResult getJobUpdateDiffResult
  27: optional GetTierConfigResult getTierConfigResult
}

struct Response {
  1: optional ResponseCode responseCode
  3: optional Result result
  5: optional ServerInfo serverInfo
  6: optional list<ResponseDetail> cpp_type "std::vector<::aurora::wire::ResponseDetail>" details
}

// ---- arguments of the calls that read

struct NoArguments {
}

struct GetJobSummaryArguments {
  1: optional string role
}

struct GetTasksStatusArguments {
  1: optional TaskQuery query
}

struct GetTasksWithoutConfigsArguments {
  1: optional TaskQuery query
}

struct GetPendingReasonArguments {
  1: optional TaskQuery query
}

struct GetConfigSummaryArguments {
  1: optional jobs.JobKey job
}

struct GetJobsArguments {
  1: optional string ownerRole
}

struct GetQuotaArguments {
  1: optional string ownerRole
}

struct PopulateJobConfigArguments {
  1: optional jobs.JobConfiguration description
}

struct GetJobUpdateSummariesArguments {
  1: optional JobUpdateQuery jobUpdateQuery
}

struct GetJobUpdateDetailsArguments {
  1: optional updates.JobUpdateKey key
  2: optional JobUpdateQuery query
}

struct GetJobUpdateDiffArguments {
  1: optional updates.JobUpdateRequest request
}

// ---- arguments of the calls that change jobs and updates

struct CreateJobArguments {
  1: optional jobs.JobConfiguration description
}

struct ScheduleCronJobArguments {
  1: optional jobs.JobConfiguration description
}

struct DescheduleCronJobArguments {
  4: optional jobs.JobKey job
}

struct StartCronJobArguments {
  4: optional jobs.JobKey job
}

struct RestartShardsArguments {
  3: optional set cpp_type "::aurora::wire::Set<int32_t>" <i32> shardIds
  5: optional jobs.JobKey job
}

struct KillTasksArguments {
  4: optional jobs.JobKey job
  5: optional set cpp_type "::aurora::wire::Set<int32_t>" <i32> instances
  6: optional string message
}

struct AddInstancesArguments {
  3: optional jobs.InstanceKey key
  4: optional i32 count
}

struct ReplaceCronTemplateArguments {
  1: optional jobs.JobConfiguration config
}

struct StartJobUpdateArguments {
  1: optional updates.JobUpdateRequest request
  3: optional string message
}

struct PauseJobUpdateArguments {
  1: optional updates.JobUpdateKey key
  3: optional string message
}

struct ResumeJobUpdateArguments {
  1: optional updates.JobUpdateKey key
  3: optional string message
}

struct AbortJobUpdateArguments {
  1: optional updates.JobUpdateKey key
  3: optional string message
}

struct RollbackJobUpdateArguments {
  1: optional updates.JobUpdateKey key
  2: optional string message
}

struct PulseJobUpdateArguments {
  1: optional updates.JobUpdateKey key
}

// ---- arguments of the calls of administrators

struct SetQuotaArguments {
  1: optional string ownerRole
  2: optional jobs.ResourceAggregate quota
}

struct ForceTaskStateArguments {
  1: optional string taskId
  2: optional jobs.ScheduleStatus status
}

struct StartMaintenanceArguments {
  1: optional Hosts hosts
}

struct DrainHostsArguments {
  1: optional Hosts hosts
}

struct MaintenanceStatusArguments {
  1: optional Hosts hosts
}

struct EndMaintenanceArguments {
  1: optional Hosts hosts
}

struct SlaDrainHostsArguments {
  1: optional Hosts hosts
  2: optional jobs.SlaPolicy defaultSlaPolicy
  3: optional i64 timeoutSecs
}
