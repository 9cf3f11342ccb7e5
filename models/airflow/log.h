// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/calls.h"
#include "models/core/result.h"

#include <string_view>

/// The log that Airflow keeps of each try of a task. Apart from calls.h and client.h, as only the log viewer asks it.
namespace airflow {

/// What came of a log since the last look.
struct LogPiece
{
    QByteArray text; ///< UTF-8, whole lines; empty: nothing new
    QString token; ///< with which only what comes later is told; empty: there is no more
    bool isEnd = false; ///< the try is over and all of its log was told
    bool operator==(const LogPiece &) const = default;
};

namespace calls {
/// `tryNumber` from 1. `token`: that of the piece before; empty: from the beginning.
Call log(const TaskKey &key, int tryNumber, const QString &token);
} // namespace calls

namespace answers {
/// 2.x tells a list of (host, text) as Python writes it, inside a JSON text; 3.x an event a line, which becomes
/// "TIME LEVEL event" with the traceback of an error under it. Where several hosts have logged, each one's part begins
/// with "*** HOST". NotJson, WrongShape. Pure.
core::Result<LogPiece> log(std::string_view bytes);
} // namespace answers

} // namespace airflow
