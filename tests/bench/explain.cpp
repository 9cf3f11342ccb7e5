// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/explain.h"

#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr int groupCount = 200;
constexpr float gib = 1024;

/// Groups that fail in different ways, as a bad night has them: too large for what is free, mistyped, limited.
QList<explain::PendingGroup> pendingGroups(const mesos::State &state)
{
    QList<explain::PendingGroup> groups;
    for (int i = 0; i < groupCount; ++i) {
        explain::PendingGroup group;
        group.pending = 1 + i % 20;
        const auto task = static_cast<size_t>(i) * state.tasks.size() / groupCount;
        group.demand.job = state.string(state.tasks[task].name);
        const auto size = static_cast<float>(1 + i % 40);
        group.demand.resources = { size, 4 * size * gib, 10 * gib, 0 };
        group.demand.ports = i % 3;
        const QStringList pools{ u"mesos-spot"_s, u"mesos-on-demand"_s, u"model"_s, u"modle"_s };
        if (i % 5 > 0)
            group.demand.values = { { u"slave-type"_s, { pools[i % pools.size()] }, false } };
        if (i % 4 == 0)
            group.demand.limits = { { u"host"_s, 1 } };
        groups += group;
    }
    return groups;
}

} // namespace

/// Every PENDING group of a cluster explained, and the head-room of each.
Rows explainPending(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 9);
    const mesos::Snapshot state = decodeStates({ name }).front();
    const QList<explain::PendingGroup> groups = pendingGroups(*state);
    explain::Context context;
    context.now = core::systemClock().now();
    context.poolAttribute = u"slave-type"_s;

    size_t sentences = 0;
    const double prepare = measure(reps, [&] {
                               const explain::Landscape landscape(*state, context);
                               sentences += landscape.sites().size();
                           }).median();
    const double all = measure(reps, [&] {
                           for (const explain::Verdict &verdict : explain::explainAll(*state, groups, context))
                               sentences += static_cast<size_t>(verdict.sentence.size());
                       }).median();
    const explain::Landscape landscape(*state, context);
    const double room = measure(reps, [&] {
                            for (const explain::PendingGroup &group : groups)
                                sentences += static_cast<size_t>(explain::headRoom(landscape, group.demand).instances);
                        }).median();
    if (sentences == 0)
        return {};
    return { plain(name + u", picture prepared"_s, prepare, u"ms CPU"_s),
             bounded(u"explain"_s, name + u", 200 groups explained"_s, all, u"ms CPU"_s, 100),
             plain(name + u", head-room of 200 groups"_s, room, u"ms CPU"_s) };
}

} // namespace bench
