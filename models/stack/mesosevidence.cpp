// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/mesosevidence.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"

using namespace Qt::StringLiterals;

namespace stack {

namespace {

using Kind = core::Error::Kind;
using State = Layer::State;

using core::tr;

/// The other side did not say a word.
struct Reading
{
    QString answer;
    QString means;
    State state = State::Down;
};

Reading read(const core::Error &error, const MesosSymptoms &s)
{
    switch (error.kind) {
    case Kind::NameNotResolved:
        return { tr("name not resolved"), tr("DNS, or the VPN it lives in") };
    case Kind::Refused:
        return { tr("connection refused"), tr("host is up, no master on this port") };
    case Kind::Unreachable:
        return { tr("no route"), tr("the network, not Mesos") };
    case Kind::Timeout:
        return { tr("no answer in %1").arg(core::formatSpan(s.deadline)), tr("silent: master, host or way to it") };
    case Kind::NoLeader:
        return { tr("%1 “No leader elected”").arg(error.httpStatus ? error.httpStatus : 503),
                 tr("runs, knows no leader") };
    case Kind::RedirectLoop:
        return { tr("redirects in a circle"), tr("an election is under way") };
    case Kind::Unauthorized:
        return { u"401"_s, tr("runs; user or password is wrong"), State::Refused };
    case Kind::Forbidden:
        return { u"403"_s, tr("runs; the right is missing"), State::Refused };
    case Kind::Tls:
        return { tr("certificate not accepted"), tr("nothing was sent") };
    case Kind::Truncated:
        return { tr("%1, then closed").arg(core::formatBytes(error.received)),
                 tr("runs; the answer was cut on the way") };
    case Kind::NotJson:
    case Kind::WrongShape:
        return { tr("not understood"), tr("perhaps another service or a proxy") };
    case Kind::Server:
    case Kind::Rejected:
    case Kind::NotFound:
    case Kind::RateLimited:
        return { QString::number(error.httpStatus), tr("runs, but cannot answer this") };
    default:
        break;
    }
    const QString words = core::errorText(error, u"Mesos"_s).what;
    return { words.isEmpty() ? core::kindName(error.kind) : words, {} };
}

QString askedOf(const net::LeaderClient::Answer &answer)
{
    if (!answer.error || answer.error->endpoint.isEmpty())
        return tr("GET /state on %1").arg(answer.master.authority());
    const QString place = answer.error->endpoint;
    const QString path = place.contains(u'/') ? u'/' + place.section(u'/', 1) : u"/"_s;
    const QString method = path.startsWith("/api/v1"_L1) ? u"POST"_s : u"GET"_s; // calls are posted, documents got
    return tr("%1 %2 on %3").arg(method, path, answer.master.authority());
}

Evidence ofMaster(const net::LeaderClient::Answer &answer, const MesosSymptoms &s)
{
    Evidence row{ u"Mesos"_s, askedOf(answer), {}, {}, State::Live };
    if (answer.error) {
        const Reading reading = read(*answer.error, s);
        row.answer = reading.answer;
        row.means = reading.means;
        row.state = reading.state;
    } else if (!core::isKnown(answer.at)) {
        row.answer = tr("not asked yet");
        row.state = State::NeverAsked;
    } else {
        row.answer = tr("answers in %1 ms").arg(answer.latency.count());
        row.means = answer.leads ? tr("leads") : tr("runs, does not lead");
    }
    return row;
}

Evidence ofNetwork(const MesosSymptoms &s, const Roll &roll)
{
    Evidence row{
        tr("Network"), tr("names, routes and ports of %1 masters").arg(s.masters.size()), {}, {}, State::Live
    };
    if (s.masters.size() == 1)
        row.asked = tr("name, route and port of %1").arg(s.masters.front().authority());
    const QString way = s.proxied ? tr("; through the proxy")
        : s.rewritten             ? tr("; addresses are used in place of names")
                                  : QString();
    const qsizetype unresolved = roll.count(Kind::NameNotResolved);
    const qsizetype refused = roll.count(Kind::Refused);
    if (!roll.up.isEmpty() || refused > 0) {
        // A refusal comes from the host: the way to it is there.
        row.answer
            = tr("up, %1 of %2 reached").arg(roll.up.size() + refused).arg(roll.up.size() + roll.silent.size()) + way;
        row.means = tr("not the network");
        return row;
    }
    if (roll.silent.isEmpty()) {
        row.answer = tr("not asked yet");
        row.state = State::NeverAsked;
        return row;
    }
    row.state = State::Down;
    row.answer = unresolved == roll.silent.size() ? tr("no name resolves") : tr("none reached") + way;
    row.means = unresolved == roll.silent.size() ? tr("DNS or VPN") : tr("VPN, network or firewall");
    return row;
}

Evidence ofCredentials(const MesosSymptoms &s, const Roll &roll)
{
    const QString who = s.user.isEmpty() ? tr("no user") : tr("user %1").arg(s.user);
    Evidence row{ tr("Credentials"), tr("%1; clock against the Date header").arg(who), {}, {}, State::Live };
    const auto &error = s.freshness.error;
    const auto offset = error && error->clockOffset ? error->clockOffset : s.health.clockOffset;
    const bool clockIsOff = isClockOff(offset);
    const QString clock = offset ? u"; "_s + offsetText(*offset) : QString();
    if (error && error->kind == Kind::Unauthorized) {
        row.answer = tr("401") + clock;
        row.means = tr("user or password is wrong");
        row.state = State::Refused;
    } else if (error && error->kind == Kind::Forbidden) {
        row.answer = tr("403") + clock;
        row.means = clockIsOff ? tr("the clock is to blame") : tr("the right is missing");
        row.state = State::Refused;
    } else if (roll.up.isEmpty()) {
        row.answer = tr("not asked: nothing answers") + clock;
        row.state = State::NeverAsked;
    } else {
        row.answer = tr("accepted") + clock;
        row.means = clockIsOff ? tr("correct this machine's clock") : tr("not 401, not 403");
        row.state = clockIsOff ? State::Slow : State::Live;
    }
    return row;
}

} // namespace

Roll::Roll(const MesosSymptoms &s)
{
    for (const auto &answer : s.health.masters) {
        const QString name = answer.master.authority();
        if (answer.error && isSilence(answer.error->kind)) {
            silent << name;
            m_failures.append({ name, answer.error->kind });
        } else if (answer.error || core::isKnown(answer.at)) {
            up << name;
            leaderless += answer.error && answer.error->kind == Kind::NoLeader ? 1 : 0;
        }
    }
    // Before the first round is over only the failed look itself is known.
    if (up.isEmpty() && silent.isEmpty() && s.freshness.error && isSilence(s.freshness.error->kind)) {
        for (const QUrl &master : s.masters) {
            silent << master.authority();
            m_failures.append({ master.authority(), s.freshness.error->kind });
        }
    }
}

qsizetype Roll::count(Kind kind) const
{
    return std::ranges::count(m_failures, kind, &QPair<QString, Kind>::second);
}

QStringList Roll::namesWith(Kind kind) const
{
    QStringList names;
    for (const auto &[name, failure] : m_failures) {
        if (failure == kind)
            names << name.section(u':', 0, -2);
    }
    return names;
}

QString namesOf(const QStringList &names)
{
    if (names.size() < 2)
        return names.value(0);
    return tr("%1 and %2").arg(names.first(names.size() - 1).join(u", "_s), names.back());
}

QList<Evidence> mesosEvidence(const MesosSymptoms &s)
{
    const Roll roll(s);
    QList<Evidence> rows;
    for (const auto &answer : s.health.masters)
        rows << ofMaster(answer, s);
    rows << ofNetwork(s, roll) << ofCredentials(s, roll);
    return rows;
}

} // namespace stack
