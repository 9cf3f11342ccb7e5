// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/explain/clusters.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace clusters;
using namespace explain;

namespace {

QStringList sentences(const Verdict &verdict)
{
    QStringList texts;
    for (const WayOut &way : verdict.waysOut)
        texts += u"%1: %2"_s.arg(way.places).arg(way.sentence);
    return texts;
}

const WayOut *wayOf(const Verdict &verdict, WayOut::Type type)
{
    const auto found = std::ranges::find(verdict.waysOut, type, &WayOut::type);
    return found == verdict.waysOut.end() ? nullptr : &*found;
}

} // namespace

class tst_WaysOut : public QObject
{
    Q_OBJECT
private slots:
    void ordersByEffect_thenGentlest();
    void growsByWholeMachines();
    void growsWithinLimits();
    void releasesWhatHasRoom();
    void releasesByHolder_andPool();
    void namesTheNearestSpelling();
    void offersOtherValues_thatHaveRoom();
    void neverOffersDedicatedMachines();
    void raisesALimit_asLittleAsNeeded();
    void lowersARequest_byAtMostHalf();
    void findsTheFewestTasks_toWaitFor();
    void needsNone_whenAllFit();
    void leavesMachinesAlone_whenTheSchedulerIsTheCause();
};

void tst_WaysOut::ordersByEffect_thenGentlest()
{
    const mesos::Snapshot state = modelNight();
    QCOMPARE(sentences(explainPending(*state, fxModel(), context())),
             QStringList({ u"3: Grow model by 3 machines of 16.0 cpus and 122.8 GiB of memory"_s,
                           u"3: Wait until fx-model/0 on ip-10-130-101-22 ends, fx-model/2 on ip-10-130-112-8 ends and "
                           "fx-model/1 on ip-10-130-99-140 ends"_s,
                           u"1: Ask for slave-type=mesos-on-demand"_s }));
}

void tst_WaysOut::growsByWholeMachines()
{
    Cluster b;
    b.machine("ip-1", "spot", large, large);
    const mesos::Snapshot state = b.build();
    const Verdict verdict = explainPending(*state, group(u"a/b/c"_s, { 5, gib, 0, 0 }, 7), context());
    const WayOut *grow = wayOf(verdict, WayOut::Type::Grow);
    QVERIFY(grow);
    QCOMPARE(grow->machines, 3); // three on each
    QCOMPARE(grow->places, 7);
    QCOMPARE(grow->pool, u"spot"_s);
    QCOMPARE(grow->button, u"Grow spot by 3…"_s);
    QCOMPARE(grow->remark, u"like ip-1; 3 fit on each"_s);
}

void tst_WaysOut::growsWithinLimits()
{
    Cluster b;
    b.aurora();
    for (const char *host : { "ip-1", "ip-2" }) {
        b.machine(host, "spot", large);
        b.attribute("zone", "us-east-1a");
        b.runs("a/b/c", host[3] - '1', host, { 5, gib, 0, 0 });
    }
    const mesos::Snapshot state = b.build();
    PendingGroup g = group(u"a/b/c"_s, { 5, gib, 0, 0 }, 4);
    g.demand.limits = { { u"host"_s, 1 } };
    const Verdict byHost = explainPending(*state, g, context());
    QCOMPARE(byHost.cause, Cause::Limit);
    const WayOut *grow = wayOf(byHost, WayOut::Type::Grow);
    QVERIFY(grow);
    QCOMPARE(grow->machines, 4);
    // A further machine of the pool is in the same zone as all others, most likely.
    g.demand.limits = { { u"zone"_s, 2 } };
    QVERIFY(!wayOf(explainPending(*state, g, context()), WayOut::Type::Grow));
}

void tst_WaysOut::releasesWhatHasRoom()
{
    Cluster b;
    b.machine("ip-1", "spot", large).phase = mesos::AgentPhase::Deactivated;
    b.machine("ip-2", "spot", large, large).phase = mesos::AgentPhase::Deactivated;
    b.machine("ip-3", "spot", small).phase = mesos::AgentPhase::Deactivated; // as who holds a machine leaves it
    b.machine("ip-4", "spot", small).phase = mesos::AgentPhase::Unreachable;
    Context c = context();
    c.held = { { u"ip-3"_s, u"itaipu"_s } };
    const mesos::Snapshot state = b.build();
    const Verdict verdict = explainPending(*state, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 3), c);
    const QStringList ways = sentences(verdict);
    QVERIFY(ways.contains(u"3: Uncordon ip-1"_s));
    QVERIFY(ways.contains(u"1: Release ip-3, held for itaipu"_s));
    QVERIFY(ways.contains(u"1: Bring back ip-4: unreachable"_s));
    QCOMPARE(verdict.waysOut.first().hosts, QStringList({ u"ip-1"_s }));
    QCOMPARE(verdict.waysOut.first().button, u"Uncordon…"_s);
    QCOMPARE(verdict.waysOut.first().agents, QStringList({ u"ip-1-id"_s }));
    QCOMPARE(verdict.waysOut.first().closed, Availability::Cordoned);
}

void tst_WaysOut::releasesByHolder_andPool()
{
    const auto cluster = [](mesos::AgentPhase first) {
        Cluster b;
        for (const char *host : { "ip-1", "ip-2", "ip-3" })
            b.machine(host, "spot", small).phase = mesos::AgentPhase::Deactivated;
        b.machine("ip-4", "model", small).phase = mesos::AgentPhase::Deactivated;
        b.machine("ip-5", "spot", small, small);
        b.state().agents.front().phase = first;
        return b.build();
    };
    Context c = context();
    for (const char *host : { "ip-1", "ip-2", "ip-4", "ip-5" })
        c.held.insert(QString::fromLatin1(host), u"ana"_s);
    c.held.insert(u"ip-3"_s, u"rui"_s);
    const mesos::Snapshot closed = cluster(mesos::AgentPhase::Deactivated);
    const Verdict verdict = explainPending(*closed, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 4), c);
    const QString ways = sentences(verdict).join(u'\n');
    QVERIFY2(ways.contains(u"2: Release 2 agents (ip-1 and ip-2), held for ana"_s), qPrintable(ways));
    QVERIFY2(ways.contains(u"1: Release ip-3, held for rui"_s), qPrintable(ways));
    QVERIFY2(ways.contains(u"1: Release ip-4, held for ana"_s), qPrintable(ways));
    const WayOut *both = wayOf(verdict, WayOut::Type::Release);
    QVERIFY(both);
    QCOMPARE(both->agents, QStringList({ u"ip-1-id"_s, u"ip-2-id"_s }));
    QCOMPARE(both->closed, Availability::Held);
    QCOMPARE(verdict.places, 0);
    // Tags of a machine alone keep no task off it: its agent is open.
    const mesos::Snapshot opened = cluster(mesos::AgentPhase::Active);
    QCOMPARE(explainPending(*opened, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 4), c).placesOn, QStringList({ u"ip-1"_s }));
}

void tst_WaysOut::namesTheNearestSpelling()
{
    Cluster b;
    b.machine("ip-1", "model", large);
    b.machine("ip-2", "mesos-spot", large);
    const mesos::Snapshot state = b.build();
    PendingGroup g = group(u"a/b/c"_s, { 4, gib, 0, 0 });
    g.demand.values = { is("slave-type", { u"modle"_s }) };
    const Verdict value = explainPending(*state, g, context());
    QVERIFY(sentences(value).contains(u"1: Correct slave-type=modle to model"_s));
    QCOMPARE(value.waysOut.first().value, u"model"_s);
    QCOMPARE(value.waysOut.first().remark, u"1 agent matches then"_s);
    g.demand.values = { is("slave_type", { u"model"_s }) };
    QVERIFY(sentences(explainPending(*state, g, context()))
                .contains(u"1: Correct the attribute slave_type to slave-type"_s));
}

void tst_WaysOut::offersOtherValues_thatHaveRoom()
{
    Cluster b;
    b.machine("ip-1", "model", large, large);
    b.machine("ip-2", "spot", large);
    b.machine("ip-3", "on-demand", large);
    b.machine("ip-4", "on-demand", large);
    const mesos::Snapshot state = b.build();
    PendingGroup g = group(u"a/b/c"_s, { 10, gib, 0, 0 }, 2);
    g.demand.values = { is("slave-type", { u"model"_s }) };
    const Verdict verdict = explainPending(*state, g, context());
    const WayOut *other = wayOf(verdict, WayOut::Type::CorrectConstraint);
    QVERIFY(other);
    QCOMPARE(other->value, u"on-demand"_s);
    QCOMPARE(other->places, 2);
}

void tst_WaysOut::neverOffersDedicatedMachines()
{
    Cluster b;
    b.machine("ip-1", "model", large, large);
    b.machine("ip-2", "spot", large);
    b.attribute("dedicated", "dba/postgres");
    const mesos::Snapshot state = b.build();
    PendingGroup g = group(u"a/b/c"_s, { 10, gib, 0, 0 });
    g.demand.values = { is("slave-type", { u"model"_s }) };
    QVERIFY(!wayOf(explainPending(*state, g, context()), WayOut::Type::CorrectConstraint));
    g.demand.values = { is("dedicated", { u"dba/mysql"_s }) };
    QVERIFY(!sentences(explainPending(*state, g, context())).join(u' ').contains(u"Ask for dedicated"_s));
}

void tst_WaysOut::raisesALimit_asLittleAsNeeded()
{
    Cluster b;
    b.aurora();
    b.machine("ip-1", "spot", large);
    b.machine("ip-2", "spot", large);
    b.runs("a/b/c", 0, "ip-1", { 1, gib, 0, 0 });
    b.runs("a/b/c", 1, "ip-2", { 1, gib, 0, 0 });
    const mesos::Snapshot state = b.build();
    PendingGroup g = group(u"a/b/c"_s, { 1, gib, 0, 0 }, 3);
    g.demand.limits = { { u"host"_s, 1 } };
    const Verdict verdict = explainPending(*state, g, context());
    const WayOut *raise = wayOf(verdict, WayOut::Type::RaiseLimit);
    QVERIFY(raise);
    QCOMPARE(raise->limit, 3);
    QCOMPARE(raise->places, 3);
    QCOMPARE(raise->sentence, u"Allow 3 per host instead of 1"_s);
}

void tst_WaysOut::lowersARequest_byAtMostHalf()
{
    const auto wayWith = [](float used) {
        Cluster b;
        b.machine("ip-1", "spot", large, { used, 0, 0, 0 });
        const mesos::Snapshot state = b.build();
        const Verdict verdict = explainPending(*state, group(u"a/b/c"_s, { 8, gib, 0, 0 }), context());
        const WayOut *way = wayOf(verdict, WayOut::Type::LowerRequest);
        return way ? way->sentence : QString();
    };
    QCOMPARE(wayWith(9.55F), u"Ask for 6.4 cpus instead of 8.0"_s);
    QCOMPARE(wayWith(12), u"Ask for 4.0 cpus instead of 8.0"_s);
    QCOMPARE(wayWith(12.5F), QString());
}

void tst_WaysOut::findsTheFewestTasks_toWaitFor()
{
    Cluster b;
    b.aurora();
    b.machine("ip-1", "spot", large, { 16, 0, 0, 0 });
    b.runs("a/b/tiny", 0, "ip-1", { 1, 0, 0, 0 });
    b.runs("a/b/mid", 0, "ip-1", { 4, 0, 0, 0 });
    b.runs("a/b/mid", 1, "ip-1", { 5, 0, 0, 0 });
    b.runs("a/b/big", 0, "ip-1", { 6, 0, 0, 0 });
    const mesos::Snapshot state = b.build();
    const auto ends = [&](float cpus) {
        return explainPending(*state, group(u"a/b/c"_s, { cpus, 0, 0, 0 }), context()).nearest.first().ends;
    };
    QCOMPARE(ends(5), QStringList({ u"mid/1"_s })); // not the larger one
    QCOMPARE(ends(9), QStringList({ u"mid/0"_s, u"mid/1"_s }));
    QCOMPARE(ends(16).size(), 4);
    QCOMPARE(ends(17).size(), 0); // no end would help
}

void tst_WaysOut::needsNone_whenAllFit()
{
    Cluster b;
    b.machine("ip-1", "spot", large);
    b.machine("ip-2", "spot", large).phase = mesos::AgentPhase::Deactivated;
    const mesos::Snapshot state = b.build();
    QVERIFY(explainPending(*state, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 4), context()).waysOut.isEmpty());
    QVERIFY(!explainPending(*state, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 5), context()).waysOut.isEmpty());
}

void tst_WaysOut::leavesMachinesAlone_whenTheSchedulerIsTheCause()
{
    Cluster away;
    away.aurora().phase = mesos::FrameworkPhase::Disconnected;
    away.state().frameworks.back().host = away.text("ip-9");
    away.machine("ip-1", "spot", large);
    const mesos::Snapshot withoutScheduler = away.build();
    const Verdict verdict = explainPending(*withoutScheduler, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 2), context());
    QCOMPARE(sentences(verdict), QStringList({ u"2: Bring Aurora's scheduler on ip-9 back"_s }));
    QCOMPARE(verdict.places, 0);

    Cluster b;
    mesos::Framework &aurora = b.aurora();
    b.state().frameworkRoles = { b.text("prod") };
    aurora.roles = { 0, 1 };
    mesos::Role role;
    role.name = b.text("prod");
    role.allocated = { 39, 0, 0, 0 };
    role.limit = mesos::ResourceSum{ 40, -1, -1, -1 };
    b.state().roles = { role };
    b.machine("ip-1", "spot", large);
    const mesos::Snapshot limited = b.build();
    QCOMPARE(sentences(explainPending(*limited, group(u"a/b/c"_s, { 4, gib, 0, 0 }, 2), context())),
             QStringList({ u"2: Raise the quota of role prod in Mesos to 47.0 cpus"_s }));
}

QTEST_GUILESS_MAIN(tst_WaysOut)
#include "tst_waysout.moc"
