// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/chunkfile.h"

using namespace Qt::StringLiterals;

namespace logs {

namespace {

QCoro::Task<core::Result<Chunk>> readChunk(ChunkFile file, qint64 offset, qint64 length, std::stop_token stop)
{
    file.query.append({ u"offset"_s, QString::number(offset) });
    if (length > 0)
        file.query.append({ u"length"_s, QString::number(length) });
    const auto response = co_await ask(file.endpoint, file.path, file.query, stop);
    if (!response)
        co_return core::failure(response.error());
    co_return co_await decoded<Chunk>(*response, file.decode);
}

} // namespace

QCoro::Task<core::Result<qint64>> sizeOf(ChunkFile file, std::stop_token stop)
{
    const auto chunk = co_await readChunk(file, -1, 0, stop);
    if (!chunk)
        co_return core::failure(chunk.error());
    co_return chunk->offset;
}

QCoro::Task<core::Result<QByteArray>> bytesOf(ChunkFile file, qint64 offset, qint64 length, std::stop_token stop)
{
    auto chunk = co_await readChunk(file, offset, length, stop);
    if (!chunk)
        co_return core::failure(chunk.error());
    if (chunk->data.size() > length)
        chunk->data.truncate(static_cast<qsizetype>(length));
    co_return std::move(chunk->data);
}

} // namespace logs
