// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QJsonObject>

namespace explain {

/// The whole verdict in lines of plain text: for the clipboard and for the command line.
QString report(const Verdict &verdict, core::TimePoint now);

/// The same for programs; amounts in cores and MiB, times as ISO 8601 in UTC.
QJsonObject toJson(const Verdict &verdict);

} // namespace explain
