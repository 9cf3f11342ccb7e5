// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/capacity.h"
#include "tests/unit/stack/picture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using mesos::AgentPhase;
using test::Picture;

class tst_Capacity : public QObject
{
    Q_OBJECT

private slots:
    void groupsAgentsByTheAttribute();
    void leavesOutWhatCannotBeUsed();
    void makesOnePool_whenNoAgentHasTheAttribute();
    void sumsTheCluster();
    void samplesWhatIsWanted_ofPoolsWithoutAgents();
};

void tst_Capacity::groupsAgentsByTheAttribute()
{
    Picture picture;
    picture.agent("a1", "spot", AgentPhase::Active, 2).agent("a2", "host").agent("a3", "spot").agent("a4", "");
    const auto pools = stack::poolsOf(picture.state(), "slave-type");
    QCOMPARE(pools.size(), 3);
    QCOMPARE(pools[0].name, QString());
    QCOMPARE(pools[1].name, u"host"_s);
    QCOMPARE(pools[1].idle, 1);
    QCOMPARE(pools[2].name, u"spot"_s);
    QCOMPARE(pools[2].agents, 2);
    QCOMPARE(pools[2].busy, 1);
    QCOMPARE(pools[2].idle, 1);
    QCOMPARE(pools[2].tasks, 2);
    QCOMPARE(pools[2].total.cpus, 32.0);
    QCOMPARE(pools[2].used.cpus, 4.0);
    QCOMPARE(pools[2].offered.mem, 1024.0);
}

void tst_Capacity::leavesOutWhatCannotBeUsed()
{
    Picture picture;
    picture.agent("a1", "spot", AgentPhase::Unreachable, 9)
        .agent("a2", "spot", AgentPhase::Recovering)
        .agent("a3", "spot", AgentPhase::Draining, 1);
    const auto pools = stack::poolsOf(picture.state(), "slave-type");
    QCOMPARE(pools.size(), 1);
    QCOMPARE(pools[0].agents, 1);
    QCOMPARE(pools[0].tasks, 1);
}

void tst_Capacity::makesOnePool_whenNoAgentHasTheAttribute()
{
    Picture picture;
    picture.agent("a1", "spot").agent("a2", "host");
    const auto pools = stack::poolsOf(picture.state(), "rack");
    QCOMPARE(pools.size(), 1);
    QCOMPARE(pools[0].name, QString());
    QCOMPARE(pools[0].agents, 2);
    QVERIFY(stack::poolsOf(Picture().state(), "rack").isEmpty());
}

void tst_Capacity::sumsTheCluster()
{
    Picture picture;
    picture.agent("a1", "spot", AgentPhase::Active, 2).agent("a2", "host", AgentPhase::Unreachable, 3);
    const core::TimePoint at(std::chrono::seconds(5));
    const auto sample = stack::clusterSample(picture.state(), at);
    QCOMPARE(sample.at, at);
    QCOMPARE(sample.agents, 1);
    QCOMPARE(sample.tasks, 2);
    QCOMPARE(sample.total, (std::array<double, 4>{ 16, 65536, 400000, 1 }));
    QCOMPARE(sample.allocated, (std::array<double, 4>{ 4, 2048, 20, 0 }));
    QCOMPARE(sample.offered, (std::array<double, 4>{ 1, 512, 0, 0 }));
    // What the pools tell adds up to what the cluster tells.
    const auto pools = stack::poolsOf(picture.state(), "slave-type");
    QCOMPARE(stack::poolSample(pools.value(0), at), sample);
}

void tst_Capacity::samplesWhatIsWanted_ofPoolsWithoutAgents()
{
    stack::Pool fixed;
    fixed.name = u"fixed"_s;
    fixed.agents = 6;
    auto machines = std::make_shared<pools::Picture>();
    pools::Pool spot;
    spot.name = u"spot"_s;
    spot.kind = pools::Pool::Kind::Spot;
    spot.wanted = 8;
    spot.launched = 5;
    pools::Pool outside;
    outside.name = u"fixed"_s;
    machines->pools = { spot, outside };
    const core::TimePoint at(std::chrono::seconds(1795416420));
    const auto samples = stack::poolSamples({ fixed, stack::Pool() }, machines, at);
    QCOMPARE(samples.keys(), (QStringList{ u"fixed"_s, u"spot"_s })); // not the cluster's own
    QCOMPARE(samples[u"fixed"_s].agents, 6);
    QCOMPARE(samples[u"fixed"_s].launched, std::nullopt); // AWS knows none of its machines
    QCOMPARE(samples[u"spot"_s].wanted, std::optional(8));
    QCOMPARE(samples[u"spot"_s].launched, std::optional(5));
    QCOMPARE(samples[u"spot"_s].at, at);
}

QTEST_GUILESS_MAIN(tst_Capacity)
#include "tst_capacity.moc"
