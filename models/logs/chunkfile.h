// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/chunkdecoder.h"
#include "models/logs/question.h"

/// What sources share whose keeper hands out chunks by offset and length. A part of the sources.
namespace logs {

struct ChunkFile
{
    Endpoint endpoint;
    QString path; ///< of the keeper's API
    QList<std::pair<QString, QString>> query; ///< beside offset and length
    core::Result<Chunk> (*decode)(std::string_view) = nullptr;
};

/// Asked for at the offset −1, which a keeper answers with the size.
QCoro::Task<core::Result<qint64>> sizeOf(ChunkFile file, std::stop_token stop);
/// At most `length` bytes, even where the keeper gives more.
QCoro::Task<core::Result<QByteArray>> bytesOf(ChunkFile file, qint64 offset, qint64 length, std::stop_token stop);

} // namespace logs
