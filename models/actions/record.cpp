// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"

#include "models/core/tr.h"

#include <algorithm>

namespace actions {

namespace {

using core::tr;

} // namespace

bool isUnderWay(State state)
{
    return state == State::Held || state == State::Running || state == State::Waiting || state == State::Stopping;
}

bool isOver(State state)
{
    return !isUnderWay(state);
}

bool needsSomebody(State state)
{
    return state == State::HalfDone;
}

QString stateWord(State state)
{
    switch (state) {
    case State::Held:
        return tr("held");
    case State::Running:
        return tr("running");
    case State::Waiting:
        return tr("waiting");
    case State::Stopping:
        return tr("stopping");
    case State::Done:
        return tr("done");
    case State::HalfDone:
        return tr("half done");
    case State::Failed:
        return tr("failed");
    case State::Cancelled:
        return tr("cancelled");
    case State::Void:
        return tr("void");
    case State::Dismissed:
        return tr("dismissed");
    }
    Q_UNREACHABLE();
}

bool isFinal(StepState state)
{
    return state >= StepState::Reached;
}

QString stateWord(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return tr("not begun");
    case StepState::Sent:
        return tr("sent");
    case StepState::Answered:
        return tr("waiting");
    case StepState::Reached:
        return tr("done");
    case StepState::Refused:
        return tr("refused");
    case StepState::Late:
        return tr("late");
    case StepState::Failed:
        return tr("failed");
    case StepState::Left:
        return tr("left");
    }
    Q_UNREACHABLE();
}

core::TimePoint Record::undoUntil() const
{
    return core::isKnown(endedAt) ? endedAt + undoKept : core::TimePoint{};
}

bool Record::canUndo(core::TimePoint now) const
{
    return undo && undoneBy.isEmpty() && isOver(state) && now < undoUntil();
}

bool Record::canResume() const
{
    return state == State::HalfDone
        && std::ranges::any_of(steps, [](const StepRecord &step) { return !isFinal(step.state); });
}

bool Record::canRetry() const
{
    return state == State::HalfDone && std::ranges::any_of(steps, [](const StepRecord &step) {
               return step.state == StepState::Refused || step.state == StepState::Late
                   || step.state == StepState::Failed;
           });
}

} // namespace actions
