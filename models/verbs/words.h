// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"

#include <QStringList>

namespace verbs {

/// Config: what is asked for cannot be done, in one sentence.
core::Error unusable(const QString &sentence);
core::Error noAurora();
core::Error noAws();
/// The stack went while a verb waited for an answer.
core::Error closing();

/// The other side's own words for a call it took, or "OK" where it has none.
QString acceptedText(const QString &message);

/// "hyoga-model/3, fx-model/0, fx-model/1 and 4 more"; empty for an empty list.
QString waitingText(const QStringList &names);

} // namespace verbs
