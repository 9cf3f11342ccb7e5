// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

namespace actions {

/// What an action did to one object, as the journal tells it by the object's name, however many actions came later.
struct Touch
{
    QString action; ///< id
    State state{}; ///< of the action as a whole
    Request request;
    QString user; ///< user@host
    QString reason; ///< empty: none was given
    core::TimePoint startedAt{};
    StepRecord step;

    bool operator==(const Touch &) const = default;
};

} // namespace actions
