// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/grade.h"
#include "models/actions/request.h"
#include "models/core/clock.h"

#include <QList>

#include <memory>
#include <optional>

namespace actions {

/// A row of what is touched. Unticking it is another Request (withRow), hence another plan.
struct Item
{
    QString key; ///< stable identity: "jobs/prod/hyoga-model"
    QString name; ///< as the cluster spells it; what is typed to unlock it
    QStringList facts; ///< one for each column of its table
    QString link; ///< ObjectRef path ("task/…"); empty: none
    QString seen; ///< what the plan rests on for this row, e.g. task ids and states; compared, not shown
    bool ticked = true;
    bool tickedAtFirst = true; ///< what it is without anybody's click
    QString protection; ///< why it is locked: "not fault tolerant"; empty: it is not
    bool unlocked = false; ///< was protected, its name was typed
    bool changed = false; ///< differs from the plan before (planchanges.h)

    bool isLocked() const { return !protection.isEmpty() && !unlocked; }
    bool operator==(const Item &) const = default;
};

struct ItemTable
{
    QString title; ///< "Jobs killed"; empty where there is one table only
    QString note; ///< beside the title: "13 tasks + 3 pending"
    QStringList columns; ///< after the name: "Instances", "Running for", …
    QString nameTitle; ///< header of the name's column: "Job"
    QList<Item> items;

    bool operator==(const ItemTable &) const = default;
};

/// A row of the blast radius.
struct Effect
{
    QString touches; ///< "Tasks running"
    QString before;
    QString after;
    QString delta; ///< "−14", "72 %", "misses"
    bool bad = false; ///< the delta is drawn as a failure
    std::optional<qint64> countBefore; ///< where the row is a count of things; what the number question is about
    std::optional<qint64> countAfter;
    bool binding = false; ///< a change of `before` makes the plan void
    bool changed = false; ///< differs from the plan before
    QString group; ///< heading above its first row: "Effect on the night"; empty: "Blast radius"

    bool operator==(const Effect &) const = default;
};
/// A row that counts things, with its figures in words.
Effect countEffect(const QString &touches, qint64 before, qint64 after);
/// The same for what is measured, in the unit of `format`: core::formatCpus, core::formatGib.
Effect sumEffect(const QString &touches, double before, double delta, QString (*format)(double));

/// "Of 214 running tasks, how many keep running after this?" The answer is a figure of the blast radius and is written
/// nowhere in the prompt.
struct NumberQuestion
{
    QString prompt;
    int effect = -1; ///< index of the row whose countAfter is the answer; -1: nothing is asked

    bool operator==(const NumberQuestion &) const = default;
};

/// One call, or one thing done here before a call ("save logs of 14 tasks").
struct Step
{
    QString key; ///< unique in the plan, stable from plan to plan
    QString object; ///< what it acts on: "jobs/prod/hyoga-model"; two actions on one object are warned of
    QString name; ///< what is waited for, in words: "hyoga-model/3"
    QString call; ///< the exact call: "killTasks jobs/prod/hyoga-model [0–5]"
    QString item; ///< key of the row it comes from
    QJsonObject payload; ///< what the verb needs to perform it and to look for its effect, after a crash too
    int phase = 0; ///< a phase begins when the one before has reached its state
    int things = 1; ///< of what the label counts; 0: preparation
    int ends = 0; ///< kills and terminations it causes
    bool gated = false; ///< is sent once the verb says so (Verb::ready), which may take hours
    /// Leaves things as they shall be left: is done when the action was stopped or went wrong before it, too.
    bool closing = false;

    bool operator==(const Step &) const = default;
};

/// What must be seen before the action counts as done.
struct WatchGoal
{
    QString goal; ///< "all 14 are terminal"; empty: nothing is watched, the answers are enough
    std::chrono::seconds limit{ 300 }; ///< for each batch

    bool operator==(const WatchGoal &) const = default;
};

struct Title
{
    QString label; ///< the button too: "Kill 14 tasks of 4 jobs"
    QString place; ///< "jobs/prod"
    QString outcome; ///< %1 done of %2 planned: "Killed %1 of %2 tasks"; marks may be missing: "Cordoned ip-10-1-2-3"
    QString late; ///< what is said of those that did not get there: "did not end"
    QString touched; ///< "14 tasks of 4 jobs"

    QString full() const; ///< "Kill 14 tasks of 4 jobs in jobs/prod"
    bool operator==(const Title &) const = default;
};

/// Which figures of the request's batching mean something to the steps.
enum class Rolling : uint8_t {
    Whole, ///< none: the verb says itself what goes together
    Batches, ///< size, pause, failures in total, stop on the first bad batch
    Watched, ///< besides, how long a batch must stay as wanted, and failures of one step
};

/// What an action would do, whole: every object, every call, every consequence that is known. Immutable; made by a verb
/// from a fresh read, without side effects.
struct Plan
{
    Request request;
    Title title;
    GradingFacts facts;
    QList<ItemTable> tables;
    QList<Effect> effects;
    QString cannotBeUndone; ///< what is lost; empty: nothing
    QString canBeUndone; ///< how: "shrink by 6"; empty: there is no way back
    QString notTouched;
    QStringList others; ///< who else acts here, a sentence each
    QStringList warnings; ///< what should be known besides: "It does not help fx-model, which needs …"
    QList<Step> steps; ///< in order
    Rolling rolling = Rolling::Whole;
    WatchGoal watch;
    NumberQuestion question;
    QString command; ///< the equal comportactl line
    QString seen; ///< what the plan rests on besides rows and binding effects; compared, not shown
    core::TimePoint readAt{};

    Grade grade() const { return gradeOf(facts); }
    bool isDestructive() const { return facts.harm == Harm::Irreversible || facts.endsTasks; }
    bool isEmpty() const { return steps.isEmpty(); } ///< everything was unticked, or is already so
    /// The number to be typed; nothing where the grade or the verb does not ask.
    std::optional<qint64> expectedNumber() const;
    /// Equal for plans that do the same from the same state, however old the figures.
    QByteArray fingerprint() const;
    int things() const; ///< sum over the steps

    bool operator==(const Plan &) const = default;
};
using PlanPtr = std::shared_ptr<const Plan>;

/// Sets ticks and locks as the request wants them: one rule for all verbs. A protected row is ticked only when its name
/// is among the unlocked ones.
Item tickedBy(const Request &request, Item item);

/// Our own mistakes in a plan, found before it is shown: keys given twice, a step whose row is not ticked or is locked,
/// a question about a row that does not count, no text of a call. Empty: sound.
QString flawOf(const Plan &plan);

QJsonObject toJson(const Step &step);
core::Result<Step> stepFromJson(const QJsonObject &json);
QJsonObject toJson(const Plan &plan);
core::Result<Plan> planFromJson(const QJsonObject &json); ///< Storage when it is none of ours

} // namespace actions

Q_DECLARE_METATYPE(actions::PlanPtr)
