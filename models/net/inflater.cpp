// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/inflater.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace net {

namespace {

constexpr int gzipOrZlib = 15 + 32; // zlib finds out which of the two it is
constexpr int rawDeflate = -15;
constexpr qint64 step = 256 << 10; // of room in the body, so that growing stays rare

} // namespace

struct Inflater::Private
{
    z_stream stream{};
    qint64 limit = 0;
    qint64 inflated = 0;
    bool started = false; ///< something came out: the format is certain
    bool complete = false;
};

Inflater::Inflater(qint64 limit)
    : d(std::make_unique<Private>())
{
    d->limit = limit;
    inflateInit2(&d->stream, gzipOrZlib);
}

Inflater::~Inflater()
{
    inflateEnd(&d->stream);
}

bool Inflater::isComplete() const
{
    return d->complete;
}

Inflater::Outcome Inflater::feed(const char *data, qint64 size, BodyWriter &out)
{
    z_stream &z = d->stream;
    // zlib's interface predates const.
    auto *const first = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(data)); // NOLINT
    z.next_in = first;
    z.avail_in = static_cast<uInt>(size);
    while (z.avail_in > 0) {
        if (d->complete) { // another gzip member follows
            inflateReset(&z);
            d->complete = false;
        }
        auto *const target = reinterpret_cast<Bytef *>(out.reserve(step)); // NOLINT
        const auto room = static_cast<uInt>(std::min<qint64>(out.room(), std::numeric_limits<int>::max()));
        z.next_out = target;
        z.avail_out = room;
        const int result = inflate(&z, Z_NO_FLUSH);
        out.written(room - z.avail_out);
        d->inflated += room - z.avail_out;
        if (d->inflated > d->limit)
            return Outcome::TooLarge;
        if (result == Z_DATA_ERROR && !d->started && d->inflated == 0) {
            // Some servers send deflate without zlib's header: read from the start again as such.
            d->started = true;
            inflateReset2(&z, rawDeflate);
            z.next_in = first;
            z.avail_in = static_cast<uInt>(size);
            continue;
        }
        d->started = d->started || d->inflated > 0;
        if (result == Z_STREAM_END)
            d->complete = true;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            return Outcome::Damaged;
    }
    return Outcome::Good;
}

} // namespace net
