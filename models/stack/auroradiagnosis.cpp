// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/auroradiagnosis.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

using Kind = core::Error::Kind;

using core::tr;

bool calledWrongly(const AuroraSymptoms &s)
{
    return !s.cluster.isEmpty() && !s.clusterSaid.isEmpty() && s.cluster != s.clusterSaid;
}

bool isUnregistered(const AuroraSymptoms &s)
{
    return s.registered == false;
}

QString pictureIsFrom(const AuroraSymptoms &s)
{
    return s.freshness.hasPicture()
        ? tr("The jobs below are from %1.").arg(core::formatClock(s.freshness.fetchedAt, s.now))
        : tr("There are no jobs to show yet.");
}

QString joined(const QStringList &sentences)
{
    QStringList some = sentences;
    some.removeAll(QString());
    return some.join(u' ');
}

void noLeader(const AuroraSymptoms &s, Diagnosis &d)
{
    d.verdict = tr("Aurora has no leading scheduler since %1.").arg(core::formatClock(s.freshness.failingSince, s.now));
    d.consequence = joined({ tr("Tasks go on, jobs cannot be changed."), pictureIsFrom(s) });
    d.steps << tr("Wait 2 min: the schedulers elect a leader, which then reads its log.")
            << tr("Then look at ZooKeeper, which holds the election.");
}

void silent(const AuroraSymptoms &s, Diagnosis &d)
{
    if (s.mesosAnswers && s.countedDisconnected)
        d.verdict = tr("Aurora does not answer; Mesos does and counts its framework as disconnected.");
    else if (s.mesosAnswers)
        d.verdict = tr("Aurora does not answer; Mesos does and still counts its framework as connected.");
    else
        d.verdict = tr("Aurora does not answer.");
    d.consequence = joined({ tr("Tasks go on, jobs cannot be changed."), pictureIsFrom(s) });
    if (s.mesosAnswers && !s.countedDisconnected)
        d.steps << tr("The scheduler lives: look at the way to its port, and at the addresses in the stack's file.");
    else
        d.steps << tr("Look at the schedulers: host, process, its log.")
                << tr("Bring one back before its framework's failover timeout ends: then Mesos kills all its tasks.");
}

void unregistered(const AuroraSymptoms &s, Diagnosis &d)
{
    d.verdict = tr("Aurora answers but is not registered with Mesos.");
    if (s.pendingNow > s.pendingThen) {
        d.verdict += u' '
            + tr("PENDING grows: %1 → %2 in %3.")
                  .arg(s.pendingThen)
                  .arg(s.pendingNow)
                  .arg(core::formatSpan(s.now - s.unregisteredSince));
    }
    d.consequence = tr("Running tasks go on; nothing new starts, and what ends is not noticed.");
    if (s.mesosAnswers)
        d.steps << tr(
            "Look at the scheduler's log for why Mesos does not take it: authentication, a removed framework id.");
    else
        d.steps << tr("Mesos is the one to look at: it does not answer either.");
}

void inWords(const AuroraSymptoms &s, const core::Error &error, Diagnosis &d)
{
    const core::ErrorText text = core::errorText(error, tr("Aurora"));
    d.verdict = text.what;
    d.consequence = pictureIsFrom(s);
    if (!text.next.isEmpty())
        d.steps << text.next;
}

} // namespace

const mesos::Framework *auroraFramework(const mesos::State &state)
{
    const mesos::Framework *last = nullptr;
    for (const mesos::Framework &framework : state.frameworks) {
        if (framework.phase == mesos::FrameworkPhase::Completed
            || !state.string(framework.name).contains(u"aurora"_s, Qt::CaseInsensitive))
            continue;
        if (last == nullptr || framework.registered > last->registered)
            last = &framework;
    }
    return last;
}

Layer auroraLayer(const AuroraSymptoms &s)
{
    Layer layer;
    layer.name = u"Aurora"_s;
    layer.freshness = s.freshness;
    layer.latency = s.health.latency;
    layer.clockOffset = s.health.clockOffset;
    const auto &error = s.freshness.error;
    layer.state = stateOf(s.freshness, error && isRefusal(error->kind),
                          s.health.latency >= slowAnswer || isUnregistered(s) || calledWrongly(s));
    if (error) {
        layer.detail = core::errorText(*error, layer.name).what;
        return layer;
    }
    if (layer.state == Layer::State::NeverAsked)
        return layer;
    QStringList lines;
    if (isUnregistered(s))
        lines << tr("not registered with Mesos");
    if (calledWrongly(s))
        lines << tr("calls itself %1").arg(s.clusterSaid);
    if (!s.health.leader.isEmpty())
        lines << tr("asked every %1, %2").arg(core::formatSpan(s.interval), s.health.leader.authority());
    if (isClockOff(s.health.clockOffset))
        lines << offsetText(*s.health.clockOffset);
    layer.detail = lines.join(u"; "_s);
    return layer;
}

QList<Evidence> auroraEvidence(const AuroraSymptoms &s)
{
    QList<Evidence> rows;
    for (const net::LeaderClient::Answer &answer : s.health.schedulers) {
        Evidence row{ tr("Aurora"), tr("the API on %1").arg(answer.master.authority()), {}, {}, Layer::State::Live };
        if (answer.error) {
            row.answer = core::errorText(*answer.error, tr("Aurora")).what;
            row.state = isRefusal(answer.error->kind) ? Layer::State::Refused : Layer::State::Down;
            row.means = answer.error->kind == Kind::NoLeader ? tr("it runs, none leads")
                : isSilence(answer.error->kind)              ? tr("dead, or no way to it")
                                                             : QString();
        } else if (!core::isKnown(answer.at)) {
            row.answer = tr("not asked yet");
            row.state = Layer::State::NeverAsked;
        } else {
            row.answer = tr("answers in %1 ms").arg(answer.latency.count());
            row.means = answer.leads ? tr("it leads") : tr("runs, another one leads");
            if (answer.leads && isClockOff(s.health.clockOffset))
                row.answer += u"; "_s + offsetText(*s.health.clockOffset);
        }
        rows << row;
    }
    if (s.registered && !s.freshness.error) {
        rows << Evidence{ tr("Aurora"), tr("whether it is registered with Mesos"),
                          *s.registered ? tr("it is") : tr("it is not"),
                          *s.registered ? QString() : tr("it gets no offers"),
                          *s.registered ? Layer::State::Live : Layer::State::Down };
    }
    return rows;
}

Diagnosis diagnoseAurora(const AuroraSymptoms &s)
{
    Diagnosis d;
    d.evidence = auroraEvidence(s);
    if (const auto &error = s.freshness.error) {
        d.ill = true;
        if (error->kind == Kind::NoLeader || error->kind == Kind::RedirectLoop)
            noLeader(s, d);
        else if (isSilence(error->kind))
            silent(s, d);
        else
            inWords(s, *error, d);
    } else if (isUnregistered(s)) {
        d.ill = true;
        unregistered(s, d);
    } else if (calledWrongly(s)) {
        d.ill = true;
        d.verdict = tr("The Aurora that answers calls itself %1, not %2.").arg(s.clusterSaid, s.cluster);
        d.consequence = tr("These may be the jobs of another cluster.");
        d.steps << tr("Correct schedulers or cluster under aurora in the stack's file.");
    } else if (isClockOff(s.health.clockOffset)) {
        warnOfClock(*s.health.clockOffset, tr("Aurora's"), d);
    }
    return d;
}

} // namespace stack
