// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/people.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace aurora {

namespace {

/// As the scheduler words it, whatever the call was.
constexpr std::array<std::string_view, 3> acts{ "Killed by ", "Restarted by ", "Transition forced by " };

bool isOfAName(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '@' || c == '.';
}

} // namespace

std::string_view actorIn(std::string_view message)
{
    for (const std::string_view act : acts) {
        if (!message.starts_with(act))
            continue;
        std::string_view name = message.substr(act.size());
        name = name.substr(0, static_cast<size_t>(std::ranges::find_if_not(name, isOfAName) - name.begin()));
        while (name.ends_with('.')) // the end of the sentence
            name.remove_suffix(1);
        return name == "cron" ? std::string_view() : name;
    }
    return {};
}

std::string peopleOf(const State &state, const JobRow &job)
{
    std::string_view actor;
    TimePoint when{};
    for (const TaskRow &task : state.tasksOf(job)) {
        const std::string_view named = actorIn(state.view(task.message));
        if (!named.empty() && task.since >= when) {
            actor = named;
            when = task.since;
        }
    }
    const std::string_view owner = state.view(job.owner);
    const std::string_view role = state.view(job.role);
    std::string people(owner);
    const auto add = [&people](std::string_view name) {
        if (!people.empty())
            people += ", ";
        people += name;
    };
    if (role != owner)
        add(role);
    if (!actor.empty() && actor != owner && actor != role)
        add(actor);
    return people;
}

} // namespace aurora
