// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/fromaurora.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace explain;

namespace {

constexpr core::TimePoint now(1795416420s);

aurora::Tiers tiers()
{
    return { u"preemptible"_s,
             { { u"preemptible"_s, { { u"preemptible"_s, u"true"_s }, { u"revocable"_s, u"false"_s } } },
               { u"preferred"_s, { { u"preemptible"_s, u"false"_s }, { u"revocable"_s, u"false"_s } } },
               { u"revocable"_s, { { u"preemptible"_s, u"true"_s }, { u"revocable"_s, u"true"_s } } } } };
}

aurora::Task task(const QString &job, int instance, aurora::TaskStatus status, double cpus = 1)
{
    aurora::Task t;
    t.id = job + QString::number(instance);
    t.instance = instance;
    t.config.job = *aurora::JobKey::parse(job);
    t.config.resources.cpus = cpus;
    t.status = status;
    t.events = { { now - std::chrono::minutes(10 + instance), status, {}, {} } };
    return t;
}

} // namespace

class tst_FromAurora : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatAConfigurationAsks();
    void readsTiers();
    void groupsWhatWaits_byJobAndRequest();
    void keepsModesThatMatter();
    void readsThePictureOfAScheduler();
    void changesAConfiguration_asAWayOutSays();
    void takesFromPendingTasks_whatTellsMore();
};

void tst_FromAurora::takesFromPendingTasks_whatTellsMore()
{
    const auto told = [](const QString &job, const QStringList &reasons, core::Duration penalty) {
        return aurora::PendingGroup{ *aurora::JobKey::parse(job), {}, penalty, reasons };
    };
    const auto group = [](const QString &job, float cpus, const QString &reason) {
        PendingGroup made;
        made.demand.job = job;
        made.demand.resources.cpus = cpus;
        if (!reason.isEmpty())
            made.reasons = { { reason, now - 5min, {} } };
        return made;
    };
    QList<PendingGroup> groups{ group(u"a/b/same"_s, 1, u"Insufficient: CPU,Insufficient: RAM"_s),
                                group(u"a/b/new"_s, 1, {}), group(u"a/b/two"_s, 1, u"Insufficient: CPU"_s),
                                group(u"a/b/two"_s, 2, u"Insufficient: disk"_s), group(u"a/b/none"_s, 1, {}) };
    addPending(groups,
               { told(u"a/b/same"_s, { u"Insufficient: RAM"_s, u"Insufficient: CPU"_s }, 30s),
                 told(u"a/b/new"_s, { u"Limit not satisfied: host"_s }, 10s),
                 told(u"a/b/two"_s, { u"Insufficient: disk"_s }, 20s),
                 told(u"a/b/two"_s, { u"Insufficient: GPU"_s }, 5s) },
               now);
    QCOMPARE(groups[0].reasons.size(), 1); // the same in another order; only when it tries again is new
    QCOMPARE(groups[0].reasons[0].penalty, core::Duration(30s));
    QCOMPARE(groups[0].reasons[0].at, now - 5min);
    QCOMPARE(groups[1].reasons, QList<AuroraReason>({ { u"Limit not satisfied: host"_s, now, 10s } }));
    QCOMPARE(groups[2].reasons[0].penalty, core::Duration(0s));
    QCOMPARE(groups[3].reasons[0].penalty, core::Duration(20s));
    QCOMPARE(groups[2].reasons.size() + groups[3].reasons.size(), 2); // whose the other reason is, is not told
    QVERIFY(groups[4].reasons.isEmpty());

    aurora::Offer offer;
    offer.agentId = u"a1"_s;
    offer.cpus = 2.5;
    const QList<Offer> offers = offersOf({ offer });
    QCOMPARE(offers.size(), 1);
    QCOMPARE(offers[0].agent, u"a1"_s);
    QCOMPARE(offers[0].cpus, 2.5);
}

void tst_FromAurora::changesAConfiguration_asAWayOutSays()
{
    aurora::TaskConfig asked;
    asked.resources = { 8.0625, 4096, 2048, 0, {} };
    asked.constraints = { { u"host"_s, aurora::LimitConstraint{ 1 } },
                          { u"slave_type"_s, aurora::ValueConstraint{ false, { u"model"_s } } } };
    const auto changed = [&asked](const WayOut &way) {
        aurora::TaskConfig config = asked;
        return change(config, way) ? config : aurora::TaskConfig();
    };
    const auto texts = [](const aurora::TaskConfig &config) {
        QStringList all;
        for (const aurora::Constraint &constraint : config.constraints)
            all << constraint.name + u'=' + constraint.text();
        return all;
    };
    WayOut way;
    way.type = WayOut::Type::CorrectConstraint;
    way.asked = u"slave_type"_s;
    way.attribute = u"slave-type"_s;
    way.value = u"model"_s;
    QCOMPARE(texts(changed(way)), QStringList({ u"host=limit:1"_s, u"slave-type=model"_s }));
    way.attribute = way.asked;
    way.value = u"spot"_s;
    QCOMPARE(texts(changed(way)), QStringList({ u"host=limit:1"_s, u"slave_type=spot"_s }));
    way.value.clear();
    QCOMPARE(texts(changed(way)), QStringList({ u"host=limit:1"_s }));
    way.asked = u"rack"_s;
    QCOMPARE(texts(changed(way)), QStringList()); // it is asked for no more

    way = {};
    way.type = WayOut::Type::RaiseLimit;
    way.attribute = u"host"_s;
    way.limit = 3;
    QCOMPARE(texts(changed(way)), QStringList({ u"host=limit:3"_s, u"slave_type=model"_s }));

    way = {};
    way.type = WayOut::Type::LowerRequest;
    way.request = Amounts::of(mesos::Resources{ 8.0625F, 2048, 2048, 0 });
    const aurora::TaskConfig less = changed(way);
    QCOMPARE(less.resources.cpus, 8.0625); // what is not less stays as exact as it was
    QCOMPARE(less.resources.ramMb, 2048);
    QCOMPARE(less.resources.diskMb, 2048);
    way.type = WayOut::Type::Grow;
    QVERIFY(changed(way) == aurora::TaskConfig());
}

void tst_FromAurora::readsWhatAConfigurationAsks()
{
    aurora::TaskConfig config;
    config.job = { u"web"_s, u"prod"_s, u"hello"_s };
    config.resources = { 1.5, 1024, 2048, 1, { u"http"_s, u"admin"_s } };
    config.constraints = { { u"host"_s, aurora::LimitConstraint{ 2 } },
                           { u"rack"_s, aurora::ValueConstraint{ true, { u"a"_s, u"b"_s } } } };
    const Demand demand = demandOf(config);
    QCOMPARE(demand.job, u"web/prod/hello"_s);
    QCOMPARE(demand.resources, (mesos::Resources{ 1.5F, 1024, 2048, 1 }));
    QCOMPARE(demand.ports, 2);
    QCOMPARE(demand.limits, QList<LimitConstraint>({ { u"host"_s, 2 } }));
    QCOMPARE(demand.values, QList<ValueConstraint>({ { u"rack"_s, { u"a"_s, u"b"_s }, true } }));
}

void tst_FromAurora::readsTiers()
{
    aurora::TaskConfig config;
    QVERIFY(demandOf(config, tiers()).preemptible); // the default tier
    config.tier = u"preferred"_s;
    QVERIFY(!demandOf(config, tiers()).preemptible);
    config.tier = u"revocable"_s;
    QVERIFY(demandOf(config, tiers()).revocable);
    config.tier = u"unheard-of"_s;
    QVERIFY(!demandOf(config, tiers()).revocable);
}

void tst_FromAurora::groupsWhatWaits_byJobAndRequest()
{
    using enum aurora::TaskStatus;
    const QString fx = u"prod/prod/fx-model"_s;
    const QList<PendingGroup> groups
        = pendingGroups({ task(u"web/prod/hello"_s, 0, Throttled), task(fx, 0, Running), task(fx, 1, Pending),
                          task(fx, 2, Pending), task(fx, 3, Pending, 8), task(fx, 4, Failed) },
                        { { fx + u'1', u"Insufficient: CPU"_s }, { fx + u'2', u"Insufficient: CPU"_s } }, now, tiers());
    QCOMPARE(groups.size(), 3);
    QCOMPARE(groups[0].demand.job, fx);
    QCOMPARE(groups[0].pending, 2);
    QCOMPARE(groups[0].instances, 4); // three wait, one runs
    QCOMPARE(groups[0].since, now - 12min);
    QCOMPARE(groups[0].reasons, QList<AuroraReason>({ { u"Insufficient: CPU"_s, now, {} } }));
    QCOMPARE(groups[1].demand.resources.cpus, 8.0F);
    QCOMPARE(groups[1].pending, 1);
    QVERIFY(groups[1].reasons.isEmpty());
    QCOMPARE(groups[2].demand.job, u"web/prod/hello"_s);
}

void tst_FromAurora::keepsModesThatMatter()
{
    using enum aurora::MaintenanceMode;
    const QHash<QString, AuroraMode> modes = modesOf({ { u"a"_s, None }, { u"b"_s, Draining }, { u"c"_s, Scheduled } });
    QCOMPARE(modes.value(u"a"_s), AuroraMode::None);
    QCOMPARE(modes.value(u"b"_s), AuroraMode::Draining);
    QCOMPARE(modes.value(u"c"_s), AuroraMode::Scheduled);
}

void tst_FromAurora::readsThePictureOfAScheduler()
{
    const auto texts = std::make_shared<core::StringPool>();
    aurora::State state;
    state.pool = texts;
    state.constraints
        = { { texts->intern("host"), texts->intern("limit:2") }, { texts->intern("rack"), texts->intern("!a,b") } };
    aurora::JobRow waiting;
    waiting.key = texts->intern("web/prod/hello");
    waiting.tier = texts->intern("preferred");
    waiting.resources = { 1.5F, 1024, 2048, 0, 1 };
    waiting.constraints = { 0, 2 };
    waiting.tasks = { 0, 1 };
    waiting.stats.pending = 2;
    waiting.instances = 5;
    waiting.pendingSince = now - 9min;
    aurora::JobRow calm;
    calm.key = texts->intern("web/prod/calm");
    state.jobs = { waiting, calm };
    aurora::TaskRow task;
    task.id = texts->intern("t");
    state.tasks = { task };
    state.pending = { { task.id, texts->intern("Insufficient: CPU"), now - 30s } };
    state.maintenance = { { texts->intern("ip-1"), aurora::MaintenanceMode::Drained, 0 } };

    const QList<PendingGroup> groups = pendingGroups(state);
    QCOMPARE(groups.size(), 1);
    const Demand &demand = groups[0].demand;
    QCOMPARE(demand.job, u"web/prod/hello"_s);
    QCOMPARE(demand.resources, (mesos::Resources{ 1.5F, 1024, 2048, 0 }));
    QCOMPARE(demand.ports, 1);
    QCOMPARE(demand.limits, QList<LimitConstraint>({ { u"host"_s, 2 } }));
    QCOMPARE(demand.values, QList<ValueConstraint>({ { u"rack"_s, { u"a"_s, u"b"_s }, true } }));
    QVERIFY(!demand.preemptible);
    QCOMPARE(groups[0].pending, 2);
    QCOMPARE(groups[0].instances, 5);
    QCOMPARE(groups[0].since, now - 9min);
    QCOMPARE(groups[0].reasons, QList<AuroraReason>({ { u"Insufficient: CPU"_s, now - 30s, {} } }));
    QVERIFY(pendingGroups(state, u"web/prod/calm"_s).isEmpty());
    QCOMPARE(modesOf(state).value(u"ip-1"_s), AuroraMode::Drained);
}

QTEST_GUILESS_MAIN(tst_FromAurora)
#include "tst_fromaurora.moc"
