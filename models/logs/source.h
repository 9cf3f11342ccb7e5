// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/logs/wholefile.h"

#include <QByteArray>
#include <QString>
#include <qcoro/qcorotask.h>

#include <optional>
#include <stop_token>

/// Log files of any size, read in pieces from whoever keeps them.
namespace logs {

/// One file that can be read by byte ranges: on an agent, at a Thermos observer, on this disk. Holds what its answers
/// need by itself, so it may go while one is under way. Thread: the one that asks; answers come back to it.
class Source
{
public:
    Source() = default;
    virtual ~Source() = default;
    Q_DISABLE_COPY_MOVE(Source)

    virtual QString fileName() const = 0; ///< "stderr", "train/0/stderr"
    virtual QString keeper() const = 0; ///< who is asked, as sentences name it: "agent ip-10-1-2-3"

    /// Bytes now. NotFound: there is no such file (any more).
    virtual QCoro::Task<core::Result<qint64>> size(std::stop_token stop) = 0;
    /// At most `length` bytes from `offset` on; fewer where the keeper gives less at once (a Mesos agent: 64 KiB) or
    /// the file ends; none at or beyond the end. `offset` ≥ 0, `length` > 0.
    virtual QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) = 0;
    /// Where the keeper gives all of the file in one answer, which is many times faster than pieces; nullopt: nowhere.
    virtual std::optional<WholeFile> whole() const { return std::nullopt; }
    /// False: a copy that stays as it is.
    virtual bool mayGrow() const { return true; }
};

} // namespace logs
