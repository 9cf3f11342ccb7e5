// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/changeprint.h"

#include "models/actions/rolling.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QString rowText(const actions::Item &item)
{
    const QString mark = item.isLocked() ? u"locked"_s : item.ticked ? u"     x"_s : u"      "_s;
    const QString lock = item.isLocked() ? tr(" (%1; --unlock %2)").arg(item.protection, item.name) : QString();
    return u"  %1  %2: %3%4\n"_s.arg(mark, item.key, item.facts.join(u" | "_s), lock);
}

QString gradeWord(actions::Grade grade)
{
    switch (grade) {
    case actions::Grade::Held:
        return u"held"_s;
    case actions::Grade::Clicked:
        return u"clicked"_s;
    case actions::Grade::Counted:
        return u"counted"_s;
    case actions::Grade::Named:
        return u"named"_s;
    }
    Q_UNREACHABLE();
}

/// One word without a blank.
QString word(const QString &words)
{
    return QString(words).replace(u' ', u'-');
}

QJsonArray tablesJson(const actions::Plan &plan)
{
    QJsonArray tables;
    for (const actions::ItemTable &table : plan.tables) {
        QJsonArray rows;
        for (const actions::Item &item : table.items) {
            rows.append(QJsonObject{ { u"key"_s, item.key },
                                     { u"name"_s, item.name },
                                     { u"facts"_s, QJsonArray::fromStringList(item.facts) },
                                     { u"chosen"_s, item.ticked && !item.isLocked() },
                                     { u"protection"_s, item.protection } });
        }
        tables.append(QJsonObject{ { u"title"_s, table.title },
                                   { u"columns"_s, QJsonArray::fromStringList(table.columns) },
                                   { u"rows"_s, rows } });
    }
    return tables;
}

QJsonArray effectsJson(const actions::Plan &plan)
{
    const auto number = [](std::optional<qint64> count) { return count ? QJsonValue(*count) : QJsonValue(); };
    QJsonArray effects;
    for (const actions::Effect &effect : plan.effects) {
        effects.append(QJsonObject{ { u"touches"_s, effect.touches },
                                    { u"before"_s, effect.before },
                                    { u"after"_s, effect.after },
                                    { u"delta"_s, effect.delta },
                                    { u"count-before"_s, number(effect.countBefore) },
                                    { u"count-after"_s, number(effect.countAfter) } });
    }
    return effects;
}

} // namespace

QString planText(const actions::Plan &plan)
{
    QString text = plan.title.full() + u'\n';
    for (const actions::ItemTable &table : plan.tables) {
        text += u'\n' + (table.title.isEmpty() ? QString() : table.title + u'\n') + table.nameTitle + u": "_s
            + table.columns.join(u" | "_s) + u'\n';
        for (const actions::Item &item : table.items)
            text += rowText(item);
    }
    text += u'\n';
    for (const actions::Effect &effect : plan.effects)
        text += u"  %1  %2 -> %3  %4\n"_s.arg(effect.touches, effect.before, effect.after, effect.delta);
    if (!plan.cannotBeUndone.isEmpty())
        text += tr("Cannot be undone: %1\n").arg(plan.cannotBeUndone);
    if (!plan.canBeUndone.isEmpty())
        text += tr("Can be undone: %1\n").arg(plan.canBeUndone);
    if (!plan.notTouched.isEmpty())
        text += tr("Not touched: %1\n").arg(plan.notTouched);
    for (const QString &warning : plan.warnings + plan.others)
        text += tr("Note: %1\n").arg(warning);
    if (const QString pace = actions::rollingText(plan); !pace.isEmpty())
        text += tr("Pace: %1\n").arg(pace);
    text += tr("Calls:\n");
    int number = 1;
    for (const actions::Step &step : plan.steps)
        text += u"  %1  %2\n"_s.arg(number++, 3).arg(step.call);
    return text;
}

QJsonObject planJson(const actions::Plan &plan)
{
    QJsonArray calls;
    for (const actions::Step &step : plan.steps)
        calls.append(step.call);
    const bool asks = plan.expectedNumber().has_value();
    return {
        { u"title"_s, plan.title.full() },
        { u"grade"_s, gradeWord(plan.grade()) },
        { u"production"_s, plan.facts.production },
        { u"ends"_s, plan.facts.ends },
        { u"tables"_s, tablesJson(plan) },
        { u"effects"_s, effectsJson(plan) },
        { u"question"_s, asks ? QJsonValue(plan.question.prompt) : QJsonValue() },
        { u"question-effect"_s, asks ? QJsonValue(plan.question.effect) : QJsonValue() },
        { u"cannot-be-undone"_s, plan.cannotBeUndone },
        { u"can-be-undone"_s, plan.canBeUndone },
        { u"not-touched"_s, plan.notTouched },
        { u"notes"_s, QJsonArray::fromStringList(plan.warnings + plan.others) },
        { u"pace"_s, actions::rollingText(plan) },
        { u"calls"_s, calls },
        { u"read"_s, core::formatIso(plan.readAt) },
        { u"command"_s, plan.command },
    };
}

QJsonObject resultJson(const actions::Record &record)
{
    QJsonArray steps;
    for (const actions::StepRecord &step : record.steps) {
        steps.append(QJsonObject{ { u"call"_s, step.step.call },
                                  { u"state"_s, word(actions::stateWord(step.state)) },
                                  { u"answer"_s, step.answer } });
    }
    return {
        { u"action"_s, record.id },
        { u"state"_s, word(actions::stateWord(record.state)) },
        { u"outcome"_s, record.outcome },
        { u"done"_s, record.progress.done },
        { u"total"_s, record.progress.total },
        { u"changes"_s, QJsonArray::fromStringList(record.changes) },
        { u"steps"_s, steps },
    };
}

QString changeKeysHelp()
{
    return tr(
        "--output json is one object, printed when all is over: plan, and result, which is null when nothing was "
        "sent.\n"
        "plan: title, grade (held, clicked, counted: --reason and --expect, named: also --stack), production, ends\n"
        "(tasks that end), tables (title, columns, rows: key, name, facts, chosen, protection), effects (touches,\n"
        "before, after, delta, count-before, count-after), question and question-effect (which effect's count-after\n"
        "--expect must say; null: no number is asked), cannot-be-undone, can-be-undone, not-touched, notes, pace,\n"
        "calls, read (ISO 8601 UTC), command.\n"
        "result: action (id), state (done, half-done, failed, cancelled, void), outcome, done, total, changes, steps\n"
        "(call, state, answer). csv is as table. Ctrl+C before the first call sends nothing; later it ends after the\n"
        "call under way, and the rest can be resumed (comportactl action resume). Exit codes: 0 the wanted state was\n"
        "seen, or there was nothing to do; 1 it was not reached; 2 nothing was sent, as something is missing.\n");
}

} // namespace ctl
