// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/plan.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QCryptographicHash>
#include <QSet>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using core::tr;

/// Length first: "a" + "bc" must not hash as "ab" + "c".
void add(QCryptographicHash &hash, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    hash.addData(QByteArray::number(utf8.size()) + ':');
    hash.addData(utf8);
}

void add(QCryptographicHash &hash, const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    hash.addData(QByteArray::number(json.size()) + ':');
    hash.addData(json);
}

QString flawOfSteps(const Plan &plan, const QSet<QString> &ticked)
{
    QSet<QString> keys;
    int phase = 0;
    for (const Step &step : plan.steps) {
        if (step.key.isEmpty() || keys.contains(step.key))
            return u"step key \"%1\" is empty or given twice"_s.arg(step.key);
        keys.insert(step.key);
        if (step.call.isEmpty() || step.object.isEmpty())
            return u"step %1 names no object or no call"_s.arg(step.key);
        if (!step.item.isEmpty() && !ticked.contains(step.item))
            return u"step %1 acts on %2, which is not ticked"_s.arg(step.key, step.item);
        if (step.phase < phase)
            return u"step %1 goes back to phase %2"_s.arg(step.key).arg(step.phase);
        if (step.closing && step.ends > 0)
            return u"step %1 is to be done whatever happens, and ends something"_s.arg(step.key);
        phase = step.phase;
    }
    return {};
}

} // namespace

QString Title::full() const
{
    return place.isEmpty() ? label : tr("%1 in %2").arg(label, place);
}

Effect countEffect(const QString &touches, qint64 before, qint64 after)
{
    Effect effect;
    effect.touches = touches;
    effect.before = core::formatCount(before);
    effect.after = core::formatCount(after);
    const qint64 delta = after - before;
    effect.delta = delta < 0 ? u"−"_s + core::formatCount(-delta)
        : delta > 0          ? u"+"_s + core::formatCount(delta)
                             : u"0"_s;
    effect.countBefore = before;
    effect.countAfter = after;
    return effect;
}

Effect sumEffect(const QString &touches, double before, double delta, QString (*format)(double))
{
    Effect effect;
    effect.touches = touches;
    effect.before = format(before);
    effect.after = format(before + delta);
    effect.delta = (std::signbit(delta) ? u"−"_s : u"+"_s) + format(std::abs(delta));
    return effect;
}

std::optional<qint64> Plan::expectedNumber() const
{
    if (!asksOf(grade()).number || question.effect < 0 || question.effect >= effects.size())
        return std::nullopt;
    return effects.at(question.effect).countAfter;
}

int Plan::things() const
{
    return std::accumulate(steps.begin(), steps.end(), 0, [](int sum, const Step &step) { return sum + step.things; });
}

QByteArray Plan::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, toJson(request));
    add(hash, seen);
    for (const ItemTable &table : tables) {
        add(hash, table.title);
        for (const Item &item : table.items) {
            if (!item.ticked && !item.tickedAtFirst && item.protection.isEmpty())
                continue; // an offer that was not taken: nothing is sent for it
            add(hash, item.key);
            add(hash, item.seen);
            add(hash, item.ticked ? u"ticked"_s : item.protection);
        }
    }
    for (qsizetype i = 0; i < effects.size(); ++i) {
        const Effect &effect = effects.at(i);
        if (!effect.binding && i != question.effect)
            continue;
        add(hash, effect.touches);
        add(hash, effect.before);
        add(hash, effect.after);
    }
    for (const Step &step : steps) {
        add(hash, step.key);
        add(hash, step.object);
        add(hash, step.call);
        add(hash, step.payload);
    }
    return hash.result().toHex();
}

Item tickedBy(const Request &request, Item item)
{
    item.unlocked = !item.protection.isEmpty() && request.unlocked.contains(item.name);
    const bool wanted = item.tickedAtFirst ? !request.excluded.contains(item.key) : request.included.contains(item.key);
    item.ticked = wanted && !item.isLocked();
    return item;
}

QString flawOf(const Plan &plan)
{
    QSet<QString> keys;
    QSet<QString> ticked;
    for (const ItemTable &table : plan.tables) {
        for (const Item &item : table.items) {
            if (item.key.isEmpty() || keys.contains(item.key))
                return u"row key \"%1\" is empty or given twice"_s.arg(item.key);
            keys.insert(item.key);
            if (item.ticked && item.isLocked())
                return u"row %1 is ticked although it is locked"_s.arg(item.key);
            if (item.facts.size() != table.columns.size())
                return u"row %1 has %2 facts for %3 columns"_s.arg(item.key)
                    .arg(item.facts.size())
                    .arg(table.columns.size());
            if (item.ticked)
                ticked.insert(item.key);
        }
    }
    if (plan.title.label.isEmpty() || plan.title.outcome.isEmpty())
        return u"the plan has no title or no words for its end"_s;
    if (plan.question.effect >= plan.effects.size()
        || (plan.question.effect >= 0 && !plan.effects.at(plan.question.effect).countAfter))
        return u"the number question is about a row that counts nothing"_s;
    if (asksOf(plan.grade()).number && plan.question.effect < 0)
        return u"the grade asks for a number, the plan for none"_s;
    const auto ends = std::accumulate(plan.steps.begin(), plan.steps.end(), 0,
                                      [](int sum, const Step &step) { return sum + step.ends; });
    if (ends > plan.facts.ends)
        return u"the steps end more (%1) than the plan is graded by (%2)"_s.arg(ends).arg(plan.facts.ends);
    return flawOfSteps(plan, ticked);
}

} // namespace actions
