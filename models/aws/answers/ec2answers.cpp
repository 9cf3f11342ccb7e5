// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/answers.h"
#include "models/aws/answers/envelope.h"

using namespace Qt::StringLiterals;

namespace aws::answers {

namespace {

Instance::State stateOf(QStringView name)
{
    using enum Instance::State;
    if (name == u"running")
        return Running;
    if (name == u"pending")
        return Pending;
    if (name == u"shutting-down")
        return ShuttingDown;
    if (name == u"terminated")
        return Terminated;
    if (name == u"stopping")
        return Stopping;
    return name == u"stopped" ? Stopped : Other;
}

Instance readInstance(Xml &xml)
{
    Instance instance;
    xml.children([&](QStringView name) {
        if (name == u"instanceId")
            instance.id = xml.text();
        else if (name == u"instanceType")
            instance.type = xml.repeated();
        else if (name == u"placement")
            instance.zone = childText(xml, u"availabilityZone");
        else if (name == u"instanceState")
            instance.state = stateOf(childText(xml, u"name"));
        else if (name == u"privateIpAddress")
            instance.privateAddress = xml.text();
        else if (name == u"privateDnsName")
            instance.privateName = xml.text();
        else if (name == u"launchTime")
            instance.launched = xml.moment();
        else if (name == u"instanceLifecycle")
            instance.spot = xml.repeated() == u"spot";
        else if (name == u"stateReason")
            instance.stateReason = childText(xml, u"message");
        else if (name == u"tagSet")
            xml.list([&] { readTag(xml, u"key", u"value", instance.tags); });
        else
            xml.skip();
    });
    return instance;
}

void readReservation(Xml &xml, QList<Instance> &instances)
{
    xml.children([&](QStringView name) {
        if (name == u"instancesSet")
            xml.list([&] { instances.append(readInstance(xml)); });
        else
            xml.skip();
    });
}

StateChange readChange(Xml &xml)
{
    StateChange change;
    xml.children([&](QStringView name) {
        if (name == u"instanceId")
            change.id = xml.text();
        else if (name == u"previousState")
            change.before = stateOf(childText(xml, u"name"));
        else if (name == u"currentState")
            change.now = stateOf(childText(xml, u"name"));
        else
            xml.skip();
    });
    return change;
}

SpotPrice readPrice(Xml &xml)
{
    SpotPrice price;
    xml.children([&](QStringView name) {
        if (name == u"instanceType")
            price.type = xml.repeated();
        else if (name == u"availabilityZone")
            price.zone = xml.repeated();
        else if (name == u"spotPrice")
            price.dollars = xml.repeated().toDouble();
        else if (name == u"timestamp")
            price.since = xml.moment();
        else
            xml.skip();
    });
    return price;
}

InstanceType readType(Xml &xml)
{
    InstanceType type;
    xml.children([&](QStringView name) {
        if (name == u"instanceType")
            type.name = xml.text();
        else if (name == u"vCpuInfo")
            type.cpus = childText(xml, u"defaultVCpus").toInt();
        else if (name == u"memoryInfo")
            type.memory = childText(xml, u"sizeInMiB").toLongLong();
        else
            xml.skip();
    });
    return type;
}

LaunchTemplate readTemplate(Xml &xml)
{
    LaunchTemplate found;
    xml.children([&](QStringView name) {
        if (name == u"launchTemplateId")
            found.id = xml.text();
        else if (name == u"launchTemplateName")
            found.name = xml.text();
        else if (name == u"defaultVersionNumber")
            found.defaultVersion = xml.text().toLongLong();
        else if (name == u"latestVersionNumber")
            found.latestVersion = xml.text().toLongLong();
        else
            xml.skip();
    });
    return found;
}

/// Without id where it cannot be used.
Subnet readSubnet(Xml &xml)
{
    Subnet subnet;
    QString state;
    Tags tags;
    xml.children([&](QStringView name) {
        if (name == u"subnetId")
            subnet.id = xml.text();
        else if (name == u"state")
            state = xml.text();
        else if (name == u"availabilityZone")
            subnet.zone = xml.repeated();
        else if (name == u"vpcId")
            subnet.vpc = xml.repeated();
        else if (name == u"availableIpAddressCount")
            subnet.freeAddresses = xml.number();
        else if (name == u"tagSet")
            xml.list([&] { readTag(xml, u"key", u"value", tags); });
        else
            xml.skip();
    });
    subnet.name = tags.value(u"Name"_s);
    return state == u"available" ? subnet : Subnet();
}

/// Empty for a zone that cannot be used.
QString readZone(Xml &xml)
{
    QString zone;
    QString state;
    xml.children([&](QStringView name) {
        if (name == u"zoneName")
            zone = xml.text();
        else if (name == u"zoneState")
            state = xml.text();
        else
            xml.skip();
    });
    return state == u"available" ? zone : QString();
}

} // namespace

core::Result<Page<Instance>> instances(QByteArrayView body)
{
    Xml xml(body);
    Page<Instance> page;
    const auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == u"reservationSet")
            xml.list([&] { readReservation(xml, page.items); });
        else if (name == u"nextToken")
            page.next = xml.text();
        else
            xml.skip();
    });
    if (error)
        return core::failure(*error);
    return page;
}

core::Result<QList<Instance>> launched(QByteArrayView body)
{
    return readPage<Instance>(body, u"instancesSet", readInstance).map(&Page<Instance>::items);
}

core::Result<QList<StateChange>> stateChanges(QByteArrayView body)
{
    return readPage<StateChange>(body, u"instancesSet", readChange).map(&Page<StateChange>::items);
}

core::Result<Page<SpotPrice>> spotPrices(QByteArrayView body)
{
    return readPage<SpotPrice>(body, u"spotPriceHistorySet", readPrice);
}

core::Result<Page<InstanceType>> instanceTypes(QByteArrayView body)
{
    return readPage<InstanceType>(body, u"instanceTypeSet", readType);
}

core::Result<Page<LaunchTemplate>> launchTemplates(QByteArrayView body)
{
    return readPage<LaunchTemplate>(body, u"launchTemplates", readTemplate);
}

core::Result<QStringList> zones(QByteArrayView body)
{
    auto page = readPage<QString>(body, u"availabilityZoneInfo", readZone);
    if (!page)
        return core::failure(page.error());
    page->items.removeAll(QString());
    return QStringList(page->items);
}

core::Result<QList<Subnet>> subnets(QByteArrayView body)
{
    auto page = readPage<Subnet>(body, u"subnetSet", readSubnet);
    if (!page)
        return core::failure(page.error());
    page->items.removeIf([](const Subnet &subnet) { return subnet.id.isEmpty(); });
    return page->items;
}

core::Result<QString> consoleOutput(QByteArrayView body)
{
    Xml xml(body);
    QString output;
    const auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == u"output")
            output = QString::fromUtf8(QByteArray::fromBase64(xml.text().toLatin1()));
        else
            xml.skip();
    });
    if (error)
        return core::failure(*error);
    return output;
}

} // namespace aws::answers
