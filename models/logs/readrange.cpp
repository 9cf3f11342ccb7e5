// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/readrange.h"

namespace logs {

QCoro::Task<core::Result<QByteArray>> readRange(std::shared_ptr<Source> source, qint64 begin, qint64 end,
                                                std::stop_token stop)
{
    QByteArray all;
    while (begin < end) {
        const auto piece = co_await source->read(begin, end - begin, stop);
        if (!piece)
            co_return core::failure(piece.error());
        if (piece->isEmpty())
            break;
        begin += piece->size();
        if (all.isEmpty() && begin == end)
            co_return *piece;
        all += *piece;
    }
    co_return all;
}

} // namespace logs
