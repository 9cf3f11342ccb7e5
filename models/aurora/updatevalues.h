// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/taskconfig.h"

#include <cstdint>
#include <string_view>

/// Updates of jobs: what was asked, where they stand, what they did.
namespace aurora {

enum class UpdateStatus : uint8_t {
    RollingForward,
    RollingBack,
    RollForwardPaused,
    RollBackPaused,
    RolledForward,
    RolledBack,
    Aborted,
    Error,
    Failed,
    RollForwardAwaitingPulse,
    RollBackAwaitingPulse,
    Unknown
};
std::string_view word(UpdateStatus status); ///< "ROLLING_FORWARD"
bool isActive(UpdateStatus status); ///< still holds its job: rolling, paused or waiting for a pulse
bool isPaused(UpdateStatus status);
bool isAwaitingPulse(UpdateStatus status);

/// What an update did to one instance.
enum class UpdateAction : uint8_t {
    InstanceUpdated,
    InstanceRolledBack,
    InstanceUpdating,
    InstanceRollingBack,
    InstanceUpdateFailed,
    InstanceRollbackFailed,
    Unknown
};
std::string_view word(UpdateAction action); ///< "INSTANCE_UPDATED"

enum class PulseStatus : uint8_t { Ok, Finished, Unknown };

struct UpdateKey
{
    JobKey job;
    QString id; ///< a UUID
    bool operator==(const UpdateKey &) const = default;
};

struct UpdateStrategy
{
    enum class Kind : uint8_t {
        Queue, ///< the next instance as soon as one is done
        Batch, ///< the next group when all of a group are done
        VariableBatch ///< groups of growing size; the last size repeats
    };
    Kind kind = Kind::Queue;
    QList<int> groupSizes; ///< exactly one for Queue and Batch
    bool autopauseAfterBatch = false; ///< not for Queue
    bool operator==(const UpdateStrategy &) const = default;
};

struct UpdateSettings
{
    int groupSize = 1; ///< instances at a time; deprecated in favour of the strategy, but required
    int maxPerInstanceFailures = 0;
    int maxFailedInstances = 0;
    core::Duration minWaitInRunning{ 0 }; ///< running for so long counts as done
    bool rollbackOnFailure = true;
    QList<InstanceRange> onlyInstances; ///< empty: all
    bool waitForBatchCompletion = false;
    std::optional<core::Duration> blockIfNoPulsesAfter; ///< set and not 0: a coordinated update
    std::optional<bool> slaAware;
    std::optional<UpdateStrategy> strategy; ///< the server fills it in
    bool operator==(const UpdateSettings &) const = default;
};

/// What startUpdate and the diff ask for.
struct UpdateRequest
{
    TaskConfig config;
    int instanceCount = 0;
    UpdateSettings settings;
    std::optional<QList<Metadata>> metadata;
    bool operator==(const UpdateRequest &) const = default;
};

struct UpdateSummary
{
    UpdateKey key;
    QString user; ///< who was authenticated; "UNSECURE" without
    UpdateStatus status = UpdateStatus::Unknown;
    core::TimePoint created{};
    core::TimePoint lastModified{};
    QList<Metadata> metadata;
    bool operator==(const UpdateSummary &) const = default;
};

struct UpdateEvent
{
    UpdateStatus status = UpdateStatus::Unknown;
    core::TimePoint at{};
    QString user; ///< null for what the scheduler did by itself
    QString message;
    bool operator==(const UpdateEvent &) const = default;
};

struct InstanceUpdateEvent
{
    int instance = 0;
    core::TimePoint at{};
    UpdateAction action = UpdateAction::Unknown;
    QString message;
    bool operator==(const InstanceUpdateEvent &) const = default;
};

/// Instances an update removes are in `initialState` and missing from `desiredState`; added ones only in the latter.
struct UpdateInstructions
{
    QList<ConfigGroup> initialState;
    std::optional<ConfigGroup> desiredState;
    UpdateSettings settings;
    bool operator==(const UpdateInstructions &) const = default;
};

struct UpdateDetails
{
    UpdateSummary summary;
    UpdateInstructions instructions;
    QList<UpdateEvent> events; ///< oldest first
    QList<InstanceUpdateEvent> instanceEvents; ///< oldest first
    bool operator==(const UpdateDetails &) const = default;
};

/// What an update would do to whom, without doing it. The server compares the executor's data as text.
struct UpdateDiff
{
    QList<ConfigGroup> add;
    QList<ConfigGroup> remove;
    QList<ConfigGroup> update;
    QList<ConfigGroup> unchanged;
    bool operator==(const UpdateDiff &) const = default;
};

} // namespace aurora
