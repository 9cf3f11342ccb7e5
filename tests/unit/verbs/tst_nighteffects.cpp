// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/nighteffects.h"
#include "tests/support/nights.h"

#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;
using verbs::JobFate;

namespace {

const aurora::JobKey model{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
const aurora::JobKey other{ u"jobs"_s, u"prod"_s, u"fx-model"_s };

/// load → model → serve, with a report beside the model, each an hour in all nights; the run began at midnight, so that
/// at 01:30 the model has half an hour to go and the run ends at 03:00.
dag::ForecastInput halfAModel()
{
    const auto graph
        = test::graphOf({ u"load"_s, u"model"_s, u"serve"_s, u"report"_s }, { { 0, 1 }, { 1, 2 }, { 0, 3 } });
    graph->nodes[1].job = "jobs/prod/hyoga-model";
    graph->nodes[2].job = "jobs/prod/serve";
    const auto night = test::nightOf(graph);
    test::done(night->nodes[0], midnight, midnight + hours(1));
    test::running(night->nodes[1], midnight + hours(1));
    test::running(night->nodes[3], midnight + hours(1));
    const std::vector<minutes> anHour(10, minutes(60));
    dag::ForecastInput input;
    input.night = night;
    input.history = test::historyOf(
        { { u"load"_s, anHour }, { u"model"_s, anHour }, { u"serve"_s, anHour }, { u"report"_s, anHour } });
    input.deadlines = { { u"deadline"_s, QTime(3, 10), QTimeZone::utc(), {}, 1 },
                        { u"load"_s, QTime(2, 0), QTimeZone::utc(), { u"load"_s }, 1 } };
    input.now = midnight + minutes(90);
    input.nights = 200;
    return input;
}

QStringList wordsOf(const actions::Effect &effect)
{
    return { effect.touches, effect.before, effect.after, effect.delta };
}

} // namespace

/// What ending or restarting jobs does to the night that is seen.
class tst_NightEffects : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void aKill_failsItsNode_andMovesTheEnd()
    {
        const dag::ForecastInput input = halfAModel();
        const auto effects = verbs::nightEffectsOf(input, { other, model }, JobFate::Killed);
        QCOMPARE(effects.size(), 3); // the deadline of load is met already: nothing can be done to it
        QCOMPARE(wordsOf(effects[0]), QStringList({ u"Node model"_s, u"running"_s, u"fails"_s, u"1 waits for it"_s }));
        QVERIFY(effects[0].bad);
        QCOMPARE(wordsOf(effects[1]),
                 QStringList({ u"Run ends, if cleared right away"_s, u"~03:00"_s, u"~03:30"_s, u"+30 min"_s }));
        QVERIFY(effects[1].bad);
        QCOMPARE(wordsOf(effects[2]),
                 QStringList({ u"Chance of deadline, 03:10"_s, u"100 %"_s, u"0 %"_s, u"probably missed"_s }));
        QVERIFY(effects[2].bad);
        for (const actions::Effect &effect : effects) {
            QCOMPARE(effect.group, u"Effect on the night"_s);
            QVERIFY(!effect.binding); // a picture that is some seconds old makes no plan void
        }
    }

    void aRestart_beginsItAnew()
    {
        const auto effects = verbs::nightEffectsOf(halfAModel(), { model }, JobFate::Restarted);
        QCOMPARE(wordsOf(effects[0]),
                 QStringList({ u"Node model"_s, u"running"_s, u"begins anew"_s, u"1 waits for it"_s }));
        QVERIFY(!effects[0].bad);
        QCOMPARE(effects[1].touches, u"Run ends"_s);
        QCOMPARE(effects[1].delta, u"+30 min"_s);
    }

    void whatHoldsUpNothing_leavesTheEndAlone()
    {
        dag::ForecastInput input = halfAModel();
        auto graph = std::make_shared<dag::Graph>(*input.night->graph);
        graph->nodes[3].job = "jobs/prod/report"; // 30 minutes of it again, beside 90 of model and serve
        auto night = std::make_shared<dag::Night>(*input.night);
        night->graph = graph;
        input.night = night;
        const auto effects = verbs::nightEffectsOf(input, { { u"jobs"_s, u"prod"_s, u"report"_s } }, JobFate::Killed);
        QCOMPARE(effects[0].delta, u"0 wait for it"_s);
        QCOMPARE(effects[1].delta, u"the same"_s);
        QVERIFY(!effects[1].bad);
        QCOMPARE(effects[2].delta, u"the same"_s);
        QVERIFY(!effects[2].bad);
    }

    void jobsOfNoNode_orOfOneThatDoesNotRun_saySo_byNothing()
    {
        const dag::ForecastInput input = halfAModel();
        QVERIFY(verbs::nightEffectsOf(input, { other }, JobFate::Killed).isEmpty());
        const QList<aurora::JobKey> waiting{ { u"jobs"_s, u"prod"_s, u"serve"_s } };
        QVERIFY(verbs::nightEffectsOf(input, waiting, JobFate::Killed).isEmpty());
        QVERIFY(QCoro::waitFor(verbs::nightEffects({}, { model }, JobFate::Killed)).isEmpty()); // no night is seen
    }

    void withoutAPast_onlyTheNodeIsTold()
    {
        dag::ForecastInput input = halfAModel();
        input.history.reset();
        const auto effects = verbs::nightEffectsOf(input, { model }, JobFate::Killed);
        QCOMPARE(effects.size(), 1);
        input.history = test::historyOf({ { u"model"_s, { minutes(60), minutes(60) } } });
        QCOMPARE(verbs::nightEffectsOf(input, { model }, JobFate::Killed).size(), 2); // an end, and no chances yet
    }
};

QTEST_GUILESS_MAIN(tst_NightEffects)
#include "tst_nighteffects.moc"
