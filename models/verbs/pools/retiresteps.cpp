// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retiresteps.h"

#include "models/aws/calls.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace verbs::steps {

namespace {

constexpr qsizetype idsACall = 50; ///< SetInstanceProtection's greatest

using core::tr;

/// Stable words: they are in journals.
const QMap<QString, Kind> &kinds()
{
    static const QMap<QString, Kind> all{ { u"sizes"_s, Kind::Sizes }, { u"protect"_s, Kind::Protect },
                                          { u"close"_s, Kind::Close }, { u"end"_s, Kind::End },
                                          { u"open"_s, Kind::Open },   { u"tag"_s, Kind::Tag } };
    return all;
}

actions::Step stepOf(Kind kind, const Machine &machine, int phase)
{
    actions::Step step;
    step.key = kinds().key(kind) + u'/' + machine.instance;
    step.object = kind == Kind::End ? u"instance/"_s + machine.instance : u"agent/"_s + machine.agent;
    step.name = machine.host.isEmpty() ? machine.instance : machine.host;
    step.item = machine.instance;
    step.payload = { { u"kind"_s, kinds().key(kind) },
                     { u"pool"_s, machine.pool },
                     { u"instance"_s, machine.instance },
                     { u"agent"_s, machine.agent },
                     { u"host"_s, machine.host } };
    step.phase = phase;
    step.things = 0;
    return step;
}

QString condition(const Machine &machine)
{
    return machine.agent.isEmpty() ? tr("while no agent is on it") : tr("once nothing is left on %1").arg(machine.host);
}

actions::Step endStep(const Machine &machine, int phase)
{
    actions::Step step = stepOf(Kind::End, machine, phase);
    step.things = 1;
    step.ends = 1;
    step.gated = true;
    return step;
}

} // namespace

actions::Step sizes(const aws::Group &group, const QJsonObject &sizes, int phase)
{
    actions::Step step;
    step.key = u"sizes/"_s + group.name;
    step.object = u"pool/"_s + group.name;
    step.name = tr("limits of %1").arg(group.name);
    const int min = sizes.value("min"_L1).toInt(group.min);
    const int max = sizes.value("max"_L1).toInt(group.max);
    step.call = u"UpdateAutoScalingGroup %1 min %2 → %3, max %4 → %5"_s.arg(group.name)
                    .arg(group.min)
                    .arg(min)
                    .arg(group.max)
                    .arg(max);
    step.payload
        = { { u"kind"_s, kinds().key(Kind::Sizes) }, { u"pool"_s, group.name }, { u"min"_s, min }, { u"max"_s, max } };
    step.phase = phase;
    step.things = 0;
    return step;
}

QList<actions::Step> protect(const QString &group, const QStringList &instances, bool isProtected, int phase)
{
    QList<actions::Step> steps;
    for (qsizetype i = 0; i < instances.size(); i += idsACall) {
        const QStringList ids = instances.mid(i, idsACall);
        actions::Step step;
        step.key = u"%1/%2"_s.arg(isProtected ? u"protect"_s : u"release"_s).arg(i / idsACall);
        step.object = u"pool/"_s + group;
        step.name = tr("protection of %1 keepers").arg(ids.size());
        step.call = u"SetInstanceProtection %1 %2, %3 machines that stay"_s.arg(group, isProtected ? u"on"_s : u"off"_s,
                                                                                QString::number(ids.size()));
        step.payload = { { u"kind"_s, kinds().key(Kind::Protect) },
                         { u"pool"_s, group },
                         { u"instances"_s, QJsonArray::fromStringList(ids) },
                         { u"on"_s, isProtected } };
        step.phase = phase;
        step.things = 0;
        step.closing = !isProtected;
        steps << step;
    }
    return steps;
}

QList<actions::Step> release(const QString &group, const QStringList &instances, bool wasUneven, int phase)
{
    QList<actions::Step> steps = protect(group, instances, false, phase);
    for (actions::Step &step : steps) {
        step.gated = true;
        step.payload.insert(u"wasUneven"_s, wasUneven);
    }
    return steps;
}

actions::Step close(const Machine &machine, int phase)
{
    actions::Step step = stepOf(Kind::Close, machine, phase);
    step.call = u"DEACTIVATE_AGENT %1 (%2)"_s.arg(machine.agent, machine.host);
    return step;
}

actions::Step endInGroup(const Machine &machine, bool decrement, int phase)
{
    actions::Step step = endStep(machine, phase);
    step.call = u"TerminateInstanceInAutoScalingGroup %1, %2, %3"_s.arg(
        machine.instance, decrement ? u"decrement"_s : u"to be replaced"_s, condition(machine));
    step.payload.insert(u"inGroup"_s, true);
    step.payload.insert(u"decrement"_s, decrement);
    return step;
}

actions::Step end(const Machine &machine, int phase)
{
    actions::Step step = endStep(machine, phase);
    step.call = u"TerminateInstances %1, %2"_s.arg(machine.instance, condition(machine));
    return step;
}

actions::Step open(const Machine &machine, int phase)
{
    actions::Step step = stepOf(Kind::Open, machine, phase);
    step.call = u"REACTIVATE_AGENT %1 (%2), %3"_s.arg(machine.agent, machine.host, tr("if its machine stays"));
    step.closing = true;
    step.gated = true; // only where the machine was never told to go
    return step;
}

actions::Step tag(const Machine &machine, core::TimePoint since, core::TimePoint until, const QString &job, int phase)
{
    actions::Step step = stepOf(Kind::Tag, machine, phase);
    const bool on = core::isKnown(until);
    step.object = u"instance/"_s + machine.instance;
    step.call = on ? u"CreateTags %1 %2, %3=%4"_s.arg(machine.instance, pools::heldByTag(), pools::heldUntilTag(),
                                                      core::formatIso(until))
                   : u"DeleteTags %1 %2, %3"_s.arg(machine.instance, pools::heldByTag(), pools::heldUntilTag());
    if (on && !job.isEmpty()) {
        step.call += u", %1=%2"_s.arg(pools::heldForTag(), job);
        step.payload.insert(u"for"_s, job);
    }
    step.payload.insert(u"until"_s, on ? core::formatIso(until) : QString());
    if (core::isKnown(since))
        step.payload.insert(u"since"_s, core::formatIso(since));
    step.things = 1;
    return step;
}

std::optional<Kind> kindOf(const actions::Step &step)
{
    const auto found = kinds().constFind(step.payload.value("kind"_L1).toString());
    return found == kinds().cend() ? std::nullopt : std::optional(*found);
}

Machine machineOf(const actions::Step &step)
{
    return { step.payload.value("pool"_L1).toString(), step.payload.value("instance"_L1).toString(),
             step.payload.value("agent"_L1).toString(), step.payload.value("host"_L1).toString() };
}

QStringList instancesOf(const actions::Step &step)
{
    QStringList ids;
    for (const QJsonValue &id : step.payload.value("instances"_L1).toArray())
        ids << id.toString();
    return ids;
}

bool protects(const actions::Step &step)
{
    return step.payload.value("on"_L1).toBool();
}

bool decrements(const actions::Step &step)
{
    return step.payload.value("inGroup"_L1).toBool() && step.payload.value("decrement"_L1).toBool();
}

aws::Call callOf(const actions::Step &step, const QString &user, core::TimePoint now)
{
    const Machine machine = machineOf(step);
    if (kindOf(step) == Kind::Sizes) {
        return aws::calls::setSizes(
            machine.pool, { step.payload.value("min"_L1).toInt(), step.payload.value("max"_L1).toInt(), std::nullopt });
    }
    if (kindOf(step) == Kind::Tag) {
        const QString until = step.payload.value("until"_L1).toString();
        const QString since = step.payload.value("since"_L1).toString(core::formatIso(now));
        if (until.isEmpty()) {
            return aws::calls::untag(
                { machine.instance },
                { pools::heldByTag(), pools::heldForTag(), pools::heldSinceTag(), pools::heldUntilTag() });
        }
        QList<QPair<QString, QString>> tags{ { pools::heldByTag(), user },
                                             { pools::heldSinceTag(), since },
                                             { pools::heldUntilTag(), until } };
        if (const QString job = step.payload.value("for"_L1).toString(); !job.isEmpty())
            tags.append({ pools::heldForTag(), job });
        return aws::calls::tag({ machine.instance }, tags);
    }
    if (kindOf(step) == Kind::Protect)
        return aws::calls::protect(machine.pool, instancesOf(step), protects(step));
    if (step.payload.value("inGroup"_L1).toBool())
        return aws::calls::terminateInGroup(machine.instance, step.payload.value("decrement"_L1).toBool());
    return aws::calls::terminate({ machine.instance });
}

QString commandOf(const actions::Request &request, RetireVerb::Way way, const Context &context)
{
    using Way = RetireVerb::Way;
    const QString pool = request.what.value("pool"_L1).toString();
    QStringList machines;
    for (const QJsonValue &id : request.what.value("machines"_L1).toArray()) {
        if (!request.excluded.contains(id.toString()))
            machines << id.toString();
    }
    machines += request.included;
    switch (way) {
    case Way::ScaleIn:
        return context.command() + u"pool drain %1 %2"_s.arg(pool).arg(machines.size());
    case Way::Cycle: {
        const qint64 pause = request.batching.pause.count();
        return context.command()
            + u"pool cycle %1 --batch-size %2"_s.arg(pool).arg(request.what.value("atOnce"_L1).toInt(1))
            + (pause > 0 ? u" --pause %1s"_s.arg(pause) : QString());
    }
    case Way::Stop:
        return context.command() + u"instances stop %1 %2"_s.arg(pool, machines.join(u' '));
    case Way::Terminate:
        return context.command()
            + u"pool terminate %1 %2%3"_s.arg(pool, machines.join(u' '),
                                              request.what.value("replace"_L1).toBool() ? u" replace"_s : QString());
    }
    Q_UNREACHABLE();
}

} // namespace verbs::steps
