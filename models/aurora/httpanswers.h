// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/result.h"
#include "models/net/request.h"

#include <QHash>

/// What the scheduler tells beside its API, as JSON: for health and for explaining why something is pending.
namespace aurora {

/// Figures of the scheduler. Only names on a list of ours get in: /vars.json also publishes the scheduler's environment
/// and the properties of its JVM, with whatever secrets they hold.
struct Vars
{
    QHash<QString, double> figures; ///< "task_store_RUNNING" → 25
    QString version; ///< empty: not told
    bool operator==(const Vars &) const = default;
};

struct PortRange
{
    int first = 0;
    int last = 0; ///< included
    bool operator==(const PortRange &) const = default;
};

/// What an agent offers to the scheduler right now.
struct Offer
{
    QString id;
    QString agentId;
    QString host;
    double cpus = 0; ///< cores
    double ramMb = 0; ///< MiB
    double diskMb = 0; ///< MiB
    double gpus = 0;
    QList<PortRange> ports;
    QMap<QString, QString> attributes; ///< texts; numbers as Mesos prints them
    QStringList roles; ///< of the resources, "*" left out: reserved ones
    bool operator==(const Offer &) const = default;
};

/// Tasks of one job that wait for the same reasons.
struct PendingGroup
{
    JobKey job;
    QStringList taskIds;
    core::Duration penalty{ 0 }; ///< until the scheduler looks at them again
    QStringList reasons; ///< "Insufficient: CPU"
    bool operator==(const PendingGroup &) const = default;
};

struct Maintenance
{
    QStringList scheduled;
    QStringList drained;
    QMap<QString, QStringList> draining; ///< host → ids of the tasks still there
    bool operator==(const Maintenance &) const = default;
};

namespace answers {

core::Result<Vars> vars(const net::Body &body);
core::Result<QList<Offer>> offers(const net::Body &body);
core::Result<QList<PendingGroup>> pendingGroups(const net::Body &body);
core::Result<Maintenance> maintenance(const net::Body &body);
core::Result<QMap<QString, Resources>> quotas(const net::Body &body); ///< by role
core::Result<QMap<QString, QString>> cronSchedules(const net::Body &body); ///< "role/env/name" → schedule, normalised

} // namespace answers
} // namespace aurora
