// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/sayings.h"
#include "tests/unit/explain/clusters.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace clusters;
using namespace explain;

namespace {

Verdict explained(Cluster &cluster, const PendingGroup &asked, const Context &with = context())
{
    const mesos::Snapshot state = cluster.build();
    return explainPending(*state, asked, with);
}

QStringList cellTexts(const PoolFunnel &pool)
{
    QStringList texts;
    for (const Cell &cell : pool.cells) {
        QString text = QString::number(cell.left);
        if (cell.isFirstEmpty)
            text = u'[' + text + u' ' + cell.remark + u']';
        else if (cell.left != cell.ifMatched)
            text += u'(' + QString::number(cell.ifMatched) + u')';
        texts += text;
    }
    return texts;
}

} // namespace

class tst_Pending : public QObject
{
    Q_OBJECT
private slots:
    void tellsTheMissingResource_withTheMostThatIsFree();
    void showsTheFunnel_byPool();
    void drawsTheNearestAgents_andWhoHoldsThem();
    void tellsEachCause_data();
    void tellsEachCause();
    void readsConstraints_asAuroraDoes();
    void addsTheExecutor_toWhatIsAsked();
    void countsOnlyWhatIsFreeForOurRole();
    void countsRevocable_forRevocableTiersOnly();
    void countsPorts_byNumber();
    void mindsMaintenance_fromShortlyBefore();
    void comparesWithAurora_data();
    void comparesWithAurora();
    void showsEachLayersAge();
    void explainsAllGroups();
};

void tst_Pending::tellsTheMissingResource_withTheMostThatIsFree()
{
    const mesos::Snapshot state = modelNight();
    const Verdict verdict = explainPending(*state, fxModel(), context());
    QCOMPARE(verdict.cause, Cause::Full);
    QCOMPARE(verdict.sentence,
             u"3 of 6 instances wait: none of 3 agents with slave-type=model has 15.0 cpus free; the most is 1.0."_s);
    QCOMPARE(verdict.detail,
             u"Nearest is ip-10-130-101-22, short of 14.0 cpus and 97.3 GiB of memory; it fits when fx-model/0 ends. "
             "Pending since 03:24:00 BRT, 23 min."_s);
}

void tst_Pending::showsTheFunnel_byPool()
{
    const mesos::Snapshot state = modelNight();
    const Verdict verdict = explainPending(*state, fxModel(), context());
    QStringList titles;
    for (const Filter &filter : verdict.filters)
        titles += filter.title;
    QCOMPARE(titles,
             QStringList({ u"slave-type=model"_s, u"CPUs ≥ 15.0"_s, u"Memory ≥ 110.0 GiB"_s, u"Disk ≥ 200.0 GiB"_s,
                           u"Ports 2"_s, u"Takes tasks"_s }));
    QCOMPARE(verdict.filter, 1);
    QCOMPARE(verdict.pools.size(), 3);
    QCOMPARE(verdict.pools[0].pool, u"model"_s);
    QCOMPARE(verdict.pools[0].agents, 3);
    QCOMPARE(cellTexts(verdict.pools[0]),
             QStringList({ u"3"_s, u"[0 most free 1.0]"_s, u"0"_s, u"0"_s, u"0"_s, u"0"_s }));
    QCOMPARE(verdict.pools[1].pool, u"mesos-spot"_s);
    QCOMPARE(cellTexts(verdict.pools[1]),
             QStringList({ u"[0 all are mesos-spot]"_s, u"0"_s, u"0"_s, u"0"_s, u"0"_s, u"0"_s }));
    // What the others would have if they matched: one of three is empty.
    QCOMPARE(cellTexts(verdict.pools[2]),
             QStringList({ u"[0 all are mesos-on-demand]"_s, u"0(1)"_s, u"0(1)"_s, u"0(1)"_s, u"0(1)"_s, u"0(1)"_s }));
}

void tst_Pending::drawsTheNearestAgents_andWhoHoldsThem()
{
    const mesos::Snapshot state = modelNight();
    const QList<NearFit> nearest = explainPending(*state, fxModel(), context()).nearest;
    QCOMPARE(nearest.size(), 3);
    QCOMPARE(nearest[1].host, u"ip-10-130-112-8"_s);
    QCOMPARE(nearest[1].ends, QStringList({ u"fx-model/2"_s }));
    QCOMPARE(nearest[1].instancesHere, 1);
    QCOMPARE(nearest[1].free[Kind::Cpus], 1000);
    QCOMPARE(nearest[1].missing[Kind::Cpus], 14000);
    QCOMPARE(nearest[1].missing[Kind::Disk], 0);
    QVERIFY(nearest[1].isLargeEnough);
}

void tst_Pending::tellsEachCause_data()
{
    using Scene = std::function<Verdict()>;
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Scene scene, Cause cause, const QString &sentence) {
        QTest::newRow(name) << scene << cause << sentence;
    };
    const PendingGroup plain = group(u"web/prod/hello"_s, { 2, 4 * gib, 0, 0 });

    row(
        "no agents",
        [=] {
            Cluster b;
            return explained(b, plain);
        },
        Cause::NoAgents, u"1 instance waits: Mesos has no agent."_s);
    row(
        "scheduler away",
        [=] {
            Cluster b;
            b.aurora().phase = mesos::FrameworkPhase::Disconnected;
            b.state().frameworks.back().unregistered = now - 12min;
            b.machine("ip-1", "spot", large);
            return explained(b, plain);
        },
        Cause::AuroraAway,
        u"1 instance waits: Aurora's framework is disconnected in Mesos since 03:35:00 BRT, so that nothing is offered to it."_s);
    row(
        "quota",
        [=] {
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
            return explained(b, plain);
        },
        Cause::Quota, u"1 instance waits: role prod may hold 40.0 cpus and holds 39.0; one more takes 2.0."_s);
    row(
        "value that no agent has",
        [=] {
            Cluster b;
            b.machine("ip-1", "model", large);
            PendingGroup g = plain;
            g.demand.values = { is("slave-type", { u"modle"_s }) };
            return explained(b, g);
        },
        Cause::Constraint, u"1 instance waits: no agent has slave-type=modle."_s);
    row(
        "attribute that no agent has",
        [=] {
            Cluster b;
            b.machine("ip-1", "model", large);
            PendingGroup g = plain;
            g.demand.values = { is("rack", { u"a"_s }) };
            return explained(b, g);
        },
        Cause::Constraint, u"1 instance waits: no agent has the attribute rack."_s);
    row(
        "values that no agent has together",
        [=] {
            Cluster b;
            b.machine("ip-1", "model", large);
            b.attribute("rack", "b");
            b.machine("ip-2", "spot", large);
            b.attribute("rack", "a");
            PendingGroup g = plain;
            g.demand.values = { is("slave-type", { u"model"_s }), is("rack", { u"a"_s, u"c"_s }) };
            return explained(b, g);
        },
        Cause::Constraint, u"1 instance waits: 1 agent has slave-type=model, but not rack=a or c."_s);
    row(
        "every agent excluded",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large);
            PendingGroup g = plain;
            g.demand.values = { is("slave-type", { u"spot"_s }, true) };
            return explained(b, g);
        },
        Cause::Constraint, u"1 instance waits: the job excludes every agent by slave-type≠spot."_s);
    row(
        "dedicated to others",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large);
            b.attribute("dedicated", "dba/postgres");
            return explained(b, plain);
        },
        Cause::Dedicated, u"1 instance waits: the only agent is dedicated to other jobs."_s);
    row(
        "memory on those with cpus",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large, { 0, 121 * gib, 0, 0 });
            b.machine("ip-2", "spot", large, { 15, 0, 0, 0 });
            b.machine("ip-3", "spot", large, { 0, 120 * gib, 0, 0 });
            return explained(b, plain);
        },
        Cause::Full,
        u"1 instance waits: 2 agents have 2.0 cpus free, but none of them 4.0 GiB of memory; the most is 2.8 GiB."_s);
    row(
        "memory on the one with cpus",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large, { 0, 122.5F * gib, 0, 0 });
            b.machine("ip-2", "spot", large, { 15, 0, 0, 0 });
            return explained(b, plain);
        },
        Cause::Full, u"1 instance waits: 1 agent has 2.0 cpus free, but 256 MiB of memory instead of 4.0 GiB."_s);
    row(
        "only one matches, and it is full",
        [=] {
            Cluster b;
            b.machine("ip-1", "model", large, { 15.5F, 0, 0, 0 });
            b.machine("ip-2", "spot", large);
            PendingGroup g = plain;
            g.demand.values = { is("slave-type", { u"model"_s }) };
            return explained(b, g);
        },
        Cause::Full, u"1 instance waits: the only agent that matches has 0.5 cpus free, and 2.0 are needed."_s);
    row(
        "larger than any",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large);
            b.machine("ip-2", "spot", small);
            return explained(b, group(u"web/prod/huge"_s, { 64, gib, 0, 0 }, 2));
        },
        Cause::TooLarge, u"2 instances wait: it asks for 64.0 cpus, and the largest of 2 agents has 16.0."_s);
    row(
        "larger than any at once",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", { 64, gib, 0, 0 });
            b.machine("ip-2", "spot", { 1, 500 * gib, 0, 0 });
            return explained(b, group(u"web/prod/huge"_s, { 32, 100 * gib, 0, 0 }));
        },
        Cause::TooLarge,
        u"1 instance waits: no agent has 32.0 cpus and 100.0 GiB of memory at once, not even an empty one."_s);
    row(
        "the one with room is cordoned",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large, large);
            b.machine("ip-2", "spot", large).phase = mesos::AgentPhase::Deactivated;
            return explained(b, plain);
        },
        Cause::Unavailable, u"1 instance waits: 1 agent has room, but ip-2 is cordoned."_s);
    row(
        "the one with room is held",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large, large);
            b.machine("ip-2", "spot", large).phase = mesos::AgentPhase::Deactivated;
            Context c = context();
            c.held = { { u"ip-2"_s, u"ana@desk until 05:10"_s } };
            return explained(b, plain, c);
        },
        Cause::Unavailable, u"1 instance waits: 1 agent has room, but ip-2 is held for ana@desk until 05:10."_s);
    row(
        "those with room take no tasks",
        [=] {
            Cluster b;
            b.machine("ip-0", "spot", large, large);
            b.machine("ip-1", "spot", large).phase = mesos::AgentPhase::Deactivated;
            b.machine("ip-2", "spot", large).phase = mesos::AgentPhase::Draining;
            b.machine("ip-3", "spot", large).phase = mesos::AgentPhase::Unreachable;
            b.machine("ip-4", "spot", large).phase = mesos::AgentPhase::Deactivated; // by who holds it
            b.machine("ip-5", "spot", large);
            Context c = context();
            c.held = { { u"ip-4"_s, u"itaipu"_s } };
            c.auroraModes = { { u"ip-5"_s, AuroraMode::Draining } };
            return explained(b, plain, c);
        },
        Cause::Unavailable,
        u"1 instance waits: 5 agents have room, but none takes tasks: 1 held, 1 in Aurora's maintenance, 1 cordoned, 1 draining and 1 unreachable."_s);
    row(
        "limit reached",
        [=] {
            Cluster b;
            b.aurora();
            b.machine("ip-1", "spot", large, { 2, 4 * gib, 0, 0 });
            b.machine("ip-2", "spot", large, { 2, 4 * gib, 0, 0 });
            b.runs("web/prod/hello", 0, "ip-1", { 2, 4 * gib, 0, 0 });
            b.runs("web/prod/hello", 1, "ip-2", { 2, 4 * gib, 0, 0 });
            PendingGroup g = group(u"web/prod/hello"_s, { 2, 4 * gib, 0, 0 }, 1, 3);
            g.demand.limits = { { u"host"_s, 1 } };
            return explained(b, g);
        },
        Cause::Limit,
        u"1 of 3 instances wait: 2 agents have room, but the job allows 1 per host and they are reached."_s);
    row(
        "room for all",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large);
            return explained(b, group(u"web/prod/hello"_s, { 2, 4 * gib, 0, 0 }, 3));
        },
        Cause::Fits, u"3 instances wait: there is room for all now, and Aurora has not placed them yet."_s);
    row(
        "room for some",
        [=] {
            Cluster b;
            b.machine("ip-1", "spot", large, { 13, 0, 0, 0 });
            return explained(b, group(u"web/prod/hello"_s, { 2, 4 * gib, 0, 0 }, 3));
        },
        Cause::Fits, u"3 instances wait: there is room for 1 of them now, and nowhere for the rest."_s);
}

void tst_Pending::tellsEachCause()
{
    QFETCH(std::function<Verdict()>, scene);
    QFETCH(Cause, cause);
    QFETCH(QString, sentence);
    const Verdict verdict = scene();
    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.cause, cause);
}

void tst_Pending::readsConstraints_asAuroraDoes()
{
    Cluster b;
    b.machine("with-a", "spot", large);
    b.attribute("rack", "a");
    b.attribute("level", "10"); // Mesos reads a number, which Aurora spells 10.0
    b.machine("with-b", "spot", large);
    b.attribute("rack", "b");
    b.machine("without", "spot", large);
    const mesos::Snapshot state = b.build();
    const auto hosts = [&](const ValueConstraint &constraint) {
        Demand demand;
        demand.resources = { 1, gib, 0, 0 };
        demand.values = { constraint };
        QStringList names;
        for (const HeadRoom::On &on : headRoom(*state, demand, context()).agents)
            names += on.host;
        return names.join(u' ');
    };
    QCOMPARE(hosts(is("rack", { u"a"_s })), u"with-a"_s);
    QCOMPARE(hosts(is("rack", { u"a"_s, u"b"_s, u"z"_s })), u"with-a with-b"_s);
    QCOMPARE(hosts(is("rack", { u"a"_s }, true)), u"with-b without"_s);
    QCOMPARE(hosts(is("rack", { u"a"_s, u"b"_s }, true)), u"without"_s);
    QCOMPARE(hosts(is("none", { u"a"_s }, true)), u"with-a with-b without"_s);
    QCOMPARE(hosts(is("level", { u"10"_s })), QString());
    QCOMPARE(hosts(is("level", { u"10.0"_s })), u"with-a"_s);

    Demand demand;
    demand.resources = { 1, gib, 0, 0 };
    demand.limits = { { u"rack"_s, 1 } };
    QCOMPARE(headRoom(*state, demand, context()).instances, 2); // none where the attribute is missing
}

void tst_Pending::addsTheExecutor_toWhatIsAsked()
{
    Cluster b;
    b.aurora();
    b.machine("ip-1", "spot", large, { 1, 0, 0, 0 });
    mesos::Executor executor;
    executor.framework = b.text("aurora-id");
    executor.resources = { 0.25F, 128, 0, 0 };
    b.state().executors = { executor };
    const Verdict verdict = explained(b, group(u"web/prod/hello"_s, { 15, 4 * gib, 0, 0 }));
    QCOMPARE(verdict.sentence,
             u"1 instance waits: the only agent that matches has 15.0 cpus free, and 15.25 are needed."_s);
    QVERIFY(verdict.detail.contains(u"Needs include 0.25 cpus and 128 MiB of memory for the executor."_s));
}

void tst_Pending::countsOnlyWhatIsFreeForOurRole()
{
    Cluster b;
    mesos::Framework &aurora = b.aurora();
    b.state().frameworkRoles = { b.text("prod/etl") };
    aurora.roles = { 0, 1 };
    b.machine("ip-1", "spot", { 16, 64 * gib, 0, 0 }, { 6, 0, 0, 0 });
    // 4 of 8 that web reserved are used by web, 2 of all by us: 6 are left for others, 4 of web's are not ours.
    b.state().reservations = { { b.text("web"), { 8, 0, 0, 0 } }, { b.text("prod"), { 2, 0, 0, 0 } } };
    b.state().agents.back().reservations = { 0, 2 };
    b.runs("web", 0, "ip-1", { 4, 0, 0, 0 }).role = b.text("web");
    b.runs("etl", 0, "ip-1", { 2, 0, 0, 0 }).role = b.text("prod/etl");
    const mesos::Snapshot state = b.build();
    Demand demand;
    demand.resources = { 1, gib, 0, 0 };
    QCOMPARE(headRoom(*state, demand, context()).instances, 16 - 6 - 4);
}

void tst_Pending::countsRevocable_forRevocableTiersOnly()
{
    Cluster b;
    b.machine("ip-1", "spot", { 20, 64 * gib, 0, 0 }, { 15, 0, 0, 0 }).revocable = { 4, 0, 0, 0 };
    const mesos::Snapshot state = b.build();
    Demand demand;
    demand.resources = { 1, gib, 0, 0 };
    QCOMPARE(headRoom(*state, demand, context()).instances, 1);
    demand.revocable = true;
    QCOMPARE(headRoom(*state, demand, context()).instances, 4);
}

void tst_Pending::countsPorts_byNumber()
{
    Cluster b;
    mesos::Agent &agent = b.machine("ip-1", "spot", large);
    agent.ports = b.text("[31000-31004, 32000-32001]");
    agent.usedPorts = b.text("[31001-31002]");
    const mesos::Snapshot state = b.build();
    Demand demand;
    demand.ports = 2;
    QCOMPARE(headRoom(*state, demand, context()).instances, 2);
    demand.ports = 6;
    PendingGroup g;
    g.demand = demand;
    QCOMPARE(explainPending(*state, g, context()).sentence,
             u"1 instance waits: the only agent that matches has 5 ports free, and 6 are needed."_s);
}

void tst_Pending::mindsMaintenance_fromShortlyBefore()
{
    const auto placesWith = [](core::Duration begins) {
        Cluster b;
        b.machine("ip-1", "spot", large).unavailableFrom = now + begins;
        const mesos::Snapshot state = b.build();
        Demand demand;
        demand.resources = { 16, gib, 0, 0 };
        return headRoom(*state, demand, context()).instances;
    };
    QCOMPARE(placesWith(7min), 1);
    QCOMPARE(placesWith(6min), 0);
    QCOMPARE(placesWith(-10min), 0);
}

void tst_Pending::comparesWithAurora_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<Agreement>("agreement");
    QTest::newRow("the same") << u"Insufficient: CPU,Insufficient: RAM"_s << Agreement::Agrees;
    QTest::newRow("as /pendingtasks spells it") << u"Insufficient: CPU, Insufficient: RAM"_s << Agreement::Agrees;
    QTest::newRow("another resource") << u"Insufficient: disk"_s << Agreement::Differs;
    QTest::newRow("another cause") << u"Constraint not satisfied: slave-type"_s << Agreement::Differs;
    QTest::newRow("limit") << u"Limit not satisfied: host"_s << Agreement::Differs;
    QTest::newRow("no cause") << u"No matching offers"_s << Agreement::NotTold;
    QTest::newRow("nothing") << QString() << Agreement::NotTold;
}

void tst_Pending::comparesWithAurora()
{
    QFETCH(QString, reason);
    const mesos::Snapshot state = modelNight();
    QTEST(compared(reason, explainPending(*state, fxModel(), context())), "agreement");
}

void tst_Pending::showsEachLayersAge()
{
    const mesos::Snapshot state = modelNight();
    PendingGroup g = fxModel();
    g.reasons = { { u"Constraint not satisfied: slave-type"_s, now - 4min, 30s } };
    Context c = context();
    c.offers = { { u"ip-10-130-2-0-id"_s, 4 }, { u"ip-10-130-1-2-id"_s, 16 } };
    c.offersAt = now - 1s;
    const QList<Saying> sayings = explainPending(*state, g, c).sayings;
    QCOMPARE(sayings.size(), 3);
    QCOMPARE(sayings[0].text,
             u"“Constraint not satisfied: slave-type”: not what is found here; Aurora names only the nearest of the "
             "offers it holds · tries again in 30 s"_s);
    QCOMPARE(sayings[0].at, now - 4min);
    QCOMPARE(sayings[1].source, u"Aurora's offers"_s);
    QCOMPARE(sayings[1].text, u"20.0 cpus offered of 2 agents, none of them matches"_s);
    QCOMPARE(sayings[1].at, now - 1s);
    QCOMPARE(sayings[2].text, u"computed from 10 agents and the job's configuration"_s);
    QCOMPARE(sayings[2].at, now - 2s);
}

void tst_Pending::explainsAllGroups()
{
    const mesos::Snapshot state = modelNight();
    const QList<Verdict> all
        = explainAll(*state, { fxModel(), group(u"web/prod/hello"_s, { 1, gib, 0, 0 }) }, context());
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].cause, Cause::Full);
    QCOMPARE(all[1].cause, Cause::Fits);
    QCOMPARE(all[1].group.demand.job, u"web/prod/hello"_s);
}

QTEST_GUILESS_MAIN(tst_Pending)
#include "tst_pending.moc"
