// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/awsaccount.h"

#include "app/simulator/http/server.h"

#include <QMap>
#include <QUrlQuery>

#include <stdexcept>
#include <vector>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr int instancesAPage = 1000;
constexpr const char *zones[] = { "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d" };

QByteArray element(const char *name, const QByteArray &text)
{
    return '<' + QByteArray(name) + '>' + text + "</" + name + '>';
}

QByteArray wrapped(const QByteArray &action, const QByteArray &inner, bool hasResult)
{
    const QByteArray body = hasResult ? element((action + "Result").constData(), inner) : inner;
    return element((action + "Response").constData(), body);
}

QByteArray idOf(int machine)
{
    return "i-" + QByteArray::number(machine).rightJustified(17, '0');
}

QByteArray zoneOf(int machine)
{
    return zones[static_cast<size_t>(machine) % std::size(zones)];
}

QByteArray memberOf(int machine)
{
    return element("member",
                   element("InstanceId", idOf(machine)) + element("InstanceType", "r5.4xlarge")
                       + element("AvailabilityZone", zoneOf(machine)) + element("LifecycleState", "InService")
                       + element("HealthStatus", "Healthy") + element("ProtectedFromScaleIn", "false"));
}

QByteArray groupsOf(int machines, int groups)
{
    QByteArray text;
    for (int group = 0; group < groups; ++group) {
        QByteArray members;
        int size = 0;
        for (int machine = group; machine < machines; machine += groups, ++size)
            members += memberOf(machine);
        QByteArray places;
        for (const char *zone : zones)
            places += element("member", zone);
        const QByteArray count = QByteArray::number(size);
        text += element("member",
                        element("AutoScalingGroupName", AwsAccount::groupName(group).toUtf8()) + element("MinSize", "0")
                            + element("MaxSize", "4000") + element("DesiredCapacity", count)
                            + element("AvailabilityZones", places) + element("Instances", members));
    }
    return wrapped("DescribeAutoScalingGroups", element("AutoScalingGroups", text), true);
}

QByteArray tag(const QByteArray &key, const QByteArray &value)
{
    return element("item", element("key", key) + element("value", value));
}

QByteArray instanceOf(int machine, int groups)
{
    const QByteArray pool = AwsAccount::groupName(machine % groups).toUtf8();
    const QByteArray tags = tag("Name", "cantareira-stable-" + pool) + tag("slave-type", pool)
        + tag("aws:autoscaling:groupName", pool) + tag("stack", "cantareira-stable");
    const QByteArray instance = element("instanceId", idOf(machine)) + element("instanceType", "r5.4xlarge")
        + element("instanceState", element("code", "16") + element("name", "running"))
        + element("placement", element("availabilityZone", zoneOf(machine)))
        + element("privateIpAddress", AwsAccount::address(machine))
        + element("privateDnsName", AwsAccount::hostName(machine) + ".ec2.internal")
        + element("launchTime", "2026-11-23T01:00:00.000Z") + element("tagSet", tags);
    return element("item", element("instancesSet", element("item", instance)));
}

QByteArray instancesPage(int from, int machines, int groups)
{
    const int to = std::min(machines, from + instancesAPage);
    QByteArray text;
    for (int machine = from; machine < to; ++machine)
        text += instanceOf(machine, groups);
    QByteArray body = element("reservationSet", text);
    if (to < machines)
        body += element("nextToken", QByteArray::number(to));
    return wrapped("DescribeInstances", body, false);
}

/// As many as one page of AWS holds.
QByteArray activities(int groups)
{
    QByteArray text;
    for (int i = 0; i < 100; ++i) {
        text += element("member",
                        element("ActivityId", "activity-" + QByteArray::number(i))
                            + element("AutoScalingGroupName", AwsAccount::groupName(i % groups).toUtf8())
                            + element("Description", "Launching a new EC2 instance: " + idOf(i))
                            + element("StatusCode", "Successful") + element("StartTime", "2026-11-23T01:00:00Z")
                            + element("EndTime", "2026-11-23T01:02:00Z") + element("Progress", "100"));
    }
    return wrapped("DescribeScalingActivities", element("Activities", text), true);
}

QByteArray prices()
{
    QByteArray text;
    for (const char *zone : zones) {
        text += element("item",
                        element("instanceType", "r5.4xlarge") + element("availabilityZone", zone)
                            + element("spotPrice", "0.36") + element("timestamp", "2026-11-23T01:00:00.000Z"));
    }
    return wrapped("DescribeSpotPriceHistory", element("spotPriceHistorySet", text), false);
}

} // namespace

/// By action, and by the token of a page.
struct AwsAccount::Answers
{
    QMap<QString, QByteArray> bodies;
    sim::Faults faults;
    std::unique_ptr<sim::HttpServer> server;
};

AwsAccount::AwsAccount(int machines, int groups)
    : m_answers(std::make_shared<Answers>())
{
    m_answers->bodies = { { u"DescribeAutoScalingGroups "_s, groupsOf(machines, groups) },
                          { u"DescribeScalingActivities "_s, activities(groups) },
                          { u"DescribeSpotPriceHistory "_s, prices() } };
    for (int from = 0; from < machines; from += instancesAPage) {
        const QString token = from > 0 ? QString::number(from) : QString();
        m_answers->bodies.insert(u"DescribeInstances "_s + token, instancesPage(from, machines, groups));
    }
    const auto handler = [answers = m_answers](const sim::HttpRequest &request, sim::HttpConnection *connection) {
        const QUrlQuery form(QString::fromLatin1(request.body));
        const QString key = form.queryItemValue(u"Action"_s) + u' ' + form.queryItemValue(u"NextToken"_s);
        const QByteArray body = answers->bodies.value(key);
        connection->reply({ body.isEmpty() ? 400 : 200, "text/xml", body });
    };
    m_answers->server = std::make_unique<sim::HttpServer>(&core::systemClock(), &m_answers->faults, handler);
    if (!m_answers->server->listen(QHostAddress::LocalHost))
        throw std::runtime_error("no port on loopback");
    m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(m_answers->server->port()));
    m_answers->server->moveToThread(&m_thread);
    m_thread.start();
}

AwsAccount::~AwsAccount()
{
    m_answers->server.release()->deleteLater(); // in its own thread
    m_thread.quit();
    m_thread.wait();
}

QString AwsAccount::groupName(int group)
{
    return u"pool-%1"_s.arg(group);
}

QByteArray AwsAccount::hostName(int machine)
{
    return "ip-" + address(machine).replace('.', '-');
}

QByteArray AwsAccount::address(int machine)
{
    return "10.130." + QByteArray::number(machine / 250) + '.' + QByteArray::number(machine % 250 + 1);
}

} // namespace bench
