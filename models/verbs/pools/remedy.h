// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/pools/pool.h"

#include <optional>

namespace verbs {

/// What ends the cost of machines that nobody needs, or that never came up: a plan, which sends nothing by itself.
struct Remedy
{
    QString label; ///< "Shrink by 2…"
    QString icon; ///< name of ui/style/icons.h
    QString command; ///< "pool drain mesos-on-demand 2", of comportactl
    actions::Request request;
};

/// Shrinks the group by as many, stops the machines of no group, or releases the held ones; one that runs and never
/// registered is replaced by its group. nullopt: the difference is about something else. Pure.
std::optional<Remedy> remedyOf(const pools::Difference &difference, const pools::Picture &picture);

} // namespace verbs
