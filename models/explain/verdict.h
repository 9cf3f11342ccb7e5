// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/demand.h"
#include "models/explain/landscape.h"

#include <QList>
#include <QString>

namespace explain {

/// What Aurora gives as its reason. Source: getPendingReason or /pendingtasks.
struct AuroraReason
{
    QString text; ///< "Insufficient: CPU,Insufficient: RAM"; empty: it gave none
    core::TimePoint at{}; ///< when it was read
    core::Duration penalty{}; ///< so long Aurora waits before it tries again
    bool operator==(const AuroraReason &) const = default;
};

/// Instances of one job that ask for the same and wait.
struct PendingGroup
{
    Demand demand;
    int pending = 1;
    int instances = 0; ///< the job should have; 0: not known
    core::TimePoint since{}; ///< the oldest waits
    QList<AuroraReason> reasons; ///< each different one once
};

enum class Cause : uint8_t {
    Fits, ///< there is room now; the scheduler has not used it
    NoAgents,
    AuroraAway, ///< Mesos has no scheduler of Aurora to offer to
    Quota, ///< its role may not take more
    Constraint, ///< no agent matches
    Dedicated, ///< those that match are kept for other jobs
    TooLarge, ///< no agent that matches could ever hold one
    Full, ///< one would fit if something ended
    Unavailable, ///< those with room take no tasks
    Limit, ///< those with room run as many as the job allows
};

/// One column of the funnel: each keeps the agents that passed the ones before.
struct Filter
{
    enum class Type : uint8_t { NotDedicated, Value, Resource, Available, Limit };
    Type type = Type::Value;
    int index = 0; ///< of Demand::values or limits; of allKinds for a resource
    QString title; ///< "slave-type=model", "CPUs ≥ 15.0"
    bool operator==(const Filter &) const = default;
    bool isMatch() const { return type == Type::NotDedicated || type == Type::Value; } ///< not about room
};

struct Cell
{
    int left = 0; ///< agents that passed this filter and those before
    int ifMatched = 0; ///< how many there were if the filters on attributes all let pass
    bool isFirstEmpty = false; ///< this is where the pool fails
    QString remark; ///< of the first empty one: "most free 1.0", "all are spot"
    bool operator==(const Cell &) const = default;
};

struct PoolFunnel
{
    QString pool; ///< "": agents without the pool attribute
    int agents = 0;
    QList<Cell> cells; ///< one for each filter
    int places = 0; ///< instances that fit now
    bool operator==(const PoolFunnel &) const = default;
};

/// An agent that nearly takes one more instance.
struct NearFit
{
    QString agent; ///< id
    QString host;
    QString pool;
    Availability availability = Availability::Open;
    Amounts total;
    Amounts free;
    Amounts missing; ///< all zero: there is room
    QStringList unmatched; ///< constraints it does not satisfy
    QStringList ends; ///< tasks whose end would make room, "fx-model/0"; empty: no need or no help
    bool isAtLimit = false; ///< a limit of the job lets no more instances on
    bool isLargeEnough = true; ///< would hold one if it were empty
    int instancesHere = 0; ///< of the same job
    bool operator==(const NearFit &) const = default;
};

struct WayOut
{
    enum class Type : uint8_t {
        Release, ///< what is held, cordoned, drained or in maintenance
        CorrectConstraint, ///< to a value that agents have
        Grow, ///< a pool
        RaiseLimit,
        RaiseQuota, ///< of Aurora's role in Mesos
        LowerRequest,
        BringBack, ///< what does not answer: an agent, Aurora itself
        Wait, ///< until tasks end
    };
    Type type = Type::Wait;
    QString sentence; ///< "Grow model by 3 machines like ip-10-130-101-22 (16.0 cpus, 122.8 GiB of memory)"
    QString remark; ///< what else is to be known; may be empty
    QString button; ///< "Grow model by 3…"; empty: nothing to press
    int places = 0; ///< of the waiting instances that then fit
    QString pool; ///< Grow
    int machines = 0; ///< Grow
    QStringList hosts; ///< Release: to release; Wait: where
    QStringList agents; ///< Release: their ids
    Availability closed = Availability::Open; ///< Release, BringBack: what keeps tasks off them
    QString asked; ///< CorrectConstraint: the attribute that is asked for now
    QString attribute; ///< CorrectConstraint: the one to ask for; RaiseLimit
    QString value; ///< CorrectConstraint: the other value; empty: do without the constraint
    int limit = 0; ///< RaiseLimit
    Amounts request; ///< LowerRequest: without the executor's share
    bool operator==(const WayOut &) const = default;
};

enum class Agreement : uint8_t { NotTold, Agrees, Differs };

/// What one layer says about it.
struct Saying
{
    QString source; ///< "Aurora", "Aurora's offers" or "Mesos offers", "Comporta"
    QString text;
    core::TimePoint at{}; ///< of the data
    Agreement agreement = Agreement::NotTold; ///< Aurora's with ours
    bool operator==(const Saying &) const = default;
};

inline constexpr int nearestShown = 3;

/// Why a group waits, and what would end it.
struct Verdict
{
    PendingGroup group;
    Cause cause = Cause::Fits;
    int filter = -1; ///< the first that leaves no agent; -1: none does
    QString sentence; ///< "3 of 6 instances wait: none of 3 agents with slave-type=model has 15.0 cpus free; …"
    QString detail; ///< "Nearest is … Pending since 03:24:03 BRT, 23 min."
    QList<Filter> filters;
    QList<PoolFunnel> pools; ///< those that come farthest first
    QList<NearFit> nearest; ///< the least is missing first; at most nearestShown
    int matching = 0; ///< agents that satisfy every constraint on attributes
    int places = 0; ///< instances that fit now
    QStringList placesOn; ///< hosts the waiting ones fit on, at most nearestShown
    QList<WayOut> waysOut; ///< most places first; at equal effect the gentler first
    QList<Saying> sayings;
};

} // namespace explain
