// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/thriftlimit.h"
#include "tests/bench/thriftreply.h"

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

aurora::Snapshot decoded(aurora::Decoder &decoder, const QByteArray &body)
{
    const auto size = static_cast<size_t>(body.size());
    const core::Result<aurora::Snapshot> result
        = decoder.activeTasks({ body.constData(), size, size + static_cast<size_t>(padding) });
    if (!result)
        throw std::runtime_error(result.error().path.toStdString() + ": " + result.error().detail.toStdString());
    return *result;
}

/// The yardstick must have read the same reply.
void compare(const aurora::State &state, const ThriftLimit &limit)
{
    uint64_t sum = 0;
    for (const aurora::TaskRow &task : state.tasks) {
        sum += static_cast<uint64_t>(task.created.time_since_epoch().count() + task.since.time_since_epoch().count()
                                     + task.instance)
            + state.view(task.id).size() + state.view(task.message).size();
    }
    if (state.tasks.size() != limit.tasks() || sum != limit.checksum())
        throw std::runtime_error("decoder and yardstick do not agree");
}

struct Encoding
{
    QString name;
    QByteArray body;
    double factor;
    void (*walk)(ThriftLimit &, const QByteArray &);
};

void measureEncoding(const Encoding &encoding, int reps, Rows &rows)
{
    ThriftLimit limit;
    aurora::Decoder decoder;
    const double first = measure(1, [&] { decoded(decoder, encoding.body); }).min();
    std::vector<double> ours;
    std::vector<double> bare;
    aurora::Snapshot state;
    for (int i = 0; i < reps; ++i) { // turn by turn, so that a busy machine disturbs both alike
        bare.push_back(measure(1, [&] { encoding.walk(limit, encoding.body); }).min());
        ours.push_back(measure(1, [&] { state = decoded(decoder, encoding.body); }).min());
    }
    compare(*state, limit);
    const double least = std::ranges::min(ours);
    rows.push_back(plain(encoding.name + u": body"_s, static_cast<double>(encoding.body.size()) / 1e6, u"MB"_s));
    rows.push_back(ratioed(u"P15"_s, encoding.name + u": reply to picture, warm"_s, least, u"ms CPU"_s,
                           std::ranges::min(bare), encoding.factor));
    rows.push_back(plain(encoding.name + u": first look of a decoder"_s, first, u"ms CPU"_s));
}

} // namespace

/// P15: a list of tasks to a picture beside the bare walk of the same bytes, in both encodings; memory a task.
Rows thrift(const Arguments &arguments)
{
    const int tasks = arguments.number(u"tasks"_s, 100000);
    const int reps = arguments.number(u"reps"_s, 9);
    Rows rows;
    const Encoding encodings[] = {
        { u"binary"_s, binaryTasks(tasks), 1.5,
          [](ThriftLimit &limit, const QByteArray &body) {
              limit.walkBinary({ body.constData(), static_cast<size_t>(body.size()) });
          } },
        { u"TJSON"_s, tjsonTasks(tasks), 1.3,
          [](ThriftLimit &limit, const QByteArray &body) {
              const auto size = static_cast<size_t>(body.size());
              limit.walkTjson(body.constData(), size, size + static_cast<size_t>(padding));
          } },
    };
    for (const Encoding &encoding : encodings)
        measureEncoding(encoding, reps, rows);

    aurora::Decoder decoder;
    const qint64 before = residentBytes();
    const aurora::Snapshot state = decoded(decoder, encodings[0].body);
    const double each = static_cast<double>(residentBytes() - before) / tasks;
    const double sizes = static_cast<double>(state->tasks.size() * sizeof(aurora::TaskRow) + state->pool->byteSize());
    rows.push_back(bounded(u"P15"_s, u"memory a task: picture with its texts"_s, sizes / tasks, u"B"_s, 200));
    rows.push_back(plain(u"memory a task, resident, decoder included"_s, each, u"B"_s));
    return rows;
}

} // namespace bench
