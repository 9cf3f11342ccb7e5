// Jobs, tasks and hosts as they travel between this program and an Aurora scheduler, written down from recordings of its
// traffic (tests/golden/aurora/README.md).
//
// Three manners hold for all three files; the bytes on the wire are those of the scheduler's own definitions:
// - Every field is optional. The scheduler tells an absent value from an empty one (an empty role is not an absent one),
//   and so must we.
// - Enumerations are i32, so that numbers of a newer scheduler survive being read; enums.h names them.
// - Sets keep the order in which their values came. Lists grow as their elements arrive: counts are not believed.

namespace cpp aurora.wire

cpp_include "models/aurora/thrift/set.h"

typedef i32 CronCollisionPolicy
typedef i32 MaintenanceMode
typedef i32 Mode
typedef i32 ScheduleStatus

struct AppcImage {
  1: optional string name
  2: optional string imageId
}

struct CoordinatorSlaPolicy {
  1: optional string coordinatorUrl
  2: optional string statusKey
}

struct CountSlaPolicy {
  1: optional i64 count
  2: optional i64 durationSecs
}

struct DockerImage {
  1: optional string name
  2: optional string tag
}

struct DockerParameter {
  1: optional string name
  2: optional string value
}

struct ExecutorConfig {
  1: optional string name
  2: optional string data
}

struct HostStatus {
  1: optional string host
  2: optional MaintenanceMode mode
}

struct Identity {
  2: optional string user
}

// Exactly one field is present.
struct Image {
  1: optional DockerImage docker
  2: optional AppcImage appc
}

struct JobKey {
  1: optional string role
  2: optional string environment
  3: optional string name
}

struct JobStats {
  1: optional i32 activeTaskCount
  2: optional i32 finishedTaskCount
  3: optional i32 failedTaskCount
  4: optional i32 pendingTaskCount
}

struct LimitConstraint {
  1: optional i32 limit
}

struct MesosFetcherURI {
  1: optional string value
  2: optional bool extract
  3: optional bool cache
  4: optional string outputFile
}

struct Metadata {
  1: optional string key
  2: optional string value
}

struct PartitionPolicy {
  1: optional bool reschedule
  2: optional i64 delaySecs
}

struct PendingReason {
  1: optional string taskId
  2: optional string reason
}

struct PercentageSlaPolicy {
  1: optional double percentage
  2: optional i64 durationSecs
}

struct Range {
  1: optional i32 first
  2: optional i32 last
}

// Exactly one field is present.
struct Resource {
  1: optional double numCpus
  2: optional i64 ramMb
  3: optional i64 diskMb
  4: optional string namedPort
  5: optional i64 numGpus
  6: optional i64 ipAddr
}

struct ResourceAggregate {
  4: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Resource>" <Resource> resources
}

struct RoleSummary {
  1: optional string role
  2: optional i32 jobCount
  3: optional i32 cronJobCount
}

// Exactly one field is present.
struct SlaPolicy {
  1: optional PercentageSlaPolicy percentageSlaPolicy
  2: optional CountSlaPolicy countSlaPolicy
  3: optional CoordinatorSlaPolicy coordinatorSlaPolicy
}

struct TaskEvent {
  1: optional i64 timestamp
  2: optional ScheduleStatus status
  3: optional string message
  4: optional string scheduler
}

struct TierConfig {
  1: optional string name
  2: optional map<string, string> settings
}

struct ValueConstraint {
  1: optional bool negated
  2: optional set cpp_type "::aurora::wire::Set<std::string>" <string> values
}

struct Volume {
  1: optional string containerPath
  2: optional string hostPath
  3: optional Mode mode
}

struct DockerContainer {
  1: optional string image
  2: optional list<DockerParameter> cpp_type "std::vector<::aurora::wire::DockerParameter>" parameters
}

struct InstanceKey {
  1: optional JobKey jobKey
  2: optional i32 instanceId
}

struct MesosContainer {
  1: optional Image image
  2: optional list<Volume> cpp_type "std::vector<::aurora::wire::Volume>" volumes
}

// Exactly one field is present.
struct TaskConstraint {
  1: optional ValueConstraint value
  2: optional LimitConstraint limit
}

struct Constraint {
  1: optional string name
  2: optional TaskConstraint constraint
}

// Exactly one field is present.
struct Container {
  1: optional MesosContainer mesos
  2: optional DockerContainer docker
}

struct TaskConfig {
  7: optional bool isService
  11: optional i32 priority
  13: optional i32 maxTaskFailures
  17: optional Identity owner
  18: optional bool production
  20: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Constraint>" <Constraint> constraints
  22: optional map<string, string> taskLinks
  23: optional string contactEmail
  25: optional ExecutorConfig executorConfig
  27: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Metadata>" <Metadata> metadata
  28: optional JobKey job
  29: optional Container container
  30: optional string tier
  32: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Resource>" <Resource> resources
  33: optional set cpp_type "::aurora::wire::Set<::aurora::wire::MesosFetcherURI>" <MesosFetcherURI> mesosFetcherUris
  34: optional PartitionPolicy partitionPolicy
  35: optional SlaPolicy slaPolicy
}

struct AssignedTask {
  1: optional string taskId
  2: optional string slaveId
  3: optional string slaveHost
  4: optional TaskConfig task
  5: optional map<string, i32> assignedPorts
  6: optional i32 instanceId
}

struct ConfigGroup {
  1: optional TaskConfig config
  3: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Range>" <Range> instances
}

struct ConfigSummary {
  1: optional JobKey key
  2: optional set cpp_type "::aurora::wire::Set<::aurora::wire::ConfigGroup>" <ConfigGroup> groups
}

struct JobConfiguration {
  4: optional string cronSchedule
  5: optional CronCollisionPolicy cronCollisionPolicy
  6: optional TaskConfig taskConfig
  7: optional Identity owner
  8: optional i32 instanceCount
  9: optional JobKey key
}

struct JobSummary {
  1: optional JobConfiguration job
  2: optional JobStats stats
  3: optional i64 nextCronRunMs
}

struct ScheduledTask {
  1: optional AssignedTask assignedTask
  2: optional ScheduleStatus status
  3: optional i32 failureCount
  4: optional list<TaskEvent> cpp_type "std::vector<::aurora::wire::TaskEvent>" taskEvents
  5: optional string ancestorId
  6: optional i32 timesPartitioned
}
