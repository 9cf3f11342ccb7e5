// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/aws/values.h"
#include "models/pools/pool.h"
#include "models/verbs/pools/retireverb.h"

/// The steps of retiring machines: made for a plan, read back from a journal.
namespace verbs::steps {

struct Machine
{
    QString pool;
    QString instance;
    QString agent; ///< id; empty: it never registered
    QString host; ///< of the agent
};

actions::Step sizes(const aws::Group &group, const QJsonObject &sizes, int phase);
QList<actions::Step> protect(const QString &group, const QStringList &instances, bool isProtected, int phase);
/// Lifts the protection at the end, unless AWS would then even out the zones, which `wasUneven` says it did not before.
QList<actions::Step> release(const QString &group, const QStringList &instances, bool wasUneven, int phase);
actions::Step close(const Machine &machine, int phase);
actions::Step endInGroup(const Machine &machine, bool decrement, int phase);
actions::Step end(const Machine &machine, int phase);
/// Closing, where its machine was never told to go.
actions::Step open(const Machine &machine, int phase);
/// `until` not known: the tags are taken off again. `since`: of a hold that is there already; not known: it begins when
/// this is sent. By whom is told then, too. `job`: for which; empty: for another reason.
actions::Step tag(const Machine &machine, core::TimePoint since, core::TimePoint until, const QString &job, int phase);

enum class Kind {
    Sizes, ///< limits of the group
    Protect, ///< or lift the protection
    Close, ///< the agent takes no task
    End, ///< the machine goes
    Open, ///< the agent takes tasks again
    Tag, ///< the machine says by whom and until when it is held, or says so no more
};
std::optional<Kind> kindOf(const actions::Step &step); ///< nullopt: damaged, or of another version
Machine machineOf(const actions::Step &step);
QStringList instancesOf(const actions::Step &step); ///< Protect
bool protects(const actions::Step &step); ///< Protect: on, or off again
bool decrements(const actions::Step &step); ///< End: its group shrinks by the machine
/// Sizes, Protect, Tag, End: what is sent to AWS. `user`: who holds, from `now` on.
aws::Call callOf(const actions::Step &step, const QString &user, core::TimePoint now);

/// The equal comportactl line.
QString commandOf(const actions::Request &request, RetireVerb::Way way, const Context &context);

} // namespace verbs::steps
