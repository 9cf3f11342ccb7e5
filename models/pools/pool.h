// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/capacityerror.h"
#include "models/mesos/state.h"

#include <QByteArray>

#include <memory>
#include <optional>

/// What EC2, Mesos and Aurora say of the same machines, joined. Plain values.
namespace pools {

/// Tags of a machine that somebody keeps up for a while: by whom, for which job, since when, and until when (ISO 8601,
/// UTC).
QString heldByTag();
QString heldForTag();
QString heldSinceTag();
QString heldUntilTag();

/// A machine: an EC2 instance, the agent on it, or both.
struct Machine
{
    enum class State {
        Busy, ///< registered, and tasks run there
        Idle, ///< registered, and nothing runs there
        Starting, ///< launched, and within its boot time
        Silent, ///< runs longer than that, without an agent
        Lost, ///< the agent has not answered for a while
        Closed, ///< cordoned, draining or drained: takes no work
        Leaving, ///< being terminated
        Stray, ///< an agent whose instance is gone
    };
    QString instance; ///< id; empty: none
    QString agentHost; ///< empty: none
    QString address; ///< "10.130.101.22", private; empty: no instance, or it is terminated
    QByteArray agentId;
    QString pool;
    QString type;
    QString zone;
    State state = State::Starting;
    uint32_t tasks = 0;
    mesos::Resources total;
    mesos::Resources used;
    core::TimePoint since{}; ///< of the launch, or of the agent's registration
    double price = 0; ///< dollars an hour; NaN: not known
    double spent = 0; ///< dollars since the launch at today's price; NaN: not known
    bool spot = false;
    bool isProtected = false;
    bool inGroup = false;
    QString heldBy; ///< user@host; empty: nobody holds it
    QString heldFor; ///< "role/env/name" of the job that failed there; empty: nobody holds it, or for another reason
    core::TimePoint heldSince{}; ///< not known: nobody holds it, or an older console does
    core::TimePoint heldUntil{}; ///< not known: nobody holds it
    core::TimePoint heldReasonGone{}; ///< since when that job has finished after all; not known: it has not
    core::TimePoint idleSince{}; ///< at the latest; not known: it is not idle

    bool isHeld() const { return core::isKnown(heldUntil); }
    double heldCost(core::TimePoint now) const; ///< dollars since the hold began, at today's price; NaN: not known
    bool isRegistered() const
    {
        return state == State::Busy || state == State::Idle || state == State::Closed || state == State::Stray;
    }
};

/// Why a group has fewer machines than it wants, as AWS said last.
struct Refusal
{
    aws::CapacityError error;
    core::TimePoint first{}; ///< of those in a row
    core::TimePoint last{};
    int times = 0;
};

struct Pool
{
    enum class Kind {
        Fixed, ///< a group that is never scaled: min = max
        OnDemand,
        Spot,
        Mixed,
        Own, ///< machines started one by one
        Outside, ///< agents alone: AWS knows none of these machines
    };
    enum class State {
        Steady,
        Growing,
        Shrinking,
        Refused,
        Short,
        Unneeded, ///< it has what it wants, and some of that costs for nothing
    };
    QString name;
    Kind kind = Kind::Outside;
    State state = State::Steady;
    QStringList zones;
    QString launchTemplate;
    int min = 0; ///< of a group, as the next
    int max = 0;
    std::optional<int> wanted; ///< nullopt: nobody says how many
    int launched = 0; ///< pending or running at EC2
    int registered = 0;
    int busy = 0;
    int idle = 0;
    int pending = 0; ///< tasks that wait and may only run here
    mesos::ResourceSum total; ///< of registered agents
    mesos::ResourceSum used;
    double price = 0; ///< dollars an hour; NaN: that of some machine is not known
    double spent = 0; ///< dollars since the launches, at today's prices; NaN as above
    int unneeded = 0; ///< of those launched: idle for long or held for too long, and nobody waits for them
    double unneededPrice = 0; ///< of these, dollars an hour; NaN as above
    double unneededSpent = 0; ///< of these, dollars since nobody needs them; NaN as above
    std::optional<Refusal> refusal; ///< while it is short of machines
    QStringList suspended; ///< what AWS does not do by itself: "AZRebalance"; of a group

    bool isGroup() const { return kind != Kind::Own && kind != Kind::Outside; }
};

/// Where the two systems disagree, or a machine costs for nothing.
struct Difference
{
    enum class Kind {
        NeverRegistered, ///< an instance without agent
        NotLaunched, ///< wanted and refused; `count` of them
        InstanceGone, ///< an agent whose instance has ended
        Forgotten, ///< `count` are idle for long and nobody waits for them; as HeldOver and PastNeed one row a pool
        HeldOver, ///< `count` are held, and the hold has ended, or the job they are held for has finished since
        PastNeed, ///< `count` are idle since tonight's run was done with their pool
    };
    Kind kind = Kind::NeverRegistered;
    QString pool;
    QString instance; ///< empty: none, or several
    QString agentHost;
    QByteArray agentId;
    QStringList instances; ///< of the three that are one row a pool
    QString type; ///< empty: none, or several
    QString zone;
    QStringList otherZones; ///< NotLaunched: that AWS offers
    QString heldBy; ///< HeldOver
    QString heldFor; ///< HeldOver, of a hold whose job has finished; empty: its time is over
    core::TimePoint since{};
    double price = 0; ///< dollars an hour; NaN: not known; 0: none
    double spent = 0; ///< dollars for nothing; NaN: not known; 0: none
    int count = 1;

    bool isUnneeded() const { return !instances.isEmpty(); } ///< somebody can end its cost
};

/// One moment of all pools. Immutable once shared.
struct Picture
{
    QList<Pool> pools; ///< by name
    QList<Machine> machines; ///< by pool and instance
    QList<Difference> differences;
    QList<aws::Activity> activities; ///< newest first
    core::TimePoint at{};

    const Pool *pool(const QString &name) const;
    QList<Machine> machinesOf(const QString &pool) const;
    QList<aws::Activity> activitiesOf(const QString &pool) const;
    QList<Difference> differencesOf(const QString &pool) const;
    /// All pools as one, without name. Of a pool nobody sets a size for, what is launched counts as wanted; machines
    /// without a known price count for nothing.
    Pool total() const;
};

using Snapshot = std::shared_ptr<const Picture>;

} // namespace pools
