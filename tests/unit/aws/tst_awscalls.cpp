// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/calls.h"
#include "tests/unit/aws/exchanges.h"

#include <QTest>

using namespace Qt::StringLiterals;
namespace calls = aws::calls;

namespace {

const QString onDemand = u"mesos-on-demand"_s;
const QString spot = u"mesos-spot-us-east-1a"_s;
const QString fixed = u"mesos-fixed"_s;
const QString nobody = u"i-00000000000000000"_s;
const QString note = u"nightly – não desligar & keep <up>"_s;

calls::Launch launchOf(const QString &token, int count = 1)
{
    calls::Launch launch;
    launch.count = count;
    launch.image = u"ami-03cf127a"_s;
    launch.token = token;
    return launch;
}

calls::Launch taggedLaunch()
{
    calls::Launch launch = launchOf(u"5b1f3c1e-7d5e-4c55-9d1b-0c0e59f4f7a2"_s, 3);
    launch.type = u"m5.4xlarge"_s;
    launch.keyName = u"ops"_s;
    launch.subnet = u"subnet-9e3fec20200691342"_s;
    launch.securityGroups = { u"sg-6d54075ff805bc543"_s };
    launch.profile = u"mesos-slave-profile"_s;
    launch.userData = u"#!/bin/sh\necho slave-type=spark > /etc/mesos-slave/attributes\n"_s;
    launch.endsWithShutdown = true;
    launch.tags
        = { { u"Name"_s, u"cantareira-stable-mesos-slave"_s }, { u"slave-type"_s, u"spark"_s }, { u"note"_s, note } };
    launch.disks = { { u"/dev/xvda"_s, 200, u"gp3"_s } };
    return launch;
}

calls::Launch spotLaunch()
{
    calls::Launch launch = launchOf(u"536d03bc-8fab-4030-8f19-94681e19ba8a"_s);
    launch.type = u"m5.4xlarge"_s;
    launch.spot = true;
    launch.spotMaxPrice = u"0.50"_s;
    return launch;
}

calls::Launch dryLaunch()
{
    calls::Launch launch = launchOf(u"a6465456-7f29-4aed-9434-993d22ec4d58"_s);
    launch.dryRun = true;
    return launch;
}

calls::Launch badLaunch()
{
    calls::Launch launch = launchOf(u"0d2395fb-bb1c-4330-b8b9-343fc2605e1f"_s);
    launch.profile = u"no-such-profile"_s;
    return launch;
}

const QList<QPair<QString, aws::Call>> &made()
{
    static const QStringList twoFixed{ u"i-96f0a75384e9488b2"_s, u"i-49292e07bb420b5a6"_s };
    static const QStringList many{ u"i-85edcd05d0549b3f1"_s, u"i-c4f4c08da4d3de500"_s, u"i-0aa366c3bc6576627"_s,
                                   u"i-54f2558c37ce743b9"_s, u"i-52ef0953487572e89"_s, u"i-cf096cc8af4ab20c0"_s,
                                   u"i-83e4c23260867bdef"_s, u"i-a2f58f61d7b825e42"_s, u"i-4cd82828517dfc388"_s };
    static const QStringList launched{ u"i-854e03357a06deaf8"_s, u"i-075c09ecdec6f709d"_s };
    static const QString third = u"i-512107cc7ed878d2a"_s;
    static const calls::Filter typeFilter{ u"instance-type"_s, { u"m5.4xlarge"_s } };
    static const QList<QPair<QString, aws::Call>> list{
        { u"autoscaling/010-DescribeAutoScalingGroups"_s, calls::groups() },
        { u"autoscaling/011-DescribeAutoScalingGroups-names"_s, calls::groups({ onDemand, fixed }) },
        { u"autoscaling/012-DescribeAutoScalingGroups-unknown"_s, calls::groups({ u"no-such-group"_s }) },
        { u"autoscaling/013-DescribeAutoScalingGroups-page1"_s, calls::groups({}, 1) },
        { u"autoscaling/013-DescribeAutoScalingGroups-page2"_s, calls::groups({}, 1).next(onDemand) },
        { u"autoscaling/013-DescribeAutoScalingGroups-page3"_s, calls::groups({}, 1).next(onDemand).next(spot) },
        { u"autoscaling/014-DescribeAutoScalingGroups-filter"_s, calls::groupsTagged(u"slave-type"_s, { u"spark"_s }) },
        { u"autoscaling/020-SetDesiredCapacity-up"_s, calls::setDesired(onDemand, 6, true) },
        { u"autoscaling/021-SetDesiredCapacity-unknown"_s, calls::setDesired(u"no-such-group"_s, 1) },
        { u"autoscaling/022-SetDesiredCapacity-above-max"_s, calls::setDesired(onDemand, 99) },
        { u"autoscaling/023-SetDesiredCapacity-below-min"_s, calls::setDesired(fixed, 0) },
        { u"autoscaling/024-SetDesiredCapacity-down"_s, calls::setDesired(onDemand, 5) },
        { u"autoscaling/025-SetDesiredCapacity-missing-param"_s, calls::setDesired(onDemand, -1) },
        { u"autoscaling/030-UpdateAutoScalingGroup"_s, calls::setSizes(fixed, { 3, 8, 6 }) },
        { u"autoscaling/031-UpdateAutoScalingGroup-unknown"_s, calls::setSizes(u"no-such-group"_s, { 1, {}, {} }) },
        { u"autoscaling/040-DescribeAutoScalingInstances"_s, calls::groupInstances() },
        { u"autoscaling/041-DescribeAutoScalingInstances-ids"_s,
          calls::groupInstances({ u"i-13e1ae872d08ac506"_s, u"i-dc11ba584a621f495"_s }) },
        { u"autoscaling/042-DescribeAutoScalingInstances-unknown"_s, calls::groupInstances({ nobody }) },
        { u"autoscaling/050-TerminateInstanceInAutoScalingGroup-decrement"_s,
          calls::terminateInGroup(u"i-17d6d4a4b5ad86c39"_s, true) },
        { u"autoscaling/051-TerminateInstanceInAutoScalingGroup-replace"_s,
          calls::terminateInGroup(u"i-807bdd33b8dd9901d"_s, false) },
        { u"autoscaling/052-TerminateInstanceInAutoScalingGroup-unknown"_s, calls::terminateInGroup(nobody, true) },
        { u"autoscaling/053-DescribeAutoScalingGroups-after"_s, calls::groups({ onDemand }) },
        { u"autoscaling/060-SetInstanceProtection-off"_s, calls::protect(fixed, twoFixed, false) },
        { u"autoscaling/061-SetInstanceProtection-on"_s, calls::protect(fixed, { twoFixed[0] }, true) },
        { u"autoscaling/070-EnterStandby-decrement"_s, calls::enterStandby(fixed, { twoFixed[0] }, true) },
        { u"autoscaling/071-EnterStandby-replace"_s, calls::enterStandby(fixed, { twoFixed[1] }, false) },
        { u"autoscaling/072-DescribeAutoScalingGroups-standby"_s, calls::groups({ fixed }) },
        { u"autoscaling/073-ExitStandby"_s, calls::exitStandby(fixed, { twoFixed[0] }) },
        { u"autoscaling/080-DetachInstances-decrement"_s, calls::detach(spot, { u"i-13e1ae872d08ac506"_s }, true) },
        { u"autoscaling/081-DetachInstances-replace"_s, calls::detach(spot, { u"i-dc11ba584a621f495"_s }, false) },
        { u"autoscaling/090-SuspendProcesses-two"_s,
          calls::suspend(onDemand, { u"Terminate"_s, u"ReplaceUnhealthy"_s }) },
        { u"autoscaling/091-SuspendProcesses-all"_s, calls::suspend(spot, {}) },
        { u"autoscaling/092-DescribeAutoScalingGroups-suspended"_s, calls::groups() },
        { u"autoscaling/093-ResumeProcesses-one"_s, calls::resume(onDemand, { u"Terminate"_s }) },
        { u"autoscaling/094-ResumeProcesses-all"_s, calls::resume(spot, {}) },
        { u"autoscaling/095-SetInstanceHealth"_s, calls::setHealth(u"i-77946acb6cd2e8b5c"_s, false) },
        { u"autoscaling/096-AttachInstances-over-max"_s, calls::attach(fixed, many) },
        { u"autoscaling/100-DescribeAutoScalingGroups-lifecycle"_s, calls::groups() },
        { u"autoscaling/101-DescribeAutoScalingInstances-lifecycle"_s, calls::groupInstances() },
        { u"autoscaling/110-DescribeScalingActivities-moto"_s, calls::activities(onDemand) },
        { u"autoscaling/111-DescribeScalingActivities"_s, calls::activities(onDemand) },
        { u"autoscaling/112-DescribeScalingActivities-page1"_s, calls::activities({}, 3) },
        { u"autoscaling/112-DescribeScalingActivities-page2"_s,
          calls::activities({}, 3).next(u"98123fde-012f-5ff3-8b50-881449dac91a-3"_s) },
        { u"autoscaling/112-DescribeScalingActivities-page3"_s,
          calls::activities({}, 3).next(u"a6c4fc8f-6950-51de-a9ae-2c519c465071-6"_s) },
        { u"autoscaling/113-DescribeScalingActivities-spot"_s, calls::activities(spot) },
        { u"autoscaling/120-DescribeLaunchConfigurations"_s, calls::launchConfigurations() },
        { u"autoscaling/121-DescribeTags"_s, calls::groupTags() },
        { u"autoscaling/122-CreateOrUpdateTags"_s, calls::tagGroup(onDemand, u"keep-up"_s, note, false) },
        { u"autoscaling/123-PutScheduledUpdateGroupAction"_s,
          calls::scheduleDesired(onDemand, u"nightly-up"_s, u"0 0 * * *"_s, 8) },
        { u"autoscaling/124-DescribeScheduledActions"_s, calls::scheduledActions(onDemand) },
        { u"ec2/010-DescribeInstances"_s, calls::instances() },
        { u"ec2/011-DescribeInstances-filters"_s,
          calls::instances({ { u"tag:aws:autoscaling:groupName"_s, { onDemand } },
                             { u"instance-state-name"_s, { u"running"_s, u"pending"_s } } }) },
        { u"ec2/012-DescribeInstances-tag-filter"_s, calls::instances({ { u"tag:slave-type"_s, { u"spark"_s } } }) },
        { u"ec2/013-DescribeInstances-ids"_s, calls::instancesById(twoFixed) },
        { u"ec2/020-RunInstances"_s, calls::launch(taggedLaunch()) },
        { u"ec2/021-RunInstances-spot"_s, calls::launch(spotLaunch()) },
        { u"ec2/022-RunInstances-dryrun"_s, calls::launch(dryLaunch()) },
        { u"ec2/023-RunInstances-bad-profile"_s, calls::launch(badLaunch()) },
        { u"ec2/024-CreateTags"_s, calls::tag(launched, { { u"keep-up"_s, u"true"_s }, { u"note"_s, note } }) },
        { u"ec2/025-DeleteTags"_s, calls::untag({ launched[0] }, { u"keep-up"_s }) },
        { u"ec2/026-CreateTags-unknown"_s, calls::tag({ nobody }, { { u"a"_s, u"b"_s } }) },
        { u"ec2/030-DescribeInstances-page1"_s, calls::instances({}, 5) },
        { u"ec2/030-DescribeInstances-page2"_s, calls::instances({}, 5).next(u"r-7d69cde5e6c25ff3e"_s) },
        { u"ec2/030-DescribeInstances-page3"_s, calls::instances({}, 5).next(u"r-e7e1d5ad251ccc695"_s) },
        { u"ec2/031-DescribeInstances-unknown"_s, calls::instancesById({ nobody, launched[0] }) },
        { u"ec2/032-DescribeInstances-malformed"_s, calls::instancesById({ u"banana"_s }) },
        { u"ec2/040-DescribeInstanceStatus"_s, calls::instanceStatus(launched + QStringList{ third }) },
        { u"ec2/041-StopInstances"_s, calls::stop({ third }) },
        { u"ec2/042-TerminateInstances"_s, calls::terminate(launched) },
        { u"ec2/043-DescribeInstances-terminated"_s, calls::instancesById(launched + QStringList{ third }) },
        { u"ec2/044-TerminateInstances-unknown"_s, calls::terminate({ nobody }) },
        { u"ec2/050-DescribeInstanceTypes"_s,
          calls::instanceTypes({ u"m5.4xlarge"_s, u"r5.4xlarge"_s, u"m4.4xlarge"_s, u"c5.large"_s }) },
        { u"ec2/052-DescribeInstanceTypes-unknown"_s, calls::instanceTypes({ u"m5.banana"_s }) },
        { u"ec2/060-DescribeSpotPriceHistory"_s, calls::spotPrices({ u"m5.4xlarge"_s }, {}, { typeFilter }, 20) },
        { u"ec2/071-DescribeSpotInstanceRequests"_s, calls::spotRequests() },
        { u"ec2/072-CancelSpotInstanceRequests"_s, calls::cancelSpotRequests({ u"sir-a313a7f11399a4c33"_s }) },
        { u"ec2/080-DescribeAvailabilityZones"_s, calls::zones() },
        { u"ec2/081-DescribeSubnets"_s, calls::subnets() },
        { u"ec2/082-DescribeLaunchTemplates"_s, calls::launchTemplates() },
        { u"ec2/083-DescribeLaunchTemplateVersions"_s, calls::launchTemplateVersions(u"mesos-slave"_s) },
        { u"ec2/084-DescribeTags"_s, calls::tagsOf(u"instance"_s) },
        { u"ec2/085-GetConsoleOutput"_s, calls::consoleOutput(third) },
        { u"ec2/086-DescribeRegions"_s, calls::regions() },
        { u"sts/010-GetCallerIdentity"_s, calls::callerIdentity() },
        { u"sts/020-AssumeRole"_s,
          calls::assumeRole({ u"arn:aws:iam::123456789012:role/mesos-slave-role"_s, u"oncall"_s, {}, 3600, {}, {} }) },
        { u"sts/021-GetCallerIdentity-assumed"_s, calls::callerIdentity() },
        { u"sts/030-GetSessionToken"_s, calls::sessionToken() },
    };
    return list;
}

} // namespace

/// Each recorded request, made anew from our calls.
class tst_AwsCalls : public QObject
{
    Q_OBJECT

private slots:
    void makesWhatWasRecorded_data();
    void makesWhatWasRecorded();
    void leavesOutOnPurpose();
    void knowsReadsFromOrders();
    void repeatsWhatIsOnceOnlyNever();
    void neverSharesTokens();
    void namesSubnetsAsOneText();
};

void tst_AwsCalls::makesWhatWasRecorded_data()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < made().size(); ++row)
        QTest::newRow(qPrintable(made()[row].first)) << row;
}

void tst_AwsCalls::makesWhatWasRecorded()
{
    QFETCH(const int, row);
    const auto &[name, call] = made()[row];
    const exchanges::Message recorded = exchanges::request(name);
    QVERIFY(!recorded.body.isEmpty());
    QCOMPARE(exchanges::form(call.body()), exchanges::form(recorded.body));
}

void tst_AwsCalls::leavesOutOnPurpose()
{
    QStringList left;
    for (const QString &folder : { u"autoscaling"_s, u"ec2"_s, u"sts"_s }) {
        for (const QString &name : exchanges::names(folder)) {
            if (std::ranges::none_of(made(), [&](const auto &each) { return each.first == name; }))
                left.append(name);
        }
    }
    // No action, arguments that exclude each other, and the older way to ask for spot machines.
    QCOMPARE(left,
             QStringList({ u"autoscaling/130-unknown-action"_s, u"ec2/033-DescribeInstances-bad-combination"_s,
                           u"ec2/070-RequestSpotInstances"_s }));
}

void tst_AwsCalls::knowsReadsFromOrders()
{
    for (const auto &[name, call] : made()) {
        const bool reads = call.action().startsWith("Describe") || call.action().startsWith("GetC");
        QVERIFY2(call.onlyReads() == reads, call.action().constData());
    }
}

void tst_AwsCalls::repeatsWhatIsOnceOnlyNever()
{
    const QList<QByteArray> once{ "TerminateInstanceInAutoScalingGroup", "EnterStandby", "ExitStandby",
                                  "DetachInstances", "AttachInstances" };
    for (const auto &[name, call] : made())
        QVERIFY2(call.isRepeatable() != once.contains(call.action()), call.action().constData());
}

void tst_AwsCalls::neverSharesTokens()
{
    QSet<QString> tokens;
    for (int i = 0; i < 1000; ++i)
        tokens.insert(calls::newToken());
    QCOMPARE(tokens.size(), 1000);
    QVERIFY(std::ranges::all_of(tokens, [](const QString &token) { return token.size() <= 64; })); // AWS's limit
}

/// As botocore's model of UpdateAutoScalingGroup says: subnets are one text, zones a list.
void tst_AwsCalls::namesSubnetsAsOneText()
{
    using Parameters = aws::Call::Parameters;
    QCOMPARE(calls::setSubnets(spot, { u"subnet-1"_s, u"subnet-2"_s }).parameters(),
             (Parameters{ { "AutoScalingGroupName", spot }, { "VPCZoneIdentifier", u"subnet-1,subnet-2"_s } }));
    QCOMPARE(calls::setZones(spot, { u"us-east-1a"_s, u"us-east-1c"_s }).parameters(),
             (Parameters{ { "AutoScalingGroupName", spot },
                          { "AvailabilityZones.member.1", u"us-east-1a"_s },
                          { "AvailabilityZones.member.2", u"us-east-1c"_s } }));
}

QTEST_APPLESS_MAIN(tst_AwsCalls)
#include "tst_awscalls.moc"
