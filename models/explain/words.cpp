// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/words.h"

#include "models/core/format.h"

using namespace Qt::StringLiterals;

namespace explain {

QString counted(qint64 n, const char *one, const char *many)
{
    return n == 1 ? tr(one) : tr(many).arg(core::formatCount(n));
}

QString joined(const QStringList &parts, const QString &last)
{
    if (parts.size() < 2)
        return parts.value(0);
    return parts.first(parts.size() - 1).join(u", "_s) + u' ' + last + u' ' + parts.last();
}

QString someOf(const QStringList &parts, qsizetype most)
{
    if (parts.size() <= most)
        return joined(parts, tr("and"));
    return tr("%1 and %2 more").arg(parts.first(most).join(u", "_s), core::formatCount(parts.size() - most));
}

} // namespace explain
