// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/answers.h"
#include "models/aws/answers/envelope.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace aws::answers {

namespace {

/// One element of a GroupInstance; false where it is none of it.
bool readInstancePart(Xml &xml, QStringView name, GroupInstance &instance)
{
    if (name == u"InstanceId")
        instance.id = xml.text();
    else if (name == u"InstanceType")
        instance.type = xml.repeated();
    else if (name == u"AvailabilityZone")
        instance.zone = xml.repeated();
    else if (name == u"LifecycleState")
        instance.lifecycle = xml.repeated();
    else if (name == u"HealthStatus")
        instance.healthy = xml.repeated().compare(u"healthy", Qt::CaseInsensitive) == 0; // AWS writes both
    else if (name == u"ProtectedFromScaleIn")
        instance.isProtected = xml.flag();
    else
        return false;
    return true;
}

GroupInstance readGroupInstance(Xml &xml)
{
    GroupInstance instance;
    xml.children([&](QStringView name) {
        if (!readInstancePart(xml, name, instance))
            xml.skip();
    });
    return instance;
}

void readGroupTemplate(Xml &xml, Group &group)
{
    xml.children([&](QStringView name) {
        if (name == u"LaunchTemplateName" || (name == u"LaunchTemplateId" && group.launchTemplate.isEmpty()))
            group.launchTemplate = xml.repeated();
        else if (name == u"Version")
            group.templateVersion = xml.repeated();
        else
            xml.skip();
    });
}

void readMixedTemplate(Xml &xml, Group &group)
{
    xml.children([&](QStringView name) {
        if (name == u"LaunchTemplateSpecification") {
            readGroupTemplate(xml, group);
        } else if (name == u"Overrides") {
            xml.list([&] {
                xml.children([&](QStringView part) {
                    if (part == u"InstanceType")
                        group.types.append(xml.repeated());
                    else
                        xml.skip();
                });
            });
        } else {
            xml.skip();
        }
    });
}

void readDistribution(Xml &xml, Group &group)
{
    xml.children([&](QStringView name) {
        if (name == u"OnDemandBaseCapacity")
            group.onDemandBase = xml.number();
        else if (name == u"OnDemandPercentageAboveBaseCapacity")
            group.onDemandPercentage = xml.number();
        else if (name == u"SpotMaxPrice")
            group.spotMaxPrice = xml.text();
        else
            xml.skip();
    });
}

void readMixed(Xml &xml, Group &group)
{
    group.mixed = true;
    xml.children([&](QStringView name) {
        if (name == u"LaunchTemplate")
            readMixedTemplate(xml, group);
        else if (name == u"InstancesDistribution")
            readDistribution(xml, group);
        else
            xml.skip();
    });
}

Group readGroup(Xml &xml)
{
    Group group;
    xml.children([&](QStringView name) {
        if (name == u"AutoScalingGroupName")
            group.name = xml.text();
        else if (name == u"LaunchTemplate")
            readGroupTemplate(xml, group);
        else if (name == u"LaunchConfigurationName")
            group.launchTemplate = xml.text();
        else if (name == u"MixedInstancesPolicy")
            readMixed(xml, group);
        else if (name == u"MinSize")
            group.min = xml.number();
        else if (name == u"MaxSize")
            group.max = xml.number();
        else if (name == u"DesiredCapacity")
            group.desired = xml.number();
        else if (name == u"AvailabilityZones")
            group.zones = xml.texts();
        else if (name == u"VPCZoneIdentifier")
            group.subnets = xml.text().split(u',', Qt::SkipEmptyParts);
        else if (name == u"Instances")
            xml.list([&] { group.instances.append(readGroupInstance(xml)); });
        else if (name == u"SuspendedProcesses")
            xml.list([&] { group.suspended.append(childText(xml, u"ProcessName")); });
        else if (name == u"Tags")
            xml.list([&] { readTag(xml, u"Key", u"Value", group.tags); });
        else
            xml.skip();
    });
    return group;
}

Membership readMembership(Xml &xml)
{
    Membership membership;
    xml.children([&](QStringView name) {
        if (name == u"AutoScalingGroupName")
            membership.group = xml.repeated();
        else if (!readInstancePart(xml, name, membership.instance))
            xml.skip();
    });
    return membership;
}

Activity readActivity(Xml &xml)
{
    Activity activity;
    xml.children([&](QStringView name) {
        if (name == u"ActivityId") {
            activity.id = xml.text();
        } else if (name == u"AutoScalingGroupName") {
            activity.group = xml.repeated();
        } else if (name == u"Description") {
            activity.description = xml.text();
        } else if (name == u"Cause") {
            activity.cause = xml.text();
        } else if (name == u"StatusCode") {
            activity.status = xml.repeated();
        } else if (name == u"StatusMessage") {
            activity.message = xml.text();
        } else if (name == u"Progress") {
            activity.progress = xml.number();
        } else if (name == u"StartTime") {
            activity.started = xml.moment();
        } else if (name == u"EndTime") {
            activity.ended = xml.moment();
        } else if (name == u"Details") { // JSON inside the XML
            const QJsonObject details = QJsonDocument::fromJson(xml.text().toUtf8()).object();
            activity.zone = details["Availability Zone"_L1].toString();
            activity.subnet = details["Subnet ID"_L1].toString();
        } else {
            xml.skip();
        }
    });
    return activity;
}

} // namespace

core::Result<Page<Group>> groups(QByteArrayView body)
{
    return readPage<Group>(body, u"AutoScalingGroups", readGroup);
}

core::Result<Page<Membership>> memberships(QByteArrayView body)
{
    return readPage<Membership>(body, u"AutoScalingInstances", readMembership);
}

core::Result<Page<Activity>> activities(QByteArrayView body)
{
    return readPage<Activity>(body, u"Activities", readActivity);
}

core::Result<QList<Activity>> begun(QByteArrayView body)
{
    Xml xml(body);
    QList<Activity> activities;
    const auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == u"Activities")
            xml.list([&] { activities.append(readActivity(xml)); });
        else if (name == u"Activity")
            activities.append(readActivity(xml));
        else
            xml.skip();
    });
    if (error)
        return core::failure(*error);
    return activities;
}

core::Result<Done> done(QByteArrayView body)
{
    Xml xml(body);
    if (const auto error = readEnvelope(xml, [&](QStringView) { xml.skip(); }))
        return core::failure(*error);
    return Done{};
}

} // namespace aws::answers
