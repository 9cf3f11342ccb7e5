// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/mesosdiagnosis.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::Error;
using stack::Diagnosis;
using stack::Layer;
using stack::MesosSymptoms;
using Kind = core::Error::Kind;
using Phase = core::Freshness::Phase;

namespace {

const core::TimePoint began{ std::chrono::milliseconds(1'795'416'240'000) }; // 03:44:00 BRT
const core::TimePoint now = began + 40s;

QUrl master(int n)
{
    return QUrl(u"http://10.130.96.1%1:5050"_s.arg(n));
}

Error failure(Kind kind, int n = 1)
{
    Error error;
    error.kind = kind;
    error.endpoint = master(n).authority() + u"/state"_s;
    if (kind == Kind::Unauthorized)
        error.httpStatus = 401;
    if (kind == Kind::Forbidden)
        error.httpStatus = 403;
    if (kind == Kind::NoLeader)
        error.httpStatus = 503;
    return error;
}

net::LeaderClient::Answer answer(int n, std::optional<Kind> kind, bool leads = false)
{
    net::LeaderClient::Answer a;
    a.master = master(n);
    a.at = now - 1s;
    a.latency = 3ms;
    a.leads = leads;
    if (kind)
        a.error = failure(*kind, n);
    return a;
}

MesosSymptoms well()
{
    MesosSymptoms s;
    s.masters = { master(1), master(2), master(3) };
    s.freshness.phase = Phase::Fresh;
    s.freshness.fetchedAt = now - 2s;
    s.health.leader = master(1);
    s.health.latency = 12ms;
    s.health.clockOffset = -400ms;
    s.health.masters = { answer(1, {}, true), answer(2, {}), answer(3, {}) };
    s.user = u"comporta-ro"_s;
    s.now = now;
    return s;
}

/// All was well until 03:44:00; since then the looks fail so.
MesosSymptoms ill(const Error &error, const QList<net::LeaderClient::Answer> &answers, int failures = 3)
{
    MesosSymptoms s = well();
    s.freshness.phase = Phase::Stale;
    s.freshness.fetchedAt = began - 5s;
    s.freshness.failingSince = began;
    s.freshness.failures = failures;
    s.freshness.nextTry = now + 30s;
    s.freshness.error = error;
    s.health.masters = answers;
    return s;
}

const stack::Evidence *row(const Diagnosis &d, const QString &layer)
{
    const auto found = std::ranges::find(d.evidence, layer, &stack::Evidence::layer);
    return found == d.evidence.end() ? nullptr : &*found;
}

} // namespace

class tst_Diagnosis : public QObject
{
    Q_OBJECT

private slots:
    void saysNothing_whenAllIsWell();
    void tellsFaultsApart_data();
    void tellsFaultsApart();
    void saysWhatToDo_duringAnElection();
    void asksForZooKeeper_whenAnElectionTakesTooLong();
    void bringsEvidencePerMaster();
    void tellsNetworkFromMesos();
    void tellsCredentialsFromClock();
    void warnsOfTheClock_whenAllElseIsWell();
    void speaksWithoutAPicture();
    void judgesFromTheFirstFailureAlone();
    void neverLeavesAFailureWithoutASentence_data();
    void neverLeavesAFailureWithoutASentence();
    void showsTheLayersState_data();
    void showsTheLayersState();
};

void tst_Diagnosis::saysNothing_whenAllIsWell()
{
    const Diagnosis d = stack::diagnoseMesos(well());
    QVERIFY(!d.ill);
    QVERIFY(d.verdict.isEmpty() && d.steps.isEmpty());
    QCOMPARE(d.evidence.size(), 5);
    for (const auto &evidence : d.evidence)
        QCOMPARE(evidence.state, Layer::State::Live);
}

void tst_Diagnosis::tellsFaultsApart_data()
{
    QTest::addColumn<MesosSymptoms>("symptoms");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("consequence");
    const auto all = [](Kind kind) { return QList{ answer(1, kind), answer(2, kind), answer(3, kind) }; };
    const auto data = [](const char *name, const MesosSymptoms &s, const QString &verdict, const QString &consequence) {
        QTest::newRow(name) << s << verdict << consequence;
    };
    data("dead master", ill(failure(Kind::Timeout), { answer(1, Kind::Timeout), answer(2, {}), answer(3, {}) }),
         u"Mesos master 10.130.96.11:5050 does not answer for 40 s."_s,
         u"Two others are up; waiting for a new leader. Running tasks go on. The data below is from 03:43:55 BRT."_s);
    data("dead master refuses", ill(failure(Kind::Refused), { answer(1, Kind::Refused), answer(2, {}) }),
         u"Mesos master 10.130.96.11:5050 does not answer for 40 s."_s,
         u"One other is up; waiting for a new leader."_s);
    data("no leader",
         ill(failure(Kind::NoLeader),
             { answer(1, Kind::NoLeader), answer(2, Kind::NoLeader), answer(3, Kind::Timeout) }),
         u"Mesos has no leading master since 03:44:00 BRT."_s,
         u"Running tasks go on; nothing new starts. The data below is from 03:43:55 BRT."_s);
    data("no leader, last word of a dead one",
         ill(failure(Kind::Timeout, 3),
             { answer(1, Kind::NoLeader), answer(2, Kind::NoLeader), answer(3, Kind::Timeout) }),
         u"Mesos has no leading master since 03:44:00 BRT."_s, u"Running tasks go on; nothing new starts."_s);
    data("dns", ill(failure(Kind::NameNotResolved), { answer(1, Kind::NameNotResolved) }),
         u"10.130.96.11 does not resolve here."_s, u"Nothing was asked."_s);
    data("dns of three", ill(failure(Kind::NameNotResolved), all(Kind::NameNotResolved)),
         u"10.130.96.11, 10.130.96.12 and 10.130.96.13 do not resolve here."_s, u"Nothing was asked."_s);
    data("vpn", ill(failure(Kind::Unreachable), all(Kind::Unreachable)),
         u"No route to 10.130.96.11:5050, 10.130.96.12:5050 and 10.130.96.13:5050 since 03:44:00 BRT."_s,
         u"The VPN or this machine's network is down. The data below is from 03:43:55 BRT."_s);
    data("port", ill(failure(Kind::Refused), { answer(1, Kind::Refused) }),
         u"10.130.96.11 is up, but nothing listens on 5050."_s, u"No Mesos master runs, or the port is another one."_s);
    data("port of all", ill(failure(Kind::Refused), all(Kind::Refused)),
         u"10.130.96.11:5050, 10.130.96.12:5050 and 10.130.96.13:5050 are up, but no master listens there."_s,
         u"No Mesos master runs"_s);
    data("refused and silent",
         ill(failure(Kind::Refused), { answer(1, Kind::Refused), answer(2, Kind::Timeout), answer(3, Kind::Timeout) }),
         u"No Mesos master answers: 1 of 3 refuse the connection, the rest is silent."_s, u"The data below"_s);
    data("time-out", ill(failure(Kind::Timeout), all(Kind::Timeout)), u"Mesos gave no answer in 30 s, 3 times."_s,
         u"Asked again in 30 s."_s);
    data("time-out once", ill(failure(Kind::Timeout), all(Kind::Timeout), 1), u"Mesos gave no answer in 30 s."_s,
         u"Asked again in 30 s."_s);
    data("401", ill(failure(Kind::Unauthorized), all(Kind::Unauthorized)),
         u"Mesos does not know user comporta-ro (401)."_s, u"The data below"_s);
    auto nobody = ill(failure(Kind::Unauthorized), all(Kind::Unauthorized));
    nobody.user.clear();
    data("401 without a user", nobody, u"Mesos wants a user and a password (401)."_s, u"The data below"_s);
    auto behind = ill(failure(Kind::Forbidden), all(Kind::Forbidden));
    behind.freshness.error->clockOffset = 17min + 20s;
    data("403 by clock", behind, u"Mesos refuses because this machine's clock is 17 min 20 s behind (403)."_s,
         u"The data below"_s);
    data("403 by right", ill(failure(Kind::Forbidden), all(Kind::Forbidden)),
         u"User comporta-ro may not see this (403)."_s, u"The clocks agree: it is the right that is missing."_s);
    auto certificate = failure(Kind::Tls);
    certificate.detail = u"The certificate has expired"_s;
    data("tls", ill(certificate, all(Kind::Tls)),
         u"The certificate of 10.130.96.11:5050 is not accepted: The certificate has expired"_s, u""_s);
    auto cut = failure(Kind::Truncated);
    cut.received = 88ll << 20;
    cut.expected = 208ll << 20;
    data("truncated", ill(cut, { answer(1, Kind::Truncated) }), u"Mesos sent 88.0 MiB of 208.0 MiB and closed."_s,
         u"The picture of 03:43:55 BRT stays. Asked again in 30 s."_s);
    auto page = failure(Kind::NotJson);
    page.httpStatus = 502;
    page.detail = u"<html>Bad Gateway"_s;
    data("not understood", ill(page, { answer(1, Kind::NotJson) }),
         u"Mesos answered with a web page instead of JSON (502)."_s, u"Asked again"_s);
}

void tst_Diagnosis::tellsFaultsApart()
{
    QFETCH(MesosSymptoms, symptoms);
    QFETCH(QString, verdict);
    QFETCH(QString, consequence);
    const Diagnosis d = stack::diagnoseMesos(symptoms);
    QVERIFY(d.ill);
    QCOMPARE(d.verdict, verdict);
    QVERIFY2(d.consequence.startsWith(consequence), qPrintable(d.consequence));
    QVERIFY(!d.evidence.isEmpty());
    const QStringList texts = QStringList(d.steps) << d.verdict << d.consequence;
    for (const QString &text : texts)
        QVERIFY2(!text.contains(u'%') && !text.contains(u"  "_s), qPrintable(text));
}

void tst_Diagnosis::saysWhatToDo_duringAnElection()
{
    const Diagnosis d = stack::diagnoseMesos(ill(
        failure(Kind::NoLeader), { answer(1, Kind::NoLeader), answer(2, Kind::NoLeader), answer(3, Kind::Timeout) }));
    QCOMPARE(d.steps,
             QStringList({ u"Wait until 03:46:00 BRT: an election takes up to 2 min."_s,
                           u"Then restart master 10.130.96.13:5050, the one that is silent."_s,
                           u"Afterwards look for orphaned frameworks."_s }));
}

void tst_Diagnosis::asksForZooKeeper_whenAnElectionTakesTooLong()
{
    MesosSymptoms s = ill(failure(Kind::NoLeader), { answer(1, Kind::NoLeader) });
    s.now = began + 3min + 12s;
    QCOMPARE(stack::diagnoseMesos(s).steps.value(0),
             u"Look at ZooKeeper: an election takes up to 2 min, and this one goes on for 3 min 12 s."_s);
}

void tst_Diagnosis::bringsEvidencePerMaster()
{
    const Diagnosis d = stack::diagnoseMesos(
        ill(failure(Kind::NoLeader), { answer(1, Kind::NoLeader), answer(2, {}), answer(3, Kind::Timeout) }));
    QCOMPARE(d.evidence.size(), 5);
    QCOMPARE(d.evidence[0].asked, u"GET /state on 10.130.96.11:5050"_s);
    QCOMPARE(d.evidence[0].answer, u"503 “No leader elected”"_s);
    QCOMPARE(d.evidence[0].means, u"runs, knows no leader"_s);
    QCOMPARE(d.evidence[0].state, Layer::State::Down);
    QCOMPARE(d.evidence[1].answer, u"answers in 3 ms"_s);
    QCOMPARE(d.evidence[1].means, u"runs, does not lead"_s);
    QCOMPARE(d.evidence[1].state, Layer::State::Live);
    QCOMPARE(d.evidence[2].answer, u"no answer in 30 s"_s);
}

void tst_Diagnosis::tellsNetworkFromMesos()
{
    const auto network = [](const MesosSymptoms &s) { return *row(stack::diagnoseMesos(s), u"Network"_s); };
    // A refusal comes from the host itself: the way to it is there.
    auto refused = network(ill(failure(Kind::Refused), { answer(1, Kind::Refused), answer(2, Kind::Timeout) }));
    QCOMPARE(refused.state, Layer::State::Live);
    QCOMPARE(refused.answer, u"up, 1 of 2 reached"_s);
    QCOMPARE(refused.means, u"not the network"_s);
    auto vpn = network(ill(failure(Kind::Unreachable), { answer(1, Kind::Unreachable), answer(2, Kind::Timeout) }));
    QCOMPARE(vpn.state, Layer::State::Down);
    QCOMPARE(vpn.means, u"VPN, network or firewall"_s);
    auto dns = network(ill(failure(Kind::NameNotResolved), { answer(1, Kind::NameNotResolved) }));
    QCOMPARE(dns.answer, u"no name resolves"_s);
    MesosSymptoms rewritten = well();
    rewritten.rewritten = true;
    QCOMPARE(network(rewritten).answer, u"up, 3 of 3 reached; addresses are used in place of names"_s);
}

void tst_Diagnosis::tellsCredentialsFromClock()
{
    const auto credentials = [](const MesosSymptoms &s) { return *row(stack::diagnoseMesos(s), u"Credentials"_s); };
    QCOMPARE(credentials(well()).answer, u"accepted; own clock 0.4 s ahead"_s);
    QCOMPARE(credentials(well()).means, u"not 401, not 403"_s);
    QCOMPARE(credentials(ill(failure(Kind::Unauthorized), { answer(1, Kind::Unauthorized) })).state,
             Layer::State::Refused);
    auto behind = ill(failure(Kind::Forbidden), { answer(1, Kind::Forbidden) });
    behind.freshness.error->clockOffset = 17min + 20s;
    QCOMPARE(credentials(behind).answer, u"403; own clock 17 min 20 s behind"_s);
    QCOMPARE(credentials(behind).means, u"the clock is to blame"_s);
    QCOMPARE(credentials(ill(failure(Kind::Timeout), { answer(1, Kind::Timeout) })).state, Layer::State::NeverAsked);
}

void tst_Diagnosis::warnsOfTheClock_whenAllElseIsWell()
{
    MesosSymptoms s = well();
    s.health.clockOffset = 59s;
    QVERIFY(stack::diagnoseMesos(s).verdict.isEmpty());
    s.health.clockOffset = -61s;
    const Diagnosis d = stack::diagnoseMesos(s);
    QVERIFY(!d.ill);
    QCOMPARE(d.verdict, u"This machine's clock is 1 min 1 s ahead of Mesos'."_s);
    QCOMPARE(row(d, u"Credentials"_s)->state, Layer::State::Slow);
}

void tst_Diagnosis::speaksWithoutAPicture()
{
    MesosSymptoms s = ill(failure(Kind::Unreachable), { answer(1, Kind::Unreachable) });
    s.freshness.phase = Phase::Failed;
    s.freshness.fetchedAt = {};
    QCOMPARE(stack::diagnoseMesos(s).consequence,
             u"The VPN or this machine's network is down. There is no data yet."_s);
}

void tst_Diagnosis::judgesFromTheFirstFailureAlone()
{
    MesosSymptoms s = ill(failure(Kind::Refused), {});
    s.masters = { master(1) };
    QCOMPARE(stack::diagnoseMesos(s).verdict, u"10.130.96.11 is up, but nothing listens on 5050."_s);
}

void tst_Diagnosis::neverLeavesAFailureWithoutASentence_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < static_cast<int>(Kind::Cancelled); ++kind)
        QTest::newRow(qPrintable(core::kindName(static_cast<Kind>(kind)))) << kind;
}

void tst_Diagnosis::neverLeavesAFailureWithoutASentence()
{
    QFETCH(int, kind);
    Error error = failure(static_cast<Kind>(kind));
    error.detail = u"its own words"_s;
    error.httpStatus = error.httpStatus ? error.httpStatus : 500;
    for (const auto &answers : { QList<net::LeaderClient::Answer>(), QList{ answer(1, static_cast<Kind>(kind)) },
                                 QList{ answer(1, error.kind), answer(2, {}) } }) {
        const Diagnosis d = stack::diagnoseMesos(ill(error, answers));
        QVERIFY(d.ill);
        QVERIFY(!d.verdict.isEmpty());
        QVERIFY(d.evidence.size() >= 2);
        for (const auto &evidence : d.evidence)
            QVERIFY(!evidence.asked.isEmpty() && !evidence.answer.isEmpty());
    }
}

void tst_Diagnosis::showsTheLayersState_data()
{
    QTest::addColumn<MesosSymptoms>("symptoms");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("detail");
    const auto data = [](const char *name, const MesosSymptoms &s, Layer::State state, const QString &detail) {
        QTest::newRow(name) << s << static_cast<int>(state) << detail;
    };
    data("polled", well(), Layer::State::Live, u"asked every 5 s, 10.130.96.11:5050"_s);
    MesosSymptoms streaming = well();
    streaming.health.streaming = true;
    data("stream", streaming, Layer::State::Live, u"stream from 10.130.96.11:5050"_s);
    MesosSymptoms slow = well();
    slow.health.latency = 2500ms;
    data("slow", slow, Layer::State::Slow, u"asked every 5 s, 10.130.96.11:5050"_s);
    MesosSymptoms skewed = streaming;
    skewed.health.clockOffset = 90s;
    data("clock", skewed, Layer::State::Live, u"stream from 10.130.96.11:5050; own clock 1 min 30 s behind"_s);
    data("one failed look", ill(failure(Kind::Timeout), {}, 1), Layer::State::Old, u"Mesos gave no answer in time."_s);
    data("down", ill(failure(Kind::Timeout), {}, 2), Layer::State::Down, u"Mesos gave no answer in time."_s);
    data("refused", ill(failure(Kind::Forbidden), {}, 1), Layer::State::Refused,
         u"Mesos knows who asks, but does not allow it (403)."_s);
    MesosSymptoms never;
    data("never", never, Layer::State::NeverAsked, QString());
    MesosSymptoms restored;
    restored.freshness.phase = Phase::Restored;
    data("from disk", restored, Layer::State::Old, QString());
    MesosSymptoms failed = ill(failure(Kind::Timeout), {}, 1);
    failed.freshness.phase = Phase::Failed;
    data("never had one", failed, Layer::State::Down, u"Mesos gave no answer in time."_s);
}

void tst_Diagnosis::showsTheLayersState()
{
    QFETCH(MesosSymptoms, symptoms);
    QFETCH(int, state);
    QFETCH(QString, detail);
    const Layer layer = stack::mesosLayer(symptoms);
    QCOMPARE(layer.name, u"Mesos"_s);
    QCOMPARE(static_cast<int>(layer.state), state);
    QCOMPARE(layer.detail, detail);
    QCOMPARE(layer.freshness, symptoms.freshness);
}

QTEST_GUILESS_MAIN(tst_Diagnosis)
#include "tst_diagnosis.moc"
