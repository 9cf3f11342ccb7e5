// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"
#include "models/core/tr.h"

#include <QStringList>

/// What the sentences of this folder share; not for others.
namespace explain {

using core::tr;

/// "1 agent" or "3 agents": `one` stands as it is, `many` has the number as %1.
QString counted(qint64 n, const char *one, const char *many);

/// "a", "a and b", "a, b and c".
QString joined(const QStringList &parts, const QString &last);

/// As joined, but of more than `most` only the first: "a, b and 5 more".
QString someOf(const QStringList &parts, qsizetype most);

} // namespace explain
