// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

/// How much is asked before something is sent (ui.md §9). One table for every verb: tests/unit/actions/tst_grade.
namespace actions {

enum class Harm {
    Reversible, ///< taken back at once and nothing is lost: cordon, hold, acknowledge
    Disruptive, ///< felt, and what it touches comes back: grow, restart, clear, mark
    Irreversible, ///< work, data or machines are gone: kill, terminate, shrink, tear down
};

/// What the grade follows from.
struct GradingFacts
{
    Harm harm = Harm::Disruptive;
    bool endsTasks = false; ///< running tasks end, even if they start again
    bool wholesale = false; ///< stops a run, cycles a pool, tears down several
    int objects = 1; ///< things touched
    int ends = 0; ///< kills and terminations
    bool production = false;
    int cap = defaultCap; ///< of `ends`; above it a further acknowledgement is asked

    static constexpr int defaultCap = 50;
    bool operator==(const GradingFacts &) const = default;
};

inline constexpr int manyObjects = 10; ///< more than these are bulk

enum class Grade {
    Held, ///< 0: no dialog; told in the strip, sent after the hold, which cancels it
    Clicked, ///< 1: plan, click, hold
    Counted, ///< 2: plan, reason, the resulting number typed, hold
    Named, ///< 3: as 2, and the stack's name typed
};

Grade gradeOf(const GradingFacts &facts);

/// What a grade asks for. The hold is asked of all.
struct Asks
{
    bool plan = false;
    bool reason = false;
    bool number = false;
    bool stackName = false;
    bool operator==(const Asks &) const = default;
};
Asks asksOf(Grade grade);

} // namespace actions

Q_DECLARE_METATYPE(actions::Grade)
