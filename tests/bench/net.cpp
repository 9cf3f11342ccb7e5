// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/httpclient.h"
#include "tests/bench/bench.h"
#include "tests/bench/bodyserver.h"
#include "tests/bench/subcommands.h"

#include <zlib.h>

#include <qcoro/qcorotask.h>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// What one answer cost.
struct Look
{
    double asking = 0; ///< ms CPU of the thread that asked
    double transport = 0; ///< ms CPU of all other threads of the process
    double lag = 0; ///< ms wall from the server's last byte to the answer in the asking thread
    qint64 bytes = 0;
};

Look look(::net::HttpClient &http, BodyServer &server, bool gzip)
{
    ::net::Request request;
    request.url = server.url().resolved(QUrl(u"/state"_s));
    request.compressed = gzip;
    const Milliseconds process = processCpu();
    const Milliseconds thread = threadCpu();
    const core::Result<::net::Response> response = QCoro::waitFor(http.send(request));
    const Milliseconds arrived = steadyNow();
    const Milliseconds asking = threadCpu() - thread;
    const Milliseconds whole = processCpu() - process;
    if (!response || response->status != 200)
        throw std::runtime_error("the server's answer does not come");
    return { asking.count(), (whole - asking).count(), (arrived - server.lastByteSent()).count(),
             response->body.size() };
}

/// The yardstick: zlib alone, from memory to memory that has been used before.
double inflateAlone(const QByteArray &packed, QByteArray &room)
{
    return measure(1,
                   [&] {
                       constexpr int gzipFormat = 15 + 16;
                       z_stream z{};
                       inflateInit2(&z, gzipFormat);
                       z.next_in
                           = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data())); // NOLINT: predates const
                       z.avail_in = static_cast<uInt>(packed.size());
                       z.next_out = reinterpret_cast<Bytef *>(room.data()); // NOLINT
                       z.avail_out = static_cast<uInt>(room.size());
                       const int result = inflate(&z, Z_FINISH);
                       inflateEnd(&z);
                       if (result != Z_STREAM_END)
                           throw std::runtime_error("the packed state cannot be unpacked");
                   })
        .min();
}

double median(std::vector<Look> looks, double Look::*figure)
{
    std::ranges::sort(looks, {}, figure);
    return looks[looks.size() / 2].*figure;
}

double smallest(const std::vector<Look> &looks, double Look::*figure)
{
    return std::ranges::min(looks, {}, figure).*figure;
}

} // namespace

/// P12: what the thread that asks pays for a body. P13: receiving and inflating beside zlib alone, turn by turn.
Rows net(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const bool gzip = arguments.has(u"gzip"_s);
    BodyServer server(name, gzip ? BodyServer::Coding::Gzip : BodyServer::Coding::Plain);
    ::net::HttpClient http;
    const Look first = look(http, server, gzip);
    QByteArray packed;
    QByteArray room;
    if (gzip) {
        const QByteArray body = loadState(name);
        packed = gzipped(body);
        room = body;
        room.detach();
        inflateAlone(packed, room);
    }
    std::vector<Look> looks;
    std::vector<double> alone;
    for (int i = 0; i < arguments.number(u"reps"_s, 9); ++i) {
        looks.push_back(look(http, server, gzip));
        if (gzip)
            alone.push_back(inflateAlone(packed, room));
    }
    const QString what = u"%1 %2, "_s.arg(name, gzip ? u"gzip"_s : u"plain"_s);
    Rows rows{
        bounded(u"P12"_s, what + u"asking thread, median"_s, median(looks, &Look::asking), u"ms CPU"_s, 1),
        bounded(u"P12"_s, what + u"asking thread, first"_s, first.asking, u"ms CPU"_s, 1),
        plain(what + u"transport, median"_s, median(looks, &Look::transport), u"ms CPU"_s),
        plain(what + u"last byte sent to answer there, median"_s, median(looks, &Look::lag), u"ms wall"_s),
        plain(what + u"body"_s, static_cast<double>(first.bytes) / 1e6, u"MB"_s),
    };
    if (gzip) {
        const double limit = std::ranges::min(alone);
        rows.push_back(ratioed(u"P13"_s, what + u"receive and inflate, min"_s, smallest(looks, &Look::transport),
                               u"ms CPU"_s, limit, 1.3));
    }
    return rows;
}

} // namespace bench
