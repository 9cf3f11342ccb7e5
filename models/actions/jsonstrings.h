// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QStringList>

namespace actions {

/// A list of texts as the journal keeps it; what is none is empty.
inline QStringList strings(const QJsonValue &value)
{
    QStringList result;
    for (const QJsonValue &each : value.toArray())
        result.append(each.toString());
    return result;
}

} // namespace actions
