// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/panewords.h"

#include "models/core/tr.h"
#include "models/pools/words.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

using core::tr;

QString detailOf(const pools::Pool &pool)
{
    QStringList parts{ pools::kindWords(pool) };
    if (pool.isGroup())
        parts << tr("%1 to %2 machines").arg(pool.min).arg(pool.max);
    if (!pool.suspended.isEmpty())
        parts << tr("%1 suspended").arg(pool.suspended.join(u", "_s));
    if (!pool.launchTemplate.isEmpty())
        parts << tr("template %1").arg(pool.launchTemplate);
    if (!std::isnan(pool.price))
        parts << tr("$%1/h").arg(pools::dollars(pool.price));
    if (pool.pending > 0)
        parts << (pool.pending == 1 ? tr("1 task waits for it") : tr("%1 tasks wait for it").arg(pool.pending));
    return parts.join(u" · "_s);
}

QString differencesInWords(const QList<pools::Difference> &differences)
{
    if (differences.isEmpty())
        return tr("EC2 and Mesos agree, nothing costs for nothing");
    int refused = 0;
    int silent = 0;
    int unneeded = 0;
    int others = 0;
    for (const pools::Difference &difference : differences) {
        if (difference.kind == pools::Difference::Kind::NotLaunched)
            refused += difference.count;
        else if (difference.kind == pools::Difference::Kind::NeverRegistered)
            ++silent;
        else if (difference.isUnneeded())
            unneeded += difference.count;
        else
            ++others;
    }
    QStringList parts;
    if (refused > 0)
        parts << tr("%1 wanted and not launched").arg(refused);
    if (silent > 0)
        parts << tr("%1 launched and never registered").arg(silent);
    if (unneeded > 0)
        parts << tr("%1 cost for nothing").arg(unneeded);
    if (others > 0)
        parts << tr("%1 to look at").arg(others);
    return parts.join(u", "_s);
}

} // namespace ui
