// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/api.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <variant>

namespace sim::aws {

using namespace Qt::StringLiterals;

namespace {

constexpr char templateName[] = "mesos-slave";
constexpr char templateId[] = "lt-7ec4de00a1664e5c9";

QString arnOf(const QString &group)
{
    return u"arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:"
           "6402973b-32ac-4b3a-9104-e4d6d8b10bb4:autoScalingGroupName/"_s
        + group;
}

std::optional<Refusal> unknownGroup()
{
    return invalid(u"AutoScalingGroup name not found - null"_s);
}

void writeTemplate(QXmlStreamWriter &xml, const QString &element, const QString &version)
{
    xml.writeStartElement(element);
    xml.writeTextElement(u"LaunchTemplateId"_s, QLatin1StringView(templateId));
    xml.writeTextElement(u"LaunchTemplateName"_s, QLatin1StringView(templateName));
    xml.writeTextElement(u"Version"_s, version);
    xml.writeEndElement();
}

QString lifecycleOf(const Machine &machine)
{
    switch (machine.state) {
    case Machine::State::Pending:
        return u"Pending"_s;
    case Machine::State::Running:
        return u"InService"_s;
    case Machine::State::ShuttingDown:
        return u"Terminating"_s;
    case Machine::State::Terminated:
        return u"Terminated"_s;
    }
    Q_UNREACHABLE();
}

void writeMember(QXmlStreamWriter &xml, const Machine &machine, bool withGroup)
{
    xml.writeStartElement(u"member"_s);
    xml.writeTextElement(u"InstanceId"_s, qt(machine.id));
    xml.writeTextElement(u"InstanceType"_s, qt(machine.type));
    if (withGroup)
        xml.writeTextElement(u"AutoScalingGroupName"_s, qt(machine.group));
    xml.writeTextElement(u"AvailabilityZone"_s, qt(machine.zone));
    xml.writeTextElement(u"LifecycleState"_s, lifecycleOf(machine));
    xml.writeTextElement(u"HealthStatus"_s, withGroup ? u"HEALTHY"_s : u"Healthy"_s);
    writeTemplate(xml, u"LaunchTemplate"_s, u"1"_s);
    xml.writeTextElement(u"ProtectedFromScaleIn"_s, machine.isProtected ? u"true"_s : u"false"_s);
    xml.writeEndElement();
}

void writeMixed(QXmlStreamWriter &xml, const ScalingGroup &group)
{
    xml.writeStartElement(u"MixedInstancesPolicy"_s);
    xml.writeStartElement(u"LaunchTemplate"_s);
    writeTemplate(xml, u"LaunchTemplateSpecification"_s, u"$Default"_s);
    xml.writeStartElement(u"Overrides"_s);
    xml.writeStartElement(u"member"_s);
    xml.writeTextElement(u"InstanceType"_s, qt(group.type));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement(u"InstancesDistribution"_s);
    xml.writeTextElement(u"OnDemandBaseCapacity"_s, u"0"_s);
    xml.writeTextElement(u"OnDemandPercentageAboveBaseCapacity"_s, u"0"_s);
    xml.writeTextElement(u"SpotAllocationStrategy"_s, u"capacity-optimized"_s);
    xml.writeEndElement();
    xml.writeEndElement();
}

/// The subnets, and which processes are suspended.
void writeSpread(QXmlStreamWriter &xml, const ScalingGroup &group)
{
    QStringList subnets;
    for (const std::string &zone : group.zones)
        subnets << qt(Fleet::subnetOf(zone));
    xml.writeTextElement(u"VPCZoneIdentifier"_s, subnets.join(u','));
    xml.writeStartElement(u"SuspendedProcesses"_s);
    for (const std::string &process : group.suspended) {
        xml.writeStartElement(u"member"_s);
        xml.writeTextElement(u"ProcessName"_s, qt(process));
        xml.writeTextElement(u"SuspensionReason"_s, u"User suspended at 2026-11-23T06:47:12Z"_s);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

void writeGroup(QXmlStreamWriter &xml, const Fleet &fleet, const ScalingGroup &group)
{
    xml.writeStartElement(u"member"_s);
    xml.writeTextElement(u"AutoScalingGroupName"_s, qt(group.name));
    xml.writeTextElement(u"AutoScalingGroupARN"_s, arnOf(qt(group.name)));
    if (group.spot)
        writeMixed(xml, group);
    else
        writeTemplate(xml, u"LaunchTemplate"_s, u"$Latest"_s);
    xml.writeTextElement(u"MinSize"_s, QString::number(group.min));
    xml.writeTextElement(u"MaxSize"_s, QString::number(group.max));
    xml.writeTextElement(u"DesiredCapacity"_s, QString::number(group.desired));
    xml.writeTextElement(u"DefaultCooldown"_s, u"300"_s);
    xml.writeStartElement(u"AvailabilityZones"_s);
    for (const std::string &zone : group.zones)
        xml.writeTextElement(u"member"_s, qt(zone));
    xml.writeEndElement();
    xml.writeTextElement(u"HealthCheckType"_s, u"EC2"_s);
    xml.writeTextElement(u"HealthCheckGracePeriod"_s, u"300"_s);
    xml.writeStartElement(u"Instances"_s);
    for (const Machine &machine : fleet.machines()) {
        if (machine.group == group.name && machine.state != Machine::State::Terminated)
            writeMember(xml, machine, false);
    }
    xml.writeEndElement();
    xml.writeTextElement(u"CreatedTime"_s, qt(isoOf(group.created)));
    writeSpread(xml, group);
    xml.writeStartElement(u"Tags"_s);
    for (const auto &[key, value] :
         { std::pair(u"slave-type"_s, qt(group.name)), std::pair(u"stack"_s, u"cantareira-stable"_s) }) {
        xml.writeStartElement(u"member"_s);
        xml.writeTextElement(u"ResourceId"_s, qt(group.name));
        xml.writeTextElement(u"ResourceType"_s, u"auto-scaling-group"_s);
        xml.writeTextElement(u"Key"_s, key);
        xml.writeTextElement(u"Value"_s, value);
        xml.writeTextElement(u"PropagateAtLaunch"_s, u"true"_s);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeTextElement(u"NewInstancesProtectedFromScaleIn"_s, u"false"_s);
    xml.writeEndElement();
}

void writeActivity(QXmlStreamWriter &xml, const Fleet &fleet, const ScalingActivity &activity, const QString &element)
{
    const bool over = activity.ended != Moment{} && activity.ended <= fleet.now();
    xml.writeStartElement(element);
    xml.writeTextElement(u"ActivityId"_s, qt(activity.id));
    xml.writeTextElement(u"AutoScalingGroupName"_s, qt(activity.group));
    xml.writeTextElement(u"Description"_s, qt(activity.description));
    xml.writeTextElement(u"Cause"_s, qt(activity.cause));
    xml.writeTextElement(u"StartTime"_s, qt(isoOf(activity.started)));
    if (over)
        xml.writeTextElement(u"EndTime"_s, qt(isoOf(activity.ended)));
    xml.writeTextElement(u"StatusCode"_s, over || activity.status == "Failed" ? qt(activity.status) : u"InProgress"_s);
    if (!activity.message.empty())
        xml.writeTextElement(u"StatusMessage"_s, qt(activity.message));
    xml.writeTextElement(u"Progress"_s, over ? u"100"_s : u"50"_s);
    const QJsonObject details{ { u"Subnet ID"_s, qt(Fleet::subnetOf(activity.zone)) },
                               { u"Availability Zone"_s, qt(activity.zone) } };
    xml.writeTextElement(u"Details"_s, QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact)));
    xml.writeTextElement(u"AutoScalingGroupARN"_s, arnOf(qt(activity.group)));
    xml.writeEndElement();
}

int pageSizeOf(const Form &form, int usual)
{
    const int asked = form.value(u"MaxRecords"_s).toInt();
    return asked > 0 ? std::min(asked, 100) : usual;
}

std::optional<Refusal> describeGroups(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QStringList names = form.list(u"AutoScalingGroupNames"_s);
    std::vector<const ScalingGroup *> found;
    for (const ScalingGroup &group : fleet.groups()) {
        if (names.isEmpty() || names.contains(qt(group.name)))
            found.push_back(&group);
    }
    const Slice part = slice(static_cast<qsizetype>(found.size()), form.value(u"NextToken"_s), pageSizeOf(form, 50));
    xml.writeStartElement(u"AutoScalingGroups"_s);
    for (qsizetype i = part.from; i < part.to; ++i)
        writeGroup(xml, fleet, *found[static_cast<size_t>(i)]);
    xml.writeEndElement();
    if (!part.next.isEmpty())
        xml.writeTextElement(u"NextToken"_s, part.next);
    return std::nullopt;
}

std::optional<Refusal> describeInstances(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QStringList ids = form.list(u"InstanceIds"_s);
    std::vector<const Machine *> found;
    for (const Machine &machine : fleet.machines()) {
        if (!machine.group.empty() && machine.state != Machine::State::Terminated
            && (ids.isEmpty() || ids.contains(qt(machine.id))))
            found.push_back(&machine);
    }
    const Slice part = slice(static_cast<qsizetype>(found.size()), form.value(u"NextToken"_s), 50);
    xml.writeStartElement(u"AutoScalingInstances"_s);
    for (qsizetype i = part.from; i < part.to; ++i)
        writeMember(xml, *found[static_cast<size_t>(i)], true);
    xml.writeEndElement();
    if (!part.next.isEmpty())
        xml.writeTextElement(u"NextToken"_s, part.next);
    return std::nullopt;
}

std::optional<Refusal> describeActivities(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QString group = form.value(u"AutoScalingGroupName"_s);
    std::vector<const ScalingActivity *> found;
    for (const ScalingActivity &activity : fleet.activities()) {
        if (group.isEmpty() || group == qt(activity.group))
            found.push_back(&activity);
    }
    const Slice part = slice(static_cast<qsizetype>(found.size()), form.value(u"NextToken"_s), pageSizeOf(form, 100));
    xml.writeStartElement(u"Activities"_s);
    for (qsizetype i = part.from; i < part.to; ++i)
        writeActivity(xml, fleet, *found[static_cast<size_t>(i)], u"member"_s);
    xml.writeEndElement();
    if (!part.next.isEmpty())
        xml.writeTextElement(u"NextToken"_s, part.next);
    return std::nullopt;
}

std::optional<Refusal> checkDesired(const ScalingGroup &group, int desired)
{
    if (desired < group.min) {
        return invalid(
            u"New SetDesiredCapacity value %1 is below min value %2 for the AutoScalingGroup."_s.arg(desired).arg(
                group.min));
    }
    if (desired > group.max) {
        return invalid(
            u"New SetDesiredCapacity value %1 is above max value %2 for the AutoScalingGroup."_s.arg(desired).arg(
                group.max));
    }
    return std::nullopt;
}

std::optional<Refusal> setDesired(Fleet &fleet, const Form &form, QXmlStreamWriter &)
{
    const std::string name = form.value(u"AutoScalingGroupName"_s).toStdString();
    const ScalingGroup *group = fleet.group(name);
    if (!group)
        return unknownGroup();
    bool isNumber = false;
    const int desired = form.value(u"DesiredCapacity"_s).toInt(&isNumber);
    if (!isNumber)
        return invalid(u"1 validation error detected: Value at 'desiredCapacity' failed to satisfy constraint."_s);
    if (const auto refusal = checkDesired(*group, desired))
        return refusal;
    fleet.setDesired(name, desired);
    return std::nullopt;
}

/// The zones an update names, by subnets or themselves; empty: it names none.
std::variant<std::vector<std::string>, Refusal> zonesIn(const Form &form)
{
    std::vector<std::string> zones;
    for (const QString &zone : form.list(u"AvailabilityZones"_s))
        zones.push_back(zone.toStdString());
    for (const QString &subnet : form.value(u"VPCZoneIdentifier"_s).split(u',', Qt::SkipEmptyParts)) {
        zones.push_back(Fleet::zoneOf(subnet.toStdString()));
        if (zones.back().empty())
            return Refusal{ 400, "ValidationError", "The subnet ID '" + subnet.toUtf8() + "' does not exist" };
    }
    return zones;
}

std::optional<Refusal> update(Fleet &fleet, const Form &form, QXmlStreamWriter &)
{
    const std::string name = form.value(u"AutoScalingGroupName"_s).toStdString();
    const ScalingGroup *group = fleet.group(name);
    if (!group)
        return unknownGroup();
    const auto number
        = [&](const QString &key, int otherwise) { return form.has(key) ? form.value(key).toInt() : otherwise; };
    const int min = number(u"MinSize"_s, group->min);
    const int max = number(u"MaxSize"_s, group->max);
    const int desired = number(u"DesiredCapacity"_s, std::clamp(group->desired, min, std::max(min, max)));
    if (min > max)
        return invalid(u"Min bound, %1, must be less than or equal to max bound, %2"_s.arg(min).arg(max));
    if (desired < min || desired > max)
        return invalid(u"Desired capacity:%1 must be between the specified min size:%2 and max size:%3"_s.arg(desired)
                           .arg(min)
                           .arg(max));
    const auto zones = zonesIn(form);
    if (const auto *refusal = std::get_if<Refusal>(&zones))
        return *refusal;
    const bool changed = desired != group->desired;
    fleet.setLimits(name, min, max);
    if (const auto &named = std::get<std::vector<std::string>>(zones); !named.empty())
        fleet.setZones(name, named);
    if (changed)
        fleet.setDesired(name, desired);
    return std::nullopt;
}

std::optional<Refusal> terminate(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QString id = form.value(u"InstanceId"_s);
    const Machine *machine = fleet.machine(id.toStdString());
    if (!machine || machine->group.empty() || !machine->isAlive())
        return invalid(u"Instance Id not found - No managed instance found for instance ID: %1"_s.arg(id));
    const bool decrement = form.value(u"ShouldDecrementDesiredCapacity"_s) == u"true";
    const ScalingGroup *group = fleet.group(machine->group);
    if (decrement && group->desired <= group->min) {
        return invalid(
            u"Currently, desiredSize equals minSize (%1). Terminating instance without replacement will "
            "violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or "
            "lower group's min size."_s.arg(group->min));
    }
    fleet.terminateInGroup(id.toStdString(), decrement);
    for (const ScalingActivity &activity : fleet.activities()) {
        if (activity.instance == id.toStdString()) {
            writeActivity(xml, fleet, activity, u"Activity"_s);
            break;
        }
    }
    return std::nullopt;
}

template <bool suspended>
std::optional<Refusal> suspend(Fleet &fleet, const Form &form, QXmlStreamWriter &)
{
    const std::string name = form.value(u"AutoScalingGroupName"_s).toStdString();
    if (!fleet.group(name))
        return unknownGroup();
    std::vector<std::string> processes;
    for (const QString &process : form.list(u"ScalingProcesses"_s))
        processes.push_back(process.toStdString());
    fleet.suspend(name, processes, suspended);
    return std::nullopt;
}

std::optional<Refusal> protect(Fleet &fleet, const Form &form, QXmlStreamWriter &)
{
    const QStringList ids = form.list(u"InstanceIds"_s);
    for (const QString &id : ids) {
        const Machine *machine = fleet.machine(id.toStdString());
        if (!machine || machine->group != form.value(u"AutoScalingGroupName"_s).toStdString())
            return invalid(u"The instance %1 is not part of Auto Scaling group %2."_s.arg(
                id, form.value(u"AutoScalingGroupName"_s)));
    }
    for (const QString &id : ids)
        fleet.protect(id.toStdString(), form.value(u"ProtectedFromScaleIn"_s) == u"true");
    return std::nullopt;
}

} // namespace

const QMap<QString, Entry> &scalingMethods()
{
    static const QMap<QString, Entry> methods{
        { u"DescribeAutoScalingGroups"_s, { describeGroups } },
        { u"DescribeAutoScalingInstances"_s, { describeInstances } },
        { u"DescribeScalingActivities"_s, { describeActivities } },
        { u"SetDesiredCapacity"_s, { setDesired, true, false } },
        { u"UpdateAutoScalingGroup"_s, { update, true, false } },
        { u"TerminateInstanceInAutoScalingGroup"_s, { terminate, true, true } },
        { u"SetInstanceProtection"_s, { protect, true, true } },
        { u"SuspendProcesses"_s, { suspend<true>, true, false } },
        { u"ResumeProcesses"_s, { suspend<false>, true, false } },
    };
    return methods;
}

} // namespace sim::aws
