// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using dag::NodeState;

namespace {

constexpr core::TimePoint now(1795416420s);

/// A night of these nodes, each in its state and ended an hour ago, two hours ago, ….
dag::Night nightOf(const QList<QPair<QString, NodeState>> &nodes)
{
    auto graph = std::make_shared<dag::Graph>();
    dag::Night night;
    for (const auto &[id, state] : nodes) {
        dag::Node node;
        node.id = id;
        night::tellScaling(&node);
        graph->nodes.push_back(node);
        dag::NodeRun run;
        run.state = state;
        if (dag::isOver(state))
            run.ended = now - std::chrono::hours(graph->nodes.size());
        night.nodes.push_back(run);
    }
    night.graph = graph;
    return night;
}

} // namespace

/// What nodes that start and end machines tell of pools.
class tst_Scaling : public QObject
{
    Q_OBJECT

private slots:
    void givesBack_partsOfAPool();
    void isDoneWithAPool_onceAllHaveRunThatGiveItBack_data();
    void isDoneWithAPool_onceAllHaveRunThatGiveItBack();
};

void tst_Scaling::givesBack_partsOfAPool()
{
    const dag::Night night = nightOf({ { u"downscale-spot"_s, NodeState::Done },
                                       { u"models.downscale-ec2-model"_s, NodeState::Done },
                                       { u"scale-ec2-model"_s, NodeState::Done } });
    QVERIFY(night::givesBack(night.graph->nodes[0], u"mesos-spot-1a"_s));
    QVERIFY(!night::givesBack(night.graph->nodes[0], u"mesos-on-demand"_s));
    QVERIFY(night::givesBack(night.graph->nodes[1], u"model"_s));
    QVERIFY(!night::givesBack(night.graph->nodes[2], u"model"_s));
}

void tst_Scaling::isDoneWithAPool_onceAllHaveRunThatGiveItBack_data()
{
    QTest::addColumn<NodeState>("first");
    QTest::addColumn<NodeState>("second");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("both ran") << NodeState::Done << NodeState::Done << true;
    QTest::newRow("marked") << NodeState::MarkedDone << NodeState::Done << true;
    QTest::newRow("failed: the machines are left") << NodeState::Failed << NodeState::Done << true;
    QTest::newRow("one runs") << NodeState::Done << NodeState::Running << false;
    QTest::newRow("one waits") << NodeState::Waiting << NodeState::Done << false;
    QTest::newRow("blocked, and runs once that is cleared") << NodeState::Blocked << NodeState::Done << false;
}

void tst_Scaling::isDoneWithAPool_onceAllHaveRunThatGiveItBack()
{
    QFETCH(NodeState, first);
    QFETCH(NodeState, second);
    QFETCH(bool, isDone);
    const dag::Night night
        = nightOf({ { u"downscale-ec2-model"_s, first }, { u"late.downscale-ec2-model"_s, second } });
    const auto done = night::doneWith(night, { u"model"_s, u"mesos-fixed"_s, QString() });
    QCOMPARE(done.size(), isDone ? 1 : 0); // nothing gives the others back
    QCOMPARE(done.value(u"model"_s), isDone ? now - 1h : core::TimePoint());
}

QTEST_APPLESS_MAIN(tst_Scaling)
#include "tst_scaling.moc"
