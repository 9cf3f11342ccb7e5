// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/outcome.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

constexpr int namedAtMost = 5;

using core::tr;

QStringList namesIn(const Record &record, StepState state)
{
    QStringList names;
    for (const StepRecord &step : record.steps) {
        if (step.state == state && (state != StepState::Left || step.step.things > 0))
            names.append(step.step.name.isEmpty() ? step.step.object : step.step.name);
    }
    return names;
}

/// Of what the label counts: a step may stand for several.
int thingsIn(const Record &record, StepState state)
{
    int things = 0;
    for (const StepRecord &step : record.steps)
        things += step.state == state ? step.step.things : 0;
    return things;
}

QString listed(const QStringList &names)
{
    const QString shown = names.mid(0, namedAtMost).join(u", "_s);
    return names.size() <= namedAtMost ? shown : tr("%1 and %2 more").arg(shown).arg(names.size() - namedAtMost);
}

QString firstAnswer(const Record &record, StepState state)
{
    const auto found
        = std::ranges::find_if(record.steps, [state](const StepRecord &step) { return step.state == state; });
    return found == record.steps.end() ? QString() : found->answer;
}

/// Marks that are not in the pattern are left out: "Cordoned ip-10-1-2-3" counts nothing.
QString counted(QString pattern, int done, int total)
{
    return pattern.replace(u"%1"_s, core::formatCount(done)).replace(u"%2"_s, core::formatCount(total));
}

} // namespace

int thingsReached(const Record &record)
{
    return thingsIn(record, StepState::Reached);
}

Progress progressOf(const Record &record)
{
    Progress progress = record.progress;
    progress.done = thingsReached(record);
    progress.total = record.plan->things();
    return progress;
}

QString outcomeOf(const Record &record, const QString &why)
{
    if (record.state == State::Cancelled || record.state == State::Void)
        return why;
    QStringList parts{ counted(record.plan->title.outcome, thingsReached(record), record.plan->things()) };
    if (record.state == State::Failed)
        parts.clear();
    if (const QStringList late = namesIn(record, StepState::Late); !late.isEmpty()) {
        const QString words = record.plan->title.late.isEmpty() ? tr("are not there") : record.plan->title.late;
        parts.append(tr("%1 %2 in %3: %4")
                         .arg(core::formatCount(thingsIn(record, StepState::Late)), words,
                              core::formatSpan(core::Duration(record.plan->watch.limit)), listed(late)));
    }
    if (const QStringList refused = namesIn(record, StepState::Refused); !refused.isEmpty())
        parts.append(tr("%1 refused: %2 (%3)")
                         .arg(core::formatCount(thingsIn(record, StepState::Refused)), listed(refused),
                              firstAnswer(record, StepState::Refused)));
    if (const QStringList failed = namesIn(record, StepState::Failed); !failed.isEmpty())
        parts.append(tr("%1 failed: %2 (%3)")
                         .arg(core::formatCount(thingsIn(record, StepState::Failed)), listed(failed),
                              firstAnswer(record, StepState::Failed)));
    if (const QStringList unsure = namesIn(record, StepState::Sent); !unsure.isEmpty())
        parts.append(tr("the answer for %1 is not known").arg(listed(unsure)));
    if (const QStringList seen = namesIn(record, StepState::Answered); !seen.isEmpty())
        parts.append(tr("%1 accepted, not seen through").arg(seen.size()));
    if (const QStringList left = namesIn(record, StepState::Waiting); !left.isEmpty() && record.state != State::Failed)
        parts.append(tr("%1 not begun").arg(left.size()));
    if (const QStringList left = namesIn(record, StepState::Left);
        thingsIn(record, StepState::Left) > 0 && why.isEmpty()) {
        parts.append(tr("%1 left: %2 (%3)")
                         .arg(core::formatCount(thingsIn(record, StepState::Left)), listed(left),
                              firstAnswer(record, StepState::Left)));
    }
    QString sentence = parts.join(u"; "_s);
    if (record.state == State::Done)
        sentence += tr(" in %1").arg(core::formatSpan(record.endedAt - record.startedAt));
    if (!why.isEmpty())
        sentence = sentence.isEmpty() ? why : tr("%1. %2").arg(sentence, why);
    if (!sentence.endsWith(u'.'))
        sentence += u'.';
    return record.summary.isEmpty() ? sentence : tr("%1 %2").arg(sentence, record.summary);
}

State endOf(const Record &record, bool stopAsked)
{
    const auto any = [&record](auto matches) {
        return std::ranges::any_of(record.steps, [&](const StepRecord &step) { return matches(step.state); });
    };
    if (!any([](StepState state) { return state != StepState::Reached && state != StepState::Left; }))
        return State::Done;
    if (any([](StepState state) { return state != StepState::Waiting && state != StepState::Refused; }))
        return State::HalfDone;
    if (any([](StepState state) { return state == StepState::Refused; }))
        return State::Failed;
    return stopAsked ? State::Cancelled : State::Failed;
}

QString stopWords(const Record &record)
{
    const auto count = [&record](auto matches) {
        return std::ranges::count_if(record.steps, [&](const StepRecord &step) { return matches(step.state); });
    };
    const auto left = count([](StepState state) { return state == StepState::Waiting; });
    const auto begun = static_cast<qsizetype>(record.steps.size()) - left;
    return tr("%1 of %2 steps stay done; %3 are not begun.").arg(begun).arg(record.steps.size()).arg(left);
}

AuditEntry auditLine(const Record &record, const QString &kind, core::TimePoint at)
{
    AuditEntry line;
    line.at = at;
    line.who = record.user;
    line.stack = record.stack;
    line.kind = kind;
    line.action = record.id;
    line.what = record.plan->title.label;
    line.object = record.plan->title.place;
    line.why = record.reason;
    line.ticket = record.ticket;
    return line;
}

} // namespace actions
