// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/explain.h"
#include "tests/support/statebuilder.h"

/// Clusters as the sentences are about: small, and like the one of the mock-ups.
namespace clusters {

using namespace std::chrono_literals;

inline constexpr core::TimePoint now(1795416420s); // 03:47:00 BRT
inline constexpr float gib = 1024;
inline constexpr mesos::Resources large{ 16, 122.75F * gib, 400 * gib, 0 }; // r5.4xlarge
inline constexpr mesos::Resources small{ 4, 16 * gib, 100 * gib, 0 };

/// Builds agents with a pool, a host and whatever else; host names are host attributes too, as Aurora wants them.
class Cluster : public support::StateBuilder
{
public:
    mesos::Agent &machine(const std::string &host, const std::string &pool, mesos::Resources total,
                          mesos::Resources used = {})
    {
        mesos::Agent &added = agent(host + "-id", host, total, used);
        added.ports = text("[31000-31999]");
        attribute("slave-type", pool);
        attribute("host", host);
        return added;
    }

    /// A task of Aurora on the machine, with what it holds. It is not added to what the machine has used.
    mesos::Task &runs(const std::string &job, int instance, const std::string &host, mesos::Resources resources)
    {
        std::string id = job;
        std::ranges::replace(id, '/', '-');
        mesos::Task &added = task(id + '-' + std::to_string(instance) + "-0c6f", job, "aurora-id", host + "-id",
                                  mesos::TaskState::Running, now);
        added.resources = resources;
        return added;
    }

    mesos::Framework &aurora() { return framework("aurora-id", "Aurora"); }
};

inline explain::Context context()
{
    explain::Context context;
    context.now = now;
    context.poolAttribute = QStringLiteral("slave-type");
    context.picturedAt = now - 2s;
    return context;
}

inline explain::PendingGroup group(const QString &job, mesos::Resources resources, int pending = 1, int instances = 0)
{
    explain::PendingGroup group;
    group.demand.job = job;
    group.demand.resources = resources;
    group.pending = pending;
    group.instances = instances;
    group.since = now - 23min;
    return group;
}

inline explain::ValueConstraint is(const char *attribute, const QStringList &values, bool negated = false)
{
    return { QString::fromLatin1(attribute), values, negated };
}

/// The night of the mock-up: three machines of model, each full with one fx-model, and others that do not match.
inline mesos::Snapshot modelNight()
{
    Cluster b;
    b.aurora();
    const mesos::Resources fx{ 15, 110 * gib, 200 * gib, 0 };
    for (const char *host : { "ip-10-130-101-22", "ip-10-130-99-140", "ip-10-130-112-8" })
        b.machine(host, "model", large, fx);
    b.runs("prod/prod/fx-model", 0, "ip-10-130-101-22", fx);
    b.runs("prod/prod/fx-model", 1, "ip-10-130-99-140", fx);
    b.runs("prod/prod/fx-model", 2, "ip-10-130-112-8", fx);
    b.machine("ip-10-130-1-1", "mesos-on-demand", large, { 2, 4 * gib, 0, 0 });
    b.machine("ip-10-130-1-2", "mesos-on-demand", large);
    b.machine("ip-10-130-1-3", "mesos-on-demand", large, { 10, 4 * gib, 0, 0 });
    for (int i = 0; i < 4; ++i)
        b.machine("ip-10-130-2-" + std::to_string(i), "mesos-spot", small);
    return b.build();
}

inline explain::PendingGroup fxModel()
{
    explain::PendingGroup g = group(QStringLiteral("prod/prod/fx-model"), { 15, 110 * gib, 200 * gib, 0 }, 3, 6);
    g.demand.ports = 2;
    g.demand.values = { is("slave-type", { QStringLiteral("model") }) };
    return g;
}

} // namespace clusters
