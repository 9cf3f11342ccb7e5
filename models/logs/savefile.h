// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"

#include <functional>
#include <memory>

namespace logs {

enum class SavedAs {
    Bytes, ///< as its keeper has it
    Text, ///< lines as they are copied: without colours and control characters
};

/// How far a saving is: bytes, and how many there are as far as is known. False ends it.
using SavingProgress = std::function<bool(qint64 done, qint64 whole)>;

/// Where a file is while it is not whole.
QString partOf(const QString &path);

/// Writes a file to disk as far as it goes now: in one answer where its keeper gives that, else piece by piece. The
/// result is the bytes written. Under its name it is there once it is whole, in place of what was there before. What
/// was written when it fails stays in partOf(), unless there is nothing in it or it was ended on purpose.
/// Thread: the one that asks.
QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<Source> source, QString path, SavedAs as,
                                           SavingProgress progress, std::stop_token stop);

} // namespace logs
