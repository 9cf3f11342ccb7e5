// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/mesosdiagnosis.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"
#include "models/stack/mesosevidence.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

using Kind = core::Error::Kind;

constexpr auto longestElection = 2min; ///< ZooKeeper's session time-out, then the registry's recovery

using core::tr;

QString since(const MesosSymptoms &s)
{
    return core::formatClock(s.freshness.failingSince, s.now);
}

/// "the data below is from 03:44:00 BRT"; empty: there is none.
QString pictureIsFrom(const MesosSymptoms &s)
{
    return s.freshness.hasPicture()
        ? tr("The data below is from %1.").arg(core::formatClock(s.freshness.fetchedAt, s.now))
        : tr("There is no data yet.");
}

QString askedAgain(const MesosSymptoms &s)
{
    return core::isKnown(s.freshness.nextTry)
        ? tr("Asked again in %1.").arg(core::formatSpan(s.freshness.nextTry - s.now))
        : QString();
}

/// "Two others are up"
QString othersUp(qsizetype count)
{
    switch (count) {
    case 1:
        return tr("One other is up");
    case 2:
        return tr("Two others are up");
    default:
        return tr("%1 others are up").arg(count);
    }
}

QString sentences(std::initializer_list<QString> parts)
{
    QStringList list(parts);
    list.removeAll(QString());
    return list.join(u' ');
}

void noLeader(const MesosSymptoms &s, const Roll &roll, Diagnosis &d)
{
    d.verdict = tr("Mesos has no leading master since %1.").arg(since(s));
    d.consequence = sentences({ tr("Running tasks go on; nothing new starts."), pictureIsFrom(s) });
    const core::TimePoint end = s.freshness.failingSince + longestElection;
    d.steps << (s.now < end ? tr("Wait until %1: an election takes up to 2 min.").arg(core::formatClock(end, s.now))
                            : tr("Look at ZooKeeper: an election takes up to 2 min, and this one goes on for %1.")
                                  .arg(core::formatSpan(s.now - s.freshness.failingSince)));
    if (!roll.silent.isEmpty())
        d.steps << (roll.silent.size() == 1
                        ? tr("Then restart master %1, the one that is silent.").arg(roll.silent.front())
                        : tr("Then restart the masters that are silent: %1.").arg(namesOf(roll.silent)));
    d.steps << tr("Afterwards look for orphaned frameworks.");
}

void deadLeader(const MesosSymptoms &s, const Roll &roll, Diagnosis &d)
{
    const QStringList dead
        = !roll.silent.isEmpty() ? roll.silent : QStringList{ s.freshness.error->endpoint.section(u'/', 0, 0) };
    const QString span = core::formatSpan(s.now - s.freshness.failingSince);
    d.verdict = dead.size() == 1 ? tr("Mesos master %1 does not answer for %2.").arg(dead.front(), span)
                                 : tr("Mesos masters %1 do not answer for %2.").arg(namesOf(dead), span);
    d.consequence = sentences({ tr("%1; waiting for a new leader.").arg(othersUp(roll.up.size())),
                                tr("Running tasks go on."), pictureIsFrom(s) });
    d.steps << tr("Wait: the others elect a leader within 2 min, and it is found by itself.")
            << tr("Then look at master %1: host, process, its log.").arg(dead.front());
}

/// No master says a word; what the failures have in common tells where the trouble is.
void nobodyAnswers(const MesosSymptoms &s, const Roll &roll, Diagnosis &d)
{
    const QStringList all = roll.silent;
    if (roll.count(Kind::Unreachable) > 0) {
        d.verdict = tr("No route to %1 since %2.").arg(namesOf(all), since(s));
        d.consequence = sentences({ tr("The VPN or this machine's network is down."), pictureIsFrom(s) });
        d.steps << tr("Connect the VPN; it is noticed by itself.")
                << tr("Without one: look at this machine's network and routes.");
    } else if (roll.count(Kind::NameNotResolved) > 0) {
        const QStringList names = roll.namesWith(Kind::NameNotResolved);
        d.verdict = names.size() == 1 ? tr("%1 does not resolve here.").arg(names.front())
                                      : tr("%1 do not resolve here.").arg(namesOf(names));
        d.consequence = sentences({ tr("Nothing was asked."), pictureIsFrom(s) });
        d.steps << tr("Connect the VPN, if the names live there.")
                << tr("Or give their addresses under rewrite in the stack's file.");
    } else if (roll.count(Kind::Refused) == all.size() && !all.isEmpty()) {
        const QString port = all.front().section(u':', -1);
        d.verdict = all.size() == 1
            ? tr("%1 is up, but nothing listens on %2.").arg(all.front().section(u':', 0, -2), port)
            : tr("%1 are up, but no master listens there.").arg(namesOf(all));
        d.consequence = sentences({ tr("No Mesos master runs, or the port is another one."), pictureIsFrom(s) });
        d.steps << tr("Look whether mesos-master runs there, and on which port.")
                << tr("Correct masters in the stack's file if it moved.");
    } else if (roll.count(Kind::Refused) > 0) {
        d.verdict = tr("No Mesos master answers: %1 of %2 refuse the connection, the rest is silent.")
                        .arg(roll.count(Kind::Refused))
                        .arg(all.size());
        d.consequence = pictureIsFrom(s);
        d.steps << tr("Look at the masters: %1.").arg(namesOf(all));
    } else {
        d.verdict = s.freshness.failures > 1
            ? tr("Mesos gave no answer in %1, %2 times.").arg(core::formatSpan(s.deadline)).arg(s.freshness.failures)
            : tr("Mesos gave no answer in %1.").arg(core::formatSpan(s.deadline));
        d.consequence = sentences({ askedAgain(s), pictureIsFrom(s) });
        d.steps << tr("Look whether other things in that network answer: if none does, it is the VPN or a firewall.")
                << tr("If they do: look at the load of %1.").arg(namesOf(all));
    }
}

void unauthorized(const MesosSymptoms &s, Diagnosis &d)
{
    d.verdict = s.user.isEmpty() ? tr("Mesos wants a user and a password (401).")
                                 : tr("Mesos does not know user %1 (401).").arg(s.user);
    d.consequence = pictureIsFrom(s);
    d.steps << tr("Sign in again… with user and password of this stack.");
}

void forbidden(const MesosSymptoms &s, const core::Error &error, Diagnosis &d)
{
    const auto offset = error.clockOffset ? error.clockOffset : s.health.clockOffset;
    if (isClockOff(offset)) {
        const QString span = core::formatSpan(std::chrono::abs(*offset));
        d.verdict = *offset > 0ms ? tr("Mesos refuses because this machine's clock is %1 behind (403).").arg(span)
                                  : tr("Mesos refuses because this machine's clock is %1 ahead (403).").arg(span);
        d.consequence = pictureIsFrom(s);
        d.steps << tr("Correct the clock, then try again.");
        return;
    }
    d.verdict = s.user.isEmpty() ? tr("Mesos does not allow this without a user (403).")
                                 : tr("User %1 may not see this (403).").arg(s.user);
    d.consequence = sentences({ tr("The clocks agree: it is the right that is missing."), pictureIsFrom(s) });
    d.steps << tr("Ask for the right, or sign in as another user.");
}

void truncated(const MesosSymptoms &s, const core::Error &error, Diagnosis &d)
{
    d.verdict = core::errorText(error, tr("Mesos")).what;
    d.consequence = sentences(
        { s.freshness.hasPicture() ? tr("The picture of %1 stays.").arg(core::formatClock(s.freshness.fetchedAt, s.now))
                                   : tr("There is no data yet."),
          askedAgain(s) });
    if (s.freshness.failures > 2)
        d.steps << tr("It is cut each time: look for a proxy or a tunnel with a limit of size or time.");
}

void inWords(const MesosSymptoms &s, const core::Error &error, Diagnosis &d)
{
    const core::ErrorText text = core::errorText(error, tr("Mesos"));
    d.verdict = text.what;
    d.consequence = sentences({ askedAgain(s), pictureIsFrom(s) });
    if (!text.next.isEmpty())
        d.steps << text.next;
}

void judge(const MesosSymptoms &s, const core::Error &error, Diagnosis &d)
{
    const Roll roll(s);
    switch (error.kind) {
    case Kind::Unauthorized:
        return unauthorized(s, d);
    case Kind::Forbidden:
        return forbidden(s, error, d);
    case Kind::Truncated:
        return truncated(s, error, d);
    case Kind::NoLeader:
    case Kind::RedirectLoop:
        return noLeader(s, roll, d);
    case Kind::NameNotResolved:
    case Kind::Refused:
    case Kind::Unreachable:
    case Kind::Timeout:
        if (roll.leaderless > 0)
            return noLeader(s, roll, d);
        return roll.up.isEmpty() ? nobodyAnswers(s, roll, d) : deadLeader(s, roll, d);
    default:
        return inWords(s, error, d);
    }
}

Layer::State stateOf(const MesosSymptoms &s)
{
    const auto &error = s.freshness.error;
    return stack::stateOf(s.freshness, error && isRefusal(error->kind), s.health.latency >= slowAnswer);
}

} // namespace

Layer mesosLayer(const MesosSymptoms &s)
{
    Layer layer;
    layer.name = u"Mesos"_s;
    layer.state = stateOf(s);
    layer.freshness = s.freshness;
    layer.latency = s.health.latency;
    layer.clockOffset = s.health.clockOffset;
    const QString leader = s.health.leader.isEmpty() ? QString() : s.health.leader.authority();
    QStringList lines;
    if (s.freshness.error)
        lines << core::errorText(*s.freshness.error, layer.name).what;
    else if (s.health.streaming)
        lines << tr("stream from %1").arg(leader);
    else if (!leader.isEmpty())
        lines << tr("asked every %1, %2").arg(core::formatSpan(s.interval), leader);
    if (isClockOff(s.health.clockOffset))
        lines << offsetText(*s.health.clockOffset);
    layer.detail = lines.join(u"; "_s);
    return layer;
}

Diagnosis diagnoseMesos(const MesosSymptoms &s)
{
    Diagnosis d;
    d.evidence = mesosEvidence(s);
    if (const auto &error = s.freshness.error) {
        d.ill = true;
        judge(s, *error, d);
    } else if (isClockOff(s.health.clockOffset)) {
        warnOfClock(*s.health.clockOffset, tr("Mesos'"), d);
    }
    return d;
}

} // namespace stack
