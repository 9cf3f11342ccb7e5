// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/history.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;

class tst_History : public QObject
{
    Q_OBJECT

    static dag::PastNight night(const QString &id, int daysAgo)
    {
        dag::PastNight past;
        past.run.id = id;
        past.run.started = midnight - hours(24) * daysAgo;
        dag::PastNode node;
        node.tries = 2;
        node.started = past.run.started + minutes(30);
        past.nodes.insert(u"a"_s, node);
        return past;
    }

private slots:
    void mergesInOrder()
    {
        dag::History kept;
        kept.nights = { night(u"one"_s, 3), night(u"two"_s, 2) };
        dag::History fresh;
        fresh.nights = { night(u"three"_s, 1), night(u"two"_s, 2) };
        const dag::HistoryPtr merged = dag::mergedHistory(&kept, fresh);
        QStringList ids;
        for (const dag::PastNight &past : merged->nights)
            ids << past.run.id;
        QCOMPARE(ids, QStringList({ u"one"_s, u"two"_s, u"three"_s }));
        QCOMPARE(dag::mergedHistory(nullptr, fresh)->nights.front().run.id, u"two"_s);
    }

    void keepsWhatOnlyTheKeptNightKnows()
    {
        dag::History kept;
        kept.nights = { night(u"one"_s, 1) };
        kept.nights[0].pools = { { u"spot"_s, 9 } };
        dag::PastNode &node = kept.nights[0].nodes[u"a"_s];
        node.earlier
            = { { 1, -1, dag::NodeState::Failed, {}, node.started - minutes(20), node.started - minutes(5), {} } };
        dag::History fresh;
        fresh.nights = { night(u"one"_s, 1) };
        dag::HistoryPtr merged = dag::mergedHistory(&kept, fresh);
        QCOMPARE(merged->nights[0].pools.value(u"spot"_s), 9);
        QCOMPARE(merged->nights[0].nodes[u"a"_s].lost, core::Duration(minutes(20)));
        // Of a node that ran again since, the old tries are no more.
        fresh.nights[0].nodes[u"a"_s].started += minutes(60);
        merged = dag::mergedHistory(&kept, fresh);
        QVERIFY(merged->nights[0].nodes[u"a"_s].earlier.empty());
    }

    void tellsTheLastNightsOfANode()
    {
        dag::History history;
        history.nights = { night(u"one"_s, 4), night(u"two"_s, 3), night(u"three"_s, 2), night(u"four"_s, 1) };
        history.nights[2].nodes.clear(); // the DAG had no such node then
        history.nights[3].run.intervalStart = midnight - hours(48);
        dag::PastNode &node = history.nights[3].nodes[u"a"_s];
        node.lost = minutes(20);
        node.ran = minutes(5);
        const std::vector<dag::NodeNight> nights = dag::lastNightsOf(history, u"a"_s, 2);
        QCOMPARE(nights.size(), size_t(2));
        QCOMPARE(nights[0].day, midnight - hours(72)); // without an interval: when it started
        QCOMPARE(nights[0].took(), core::Duration(0));
        QCOMPARE(nights[1].day, midnight - hours(48));
        QCOMPARE(nights[1].took(), core::Duration(minutes(25)));
        QVERIFY(dag::lastNightsOf(history, u"b"_s, 2).empty());
    }

    void knowsTheNightBefore()
    {
        dag::History history;
        history.nights = { night(u"one"_s, 3), night(u"two"_s, 2), night(u"three"_s, 1) };
        dag::Run run;
        run.id = u"tonight"_s;
        run.started = midnight;
        QCOMPARE(dag::nightBefore(history, run)->run.id, u"three"_s);
        run.id = u"two"_s;
        run.started = midnight - hours(48);
        QCOMPARE(dag::nightBefore(history, run)->run.id, u"one"_s);
        run.started = midnight - hours(72);
        QVERIFY(!dag::nightBefore(history, run));
    }

    void makesAPastNightOfANight()
    {
        const auto graph = test::graphOf({ u"a"_s, u"b"_s }, {});
        const auto whole = test::nightOf(graph);
        test::done(whole->nodes[0], midnight + minutes(40), midnight + minutes(100));
        whole->nodes[0].queuedSince = midnight + minutes(38);
        whole->nodes[0].tryNumber = 2;
        whole->nodes[0].tries
            = { { 1, -1, dag::NodeState::Failed, {}, midnight, midnight + minutes(10), {} },
                { 2, -1, dag::NodeState::Done, {}, midnight + minutes(40), midnight + minutes(100), {} } };
        const dag::PastNight past = dag::pastOf(*whole);
        const dag::PastNode &node = past.nodes[u"a"_s];
        QCOMPARE(node.ran, core::Duration(minutes(60)));
        QCOMPARE(node.queued, core::Duration(minutes(2)));
        QCOMPARE(node.lost, core::Duration(minutes(40)));
        QCOMPARE(node.earlier.size(), size_t{ 1 });
        QCOMPARE(past.nodes[u"b"_s].state, dag::NodeState::Waiting);
    }

    void readsItsOwnWords()
    {
        for (int i = 0; i <= static_cast<int>(dag::NodeState::Unknown); ++i)
            QCOMPARE(dag::stateOf(dag::stateWord(static_cast<dag::NodeState>(i))), static_cast<dag::NodeState>(i));
        QCOMPARE(dag::stateOf(u"banana"), dag::NodeState::Unknown);
    }
};

QTEST_APPLESS_MAIN(tst_History)
#include "tst_history.moc"
