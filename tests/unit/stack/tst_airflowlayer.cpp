// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/airflowlayer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using stack::Layer;

namespace {

const core::TimePoint now{ std::chrono::seconds(1795416432) };

stack::AirflowSymptoms well()
{
    auto picture = std::make_shared<airflow::State>();
    picture->version = { u"2.10.5"_s, airflow::Api::V1 };
    picture->health.scheduler = { u"healthy"_s, now - 2s };
    stack::AirflowSymptoms symptoms;
    symptoms.freshness.phase = core::Freshness::Phase::Fresh;
    symptoms.freshness.fetchedAt = now - 5s;
    symptoms.health.latency = 300ms;
    symptoms.picture = picture;
    symptoms.url = QUrl(u"http://airflow:8080/base"_s);
    symptoms.now = now;
    return symptoms;
}

stack::AirflowSymptoms failing(core::Error::Kind kind, int failures)
{
    stack::AirflowSymptoms symptoms = well();
    core::Error error;
    error.kind = kind;
    error.endpoint = u"airflow:8080/api/v1/dags"_s;
    symptoms.freshness.error = error;
    symptoms.freshness.failures = failures;
    symptoms.freshness.phase = core::Freshness::Phase::Stale;
    return symptoms;
}

} // namespace

class tst_AirflowLayer : public QObject
{
    Q_OBJECT
private slots:
    void isLive_andTellsItsVersion();
    void isOldAtFirst_andDownAfterwards();
    void isRefused_whenTheUserIs();
    void isSlow_whenItsSchedulerIsSilent();
    void isSlow_whenItTakesLong();
    void isNeverAsked_atFirst();
    void isIll_whenItIsDownRefusesOrStandsStill();
    void warnsOfTheClock_beyondAMinute();
};

void tst_AirflowLayer::isIll_whenItIsDownRefusesOrStandsStill()
{
    QVERIFY(!stack::diagnoseAirflow(well()).ill);
    QVERIFY(!stack::diagnoseAirflow(failing(core::Error::Kind::Timeout, 1)).ill); // once is by chance
    const stack::Diagnosis down = stack::diagnoseAirflow(failing(core::Error::Kind::Timeout, 2));
    QVERIFY(down.ill);
    QVERIFY2(down.verdict.startsWith(u"Airflow gave no answer in time."_s), qPrintable(down.verdict));
    QVERIFY2(down.consequence.contains(u"as of 03:47:07 BRT"_s), qPrintable(down.consequence));
    QVERIFY2(down.steps.join(u'\n').contains(u"airflow:8080"_s), qPrintable(down.steps.join(u'\n')));
    QCOMPARE(down.evidence.size(), 1);
    const stack::Diagnosis refused = stack::diagnoseAirflow(failing(core::Error::Kind::Unauthorized, 1));
    QVERIFY(refused.ill && !refused.steps.isEmpty());

    stack::AirflowSymptoms still = well();
    auto picture = std::make_shared<airflow::State>(*still.picture);
    picture->health.scheduler = { u"unhealthy"_s, now - 4min };
    still.picture = picture;
    const stack::Diagnosis standing = stack::diagnoseAirflow(still);
    QVERIFY(standing.ill);
    QVERIFY2(standing.verdict.contains(u"its scheduler is unhealthy, last heard of at"_s),
             qPrintable(standing.verdict));
}

void tst_AirflowLayer::isLive_andTellsItsVersion()
{
    const Layer layer = stack::airflowLayer(well());
    QCOMPARE(layer.name, u"Airflow"_s);
    QCOMPARE(layer.state, Layer::State::Live);
    QCOMPARE(layer.detail, u"2.10.5, asked every 15 s, airflow:8080"_s);
    QCOMPARE(stack::airflowEvidence(well()).size(), 1);
}

void tst_AirflowLayer::isOldAtFirst_andDownAfterwards()
{
    QCOMPARE(stack::airflowLayer(failing(core::Error::Kind::Timeout, 1)).state, Layer::State::Old);
    const Layer down = stack::airflowLayer(failing(core::Error::Kind::Timeout, 2));
    QCOMPARE(down.state, Layer::State::Down);
    QVERIFY(down.detail.startsWith(u"Airflow gave no answer in time."_s));
}

void tst_AirflowLayer::isRefused_whenTheUserIs()
{
    QCOMPARE(stack::airflowLayer(failing(core::Error::Kind::Unauthorized, 1)).state, Layer::State::Refused);
    QCOMPARE(stack::airflowEvidence(failing(core::Error::Kind::Forbidden, 1)).first().state, Layer::State::Refused);
}

void tst_AirflowLayer::isSlow_whenItsSchedulerIsSilent()
{
    stack::AirflowSymptoms symptoms = well();
    auto picture = std::make_shared<airflow::State>(*symptoms.picture);
    picture->health.scheduler.status = u"unhealthy"_s;
    symptoms.picture = picture;
    const Layer layer = stack::airflowLayer(symptoms);
    QCOMPARE(layer.state, Layer::State::Slow);
    QVERIFY(layer.detail.contains(u"its scheduler is unhealthy"_s));
    QVERIFY(stack::airflowEvidence(symptoms).first().means.contains(u"unhealthy"_s));
}

void tst_AirflowLayer::isSlow_whenItTakesLong()
{
    stack::AirflowSymptoms symptoms = well();
    symptoms.health.latency = 6s;
    QCOMPARE(stack::airflowLayer(symptoms).state, Layer::State::Slow);
}

void tst_AirflowLayer::isNeverAsked_atFirst()
{
    QCOMPARE(stack::airflowLayer({}).state, Layer::State::NeverAsked);
}

void tst_AirflowLayer::warnsOfTheClock_beyondAMinute()
{
    stack::AirflowSymptoms symptoms = well();
    symptoms.health.clockOffset = 59s;
    QVERIFY(stack::diagnoseAirflow(symptoms).verdict.isEmpty());
    symptoms.health.clockOffset = 2min;
    const stack::Diagnosis told = stack::diagnoseAirflow(symptoms);
    QVERIFY(!told.ill);
    QCOMPARE(told.verdict, u"This machine's clock is 2 min behind Airflow's."_s);
    QVERIFY2(told.evidence[0].answer.endsWith(u"; own clock 2 min behind"_s), qPrintable(told.evidence[0].answer));
    QVERIFY(stack::airflowLayer(symptoms).detail.endsWith(u"; own clock 2 min behind"_s));
    // What fails is told first.
    stack::AirflowSymptoms down = failing(core::Error::Kind::Timeout, 3);
    down.health.clockOffset = 2min;
    QVERIFY(stack::diagnoseAirflow(down).verdict.startsWith(u"Airflow gave no answer"_s));
}

QTEST_GUILESS_MAIN(tst_AirflowLayer)
#include "tst_airflowlayer.moc"
