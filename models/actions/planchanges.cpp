// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/planchanges.h"

#include "models/core/tr.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using core::tr;

void compareRows(const Plan &before, PlanChanges &changes)
{
    QHash<QString, const Item *> earlier;
    for (const ItemTable &table : before.tables) {
        for (const Item &item : table.items)
            earlier.insert(item.key, &item);
    }
    for (ItemTable &table : changes.marked.tables) {
        for (Item &item : table.items) {
            const Item *old = earlier.take(item.key);
            item.changed
                = !old || old->seen != item.seen || old->ticked != item.ticked || old->protection != item.protection;
            if (!item.changed)
                continue;
            changes.sentences.append(
                !old                                     ? tr("%1 is new.").arg(item.name)
                    : old->protection != item.protection ? tr("%1: %2.").arg(
                          item.name, item.protection.isEmpty() ? tr("not protected any more") : item.protection)
                                                         : tr("%1 changed.").arg(item.name));
        }
    }
    for (const ItemTable &table : before.tables) { // in the order they were shown
        for (const Item &item : table.items) {
            if (earlier.contains(item.key))
                changes.sentences.append(tr("%1 is gone.").arg(item.name));
        }
    }
}

bool isBinding(const Plan &plan, qsizetype effect)
{
    return plan.effects.at(effect).binding || effect == plan.question.effect;
}

void compareEffects(const Plan &before, PlanChanges &changes)
{
    QHash<QString, const Effect *> earlier;
    for (qsizetype i = 0; i < before.effects.size(); ++i) {
        if (isBinding(before, i))
            earlier.insert(before.effects.at(i).touches, &before.effects.at(i));
    }
    for (qsizetype i = 0; i < changes.marked.effects.size(); ++i) {
        if (!isBinding(changes.marked, i))
            continue;
        Effect &effect = changes.marked.effects[i];
        const Effect *old = earlier.take(effect.touches);
        effect.changed = !old || old->before != effect.before || old->after != effect.after;
        if (!effect.changed)
            continue;
        changes.sentences.append(!old ? tr("%1: %2.").arg(effect.touches, effect.before)
                                     : old->before != effect.before
                                     ? tr("%1: %2 → %3.").arg(effect.touches, old->before, effect.before)
                                     : tr("%1 afterwards: %2 → %3.").arg(effect.touches, old->after, effect.after));
    }
    for (auto left = earlier.cbegin(); left != earlier.cend(); ++left)
        changes.sentences.append(tr("%1 is not touched any more.").arg(left.key()));
}

} // namespace

QString PlanChanges::button() const
{
    return sentences.size() == 1 ? tr("Review 1 change") : tr("Review %1 changes").arg(sentences.size());
}

PlanChanges changesBetween(const Plan &before, const Plan &now)
{
    PlanChanges changes{ {}, now };
    if (before.fingerprint() == now.fingerprint())
        return changes;
    compareRows(before, changes);
    compareEffects(before, changes);
    // What the rows do not tell: another call for the same rows, or the verb's own ground.
    if (changes.sentences.isEmpty())
        changes.sentences.append(tr("What the plan rests on changed; look at its calls again."));
    return changes;
}

} // namespace actions
