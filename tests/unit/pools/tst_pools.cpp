// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/join.h"
#include "models/pools/rows/poolrows.h"
#include "models/pools/words.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr core::TimePoint now{ std::chrono::seconds(1795416432) };
using MachineState = pools::Machine::State;
using DifferenceKind = pools::Difference::Kind;

/// A world written down by hand: groups, instances and agents.
struct World
{
    aws::Group &group(const QString &name, int desired, bool spot = false)
    {
        aws::Group made;
        made.name = name;
        made.max = 90;
        made.desired = desired;
        made.mixed = spot;
        made.onDemandPercentage = spot ? 0 : 100;
        aws.groups.append(made);
        return aws.groups.last();
    }
    aws::Instance &instance(const QString &id, const QString &group, const QString &address, core::Duration age = 2h)
    {
        aws::Instance made;
        made.id = id;
        made.type = u"r5.4xlarge"_s;
        made.zone = u"us-east-1a"_s;
        made.state = aws::Instance::State::Running;
        made.privateAddress = address;
        made.launched = now - age;
        if (!group.isEmpty())
            made.tags.insert(u"aws:autoscaling:groupName"_s, group);
        made.tags.insert(u"slave-type"_s, group.isEmpty() ? u"model"_s : group);
        aws.instances.append(made);
        return aws.instances.last();
    }
    void refusal(const QString &group, core::Duration ago)
    {
        aws::Activity activity;
        activity.id = QString::number(ago.count());
        activity.group = group;
        activity.description = u"Launching a new EC2 instance.  Status Reason: Could not launch Spot Instances."_s;
        activity.status = u"Failed"_s;
        activity.zone = u"us-east-1c"_s;
        activity.started = now - ago;
        activity.message
            = u"Could not launch Spot Instances. InsufficientInstanceCapacity - We currently do not have sufficient "
              "r5.4xlarge capacity in the Availability Zone you requested (us-east-1c). Our system will be working on "
              "provisioning additional capacity. You can currently get r5.4xlarge capacity by not specifying an "
              "Availability Zone in your request or choosing us-east-1a, us-east-1b. Launching EC2 instance failed."_s;
        aws.activities.append(activity);
    }
    pools::Snapshot joined()
    {
        pools::Sources sources;
        sources.aws = std::make_shared<const aws::State>(aws);
        sources.mesos = agents;
        sources.poolAttribute = "slave-type";
        sources.prices = { { u"r5.4xlarge"_s, 1.0 } };
        sources.needs.idleLimit = idleLimit;
        sources.now = now;
        return pools::join(sources);
    }

    core::Duration idleLimit = 24h;
    aws::State aws;
    mesos::Snapshot agents;
};

} // namespace

/// EC2, Mesos and their differences.
class tst_Pools : public QObject
{
    Q_OBJECT

private slots:
    void readsCapacityErrors_data();
    void readsCapacityErrors();
    void joinsByAddress();
    void tellsWhoNeverRegistered();
    void tellsRefusals();
    void tellsGoneInstances();
    void tellsForgottenMachines();
    void addsUpMoney();
    void knowsPoolsOutsideOfAws();
    void tellsActivitiesShortly();
    void showsEveryFigure();

private:
    static mesos::Snapshot agents(const QList<QPair<QString, QString>> &addressesAndPools);
};

mesos::Snapshot tst_Pools::agents(const QList<QPair<QString, QString>> &addressesAndPools)
{
    auto pool = std::make_shared<core::StringPool>();
    auto state = std::make_shared<mesos::State>();
    for (const auto &[address, name] : addressesAndPools) {
        mesos::Agent agent;
        agent.id = pool->intern((u"S-"_s + address).toStdString());
        agent.hostname = pool->intern((u"ip-"_s + QString(address).replace(u'.', u'-')).toStdString());
        agent.address = pool->intern((address + u":5051"_s).toStdString());
        agent.total = { 16, 1000, 0, 0 };
        agent.registered = now - 1h;
        agent.attributes = { static_cast<uint32_t>(state->attributes.size()), 1 };
        state->attributes.push_back({ pool->intern("slave-type"), pool->intern(name.toStdString()) });
        state->agents.push_back(agent);
    }
    std::ranges::sort(state->agents, {}, [](const mesos::Agent &agent) { return agent.id.value; });
    state->pool = pool;
    return state;
}

void tst_Pools::readsCapacityErrors_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QStringList>("others");
    QTest::newRow("zone and others") << u"We currently do not have sufficient m5.4xlarge capacity in the Availability "
                                        u"Zone you requested (us-east-1c). "
                                        "You can currently get m5.4xlarge capacity by not specifying an Availability "
                                        "Zone in your request or choosing "
                                        "us-east-1a, us-east-1b, us-east-1d. Launching EC2 instance failed."_s
                                     << u"InsufficientInstanceCapacity"_s << u"m5.4xlarge"_s << u"us-east-1c"_s
                                     << QStringList{ u"us-east-1a"_s, u"us-east-1b"_s, u"us-east-1d"_s };
    QTest::newRow("spot")
        << u"Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request "
           "configuration. Please adjust your request and try again. Launching EC2 instance failed."_s
        << u"UnfulfillableCapacity"_s << QString() << QString() << QStringList();
    QTest::newRow("limit")
        << u"Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count "
           "exceeded. Launching EC2 instance failed."_s
        << u"MaxSpotInstanceCountExceeded"_s << QString() << QString() << QStringList();
    QTest::newRow("something else") << u"Invalid IamInstanceProfile: nobody"_s << QString() << QString() << QString()
                                    << QStringList();
}

void tst_Pools::readsCapacityErrors()
{
    QFETCH(const QString, message);
    QFETCH(const QString, code);
    const std::optional<aws::CapacityError> error = aws::capacityError(message);
    QCOMPARE(error.has_value(), !code.isEmpty());
    if (!error)
        return;
    QCOMPARE(error->code, code);
    QTEST(error->type, "type");
    QTEST(error->zone, "zone");
    QTEST(error->otherZones, "others");
    QCOMPARE(error->isLimit(), code.startsWith(u"Max"_s));
}

void tst_Pools::joinsByAddress()
{
    World world;
    world.group(u"spot"_s, 2, true);
    world.instance(u"i-1"_s, u"spot"_s, u"10.0.0.1"_s);
    world.instance(u"i-2"_s, u"spot"_s, u"10.0.0.2"_s);
    world.agents = agents({ { u"10.0.0.2"_s, u"spot"_s }, { u"10.0.0.1"_s, u"spot"_s } });
    const pools::Snapshot picture = world.joined();
    QCOMPARE(picture->pools.size(), 1);
    const pools::Pool &pool = picture->pools.first();
    QCOMPARE(pool.kind, pools::Pool::Kind::Spot);
    QCOMPARE(pool.launched, 2);
    QCOMPARE(pool.registered, 2);
    QCOMPARE(pool.idle, 2);
    QCOMPARE(pool.state, pools::Pool::State::Steady);
    QVERIFY(picture->differences.isEmpty());
    QStringList pairs;
    for (const pools::Machine &machine : picture->machines)
        pairs.append(machine.instance + u' ' + machine.agentHost);
    pairs.sort();
    QCOMPARE(pairs, QStringList({ u"i-1 ip-10-0-0-1"_s, u"i-2 ip-10-0-0-2"_s }));
    const auto first = std::ranges::find(picture->machines, u"i-1"_s, &pools::Machine::instance);
    QCOMPARE(first->address, u"10.0.0.1"_s); // it is found by it
}

void tst_Pools::tellsWhoNeverRegistered()
{
    World world;
    world.group(u"g"_s, 2);
    world.instance(u"i-old"_s, u"g"_s, u"10.0.0.1"_s, 20min);
    world.instance(u"i-new"_s, u"g"_s, u"10.0.0.2"_s, 1min);
    world.agents = agents({});
    const pools::Snapshot picture = world.joined();
    QCOMPARE(picture->differences.size(), 1); // the new one boots still
    QCOMPARE(picture->differences.first().kind, DifferenceKind::NeverRegistered);
    QCOMPARE(picture->differences.first().instance, u"i-old"_s);
    QCOMPARE(picture->pools.first().state, pools::Pool::State::Short);
    QCOMPARE(picture->differences.first().spent, 1.0 / 3);
}

void tst_Pools::tellsRefusals()
{
    World world;
    world.group(u"g"_s, 5, true);
    world.instance(u"i-1"_s, u"g"_s, u"10.0.0.1"_s);
    world.refusal(u"g"_s, 1min);
    world.refusal(u"g"_s, 6min);
    world.refusal(u"other"_s, 7min);
    world.agents = agents({ { u"10.0.0.1"_s, u"g"_s } });
    const pools::Snapshot picture = world.joined();
    const pools::Pool &pool = picture->pools.first();
    QCOMPARE(pool.state, pools::Pool::State::Refused);
    QCOMPARE(pool.refusal->times, 2);
    QCOMPARE(pool.refusal->first, now - 6min);
    QCOMPARE(picture->differences.size(), 1);
    const pools::Difference &difference = picture->differences.first();
    QCOMPARE(difference.kind, DifferenceKind::NotLaunched);
    QCOMPARE(difference.count, 4);
    QCOMPARE(difference.zone, u"us-east-1c"_s);
    QVERIFY(pools::wayOut(difference).contains(u"us-east-1a, us-east-1b"_s));
}

void tst_Pools::tellsGoneInstances()
{
    World world;
    world.group(u"g"_s, 1);
    world.instance(u"i-1"_s, u"g"_s, u"10.0.0.1"_s);
    world.agents = agents({ { u"10.0.0.1"_s, u"g"_s }, { u"10.0.0.9"_s, u"g"_s } });
    const pools::Snapshot picture = world.joined();
    QCOMPARE(picture->differences.size(), 1);
    QCOMPARE(picture->differences.first().kind, DifferenceKind::InstanceGone);
    QCOMPARE(picture->differences.first().agentHost, u"ip-10-0-0-9"_s);
    QVERIFY(std::isnan(picture->differences.first().spent));
}

void tst_Pools::tellsForgottenMachines()
{
    World world;
    world.idleLimit = 1h;
    world.instance(u"i-1"_s, {}, u"10.0.0.1"_s, 3h);
    world.agents = agents({ { u"10.0.0.1"_s, u"model"_s } });
    const pools::Snapshot picture = world.joined();
    QCOMPARE(picture->pools.first().kind, pools::Pool::Kind::Own);
    QVERIFY(!picture->pools.first().wanted);
    QCOMPARE(picture->differences.size(), 1);
    QCOMPARE(picture->differences.first().kind, DifferenceKind::Forgotten);
    QCOMPARE(picture->differences.first().instance, u"i-1"_s);
    QCOMPARE(picture->differences.first().spent, 1.0); // of the hour nothing has run there
    QCOMPARE(picture->pools.first().state, pools::Pool::State::Unneeded);
}

void tst_Pools::addsUpMoney()
{
    World world;
    world.group(u"g"_s, 2);
    world.group(u"s"_s, 1, true);
    world.instance(u"i-1"_s, u"g"_s, u"10.0.0.1"_s, 1h);
    world.instance(u"i-2"_s, u"g"_s, u"10.0.0.2"_s, 2h);
    world.instance(u"i-3"_s, u"s"_s, u"10.0.0.3"_s, 2h).spot = true;
    world.aws.spotPrices
        = { { u"r5.4xlarge"_s, u"us-east-1b"_s, 9, now }, { u"r5.4xlarge"_s, u"us-east-1a"_s, 0.25, now } };
    world.agents = agents({});
    pools::Snapshot picture = world.joined();
    QCOMPARE(picture->pool(u"g"_s)->price, 2.0);
    QCOMPARE(picture->pool(u"g"_s)->spent, 3.0);
    QCOMPARE(picture->pool(u"s"_s)->price, 0.25);
    QCOMPARE(picture->pool(u"s"_s)->spent, 0.5);
    world.aws.instances[0].type = u"x1.strange"_s; // no price of it: no sum is told, rather than a wrong one
    picture = world.joined();
    QVERIFY(std::isnan(picture->pool(u"g"_s)->price));
    QCOMPARE(pools::dollars(picture->pool(u"g"_s)->price), u"–"_s);
}

void tst_Pools::knowsPoolsOutsideOfAws()
{
    World world;
    world.agents = agents({ { u"10.0.0.1"_s, u"iron"_s } });
    pools::Snapshot picture = world.joined();
    QCOMPARE(picture->pools.first().kind, pools::Pool::Kind::Outside);
    QCOMPARE(picture->pools.first().registered, 1);
    QVERIFY(picture->differences.isEmpty());
    pools::Sources nothing;
    nothing.now = now;
    QVERIFY(pools::join(nothing)->pools.isEmpty());
}

void tst_Pools::tellsActivitiesShortly()
{
    aws::Activity activity;
    activity.description = u"Launching a new EC2 instance: i-0f00000000000beef"_s;
    activity.status = u"PreInService"_s;
    activity.progress = 30;
    activity.zone = u"us-east-1a"_s;
    QCOMPARE(pools::told(activity).result, u"launching"_s);
    QCOMPARE(pools::told(activity).what, u"i-0f00000000000beef in us-east-1a, 30 %"_s);
    activity.status = u"Successful"_s;
    activity.ended = now;
    QCOMPARE(pools::told(activity).result, u"launched"_s);
    World world;
    world.refusal(u"g"_s, 1min);
    QCOMPARE(pools::told(world.aws.activities.first()).result, u"refused"_s);
    QCOMPARE(pools::told(world.aws.activities.first()).what,
             u"Launch: AWS has no r5.4xlarge in us-east-1c; it offers us-east-1a, us-east-1b"_s);
}

void tst_Pools::showsEveryFigure()
{
    World world;
    world.group(u"g"_s, 2);
    world.instance(u"i-1"_s, u"g"_s, u"10.0.0.1"_s);
    world.agents = agents({ { u"10.0.0.1"_s, u"g"_s } });
    const pools::Snapshot picture = world.joined();
    const tables::Rows rows = pools::poolRows(picture);
    QStringList shown;
    for (int column = 0; column < rows->columns().size(); ++column) {
        if (!rows->columns().at(column).hiddenAtFirst)
            shown.append(rows->display(0, column, now));
    }
    QCOMPARE(
        shown.mid(0, 9),
        QStringList({ u"growing"_s, u"g"_s, u"on-demand group, "_s, u"2"_s, u"1"_s, u"1"_s, u"0"_s, u"1"_s, u"0"_s }));
    QCOMPARE(shown[10], u"0.0 / 16.0"_s);
    QCOMPARE(shown.mid(shown.size() - 2), QStringList({ u"1.00"_s, u"0"_s }));
    const tables::Rows machines = pools::machineRows(picture, u"g"_s);
    QCOMPARE(machines->rowCount(), 1U);
    QCOMPARE(machines->display(0, 1, now), u"i-1"_s);
    uint64_t mask = 0;
    QVERIFY(rows->sameRow(0, *pools::poolRows(world.joined()), 0, mask));
}

QTEST_APPLESS_MAIN(tst_Pools)
#include "tst_pools.moc"
