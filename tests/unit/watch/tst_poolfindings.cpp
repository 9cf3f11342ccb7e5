// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/pools/zonesverb.h"
#include "models/watch/poolfindings.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pools::Difference;
using watch::Finding;

namespace {

// 23 Nov 2026, 03:47:00 BRT
constexpr core::TimePoint now(1795416420s);

pools::Pool refusedPool(const QString &name)
{
    pools::Pool pool;
    pool.name = name;
    pool.kind = pools::Pool::Kind::Spot;
    pool.state = pools::Pool::State::Refused;
    pool.wanted = 8;
    pool.launched = 5;
    pool.refusal.emplace();
    pool.refusal->error
        = { u"InsufficientInstanceCapacity"_s, u"r5.4xlarge"_s, u"us-east-1c"_s, { u"us-east-1a"_s, u"us-east-1b"_s } };
    pool.refusal->first = now - 26min;
    return pool;
}

Difference machine(Difference::Kind kind, const QString &instance)
{
    Difference difference;
    difference.kind = kind;
    difference.pool = u"model"_s;
    difference.instance = instance;
    difference.type = u"r5.4xlarge"_s;
    difference.zone = u"us-east-1d"_s;
    difference.since = now - 24min;
    difference.spent = 0.4;
    return difference;
}

Difference unneeded(Difference::Kind kind, int count)
{
    Difference difference = machine(kind, {});
    difference.count = count;
    difference.price = count;
    for (int i = 0; i < count; ++i)
        difference.instances << u"i-%1"_s.arg(i);
    return difference;
}

pools::Machine held(const QString &instance, core::TimePoint until)
{
    pools::Machine machine;
    machine.instance = instance;
    machine.pool = u"model"_s;
    machine.state = pools::Machine::State::Closed;
    machine.price = 1.5;
    machine.heldBy = u"ana@ops"_s;
    machine.heldSince = now - 2h;
    machine.heldUntil = until;
    return machine;
}

} // namespace

class tst_PoolFindings : public QObject
{
    Q_OBJECT
private slots:
    void saysNothing_ofPoolsThatHaveWhatTheyWant();
    void tellsWhatAwsRefuses_andWhatItOffers();
    void offersAnotherGroup_whereThereIsNoFurtherZone();
    void tellsOfMachinesThatCostForNothing();
    void offersWhatEndsTheCost();
    void leavesOutACostThatIsNotKnown();
    void mergesMany();
    void tellsOfAHold_beforeItEnds_andAfter();
    void tellsOfAHold_whoseReasonIsGone();
    void isQuietAboutAHold_thatLastsLonger();
};

void tst_PoolFindings::saysNothing_ofPoolsThatHaveWhatTheyWant()
{
    pools::Picture picture;
    pools::Pool steady = refusedPool(u"mesos-fixed"_s);
    steady.refusal.reset();
    picture.pools = { steady };
    picture.differences = { machine(Difference::Kind::InstanceGone, {}) }; // it leaves Mesos by itself
    QVERIFY(watch::poolFindings(picture).isEmpty());
}

void tst_PoolFindings::tellsWhatAwsRefuses_andWhatItOffers()
{
    pools::Picture picture;
    picture.pools = { refusedPool(u"mesos-spot-1c"_s) };
    picture.pools.first().pending = 3;
    const QList<Finding> found = watch::poolFindings(picture);
    QCOMPARE(found.size(), 1);
    const Finding &row = found.first();
    QCOMPARE(row.subject, u"mesos-spot-1c is refused machines"_s);
    QCOMPARE(row.fact, u"5 of 8 launched, 3 tasks wait for it"_s);
    QCOMPARE(row.cause, u"AWS has no r5.4xlarge in us-east-1c; it offers us-east-1a, us-east-1b"_s);
    QCOMPARE(row.severity, watch::Severity::Warning);
    QCOMPARE(watch::ageText(row, now), u"26 min"_s);
    QCOMPARE(row.steps.size(), 2);
    QCOMPARE(row.steps[0].label, u"Try these zones…"_s);
    QCOMPARE(row.steps[0].plan,
             std::optional(verbs::ZonesVerb::request(u"mesos-spot-1c"_s, { u"us-east-1a"_s, u"us-east-1b"_s })));
    QCOMPARE(row.steps[1].link, u"pool/mesos-spot-1c"_s);
}

/// A group that launches there already is asked for as many as are missing, as far as its limit goes.
void tst_PoolFindings::offersAnotherGroup_whereThereIsNoFurtherZone()
{
    pools::Picture picture;
    pools::Pool refused = refusedPool(u"mesos-spot-1c"_s);
    refused.zones = { u"us-east-1a"_s, u"us-east-1b"_s, u"us-east-1c"_s };
    pools::Pool other = refused;
    other.name = u"mesos-spot-1a"_s;
    other.refusal.reset();
    other.launched = 8;
    other.max = 10;
    picture.pools = { refused, other };
    const Finding row = watch::poolFindings(picture).value(0);
    QCOMPARE(row.steps.value(0).label, u"Grow mesos-spot-1a by 2…"_s);
    QCOMPARE(row.steps.value(0).plan, std::optional(verbs::ScaleVerb::grow(u"mesos-spot-1a"_s, 2)));
    picture.pools.removeLast();
    QCOMPARE(watch::poolFindings(picture).value(0).steps.size(), 1);
}

void tst_PoolFindings::tellsOfMachinesThatCostForNothing()
{
    pools::Picture picture;
    picture.differences = { machine(Difference::Kind::NeverRegistered, u"i-0b7c52e81d94f6a30"_s),
                            unneeded(Difference::Kind::Forgotten, 2), unneeded(Difference::Kind::HeldOver, 1) };
    const QList<Finding> found = watch::poolFindings(picture);
    QCOMPARE(found.size(), 2); // what a hold keeps is told with the hold
    const auto row = std::ranges::find(found, u"machine/i-0b7c52e81d94f6a30"_s, &Finding::key);
    QVERIFY(row != found.end());
    QCOMPARE(row->subject, u"i-0b7c52e81d94f6a30 runs, never registered"_s);
    QCOMPARE(row->fact, u"pool model"_s);
    QCOMPARE(row->cause, u"r5.4xlarge in us-east-1d, $0.40 so far"_s);
    QCOMPARE(row->steps.size(), 2); // what it wrote while it started, and the way to another one
    QCOMPARE(row->steps[0].console, u"i-0b7c52e81d94f6a30"_s);
    QCOMPARE(row->steps[1].label, u"Stop…"_s); // of no group, which would replace it
    QCOMPARE(row->steps[1].plan, std::optional(verbs::RetireVerb::stop(u"model"_s, { u"i-0b7c52e81d94f6a30"_s })));
    pools::Pool group;
    group.name = u"model"_s;
    group.kind = pools::Pool::Kind::OnDemand;
    picture.pools = { group };
    const QList<Finding> ofGroup = watch::poolFindings(picture);
    const auto replaced = std::ranges::find(ofGroup, u"machine/i-0b7c52e81d94f6a30"_s, &Finding::key);
    QVERIFY(replaced != ofGroup.end());
    QCOMPARE(replaced->steps[1].label, u"Replace…"_s);
    QCOMPARE(replaced->steps[1].plan,
             std::optional(verbs::RetireVerb::terminate(u"model"_s, { u"i-0b7c52e81d94f6a30"_s }, true)));
}

void tst_PoolFindings::offersWhatEndsTheCost()
{
    pools::Picture picture;
    picture.differences = { unneeded(Difference::Kind::Forgotten, 2) };
    Finding row = watch::poolFindings(picture).value(0);
    QCOMPARE(row.subject, u"2 machines of model idle"_s);
    QCOMPARE(row.fact, u"no task waits for the pool"_s);
    QCOMPARE(row.cause, u"r5.4xlarge in us-east-1d, $0.40 so far, $2.00/h"_s);
    QCOMPARE(watch::ageText(row, now), u"24 min"_s);
    QCOMPARE(row.steps.value(0).label, u"Stop 2…"_s);
    QCOMPARE(row.steps.value(0).plan, std::optional(verbs::RetireVerb::stop(u"model"_s, { u"i-0"_s, u"i-1"_s })));

    pools::Pool group; // of a group, which would replace what is stopped
    group.name = u"model"_s;
    group.kind = pools::Pool::Kind::OnDemand;
    picture.pools = { group };
    picture.differences[0].kind = Difference::Kind::PastNeed;
    row = watch::poolFindings(picture).value(0);
    QCOMPARE(row.fact, u"tonight's run needs them no more"_s);
    QCOMPARE(row.steps.value(0).label, u"Shrink by 2…"_s);
    QCOMPARE(row.steps.value(0).plan, std::optional(verbs::RetireVerb::scaleIn(u"model"_s, 2)));
}

void tst_PoolFindings::leavesOutACostThatIsNotKnown()
{
    pools::Picture picture;
    picture.differences = { machine(Difference::Kind::NeverRegistered, u"i-0b7c52e81d94f6a30"_s) };
    picture.differences.first().spent = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(watch::poolFindings(picture).value(0).cause, u"r5.4xlarge in us-east-1d"_s);
}

void tst_PoolFindings::mergesMany()
{
    pools::Picture picture;
    for (int i = 0; i < 4; ++i)
        picture.differences += machine(Difference::Kind::NeverRegistered, u"i-%1"_s.arg(i));
    picture.differences[2].since = now - 1h;
    const QList<Finding> found = watch::poolFindings(picture);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().subject, u"4 machines run and never registered"_s);
    QVERIFY2(found.first().fact.contains(u"i-2"_s), qPrintable(found.first().fact));
    QCOMPARE(found.first().since, now - 1h);
}

void tst_PoolFindings::tellsOfAHold_beforeItEnds_andAfter()
{
    pools::Picture picture;
    picture.at = now;
    picture.machines = { held(u"i-1"_s, now + 20min), held(u"i-2"_s, now + 20min) };
    const QList<Finding> before = watch::poolFindings(picture);
    QCOMPARE(before.size(), 1);
    QCOMPARE(before[0].subject, u"2 machines of model held"_s);
    QCOMPARE(before[0].fact, u"the hold of ana@ops ends at 04:07:00 BRT"_s);
    QCOMPARE(before[0].cause, u"They take no task: $6.00 so far, $3.00/h"_s);
    QCOMPARE(before[0].steps.size(), 2);
    QCOMPARE(before[0].steps[0].plan, std::optional(verbs::HoldVerb::release(u"model"_s, { u"i-1"_s, u"i-2"_s })));
    QCOMPARE(before[0].steps[1].plan,
             std::optional(verbs::HoldVerb::hold(u"model"_s, { u"i-1"_s, u"i-2"_s }, now + 20min + 2h)));

    picture.at = now + 30min;
    const QList<Finding> after = watch::poolFindings(picture);
    QCOMPARE(after.size(), 1);
    QCOMPARE(after[0].subject, u"2 machines of model still held"_s);
    QCOMPARE(after[0].fact, u"the hold of ana@ops ended at 04:07:00 BRT"_s);
    QCOMPARE(after[0].cause, u"They take no task: $7.50 so far, $3.00/h"_s);
    QCOMPARE(watch::ageText(after[0], picture.at), u"10 min"_s);
    QCOMPARE(after[0].steps[1].plan, before[0].steps[1].plan); // what is offered does not change every second

    picture.at = now + 20min + 90min; // an extension leaves an hour at least
    QCOMPARE(watch::poolFindings(picture)[0].steps[1].plan,
             std::optional(verbs::HoldVerb::hold(u"model"_s, { u"i-1"_s, u"i-2"_s }, now + 20min + 4h)));
}

void tst_PoolFindings::tellsOfAHold_whoseReasonIsGone()
{
    pools::Picture picture;
    picture.at = now;
    picture.machines = { held(u"i-1"_s, now + 5h) };
    picture.machines[0].heldFor = u"jobs/prod/model"_s;
    QVERIFY(watch::poolFindings(picture).isEmpty());
    picture.machines[0].heldReasonGone = now - 7min;
    const QList<Finding> found = watch::poolFindings(picture);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].subject, u"1 machine of model still held"_s);
    QCOMPARE(found[0].fact, u"jobs/prod/model, for which ana@ops held them, has finished"_s);
    QCOMPARE(watch::ageText(found[0], now), u"7 min"_s);
    QCOMPARE(found[0].steps.value(0).plan, std::optional(verbs::HoldVerb::release(u"model"_s, { u"i-1"_s })));
}

void tst_PoolFindings::isQuietAboutAHold_thatLastsLonger()
{
    pools::Picture picture;
    picture.at = now;
    picture.machines = { held(u"i-1"_s, now + 31min), held(u"i-2"_s, now - 1min) };
    picture.machines[1].state = pools::Machine::State::Leaving; // its hold has ended by itself
    QVERIFY(watch::poolFindings(picture).isEmpty());
    picture.machines[1].state = pools::Machine::State::Closed;
    picture.machines[1].price = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(watch::poolFindings(picture)[0].cause, u"They take no task: what they cost is not known"_s);
}

QTEST_GUILESS_MAIN(tst_PoolFindings)
#include "tst_poolfindings.moc"
