// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QMetaType>

namespace actions {

enum class State {
    Held, ///< consent is given; the first call goes out when the hold ends
    Running,
    Waiting, ///< the calls of a batch are out, its state is waited for
    Stopping, ///< asked to stop; the call under way ends first
    Done, ///< the wanted state was seen
    HalfDone, ///< some steps are not done: stopped, failed, interrupted. Stays until resumed, retried or dismissed.
    Failed, ///< nothing was done: the first call was refused
    Cancelled, ///< during the hold: nothing was sent
    Void, ///< the state changed before the first call: nothing was sent
    Dismissed, ///< half done and left so, with a reason
};

bool isOver(State state); ///< nothing is sent any more, unless somebody resumes it
bool isUnderWay(State state); ///< held, running, waiting or stopping
bool needsSomebody(State state); ///< half done
QString stateWord(State state); ///< "half done"

enum class StepState {
    Waiting,
    Sent, ///< journaled, maybe sent, no answer kept: only a look tells
    Answered, ///< the call was accepted; the wanted state is not seen yet
    Reached, ///< the wanted state was seen
    Refused, ///< the server said no, or the call cannot have arrived
    Late, ///< did not reach the state within the limit
    Failed, ///< went another way
    Left, ///< its action was stopped or dismissed before it
};
bool isFinal(StepState state); ///< not looked at again unless retried
QString stateWord(StepState state);

struct StepRecord
{
    Step step;
    StepState state = StepState::Waiting;
    int attempts = 0; ///< how often it was sent, or may have been
    int failures = 0; ///< how often its object went another way
    core::TimePoint sentAt{};
    core::TimePoint answeredAt{};
    QString answer; ///< the server's words, or why it did not go

    bool operator==(const StepRecord &) const = default;
};

struct Progress
{
    int done = 0; ///< of what the label counts
    int total = 0;
    QString waitingFor; ///< by name
    std::optional<core::TimePoint> end; ///< forecast
    core::TimePoint heldUntil{}; ///< while held: when the first call goes out

    bool operator==(const Progress &) const = default;
};

/// One action, from consent to the end: what the table, the strip and the page show. A value; successive ones of an
/// action share its id.
struct Record
{
    QString id;
    QString stack;
    State state = State::Held;
    PlanPtr plan; ///< as consented to
    QList<StepRecord> steps; ///< in the plan's order
    QString user; ///< user@host
    QString reason;
    QString ticket;
    QString owner; ///< the process that runs it (owner.h)
    core::TimePoint startedAt{};
    core::TimePoint endedAt{};
    Progress progress;
    QString outcome; ///< the sentence, once over
    QString summary; ///< the last words of the watch: "200 run."
    std::optional<Request> undo; ///< the way back, once done
    QString undoneBy; ///< id of the action that took it back
    PlanPtr newPlan; ///< void: what would be done now, changes marked
    QStringList changes; ///< void: a sentence each

    core::TimePoint undoUntil() const; ///< 24 h after the end
    bool canUndo(core::TimePoint now) const;
    bool canResume() const; ///< half done, with steps not begun or not seen through
    bool canRetry() const; ///< half done, with steps that were refused, late or failed
};

/// A line of the journal.
struct Entry
{
    core::TimePoint at{};
    QString kind; ///< "start", "hold", "send", "unsent", "answer", "lost", "look", "watch", "stop", "resume", "end"
    QString text;
    int step = -1; ///< index, or -1

    bool operator==(const Entry &) const = default;
};

inline constexpr std::chrono::hours undoKept{ 24 };

} // namespace actions

Q_DECLARE_METATYPE(actions::Record)
