// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"
#include "models/stack/auroradiagnosis.h"
#include "models/stack/auroraevents.h"
#include "tests/support/statebuilder.h"
#include "tests/unit/aurora/recordings.h"
#include "tests/unit/aurora/replies.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace replies;
using core::Error;
using Phase = core::Freshness::Phase;
using stack::AuroraSymptoms;
using stack::Diagnosis;
using stack::Layer;

namespace {

constexpr core::TimePoint now{ core::Duration(1'795'400'000'000) };

/// An Aurora that is well.
AuroraSymptoms healthy()
{
    AuroraSymptoms s;
    s.freshness.phase = Phase::Fresh;
    s.freshness.fetchedAt = now - 2s;
    s.health.leader = QUrl(u"http://a:8081"_s);
    s.health.schedulers = { { QUrl(u"http://a:8081"_s), true, std::nullopt, now - 2s, 5ms } };
    s.schedulers = { QUrl(u"http://a:8081"_s) };
    s.registered = true;
    s.mesosAnswers = true;
    s.now = now;
    return s;
}

AuroraSymptoms failing(Error::Kind kind, int failures = 3)
{
    AuroraSymptoms s = healthy();
    Error error;
    error.kind = kind;
    error.endpoint = u"a:8081/api"_s;
    s.freshness.phase = Phase::Stale;
    s.freshness.error = error;
    s.freshness.failures = failures;
    s.freshness.failingSince = now - 3min;
    s.health.schedulers.front().error = error;
    return s;
}

QStringList texts(const QList<history::Event> &events)
{
    QStringList texts;
    for (const history::Event &event : events)
        texts << event.text;
    return texts;
}

aurora::JobStats stats(int active, int failed)
{
    aurora::JobStats stats;
    stats.active = active;
    stats.failed = failed;
    return stats;
}

} // namespace

class tst_Aurora : public QObject
{
    Q_OBJECT

private slots:
    void warnsOfTheClock_beyondAMinute();
    void isWell();
    void tellsDeadAuroraFromALostWay_data();
    void tellsDeadAuroraFromALostWay();
    void tellsWhenNoneLeads();
    void tellsThatItIsNotRegistered_andWhatGrows();
    void tellsOfAnotherClustersScheduler();
    void staysOldAfterOneFailure_downAfterTwo();
    void tellsRefusals();
    void findsAurorasFramework();
    void tellsWhatHappened();
    void tellsFloodsInOneLine();
};

void tst_Aurora::isWell()
{
    const AuroraSymptoms s = healthy();
    QVERIFY(!stack::diagnoseAurora(s).ill);
    QCOMPARE(int(stack::auroraLayer(s).state), int(Layer::State::Live));
    QVERIFY(stack::auroraLayer(s).detail.contains(u"a:8081"));
    QCOMPARE(stack::auroraEvidence(s).size(), 2);
    AuroraSymptoms unasked = s;
    unasked.freshness = {};
    QCOMPARE(int(stack::auroraLayer(unasked).state), int(Layer::State::NeverAsked));
}

void tst_Aurora::tellsDeadAuroraFromALostWay_data()
{
    QTest::addColumn<bool>("mesosAnswers");
    QTest::addColumn<bool>("disconnected");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("step");
    QTest::newRow("dead") << true << true
                          << u"Aurora does not answer; Mesos does and counts its framework as disconnected."_s
                          << u"Look at the schedulers"_s;
    QTest::newRow("no way") << true << false
                            << u"Aurora does not answer; Mesos does and still counts its framework as connected."_s
                            << u"The scheduler lives"_s;
    QTest::newRow("both silent") << false << true << u"Aurora does not answer."_s << u"Look at the schedulers"_s;
}

void tst_Aurora::tellsDeadAuroraFromALostWay()
{
    QFETCH(bool, mesosAnswers);
    QFETCH(bool, disconnected);
    QFETCH(QString, step);
    AuroraSymptoms s = failing(Error::Kind::Timeout);
    s.mesosAnswers = mesosAnswers;
    s.countedDisconnected = disconnected;
    const Diagnosis d = stack::diagnoseAurora(s);
    QVERIFY(d.ill);
    QTEST(d.verdict, "verdict");
    QVERIFY(d.consequence.startsWith(u"Tasks go on, jobs cannot be changed."));
    QVERIFY2(d.steps.front().startsWith(step), qPrintable(d.steps.front()));
    QCOMPARE(d.evidence.size(), 1);
    QCOMPARE(int(d.evidence.front().state), int(Layer::State::Down));
}

void tst_Aurora::tellsWhenNoneLeads()
{
    const Diagnosis d = stack::diagnoseAurora(failing(Error::Kind::NoLeader, 1));
    QVERIFY2(d.verdict.startsWith(u"Aurora has no leading scheduler since "), qPrintable(d.verdict));
    QCOMPARE(int(stack::auroraLayer(failing(Error::Kind::NoLeader, 1)).state), int(Layer::State::Down));
}

void tst_Aurora::tellsThatItIsNotRegistered_andWhatGrows()
{
    AuroraSymptoms s = healthy();
    s.registered = false;
    s.unregisteredSince = now - 3min;
    s.pendingThen = 3;
    s.pendingNow = 3;
    QCOMPARE(stack::diagnoseAurora(s).verdict, u"Aurora answers but is not registered with Mesos."_s);
    s.pendingNow = 11;
    const Diagnosis d = stack::diagnoseAurora(s);
    QCOMPARE(d.verdict, u"Aurora answers but is not registered with Mesos. PENDING grows: 3 → 11 in 3 min."_s);
    QVERIFY(d.steps.front().contains(u"log"));
    QCOMPARE(int(stack::auroraLayer(s).state), int(Layer::State::Slow));
    s.mesosAnswers = false;
    QVERIFY(stack::diagnoseAurora(s).steps.front().startsWith(u"Mesos is the one to look at"));
}

void tst_Aurora::tellsOfAnotherClustersScheduler()
{
    AuroraSymptoms s = healthy();
    s.cluster = u"cantareira"_s;
    s.clusterSaid = u"local"_s;
    QCOMPARE(stack::diagnoseAurora(s).verdict, u"The Aurora that answers calls itself local, not cantareira."_s);
    s.clusterSaid = u"cantareira"_s;
    QVERIFY(!stack::diagnoseAurora(s).ill);
}

void tst_Aurora::staysOldAfterOneFailure_downAfterTwo()
{
    QCOMPARE(int(stack::auroraLayer(failing(Error::Kind::Timeout, 1)).state), int(Layer::State::Old));
    QCOMPARE(int(stack::auroraLayer(failing(Error::Kind::Timeout, 2)).state), int(Layer::State::Down));
}

void tst_Aurora::tellsRefusals()
{
    const AuroraSymptoms s = failing(Error::Kind::Unauthorized, 1);
    QCOMPARE(int(stack::auroraLayer(s).state), int(Layer::State::Refused));
    QCOMPARE(stack::diagnoseAurora(s).verdict, u"Aurora does not know this user (401)."_s);
}

void tst_Aurora::findsAurorasFramework()
{
    support::StateBuilder builder;
    builder.framework("f1", "marathon").registered = now;
    builder.framework("f2", "Aurora").registered = now - 2h;
    builder.framework("f3", "TwitterScheduler-aurora").registered = now - 1h;
    builder.framework("f4", "aurora", mesos::FrameworkPhase::Completed).registered = now;
    const mesos::Snapshot state = builder.build();
    const mesos::Framework *const framework = stack::auroraFramework(*state);
    QVERIFY(framework);
    QCOMPARE(state->string(framework->id), u"f3"_s);
    QVERIFY(!stack::auroraFramework(*support::StateBuilder().build()));
}

void tst_Aurora::tellsWhatHappened()
{
    aurora::Decoder decoder;
    QVERIFY(decoder.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(1, 0) }, { "r/prod/b", stats(0, 1) } }))));
    const core::Result<aurora::Snapshot> first
        = decoder.activeTasks(recordings::bytes(tasks({ task("t", "r/prod/a", 0, Running, 1) })));
    QVERIFY(first);
    aurora::Decoder::Vitals vitals;
    vitals.registered = true;
    const aurora::Snapshot older = decoder.vitals(vitals, now - 5s);
    QVERIFY(decoder.jobs(recordings::bytes(
        jobs({ { "r/prod/a", stats(0, 1) }, { "r/prod/b", stats(0, 1) }, { "r/prod/new", stats(0, 1) } }))));
    QVERIFY(decoder.tasksOfJobs({ { u"r"_s, u"prod"_s, u"a"_s } },
                                recordings::bytes(tasks({ task("t", "r/prod/a", 0, Failed, 1, "exit 2") }))));
    aurora::UpdateSummary update;
    update.key = { { u"r"_s, u"prod"_s, u"b"_s }, u"u1"_s };
    update.status = aurora::UpdateStatus::RollingForward;
    update.user = u"alice"_s;
    decoder.updates({ update });
    decoder.maintenance({ { u"host-1"_s, aurora::MaintenanceMode::Draining, 2 } });
    vitals.registered = false;
    const aurora::Snapshot newer = decoder.vitals(vitals, now);

    const QList<history::Event> events = stack::auroraEventsBetween(*older, *newer, now);
    QCOMPARE(texts(events),
             QStringList({ u"r/prod/a failed: exit 2"_s, u"Update of r/prod/b began, by alice"_s,
                           u"Aurora drains host-1"_s, u"Aurora lost its registration with Mesos"_s }));
    QCOMPARE(events.front().layer, u"Aurora"_s);
    QCOMPARE(events.front().at, now);
    QCOMPARE(texts(stack::auroraEventsBetween(*newer, *newer, now)), QStringList());
    QCOMPARE(texts(stack::auroraEventsBetween(*newer, *older, now)),
             QStringList({ u"Update of r/prod/b ended"_s, u"Maintenance of host-1 ended"_s,
                           u"Aurora is registered with Mesos again"_s }));
}

void tst_Aurora::tellsFloodsInOneLine()
{
    aurora::Decoder decoder;
    QList<QPair<QByteArray, aurora::JobStats>> running;
    QList<QPair<QByteArray, aurora::JobStats>> failed;
    for (int i = 0; i < 12; ++i) {
        const QByteArray key = (i < 9 ? "jobs/prod/j" : "jobs/test/j") + QByteArray::number(i);
        running.append({ key, stats(1, 0) });
        failed.append({ key, stats(0, 1) });
    }
    const core::Result<aurora::Snapshot> older = decoder.jobs(recordings::bytes(jobs(running)));
    const core::Result<aurora::Snapshot> newer = decoder.jobs(recordings::bytes(jobs(failed)));
    QVERIFY(older && newer);
    QCOMPARE(texts(stack::auroraEventsBetween(**older, **newer, now)),
             QStringList({ u"9 jobs of jobs/prod failed"_s, u"3 jobs of jobs/test failed"_s }));
}

void tst_Aurora::warnsOfTheClock_beyondAMinute()
{
    AuroraSymptoms s = healthy();
    s.health.clockOffset = -59s;
    QVERIFY(stack::diagnoseAurora(s).verdict.isEmpty());
    s.health.clockOffset = -2min;
    const Diagnosis told = stack::diagnoseAurora(s);
    QVERIFY(!told.ill);
    QCOMPARE(told.verdict, u"This machine's clock is 2 min ahead of Aurora's."_s);
    QVERIFY(stack::auroraLayer(s).detail.endsWith(u"; own clock 2 min ahead"_s));
    QVERIFY2(told.evidence[0].answer.endsWith(u"; own clock 2 min ahead"_s), qPrintable(told.evidence[0].answer));
}

QTEST_GUILESS_MAIN(tst_Aurora)
#include "tst_aurora.moc"
