// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/comparison.h"
#include "models/dag/rows/nightrows.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;

/// Ten nights in which everything took an hour from the run's start on, and one that is looked at.
class tst_Comparison : public QObject
{
    Q_OBJECT

    std::shared_ptr<dag::Graph> m_graph = test::graphOf({ u"a"_s, u"b"_s, u"fresh"_s }, {});
    std::shared_ptr<dag::History> m_history = test::historyOf({ { u"a"_s, std::vector<minutes>(10, minutes(60)) },
                                                                { u"b"_s, std::vector<minutes>(10, minutes(60)) },
                                                                { u"old"_s, std::vector<minutes>(10, minutes(60)) } });

    dag::Comparison compared(const std::shared_ptr<dag::Night> &night, core::TimePoint now)
    {
        const dag::Forecast forecast = dag::forecastOf({ night, m_history, {}, now, {}, 50 });
        return dag::comparisonOf(*night, m_history.get(), &forecast, now);
    }

private slots:
    void tellsLateSlowNewAndGone()
    {
        const auto night = test::nightOf(m_graph);
        test::done(night->nodes[0], midnight + minutes(24), midnight + minutes(114)); // late, and half an hour slower
        test::running(night->nodes[1], midnight);
        const dag::Comparison comparison = compared(night, midnight + minutes(80));
        QCOMPARE(comparison.nodes[0].startedLater, core::Duration(minutes(24)));
        QCOMPARE(comparison.nodes[0].slower, core::Duration(minutes(30)));
        QCOMPARE(comparison.nodes[0].last, dag::NodeState::Done);
        QCOMPARE(comparison.nodes[0].lastTook, core::Duration(minutes(60)));
        QCOMPARE(comparison.nodes[1].slower, core::Duration(minutes(20))); // and still running
        QVERIFY(!comparison.nodes[0].isNew && comparison.nodes[2].isNew);
        QCOMPARE(comparison.gone, std::vector<QString>{ u"old"_s });
        QCOMPARE(comparison.lastEnded, midnight + minutes(60));
        QCOMPARE(comparison.usualEnd, midnight + minutes(60));
        QCOMPARE(dag::changeWords(comparison.nodes[0], dag::NodeState::Done),
                 QStringList({ u"started 24 min late"_s, u"30 min slower"_s }));
        QCOMPARE(dag::changeWords(comparison.nodes[2], dag::NodeState::Waiting), QStringList(u"new"_s));
    }

    void keepsQuietOfSmallDifferences()
    {
        const auto night = test::nightOf(m_graph);
        test::done(night->nodes[0], midnight + minutes(1), midnight + minutes(70));
        const dag::Comparison comparison = compared(night, midnight + minutes(80));
        QVERIFY(dag::changeWords(comparison.nodes[0], dag::NodeState::Done).isEmpty());
    }

    /// Whose instance made a second try is not late for that.
    void takesTheStartOfAMappedNode_fromItsFirstInstance()
    {
        const auto night = test::nightOf(m_graph);
        dag::NodeRun &node = night->nodes[0];
        test::done(node, midnight, midnight + minutes(60));
        node.mapped = { 48, 48, 0, 0 };
        node.tries = { { 1, 7, dag::NodeState::Failed, {}, midnight + minutes(40), midnight + minutes(42), {} },
                       { 2, 7, dag::NodeState::Done, {}, midnight + minutes(45), midnight + minutes(60), {} } };
        QCOMPARE(compared(night, midnight + minutes(80)).nodes[0].startedLater, core::Duration(0));
    }

    void countsALateStartFromTheFirstTry()
    {
        const auto night = test::nightOf(m_graph);
        test::done(night->nodes[0], midnight + minutes(60), midnight + minutes(120));
        night->nodes[0].tries = { { 1, -1, dag::NodeState::Failed, {}, midnight, midnight + minutes(30), {} } };
        QCOMPARE(compared(night, midnight + minutes(121)).nodes[0].startedLater, core::Duration(0));
    }

    void namesWhatFailedLastNight()
    {
        m_history->nights.back().nodes[u"a"_s].state = dag::NodeState::Failed;
        const auto night = test::nightOf(m_graph);
        const dag::Comparison comparison = compared(night, midnight + minutes(1));
        QCOMPARE(dag::changeWords(comparison.nodes[0], dag::NodeState::Failed),
                 QStringList(u"failed last night, too"_s));
    }

    void comparesWithNightsBefore_notAfter()
    {
        const auto night = test::nightOf(m_graph);
        night->run.started = m_history->nights[4].run.started;
        night->run.id = m_history->nights[4].run.id;
        m_history->nights[3].nodes[u"a"_s].ran = minutes(17);
        QCOMPARE(compared(night, midnight).nodes[0].lastTook, core::Duration(minutes(17)));
        m_history->nights[3].nodes[u"a"_s].ran = minutes(60);
    }

    void listsGoneNodes_afterThoseOfTheGraph()
    {
        const auto night = test::nightOf(m_graph);
        const dag::Comparison comparison = compared(night, midnight);
        const tables::Rows rows = dag::nightRows(night, nullptr, &comparison);
        QCOMPARE(rows->rowCount(), 4U);
        QVERIFY(rows->key(3) == "old");
        QVERIFY(rows->text(3, tables::columnOf(dag::nightColumns(), u"change"_s)) == "gone since last night");
    }

    void isEmpty_withoutHistory()
    {
        const auto night = test::nightOf(m_graph);
        const dag::Comparison comparison = dag::comparisonOf(*night, nullptr, nullptr, midnight);
        QCOMPARE(comparison.nodes.size(), size_t{ 3 });
        QVERIFY(!comparison.nodes[0].isNew && comparison.gone.empty() && !core::isKnown(comparison.lastEnded));
    }
};

QTEST_APPLESS_MAIN(tst_Comparison)
#include "tst_comparison.moc"
