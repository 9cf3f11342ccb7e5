// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "models/net/bodytaker.h"
#include "tests/bench/bench.h"
#include "tests/bench/parselimit.h"
#include "tests/bench/subcommands.h"

#include <algorithm>
#include <span>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

mesos::Document document(const QByteArray &body)
{
    const auto size = static_cast<size_t>(body.size());
    return { body.constData(), size, size + static_cast<size_t>(padding) };
}

/// In pieces, as the network gives it.
mesos::Snapshot decoded(mesos::Decoder &decoder, QByteArray &body)
{
    constexpr size_t piece = ::net::BodyTaker::pieceSize;
    decoder.begin(static_cast<size_t>(body.size()));
    for (std::span<char> left(body.data(), static_cast<size_t>(body.size())); !left.empty();) {
        decoder.feed(left.first(std::min(piece, left.size())));
        left = left.subspan(std::min(piece, left.size()));
    }
    const core::Result<mesos::Snapshot> result = decoder.finish({});
    if (!result)
        throw std::runtime_error(result.error().path.toStdString() + ": " + result.error().detail.toStdString());
    return *result;
}

/// The yardstick must have read the same document.
void compare(const mesos::State &state, const ParseLimit &limit)
{
    double cpus = 0;
    for (const mesos::Task &task : state.tasks)
        cpus += static_cast<double>(task.resources.cpus);
    if (state.tasks.size() != limit.tasks() || std::abs(cpus - limit.checksum()) > 1e-4 * limit.checksum())
        throw std::runtime_error("decoder and yardstick do not agree");
}

} // namespace

/// P1: a warm poll beside the bare walk; the polled bodies alternate between the state and its successor, where there
/// is one. P3: the first poll of a new decoder beside a warm one.
Rows parse(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 9);
    std::vector<QByteArray> bodies = arguments.has(u"same"_s) ? std::vector{ loadState(name) }
                                                              : std::vector{ loadState(name), loadState(name + u'b') };
    mesos::Snapshot snapshot;

    if (arguments.has(u"once"_s)) { // for callgrind: nothing but one first poll
        mesos::Decoder decoder;
        snapshot = decoded(decoder, bodies.front());
        return { plain(u"body"_s, static_cast<double>(bodies.front().size()), u"bytes"_s) };
    }

    mesos::Decoder first;
    const Samples cold = measure(1, [&] { snapshot = decoded(first, bodies.front()); });
    ParseLimit limit;
    mesos::Decoder decoder;
    snapshot = decoded(decoder, bodies.back());
    std::vector<double> ours;
    std::vector<double> bare;
    for (int i = 0; i < reps; ++i) { // turn by turn, so that a busy machine disturbs both alike
        QByteArray &body = bodies[static_cast<size_t>(i) % bodies.size()];
        const mesos::Document text = document(body);
        bare.push_back(measure(1, [&] { limit.walk(text.data, text.size, text.capacity); }).min());
        ours.push_back(measure(1, [&] { snapshot = decoded(decoder, body); }).min());
        compare(*snapshot, limit);
    }
    std::ranges::sort(ours);
    std::ranges::sort(bare);
    const double gigabytes = static_cast<double>(bodies.front().size()) / 1e9;
    return { ratioed(u"P1"_s, name + u", warm poll, min"_s, ours.front(), u"ms CPU"_s, bare.front(), 1.3),
             plain(name + u", warm poll, median"_s, ours[ours.size() / 2], u"ms CPU"_s),
             plain(name + u", throughput"_s, gigabytes / ours.front() * 1e3, u"GB/s"_s),
             ratioed(u"P3"_s, name + u", first poll"_s, cold.min(), u"ms CPU"_s, ours[ours.size() / 2], 1.5) };
}

} // namespace bench
