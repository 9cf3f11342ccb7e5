// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/accountlimit.h"
#include "models/aws/capacityerror.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr core::TimePoint now(1795416420s);
const aws::LimitKind onDemand{ u"standard"_s, false };
const aws::LimitKind spot{ u"standard"_s, true };

/// Of botocore's model and AWS's documentation; accounts of tests have no limits, so none could be recorded.
const QString tooManyVcpus
    = u"Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your "
      "current vCPU limit of 64 allows for the instance bucket that the specified instance type belongs to. Please "
      "visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. Launching EC2 "
      "instance failed."_s;
const QString tooManySpot = u"Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count "
                            "exceeded. Launching EC2 instance failed."_s;

/// Three machines of a group on demand, 48 vCPUs, and one of a spot group, 16.
aws::State world()
{
    aws::State state;
    state.groups = { { .name = u"g"_s, .types = { u"r5.4xlarge"_s } },
                     { .name = u"s"_s, .types = { u"r5.4xlarge"_s }, .mixed = true, .onDemandPercentage = 0 } };
    for (int i = 0; i < 5; ++i) {
        aws::Instance instance;
        instance.type = i < 4 ? u"r5.4xlarge"_s : u"p3.2xlarge"_s;
        instance.spot = i == 3;
        instance.state = aws::Instance::State::Running;
        state.instances << instance;
    }
    return state;
}

void tell(aws::State &state, const QString &group, const QString &refusal, core::Duration ago)
{
    aws::Activity activity;
    activity.group = group;
    activity.description = u"Launching a new EC2 instance"_s;
    activity.status = refusal.isEmpty() ? u"Successful"_s : u"Failed"_s;
    activity.message = refusal;
    activity.started = now - ago;
    state.activities << activity;
}

} // namespace

class tst_AccountLimit : public QObject
{
    Q_OBJECT

private slots:
    void readsTheLimit_ofARefusal();
    void knowsFamilies_andSizes();
    void isNotKnown_untilAwsRefuses();
    void isKnown_onceAwsHasRefused();
    void isForgotten_onceItWasRaised();
    void tellsARefusal_withoutANumber_untilSomethingIsLaunched();
};

void tst_AccountLimit::readsTheLimit_ofARefusal()
{
    const auto error = aws::capacityError(tooManyVcpus);
    QVERIFY(error && error->isAccountLimit());
    QCOMPARE(error->code, u"VcpuLimitExceeded"_s);
    QCOMPARE(error->vcpuLimit, 64);
    QCOMPARE(aws::capacityError(tooManySpot)->vcpuLimit, 0);
    QVERIFY(!aws::capacityError(u"SpotMaxPriceTooLow - too low"_s)->isAccountLimit());
}

void tst_AccountLimit::knowsFamilies_andSizes()
{
    for (const QString &type : { u"r5.4xlarge"_s, u"m5a.large"_s, u"c7gn.xlarge"_s, u"t3.micro"_s, u"i4i.metal"_s })
        QCOMPARE(aws::limitKindOf(type, false), onDemand);
    QCOMPARE(aws::limitKindOf(u"g4dn.xlarge"_s, true), (aws::LimitKind{ u"G and VT"_s, true }));
    QCOMPARE(aws::limitKindOf(u"p3.2xlarge"_s, false).family, u"P"_s);
    QCOMPARE(aws::limitKindOf(u"inf1.xlarge"_s, false).family, u"INF"_s);
    QVERIFY(aws::limitKindOf({}, false).family.isEmpty());
    QCOMPARE(aws::vcpusOf(u"r5.4xlarge"_s), 16);
    QCOMPARE(aws::vcpusOf(u"m5.large"_s), 2);
    QCOMPARE(aws::vcpusOf(u"r5.xlarge"_s), 4);
    QCOMPARE(aws::vcpusOf(u"i4i.metal"_s), 0);
}

void tst_AccountLimit::isNotKnown_untilAwsRefuses()
{
    aws::State state = world();
    tell(state, u"g"_s, {}, 1h);
    const aws::AccountLimit limit = aws::accountLimit(state, onDemand);
    QCOMPARE(limit.used, 48); // neither the spot machine nor the other family
    QCOMPARE(limit.most, 0);
    QVERIFY(limit.refusal.isEmpty());
    QCOMPARE(aws::accountLimit(state, spot).used, 16);
}

void tst_AccountLimit::isKnown_onceAwsHasRefused()
{
    aws::State state = world();
    tell(state, u"g"_s, {}, 1h); // later it launched again: the limit is the same
    tell(state, u"g"_s, tooManyVcpus, 2h);
    const aws::AccountLimit limit = aws::accountLimit(state, onDemand);
    QCOMPARE(limit.most, 64);
    QVERIFY(limit.refusal.isEmpty());
    QCOMPARE(limit.toldAt, now - 2h);
    QCOMPARE(aws::accountLimit(state, spot).most, 0); // another limit
}

void tst_AccountLimit::isForgotten_onceItWasRaised()
{
    aws::State state = world();
    tell(state, u"g"_s, {}, 1h);
    tell(state, u"g"_s, tooManyVcpus, 2h);
    state.instances += state.instances.mid(0, 2); // 80 vCPUs
    QCOMPARE(aws::accountLimit(state, onDemand).most, 0);
}

void tst_AccountLimit::tellsARefusal_withoutANumber_untilSomethingIsLaunched()
{
    aws::State state = world();
    tell(state, u"s"_s, tooManySpot, 1h);
    tell(state, u"s"_s, tooManySpot, 2h);
    QCOMPARE(aws::accountLimit(state, spot).refusal, u"MaxSpotInstanceCountExceeded"_s);
    QCOMPARE(aws::accountLimit(state, spot).toldAt, now - 1h);
    aws::State later = world();
    tell(later, u"s"_s, {}, 10min);
    later.activities += state.activities;
    QVERIFY(aws::accountLimit(later, spot).refusal.isEmpty());
    QVERIFY(!core::isKnown(aws::accountLimit(later, spot).toldAt));
}

QTEST_APPLESS_MAIN(tst_AccountLimit)
#include "tst_accountlimit.moc"
