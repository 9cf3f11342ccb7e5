// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/calls.h"

#include "models/aws/wire/callmaker.h"

#include <QDateTime>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace aws::calls {

namespace {

constexpr auto scaling = Service::AutoScaling;
constexpr auto ec2 = Service::Ec2;
constexpr auto sts = Service::Sts;

CallMaker &pages(CallMaker &maker, const QByteArray &name, int size)
{
    return size > 0 ? maker.number(name, qint64{ size }) : maker;
}

CallMaker &filtered(CallMaker &maker, const QList<Filter> &filters)
{
    for (qsizetype i = 0; i < filters.size(); ++i) {
        const QByteArray place = maker.place("Filter", i);
        maker.text(place + ".Name", filters[i].name).list(place + ".Value", filters[i].values);
    }
    return maker;
}

} // namespace

// ---- reads of AutoScaling

Call groups(const QStringList &names, int pageSize)
{
    CallMaker maker = CallMaker::read(scaling, "DescribeAutoScalingGroups");
    maker.list("AutoScalingGroupNames", names);
    return pages(maker, "MaxRecords", pageSize).make();
}

Call groupsTagged(const QString &key, const QStringList &values, int pageSize)
{
    CallMaker maker = CallMaker::read(scaling, "DescribeAutoScalingGroups");
    maker.text("Filters.member.1.Name", u"tag:"_s + key).list("Filters.member.1.Values", values);
    return pages(maker, "MaxRecords", pageSize).make();
}

Call groupInstances(const QStringList &ids)
{
    return CallMaker::read(scaling, "DescribeAutoScalingInstances").list("InstanceIds", ids).make();
}

Call activities(const QString &group, int pageSize)
{
    CallMaker maker = CallMaker::read(scaling, "DescribeScalingActivities");
    maker.text("AutoScalingGroupName", group);
    return pages(maker, "MaxRecords", pageSize).make();
}

Call launchConfigurations()
{
    return CallMaker::read(scaling, "DescribeLaunchConfigurations").make();
}

Call groupTags()
{
    return CallMaker::read(scaling, "DescribeTags").make();
}

Call scheduledActions(const QString &group)
{
    return CallMaker::read(scaling, "DescribeScheduledActions").text("AutoScalingGroupName", group).make();
}

// ---- reads of EC2

Call instances(const QList<Filter> &filters, int pageSize)
{
    CallMaker maker = CallMaker::read(ec2, "DescribeInstances");
    filtered(maker, filters);
    return pages(maker, "MaxResults", pageSize).make();
}

Call instancesById(const QStringList &ids)
{
    return CallMaker::read(ec2, "DescribeInstances").list("InstanceId", ids).make();
}

Call instanceStatus(const QStringList &ids)
{
    return CallMaker::read(ec2, "DescribeInstanceStatus")
        .list("InstanceId", ids)
        .flag("IncludeAllInstances", true)
        .make();
}

Call instanceTypes(const QStringList &names, const QList<Filter> &filters)
{
    CallMaker maker = CallMaker::read(ec2, "DescribeInstanceTypes");
    maker.list("InstanceType", names);
    return filtered(maker, filters).make();
}

Call spotPrices(const QStringList &types, core::TimePoint from, const QList<Filter> &filters, int pageSize)
{
    CallMaker maker = CallMaker::read(ec2, "DescribeSpotPriceHistory");
    if (core::isKnown(from)) {
        maker.text("StartTime",
                   QDateTime::fromMSecsSinceEpoch(from.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate));
    }
    maker.list("InstanceType", types).list("ProductDescription", { u"Linux/UNIX"_s });
    filtered(maker, filters);
    return pages(maker, "MaxResults", pageSize).make();
}

Call spotRequests()
{
    return CallMaker::read(ec2, "DescribeSpotInstanceRequests").make();
}

Call zones()
{
    return CallMaker::read(ec2, "DescribeAvailabilityZones").make();
}

Call regions()
{
    return CallMaker::read(ec2, "DescribeRegions").make();
}

Call subnets()
{
    return CallMaker::read(ec2, "DescribeSubnets").make();
}

Call launchTemplates()
{
    return CallMaker::read(ec2, "DescribeLaunchTemplates").make();
}

Call launchTemplateVersions(const QString &name)
{
    return CallMaker::read(ec2, "DescribeLaunchTemplateVersions").text("LaunchTemplateName", name).make();
}

Call tagsOf(const QString &resourceType)
{
    CallMaker maker = CallMaker::read(ec2, "DescribeTags");
    return filtered(maker, { { u"resource-type"_s, { resourceType } } }).make();
}

Call consoleOutput(const QString &id)
{
    return CallMaker::read(ec2, "GetConsoleOutput").text("InstanceId", id).make();
}

// ---- STS

Call callerIdentity()
{
    return CallMaker::read(sts, "GetCallerIdentity").make();
}

Call assumeRole(const Role &role)
{
    CallMaker maker = CallMaker::setter(sts, "AssumeRole");
    maker.text("RoleArn", role.arn).text("RoleSessionName", role.sessionName);
    if (role.duration > 0)
        maker.number("DurationSeconds", qint64{ role.duration });
    return maker.text("ExternalId", role.externalId)
        .text("SerialNumber", role.mfaSerial)
        .text("TokenCode", role.mfaCode)
        .make();
}

Call sessionToken()
{
    return CallMaker::setter(sts, "GetSessionToken").make();
}

// ---- orders about groups

Call setDesired(const QString &group, int desired, bool honorCooldown)
{
    CallMaker maker = CallMaker::setter(scaling, "SetDesiredCapacity");
    maker.text("AutoScalingGroupName", group).number("DesiredCapacity", qint64{ desired });
    return honorCooldown ? maker.flag("HonorCooldown", true).make() : maker.make();
}

Call setSizes(const QString &group, const Sizes &sizes)
{
    return CallMaker::setter(scaling, "UpdateAutoScalingGroup")
        .text("AutoScalingGroupName", group)
        .number("MinSize", sizes.min)
        .number("MaxSize", sizes.max)
        .number("DesiredCapacity", sizes.desired)
        .make();
}

Call setSubnets(const QString &group, const QStringList &subnets)
{
    return CallMaker::setter(scaling, "UpdateAutoScalingGroup")
        .text("AutoScalingGroupName", group)
        .text("VPCZoneIdentifier", subnets.join(u','))
        .make();
}

Call setZones(const QString &group, const QStringList &zones)
{
    return CallMaker::setter(scaling, "UpdateAutoScalingGroup")
        .text("AutoScalingGroupName", group)
        .list("AvailabilityZones", zones)
        .make();
}

Call terminateInGroup(const QString &id, bool decrement)
{
    return CallMaker::once(scaling, "TerminateInstanceInAutoScalingGroup")
        .text("InstanceId", id)
        .flag("ShouldDecrementDesiredCapacity", decrement)
        .make();
}

Call protect(const QString &group, const QStringList &ids, bool isProtected)
{
    return CallMaker::setter(scaling, "SetInstanceProtection")
        .list("InstanceIds", ids)
        .text("AutoScalingGroupName", group)
        .flag("ProtectedFromScaleIn", isProtected)
        .make();
}

Call enterStandby(const QString &group, const QStringList &ids, bool decrement)
{
    return CallMaker::once(scaling, "EnterStandby")
        .list("InstanceIds", ids)
        .text("AutoScalingGroupName", group)
        .flag("ShouldDecrementDesiredCapacity", decrement)
        .make();
}

Call exitStandby(const QString &group, const QStringList &ids)
{
    return CallMaker::once(scaling, "ExitStandby").list("InstanceIds", ids).text("AutoScalingGroupName", group).make();
}

Call detach(const QString &group, const QStringList &ids, bool decrement)
{
    return CallMaker::once(scaling, "DetachInstances")
        .list("InstanceIds", ids)
        .text("AutoScalingGroupName", group)
        .flag("ShouldDecrementDesiredCapacity", decrement)
        .make();
}

Call suspend(const QString &group, const QStringList &processes)
{
    return CallMaker::setter(scaling, "SuspendProcesses")
        .text("AutoScalingGroupName", group)
        .list("ScalingProcesses", processes)
        .make();
}

Call resume(const QString &group, const QStringList &processes)
{
    return CallMaker::setter(scaling, "ResumeProcesses")
        .text("AutoScalingGroupName", group)
        .list("ScalingProcesses", processes)
        .make();
}

Call setHealth(const QString &id, bool healthy)
{
    return CallMaker::setter(scaling, "SetInstanceHealth")
        .text("InstanceId", id)
        .text("HealthStatus", healthy ? u"Healthy"_s : u"Unhealthy"_s)
        .make();
}

Call attach(const QString &group, const QStringList &ids)
{
    return CallMaker::once(scaling, "AttachInstances")
        .text("AutoScalingGroupName", group)
        .list("InstanceIds", ids)
        .make();
}

Call tagGroup(const QString &group, const QString &key, const QString &value, bool propagate)
{
    return CallMaker::setter(scaling, "CreateOrUpdateTags")
        .text("Tags.member.1.Key", key)
        .text("Tags.member.1.Value", value)
        .flag("Tags.member.1.PropagateAtLaunch", propagate)
        .text("Tags.member.1.ResourceId", group)
        .text("Tags.member.1.ResourceType", u"auto-scaling-group"_s)
        .make();
}

Call scheduleDesired(const QString &group, const QString &name, const QString &recurrence, int desired)
{
    return CallMaker::setter(scaling, "PutScheduledUpdateGroupAction")
        .text("AutoScalingGroupName", group)
        .text("ScheduledActionName", name)
        .text("Recurrence", recurrence)
        .number("DesiredCapacity", qint64{ desired })
        .make();
}

// ---- orders about instances

Call launch(const Launch &launch)
{
    Q_ASSERT(!launch.token.isEmpty()); // without one a repeated launch would be a second one
    CallMaker maker = CallMaker::setter(ec2, "RunInstances");
    maker.text("ImageId", launch.image)
        .number("MinCount", qint64{ launch.count })
        .number("MaxCount", qint64{ launch.count })
        .text("InstanceType", launch.type)
        .text("KeyName", launch.keyName)
        .text("SubnetId", launch.subnet)
        .list("SecurityGroupId", launch.securityGroups)
        .text("IamInstanceProfile.Name", launch.profile)
        .text("UserData", QString::fromLatin1(launch.userData.toUtf8().toBase64()))
        .text("ClientToken", launch.token);
    if (launch.endsWithShutdown)
        maker.text("InstanceInitiatedShutdownBehavior", u"terminate"_s);
    if (!launch.tags.isEmpty()) {
        maker.text("TagSpecification.1.ResourceType", u"instance"_s);
        for (qsizetype i = 0; i < launch.tags.size(); ++i) {
            const QByteArray place = "TagSpecification.1.Tag." + QByteArray::number(i + 1);
            maker.text(place + ".Key", launch.tags[i].first).text(place + ".Value", launch.tags[i].second);
        }
    }
    for (qsizetype i = 0; i < launch.disks.size(); ++i) {
        const QByteArray place = maker.place("BlockDeviceMapping", i);
        maker.text(place + ".DeviceName", launch.disks[i].device)
            .number(place + ".Ebs.VolumeSize", qint64{ launch.disks[i].size })
            .text(place + ".Ebs.VolumeType", launch.disks[i].type)
            .flag(place + ".Ebs.DeleteOnTermination", true);
    }
    if (launch.spot) {
        maker.text("InstanceMarketOptions.MarketType", u"spot"_s)
            .text("InstanceMarketOptions.SpotOptions.MaxPrice", launch.spotMaxPrice);
    }
    if (launch.dryRun)
        maker.flag("DryRun", true);
    return maker.make();
}

Call stop(const QStringList &ids)
{
    return CallMaker::setter(ec2, "StopInstances").list("InstanceId", ids).make();
}

Call terminate(const QStringList &ids)
{
    return CallMaker::setter(ec2, "TerminateInstances").list("InstanceId", ids).make();
}

Call tag(const QStringList &ids, const QList<QPair<QString, QString>> &tags)
{
    CallMaker maker = CallMaker::setter(ec2, "CreateTags");
    maker.list("ResourceId", ids);
    for (qsizetype i = 0; i < tags.size(); ++i) {
        const QByteArray place = maker.place("Tag", i);
        maker.text(place + ".Key", tags[i].first).text(place + ".Value", tags[i].second);
    }
    return maker.make();
}

Call untag(const QStringList &ids, const QStringList &keys)
{
    CallMaker maker = CallMaker::setter(ec2, "DeleteTags");
    maker.list("ResourceId", ids);
    for (qsizetype i = 0; i < keys.size(); ++i)
        maker.text(maker.place("Tag", i) + ".Key", keys[i]);
    return maker.make();
}

Call cancelSpotRequests(const QStringList &ids)
{
    return CallMaker::setter(ec2, "CancelSpotInstanceRequests").list("SpotInstanceRequestId", ids).make();
}

QString newToken()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace aws::calls
