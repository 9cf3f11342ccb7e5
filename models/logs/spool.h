// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/filesource.h"

#include <QTemporaryFile>

namespace logs {

/// Text whose keeper knows no offsets, written down as it comes, so that it can be read by them: a temporary file that
/// goes with this. What was written stays as it is. Thread: the one that asks.
class Spool
{
public:
    Spool();
    Q_DISABLE_COPY_MOVE(Spool)

    core::Result<void> append(const QByteArray &bytes); ///< Storage
    qint64 size() const { return m_size; }
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length);

private:
    QTemporaryFile m_file;
    std::unique_ptr<FileSource> m_source; ///< none: the file could not be made
    qint64 m_size = 0;
};

} // namespace logs
