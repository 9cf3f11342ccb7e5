// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace mesos {

/// Agents that have left the master's lists and are not unreachable: ended machines, and those marked gone.
struct GonePicture
{
    struct Facts
    {
        TimePoint lastSeen{}; ///< the last picture that had it; not known: of a run before
        TimePoint missed{}; ///< the first one without it
        struct Ran
        {
            QString name;
            QString path; ///< "task/FRAMEWORK/ID"
        };
        QList<Ran> ran; ///< tasks that were there at last
    };
    Snapshot state; ///< of these agents alone, in phase Gone; never null
    std::vector<Facts> facts; ///< as State::agents
    /// nullptr: it is not among them.
    const Agent *agent(std::string_view id) const;
    const Facts &factsOf(const Agent &agent) const { return facts[static_cast<size_t>(&agent - state->agents.data())]; }
};
using GoneAgentsPtr = std::shared_ptr<const GonePicture>;

/// Remembers them for a day, so that what happened at night can still be looked at. Pure; one thread.
class GoneBook
{
public:
    static constexpr core::Duration kept = std::chrono::hours(24);
    static constexpr size_t most = 500; ///< of those that were gone before the last picture

    /// The next picture; false: nothing changed. `at`: now. Agents that are back are forgotten.
    bool look(const Snapshot &picture, TimePoint at);
    /// Those of an earlier run, besides what was found gone meanwhile; false: nothing is added.
    bool restore(const GoneAgentsPtr &kept, TimePoint at);
    GoneAgentsPtr picture() const { return m_gone; } ///< null: none

private:
    Snapshot m_last;
    TimePoint m_lastAt{};
    GoneAgentsPtr m_gone;
};

} // namespace mesos
