// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/deadline.h"
#include "models/dag/nightboard.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

core::TimePoint utc(const QString &iso)
{
    return core::TimePoint(core::Duration(QDateTime::fromString(iso, Qt::ISODate).toMSecsSinceEpoch()));
}

} // namespace

class tst_Deadline : public QObject
{
    Q_OBJECT
private slots:
    void isTheFirstSuchTimeAfterTheStart_data()
    {
        QTest::addColumn<QString>("started");
        QTest::addColumn<QTime>("at");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("due");
        QTest::newRow("next morning") << u"2026-11-23T00:00:00Z"_s << QTime(8, 30) << QByteArray("America/Sao_Paulo")
                                      << u"2026-11-23T11:30:00Z"_s;
        QTest::newRow("same evening") << u"2026-11-23T00:00:00Z"_s << QTime(5, 0) << QByteArray("UTC")
                                      << u"2026-11-23T05:00:00Z"_s;
        QTest::newRow("started at the very time")
            << u"2026-11-23T05:00:00Z"_s << QTime(5, 0) << QByteArray("UTC") << u"2026-11-24T05:00:00Z"_s;
        QTest::newRow("clocks go forward")
            << u"2026-03-28T20:00:00Z"_s << QTime(8, 30) << QByteArray("Europe/Berlin") << u"2026-03-29T06:30:00Z"_s;
        QTest::newRow("left out by the clocks")
            << u"2026-03-28T20:00:00Z"_s << QTime(2, 30) << QByteArray("Europe/Berlin") << u"2026-03-29T01:00:00Z"_s;
        QTest::newRow("comes twice, first")
            << u"2026-10-24T20:00:00Z"_s << QTime(2, 30) << QByteArray("Europe/Berlin") << u"2026-10-25T00:30:00Z"_s;
    }
    void isTheFirstSuchTimeAfterTheStart()
    {
        QFETCH(const QString, started);
        QFETCH(const QTime, at);
        QFETCH(const QByteArray, zone);
        QFETCH(const QString, due);
        dag::Run run;
        run.started = utc(started);
        const dag::Deadline deadline{ u"deadline"_s, at, QTimeZone(zone), {}, 1 };
        const auto found = dag::dueAt(deadline, run);
        QVERIFY(found.has_value());
        QCOMPARE(found->time_since_epoch().count(), utc(due).time_since_epoch().count());
    }

    void isOfTheIntervalsEnd_beforeTheStart()
    {
        dag::Run run;
        const dag::Deadline deadline{ u"deadline"_s, QTime(5, 0), QTimeZone::utc(), {}, 1 };
        QVERIFY(!dag::dueAt(deadline, run));
        run.intervalEnd = utc(u"2026-11-23T01:00:00Z"_s);
        QVERIFY(dag::dueAt(deadline, run) == utc(u"2026-11-23T05:00:00Z"_s));
    }

    void choosesNodesByPattern()
    {
        dag::Graph graph;
        for (const QString &id : { u"itaipu-contracts"_s, u"models.churn"_s, u"contracts-mx"_s }) {
            dag::Node node;
            node.id = id;
            graph.nodes.push_back(node);
        }
        dag::Deadline deadline;
        QCOMPARE(dag::nodesOf(deadline, graph).size(), size_t{ 3 });
        deadline.nodes = { u"*contracts"_s, u"models.*"_s };
        QCOMPARE(dag::nodesOf(deadline, graph), std::vector<int>({ 0, 1 }));
    }

    void roundsItsShareUp()
    {
        dag::Deadline deadline;
        QCOMPARE(dag::neededOf(deadline, 7), 7);
        deadline.share = 0.95;
        QCOMPARE(dag::neededOf(deadline, 20), 19);
        QCOMPARE(dag::neededOf(deadline, 21), 20);
    }

    void tellsOnlyWhatChanged()
    {
        dag::NightBoard board(u"Airflow"_s);
        QSignalSpy nights(&board, &core::Store::snapshotChanged);
        QSignalSpy watched(&board, &dag::NightBoard::watchedChanged);
        auto graph = std::make_shared<dag::Graph>();
        graph->nodes.emplace_back();
        auto night = std::make_shared<dag::Night>();
        night->graph = graph;
        night->nodes.resize(1);
        board.setNight(night);
        board.setNight(std::make_shared<dag::Night>(*night));
        QCOMPARE(nights.count(), 1);
        auto later = std::make_shared<dag::Night>(*night);
        later->nodes[0].state = dag::NodeState::Running;
        board.setNight(later);
        QCOMPARE(nights.count(), 2);
        board.watch();
        board.watch();
        board.unwatch();
        QVERIFY(board.isWatched());
        board.unwatch();
        QCOMPARE(watched.count(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_Deadline)
#include "tst_deadline.moc"
