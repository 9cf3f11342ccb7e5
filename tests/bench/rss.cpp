// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"

#include <malloc.h>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

mesos::Snapshot decoded(mesos::Decoder &decoder, const QByteArray &body)
{
    const auto size = static_cast<size_t>(body.size());
    mesos::PolledBodies bodies;
    bodies.state = { body.constData(), size, size + static_cast<size_t>(padding) };
    const core::Result<mesos::Snapshot> result = decoder.decode(bodies);
    if (!result)
        throw std::runtime_error(result.error().detail.toStdString());
    return *result;
}

template <typename Row>
double bytesOf(const std::vector<Row> &rows)
{
    return static_cast<double>(rows.size() * sizeof(Row));
}

} // namespace

/// P4: what a picture holds in memory, body and parser gone. P5: the most that is held while polls are applied, the
/// last picture still shown: beyond the body there are the parser's index and two pictures.
Rows rss(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    mesos::Snapshot snapshot;
    const qint64 base = residentBytes();
    double bodyBytes = 0;
    double peak = 0;
    {
        const QByteArray body = loadState(name);
        bodyBytes = static_cast<double>(body.size());
        mesos::Decoder decoder;
        snapshot = decoded(decoder, body);
        resetPeak();
        for (int i = 0; i < arguments.number(u"polls"_s, 5); ++i)
            snapshot = decoded(decoder, body);
        peak = static_cast<double>(peakBytes() - base);
    }
    malloc_trim(0);
    const auto model = static_cast<double>(residentBytes() - base);
    const double agentBytes = bytesOf(snapshot->agents) + bytesOf(snapshot->attributes);
    const auto tasks = static_cast<double>(snapshot->tasks.size());
    const auto agents = static_cast<double>(snapshot->agents.size());
    const double texts = static_cast<double>(snapshot->pool->byteSize());
    return { bounded(u"P4"_s, name + u", picture per task, its executors and texts in it, agents at 200 taken off"_s,
                     (model - 200 * agents) / tasks, u"B"_s, 160),
             bounded(u"P4"_s, name + u", rows per agent, attributes in it, texts not"_s, agentBytes / agents, u"B"_s,
                     200),
             plain(u"rows per task"_s, sizeof(mesos::Task), u"B"_s),
             plain(u"executor rows per task"_s, bytesOf(snapshot->executors) / tasks, u"B"_s),
             plain(u"texts per task"_s, texts / tasks, u"B"_s),
             plain(u"picture"_s, model / 1e6, u"MB"_s),
             bounded(u"P5"_s, name + u", peak over base, body in it"_s, peak / 1e6, u"MB"_s,
                     (2 * model + 1.5 * bodyBytes) / 1e6),
             plain(u"peak as a multiple of the body"_s, peak / bodyBytes, u"x"_s) };
}

} // namespace bench
