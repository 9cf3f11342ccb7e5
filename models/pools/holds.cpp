// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/holds.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace pools {

void tellHoldReasons(QList<Machine> &machines, const mesos::State &state)
{
    std::unordered_multimap<std::string_view, Machine *> heldFor;
    std::vector<std::string> names;
    names.reserve(static_cast<size_t>(machines.size())); // the keys are views of them
    for (Machine &machine : machines) {
        if (machine.heldFor.isEmpty())
            continue;
        names.push_back(machine.heldFor.toStdString());
        heldFor.emplace(names.back(), &machine);
    }
    if (heldFor.empty())
        return;
    for (const mesos::Task &task : state.tasks) {
        if (task.state != mesos::TaskState::Finished)
            continue;
        const auto [first, last] = heldFor.equal_range(state.view(task.name));
        for (auto held = first; held != last; ++held) {
            core::TimePoint &gone = held->second->heldReasonGone;
            if (task.changed > held->second->heldSince)
                gone = core::isKnown(gone) ? std::min(gone, task.changed) : task.changed;
        }
    }
}

} // namespace pools
