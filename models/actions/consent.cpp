// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/consent.h"

#include "models/core/format.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using core::tr;

QString wrongNumber(const Plan &plan, std::optional<qint64> number)
{
    if (!number)
        return tr("The number is missing: %1").arg(plan.question.prompt);
    return tr("Not %1. Before %2, after: see the table.")
        .arg(core::formatCount(*number), plan.effects.at(plan.question.effect).before);
}

} // namespace

ConsentCheck check(const Plan &plan, const Consent &consent, const QString &stackName)
{
    const Asks asks = asksOf(plan.grade());
    const std::optional<qint64> expected = plan.expectedNumber();
    ConsentCheck result;
    // Told although not asked, as by --expect in staging: a wrong number is a misunderstanding all the same.
    const bool counts = plan.question.effect >= 0 && plan.question.effect < plan.effects.size();
    result.number = expected
        ? consent.number == expected
        : !consent.number || (counts && plan.effects.at(plan.question.effect).countAfter == consent.number);
    result.reason = !asks.reason || !consent.reason.trimmed().isEmpty();
    result.stackName = !asks.stackName || consent.stackName.trimmed() == stackName;
    if (plan.isEmpty())
        result.sentence = tr("The plan touches nothing: there is nothing to send.");
    else if (!result.reason)
        result.sentence = tr("A reason is asked for: it is kept in the audit log.");
    else if (!result.number)
        result.sentence = counts ? wrongNumber(plan, consent.number) : tr("This plan asks for no number.");
    else if (!result.stackName)
        result.sentence = plan.facts.ends > plan.facts.cap
            ? tr("This ends %1, above the cap of %2. Type the stack's name.")
                  .arg(core::formatCount(plan.facts.ends), core::formatCount(plan.facts.cap))
            : tr("Type the stack's name.");
    return result;
}

QString matchWords(const Plan &plan, std::optional<qint64> number)
{
    const std::optional<qint64> expected = plan.expectedNumber();
    if (!expected || number != expected)
        return {};
    const Effect &effect = plan.effects.at(plan.question.effect);
    if (!effect.countBefore)
        return tr("matches");
    const qint64 delta = *effect.countAfter - *effect.countBefore;
    return tr("matches: %1 %2 %3")
        .arg(core::formatCount(*effect.countBefore), delta < 0 ? u"−"_s : u"+"_s, core::formatCount(qAbs(delta)));
}

} // namespace actions
