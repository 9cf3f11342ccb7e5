// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/updateprogress.h"

#include <algorithm>
#include <map>
#include <set>

namespace aurora {

namespace {

void add(std::set<int> &instances, const ConfigGroup &group)
{
    for (const InstanceRange &range : group.instances) {
        for (int instance = range.first; instance <= range.last; ++instance)
            instances.insert(instance);
    }
}

QList<int> listOf(const std::set<int> &instances)
{
    return { instances.begin(), instances.end() };
}

} // namespace

QList<int> UpdateProgress::touched() const
{
    QList<int> list = updated + working + failed + rolledBack;
    std::ranges::sort(list);
    return list;
}

QList<int> UpdateProgress::waiting() const
{
    const QList<int> begun = touched();
    QList<int> list;
    std::ranges::set_difference(all, begun, std::back_inserter(list));
    return list;
}

UpdateProgress progressOf(const UpdateDetails &details)
{
    std::set<int> existing;
    for (const ConfigGroup &group : details.instructions.initialState)
        add(existing, group);
    std::set<int> all = existing;
    if (details.instructions.desiredState)
        add(all, *details.instructions.desiredState);
    std::map<int, UpdateAction> last; // events are oldest first
    for (const InstanceUpdateEvent &event : details.instanceEvents) {
        last[event.instance] = event.action;
        all.insert(event.instance);
    }
    UpdateProgress progress;
    progress.all = listOf(all);
    progress.existing = listOf(existing);
    for (const auto &[instance, action] : last) {
        switch (action) {
        case UpdateAction::InstanceUpdated:
            progress.updated << instance;
            break;
        case UpdateAction::InstanceRolledBack:
            progress.rolledBack << instance;
            break;
        case UpdateAction::InstanceUpdating:
        case UpdateAction::InstanceRollingBack:
        case UpdateAction::Unknown: // something was done to it
            progress.working << instance;
            break;
        case UpdateAction::InstanceUpdateFailed:
        case UpdateAction::InstanceRollbackFailed:
            progress.failed << instance;
            break;
        }
    }
    return progress;
}

bool goesBack(UpdateStatus status)
{
    return status == UpdateStatus::RollingBack || status == UpdateStatus::RollBackPaused
        || status == UpdateStatus::RollBackAwaitingPulse;
}

} // namespace aurora
