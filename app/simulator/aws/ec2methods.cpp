// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/api.h"

#include <QRegularExpression>

namespace sim::aws {

using namespace Qt::StringLiterals;

namespace {

constexpr int instancesAPage = 1000;

struct StateName
{
    int code;
    QString name;
};

StateName stateOf(const Machine &machine)
{
    switch (machine.state) {
    case Machine::State::Pending:
        return { 0, u"pending"_s };
    case Machine::State::Running:
        return { 16, u"running"_s };
    case Machine::State::ShuttingDown:
        return { 32, u"shutting-down"_s };
    case Machine::State::Terminated:
        return { 48, u"terminated"_s };
    }
    Q_UNREACHABLE();
}

void writeState(QXmlStreamWriter &xml, const QString &element, const StateName &state)
{
    xml.writeStartElement(element);
    xml.writeTextElement(u"code"_s, QString::number(state.code));
    xml.writeTextElement(u"name"_s, state.name);
    xml.writeEndElement();
}

void writeMachine(QXmlStreamWriter &xml, const Machine &machine)
{
    const bool there = machine.state != Machine::State::Terminated;
    xml.writeStartElement(u"item"_s);
    xml.writeTextElement(u"instanceId"_s, qt(machine.id));
    xml.writeTextElement(u"imageId"_s, u"ami-03cf127a"_s);
    writeState(xml, u"instanceState"_s, stateOf(machine));
    xml.writeTextElement(u"privateDnsName"_s, there ? qt(machine.hostname) + u".ec2.internal"_s : QString());
    xml.writeTextElement(u"instanceType"_s, qt(machine.type));
    xml.writeTextElement(u"launchTime"_s, qt(isoOf(machine.launched)).replace(u'Z', u".000Z"_s));
    xml.writeStartElement(u"placement"_s);
    xml.writeTextElement(u"availabilityZone"_s, qt(machine.zone));
    xml.writeTextElement(u"tenancy"_s, u"default"_s);
    xml.writeEndElement();
    if (there)
        xml.writeTextElement(u"privateIpAddress"_s, qt(machine.address));
    if (machine.spot)
        xml.writeTextElement(u"instanceLifecycle"_s, u"spot"_s);
    xml.writeStartElement(u"stateReason"_s);
    xml.writeTextElement(u"code"_s, qt(machine.reason).section(u':', 0, 0));
    xml.writeTextElement(u"message"_s, qt(machine.reason));
    xml.writeEndElement();
    xml.writeStartElement(u"tagSet"_s);
    for (const auto &[key, value] : machine.tags) {
        xml.writeStartElement(u"item"_s);
        xml.writeTextElement(u"key"_s, qt(key));
        xml.writeTextElement(u"value"_s, qt(value));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
}

struct Filter
{
    QString name;
    QStringList values;
};

QList<Filter> filtersOf(const Form &form)
{
    QList<Filter> filters;
    for (int i = 1; form.has(u"Filter.%1.Name"_s.arg(i)); ++i)
        filters.append({ form.value(u"Filter.%1.Name"_s.arg(i)), form.list(u"Filter.%1.Value"_s.arg(i)) });
    return filters;
}

/// AWS's values may hold `*` and `?`.
bool matches(const QString &text, const QStringList &values)
{
    return std::ranges::any_of(values, [&](const QString &value) {
        return QRegularExpression(QRegularExpression::wildcardToRegularExpression(value)).match(text).hasMatch();
    });
}

bool passes(const Machine &machine, const Filter &filter)
{
    if (filter.name == u"instance-state-name")
        return matches(stateOf(machine).name, filter.values);
    if (filter.name == u"instance-id")
        return matches(qt(machine.id), filter.values);
    if (filter.name == u"client-token")
        return matches(qt(machine.token), filter.values);
    if (filter.name == u"instance-type")
        return matches(qt(machine.type), filter.values);
    if (filter.name == u"availability-zone")
        return matches(qt(machine.zone), filter.values);
    if (filter.name == u"tag-key") {
        return std::ranges::any_of(machine.tags,
                                   [&](const auto &tag) { return matches(qt(tag.first), filter.values); });
    }
    if (filter.name.startsWith(u"tag:"_s)) {
        const auto tag = machine.tags.find(filter.name.mid(4).toStdString());
        return tag != machine.tags.end() && matches(qt(tag->second), filter.values);
    }
    return false;
}

Refusal unknown(const QStringList &ids)
{
    return { 400, "InvalidInstanceID.NotFound",
             (ids.size() == 1 ? u"The instance ID '%1' does not exist"_s : u"The instance IDs '%1' do not exist"_s)
                 .arg(ids.join(u", "_s))
                 .toUtf8() };
}

std::optional<Refusal> describeInstances(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QStringList ids = form.list(u"InstanceId"_s);
    if (!ids.isEmpty() && form.has(u"MaxResults"_s)) {
        return Refusal{ 400, "InvalidParameterCombination",
                        "The parameter instancesSet cannot be used with the parameter maxResults" };
    }
    QStringList missing;
    for (const QString &id : ids) {
        if (!fleet.machine(id.toStdString()))
            missing.append(id);
    }
    if (!missing.isEmpty())
        return unknown(missing);
    const QList<Filter> filters = filtersOf(form);
    std::vector<const Machine *> found;
    for (const Machine &machine : fleet.machines()) {
        if ((ids.isEmpty() || ids.contains(qt(machine.id)))
            && std::ranges::all_of(filters, [&](const Filter &filter) { return passes(machine, filter); }))
            found.push_back(&machine);
    }
    const int asked = form.value(u"MaxResults"_s).toInt();
    const Slice part = slice(static_cast<qsizetype>(found.size()), form.value(u"NextToken"_s),
                             asked > 0 ? std::min(asked, instancesAPage) : instancesAPage);
    xml.writeStartElement(u"reservationSet"_s);
    for (qsizetype i = part.from; i < part.to; ++i) {
        xml.writeStartElement(u"item"_s);
        xml.writeTextElement(u"reservationId"_s, u"r-"_s + qt(found[static_cast<size_t>(i)]->id).mid(2));
        xml.writeTextElement(u"ownerId"_s, u"123456789012"_s);
        xml.writeStartElement(u"instancesSet"_s);
        writeMachine(xml, *found[static_cast<size_t>(i)]);
        xml.writeEndElement();
        xml.writeEndElement();
    }
    xml.writeEndElement();
    if (!part.next.isEmpty())
        xml.writeTextElement(u"nextToken"_s, part.next);
    return std::nullopt;
}

std::optional<Refusal> terminateInstances(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QStringList ids = form.list(u"InstanceId"_s);
    QStringList missing;
    for (const QString &id : ids) {
        if (!fleet.machine(id.toStdString()))
            missing.append(id);
    }
    if (!missing.isEmpty())
        return unknown(missing);
    xml.writeStartElement(u"instancesSet"_s);
    for (const QString &id : ids) {
        const StateName before = stateOf(*fleet.machine(id.toStdString()));
        fleet.terminate(id.toStdString(), "Client.UserInitiatedShutdown: User initiated shutdown");
        xml.writeStartElement(u"item"_s);
        xml.writeTextElement(u"instanceId"_s, id);
        writeState(xml, u"previousState"_s, before);
        writeState(xml, u"currentState"_s, stateOf(*fleet.machine(id.toStdString())));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    return std::nullopt;
}

std::optional<Refusal> runInstances(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const int count = form.value(u"MaxCount"_s).toInt();
    const QString type = form.value(u"InstanceType"_s);
    if (count < 1)
        return Refusal{ 400, "InvalidParameterValue", "Value for maxCount must be at least 1" };
    if (Fleet::onDemandPrice(type.toStdString()) == 0)
        return Refusal{ 400, "InvalidParameterValue", "Invalid value '" + type.toUtf8() + "' for InstanceType." };
    const QString subnet = form.value(u"SubnetId"_s);
    const QString zone
        = subnet.isEmpty() ? form.value(u"Placement.AvailabilityZone"_s) : qt(Fleet::zoneOf(subnet.toStdString()));
    if (!subnet.isEmpty() && zone.isEmpty())
        return Refusal{ 400, "InvalidSubnetID.NotFound", "The subnet ID '" + subnet.toUtf8() + "' does not exist" };
    std::map<std::string, std::string> tags;
    for (int i = 1; form.has(u"TagSpecification.1.Tag.%1.Key"_s.arg(i)); ++i) {
        tags[form.value(u"TagSpecification.1.Tag.%1.Key"_s.arg(i)).toStdString()]
            = form.value(u"TagSpecification.1.Tag.%1.Value"_s.arg(i)).toStdString();
    }
    if (form.value(u"DryRun"_s) == u"true")
        return Refusal{ 412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set" };
    const std::string place = zone.isEmpty() ? Fleet::zones().front() : zone.toStdString();
    const bool spot = form.value(u"InstanceMarketOptions.MarketType"_s) == u"spot";
    const std::vector<std::string> ids
        = fleet.run(count, type.toStdString(), place, spot, tags, form.value(u"ClientToken"_s).toStdString());
    if (ids.empty()) {
        const QString why = qt(fleet.refusal(place, type.toStdString(), spot));
        const QByteArray code = why.section(u" - "_s, 0, 0).toUtf8();
        return Refusal{ code.startsWith("Insufficient") ? 500 : 400, code, why.section(u" - "_s, 1).toUtf8() };
    }
    xml.writeTextElement(u"reservationId"_s, u"r-"_s + qt(ids.front()).mid(2));
    xml.writeTextElement(u"ownerId"_s, u"123456789012"_s);
    xml.writeStartElement(u"instancesSet"_s);
    for (const std::string &id : ids)
        writeMachine(xml, *fleet.machine(id));
    xml.writeEndElement();
    return std::nullopt;
}

std::optional<Refusal> createTags(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    for (const QString &id : form.list(u"ResourceId"_s)) {
        if (!fleet.machine(id.toStdString()))
            return Refusal{ 400, "InvalidID", "The ID '" + id.toUtf8() + "' is not valid" };
        for (int i = 1; form.has(u"Tag.%1.Key"_s.arg(i)); ++i) {
            fleet.tag(id.toStdString(), form.value(u"Tag.%1.Key"_s.arg(i)).toStdString(),
                      form.value(u"Tag.%1.Value"_s.arg(i)).toStdString());
        }
    }
    xml.writeTextElement(u"return"_s, u"true"_s);
    return std::nullopt;
}

std::optional<Refusal> deleteTags(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    for (const QString &id : form.list(u"ResourceId"_s)) {
        if (!fleet.machine(id.toStdString()))
            return Refusal{ 400, "InvalidID", "The ID '" + id.toUtf8() + "' is not valid" };
        for (int i = 1; form.has(u"Tag.%1.Key"_s.arg(i)); ++i)
            fleet.untag(id.toStdString(), form.value(u"Tag.%1.Key"_s.arg(i)).toStdString());
    }
    xml.writeTextElement(u"return"_s, u"true"_s);
    return std::nullopt;
}

std::optional<Refusal> describePrices(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    xml.writeStartElement(u"spotPriceHistorySet"_s);
    for (const QString &type : form.list(u"InstanceType"_s)) {
        if (Fleet::onDemandPrice(type.toStdString()) == 0)
            continue;
        for (const std::string &zone : Fleet::zones()) {
            xml.writeStartElement(u"item"_s);
            xml.writeTextElement(u"availabilityZone"_s, qt(zone));
            xml.writeTextElement(u"instanceType"_s, type);
            xml.writeTextElement(u"productDescription"_s, u"Linux/UNIX"_s);
            xml.writeTextElement(u"spotPrice"_s,
                                 QString::number(fleet.spotPrice(type.toStdString(), zone, fleet.now()), 'f', 6));
            xml.writeTextElement(u"timestamp"_s,
                                 qt(isoOf(fleet.now() - std::chrono::hours(2))).replace(u'Z', u".000Z"_s));
            xml.writeEndElement();
        }
    }
    xml.writeEndElement();
    return std::nullopt;
}

std::optional<Refusal> describeZones(Fleet &, const Form &, QXmlStreamWriter &xml)
{
    xml.writeStartElement(u"availabilityZoneInfo"_s);
    for (const std::string &zone : Fleet::zones()) {
        xml.writeStartElement(u"item"_s);
        xml.writeTextElement(u"zoneState"_s, u"available"_s);
        xml.writeTextElement(u"regionName"_s, u"us-east-1"_s);
        xml.writeTextElement(u"zoneName"_s, qt(zone));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    return std::nullopt;
}

std::optional<Refusal> describeSubnets(Fleet &, const Form &, QXmlStreamWriter &xml)
{
    xml.writeStartElement(u"subnetSet"_s);
    for (const std::string &zone : Fleet::zones()) {
        xml.writeStartElement(u"item"_s);
        xml.writeTextElement(u"subnetId"_s, qt(Fleet::subnetOf(zone)));
        xml.writeTextElement(u"state"_s, u"available"_s);
        xml.writeTextElement(u"vpcId"_s, u"vpc-960267028bf12d225"_s);
        xml.writeTextElement(u"availableIpAddressCount"_s, u"4091"_s);
        xml.writeTextElement(u"availabilityZone"_s, qt(zone));
        xml.writeStartElement(u"tagSet"_s);
        xml.writeEndElement();
        xml.writeEndElement();
    }
    xml.writeEndElement();
    return std::nullopt;
}

std::optional<Refusal> consoleOutput(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)
{
    const QString id = form.value(u"InstanceId"_s);
    const Machine *machine = fleet.machine(id.toStdString());
    if (!machine)
        return unknown({ id });
    QByteArray text = "Debian GNU/Linux 12 " + QByteArray::fromStdString(machine->hostname) + " ttyS0\n";
    if (machine->agent < 0 && machine->state == Machine::State::Running)
        text += "[FAILED] Failed to start mesos-slave.service: cannot attach /dev/xvdb: no such device\n";
    xml.writeTextElement(u"instanceId"_s, id);
    xml.writeTextElement(u"timestamp"_s, qt(isoOf(fleet.now())).replace(u'Z', u".000Z"_s));
    xml.writeTextElement(u"output"_s, QString::fromLatin1(text.toBase64()));
    return std::nullopt;
}

std::optional<Refusal> identity(Fleet &, const Form &, QXmlStreamWriter &xml)
{
    xml.writeTextElement(u"UserId"_s, u"AIDACKCEVSQ6C2EXAMPLE"_s);
    xml.writeTextElement(u"Account"_s, u"123456789012"_s);
    xml.writeTextElement(u"Arn"_s, u"arn:aws:iam::123456789012:user/oncall-console"_s);
    return std::nullopt;
}

} // namespace

const QMap<QString, Entry> &ec2Methods()
{
    static const QMap<QString, Entry> methods{
        { u"DescribeInstances"_s, { describeInstances } },
        { u"DescribeSpotPriceHistory"_s, { describePrices } },
        { u"DescribeAvailabilityZones"_s, { describeZones } },
        { u"DescribeSubnets"_s, { describeSubnets } },
        { u"GetConsoleOutput"_s, { consoleOutput } },
        { u"RunInstances"_s, { runInstances, true } },
        { u"TerminateInstances"_s, { terminateInstances, true } },
        { u"CreateTags"_s, { createTags, true } },
        { u"DeleteTags"_s, { deleteTags, true } },
    };
    return methods;
}

const QMap<QString, Entry> &stsMethods()
{
    static const QMap<QString, Entry> methods{ { u"GetCallerIdentity"_s, { identity } } };
    return methods;
}

} // namespace sim::aws
