// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/documents.h"

namespace sim::airflow {

/// One line that a try's log holds.
struct TryLine
{
    Moment at{};
    const char *level = "INFO";
    std::string text;
};

/// What a try has logged until a moment, the same whenever it is asked and never changed behind itself.
std::vector<TryLine> tryLog(const Slot &slot, const Attempt &attempt, Moment until);

/// The answer of …/logs/N from the `from`-th line on, in one version's words: at most so many lines, as Airflow tells
/// long logs in pieces.
inline constexpr size_t linesOfAPiece = 60;
QJsonObject logDocument(const std::vector<TryLine> &lines, const Attempt &attempt, size_t from, Version version);
/// How many lines the token says were told; nullopt: it is none of ours.
std::optional<size_t> linesTold(const QString &token);

} // namespace sim::airflow
