// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/amounts.h"

#include <QList>
#include <QStringList>

namespace explain {

/// The agent must have one of these values for the attribute; negated: none of them. As Aurora reads it, an agent
/// without the attribute satisfies a negated constraint and no other.
struct ValueConstraint
{
    QString attribute; ///< "slave-type"; "dedicated" is a name of its own to Aurora
    QStringList values;
    bool negated = false;
    bool operator==(const ValueConstraint &) const = default;
};

/// At most `most` instances of the job on agents with the same value of the attribute; an agent without it takes none.
struct LimitConstraint
{
    QString attribute; ///< "host", "rack"
    int most = 1;
    bool operator==(const LimitConstraint &) const = default;
};

/// What one instance of a job asks for.
struct Demand
{
    QString job; ///< "role/env/name", which is the name of its tasks in Mesos
    mesos::Resources resources;
    mesos::Resources overhead; ///< of its executor, which Aurora adds; all zero: what its executors hold elsewhere
    int ports = 0;
    QList<ValueConstraint> values;
    QList<LimitConstraint> limits;
    bool revocable = false; ///< its tier takes what Mesos may take back, and nothing else
    bool preemptible = false; ///< its tier gives way to others; one that does not may make others give way

    Amounts need() const; ///< resources, overhead and ports together
    bool operator==(const Demand &) const = default;
};

/// The name under which Aurora keeps machines for some roles.
QString dedicatedAttribute();

QString constraintText(const ValueConstraint &constraint); ///< "slave-type=model", "rack≠a", "zone=a or b"
QString limitText(const LimitConstraint &limit); ///< "1 per host"

} // namespace explain
