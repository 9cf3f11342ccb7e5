// Updates of jobs. The manners are told in jobs.thrift.

namespace cpp aurora.wire

include "jobs.thrift"
cpp_include "models/aurora/thrift/set.h"

typedef i32 JobUpdateAction
typedef i32 JobUpdatePulseStatus
typedef i32 JobUpdateStatus

struct BatchJobUpdateStrategy {
  1: optional i32 groupSize
  2: optional bool autopauseAfterBatch
}

struct InstanceTaskConfig {
  1: optional jobs.TaskConfig task
  2: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Range>" <jobs.Range> instances
}

struct JobInstanceUpdateEvent {
  1: optional i32 instanceId
  2: optional i64 timestampMs
  3: optional JobUpdateAction action
  4: optional string message
}

struct JobUpdateEvent {
  1: optional JobUpdateStatus status
  2: optional i64 timestampMs
  3: optional string user
  4: optional string message
}

struct JobUpdateKey {
  1: optional jobs.JobKey job
  2: optional string id
}

struct JobUpdateState {
  1: optional JobUpdateStatus status
  2: optional i64 createdTimestampMs
  3: optional i64 lastModifiedTimestampMs
}

struct JobUpdateSummary {
  3: optional string user
  4: optional JobUpdateState state
  5: optional JobUpdateKey key
  6: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Metadata>" <jobs.Metadata> metadata
}

struct QueueJobUpdateStrategy {
  1: optional i32 groupSize
}

struct VariableBatchJobUpdateStrategy {
  1: optional list<i32> cpp_type "std::vector<int32_t>" groupSizes
  2: optional bool autopauseAfterBatch
}

// Exactly one field is present.
struct JobUpdateStrategy {
  1: optional QueueJobUpdateStrategy queueStrategy
  2: optional BatchJobUpdateStrategy batchStrategy
  3: optional VariableBatchJobUpdateStrategy varBatchStrategy
}

struct JobUpdateSettings {
  1: optional i32 updateGroupSize
  2: optional i32 maxPerInstanceFailures
  3: optional i32 maxFailedInstances
  5: optional i32 minWaitInInstanceRunningMs
  6: optional bool rollbackOnFailure
  7: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Range>" <jobs.Range> updateOnlyTheseInstances
  8: optional bool waitForBatchCompletion
  9: optional i32 blockIfNoPulsesAfterMs
  10: optional bool slaAware
  11: optional JobUpdateStrategy updateStrategy
}

struct JobUpdateInstructions {
  1: optional set cpp_type "::aurora::wire::Set<::aurora::wire::InstanceTaskConfig>" <InstanceTaskConfig> initialState
  2: optional InstanceTaskConfig desiredState
  3: optional JobUpdateSettings settings
}

struct JobUpdateRequest {
  1: optional jobs.TaskConfig taskConfig
  2: optional i32 instanceCount
  3: optional JobUpdateSettings settings
  4: optional set cpp_type "::aurora::wire::Set<::aurora::wire::Metadata>" <jobs.Metadata> metadata
}

struct JobUpdate {
  1: optional JobUpdateSummary summary
  2: optional JobUpdateInstructions instructions
}

struct JobUpdateDetails {
  1: optional JobUpdate update
  2: optional list<JobUpdateEvent> cpp_type "std::vector<::aurora::wire::JobUpdateEvent>" updateEvents
  3: optional list<JobInstanceUpdateEvent> cpp_type "std::vector<::aurora::wire::JobInstanceUpdateEvent>" instanceEvents
}
