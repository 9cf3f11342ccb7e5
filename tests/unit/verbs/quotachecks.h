// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/verbs/verbworld.h"

#include <QLocale>

#include <cmath>

/// What a plan says of a role's quota, beside what the simulated scheduler says of it.
namespace quotachecks {

/// The figures of one column as the plan writes them, cores, memory, disk; empty: it says nothing of that quota.
inline QStringList told(const actions::Plan &plan, const QString &role, QString actions::Effect::*column)
{
    QStringList figures;
    for (const actions::Effect &effect : plan.effects) {
        if (effect.touches.startsWith(QStringLiteral("Quota of %1,").arg(role)))
            figures << effect.*column;
    }
    return figures;
}

inline aurora::Quota quotaOf(VerbWorld &world, const QString &role)
{
    return VerbWorld::wait(world.client().quota(role)).value_or(aurora::Quota());
}

/// What is charged to it right now, written likewise.
inline QStringList used(VerbWorld &world, const QString &role)
{
    const aurora::Resources now = quotaOf(world, role).prodShared.value_or(aurora::Resources());
    const auto tenths = [](double value) { return QLocale().toString(std::round(value * 1000) / 1000, 'f', 1); };
    return { tenths(now.cpus), tenths(static_cast<double>(now.ramMb) / 1024.0),
             tenths(static_cast<double>(now.diskMb) / 1024.0) };
}

} // namespace quotachecks
