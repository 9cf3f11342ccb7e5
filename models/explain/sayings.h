// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// What Aurora, the offers and we say, each with the age of what it is based on. Uses the verdict's cause.
QList<Saying> sayingsOf(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel);

/// Whether Aurora's words name the cause we found. NotTold for words that name none.
Agreement compared(const QString &reason, const Verdict &verdict);

} // namespace explain
