// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/aws/client.h"
#include "models/aws/serviceerror.h"
#include "tests/unit/aws/exchanges.h"
#include "tests/unit/simulator/client.h"

#include <QTest>
#include <QXmlStreamReader>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = core::Error::Kind;

namespace {

/// The paths of elements in a document, list positions left out: "DescribeX/Groups/member/Name".
QSet<QString> paths(const QByteArray &document)
{
    QSet<QString> found;
    QStringList place;
    QXmlStreamReader reader(document);
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            place.append(reader.name().toString());
            found.insert(place.join(u'/'));
            break;
        case QXmlStreamReader::EndElement:
            place.removeLast();
            break;
        default:
            break;
        }
    }
    return found;
}

} // namespace

/// The simulator's AWS: its shapes against the recordings, its laws against the client of the product.
class tst_AwsFace : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersInTheRecordedShapes_data();
    void answersInTheRecordedShapes();
    void turnsAwayWhoSignsWrong();
    void refusesOrdersOfAReader();
    void refusesBadCapacities();
    void tellsTheNight();
    void launchesUntilAgentsRegister();
    void losesTheAgentOfATerminatedInstance();
    void refusesByZoneAndType();
    void launchesOnceForOneToken();
    void takesSpotMachinesBack();
    void suspendsAndResumes_asItsRecordingsDo();
    void writesOrdersIntoTheLog();

private:
    aws::Client *client(const QString &id = {}, const QString &secret = {}, core::Duration skew = {});
    aws::Group group(const QString &name);
    QStringList agentAddresses(bool silentToo = false);

    std::unique_ptr<sim::Demo> m_demo;
    std::unique_ptr<core::ManualClock> m_clock;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<aws::Client> m_client;
};

void tst_AwsFace::init()
{
    m_client.reset();
    m_http.reset();
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    QVERIFY2(m_demo->errorString().isEmpty(), qPrintable(m_demo->errorString()));
}

aws::Client *tst_AwsFace::client(const QString &id, const QString &secret, core::Duration skew)
{
    const sim::Demo::Options known;
    m_client.reset();
    m_clock = std::make_unique<core::ManualClock>(m_demo->clock().now() + skew);
    m_http = std::make_unique<net::HttpClient>(*m_clock);
    aws::ClientOptions options;
    options.region = u"us-east-1"_s;
    for (const auto service : { aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts })
        options.endpoints[service] = m_demo->awsUrl();
    const aws::Keys keys{ id.isEmpty() ? known.awsKeyId : id, secret.isEmpty() ? known.awsSecret : secret, {}, {} };
    m_client = std::make_unique<aws::Client>(m_http.get(), std::make_shared<aws::FixedKeys>(keys), options);
    return m_client.get();
}

aws::Group tst_AwsFace::group(const QString &name)
{
    const auto groups = QCoro::waitFor(client()->groups({ name }));
    return groups && !groups->isEmpty() ? groups->first() : aws::Group();
}

QStringList tst_AwsFace::agentAddresses(bool silentToo)
{
    const QJsonObject state = QJsonDocument::fromJson(get(m_demo->masters().first(), "/master/slaves").body).object();
    QStringList addresses;
    for (const QJsonValue &agent : state["slaves"_L1].toArray()) {
        if (silentToo || agent["active"_L1].toBool())
            addresses.append(agent["hostname"_L1].toString());
    }
    return addresses;
}

void tst_AwsFace::answersInTheRecordedShapes_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QStringList>("recordings");
    QTest::newRow("groups") << u"groups"_s
                            << exchanges::names(u"autoscaling"_s).filter(u"-DescribeAutoScalingGroups"_s);
    QTest::newRow("activities") << u"activities"_s
                                << exchanges::names(u"autoscaling"_s).filter(u"-DescribeScalingActivities"_s);
    QTest::newRow("memberships") << u"memberships"_s
                                 << exchanges::names(u"autoscaling"_s).filter(u"-DescribeAutoScalingInstances"_s);
    QTest::newRow("instances") << u"instances"_s << exchanges::names(u"ec2"_s).filter(u"-DescribeInstances"_s);
    QTest::newRow("prices") << u"prices"_s << QStringList{ u"ec2/060-DescribeSpotPriceHistory"_s };
    QTest::newRow("zones") << u"zones"_s << QStringList{ u"ec2/080-DescribeAvailabilityZones"_s };
    QTest::newRow("console") << u"console"_s << QStringList{ u"ec2/085-GetConsoleOutput"_s };
    QTest::newRow("identity") << u"identity"_s << QStringList{ u"sts/010-GetCallerIdentity"_s };
    QTest::newRow("capacity") << u"capacity"_s << QStringList{ u"autoscaling/024-SetDesiredCapacity-down"_s };
    QTest::newRow("terminate in group") << u"terminate"_s
                                        << QStringList{
                                               u"autoscaling/050-TerminateInstanceInAutoScalingGroup-decrement"_s
                                           };
    QTest::newRow("terminate") << u"end"_s << QStringList{ u"ec2/042-TerminateInstances"_s };
    QTest::newRow("suspend") << u"suspend"_s << QStringList{ u"autoscaling/090-SuspendProcesses-two"_s };
    QTest::newRow("resume") << u"resume"_s << QStringList{ u"autoscaling/093-ResumeProcesses-one"_s };
    QTest::newRow("tags") << u"tags"_s << QStringList{ u"ec2/024-CreateTags"_s };
}

void tst_AwsFace::answersInTheRecordedShapes()
{
    QFETCH(const QString, action);
    QFETCH(const QStringList, recordings);
    const QString machine = group(u"mesos-on-demand"_s).instances.first().id;
    const QMap<QString, aws::Call> calls{
        { u"groups"_s, aws::calls::groups({}, 2) },
        { u"activities"_s, aws::calls::activities({}, 30) },
        { u"memberships"_s, aws::calls::groupInstances() },
        { u"instances"_s, aws::calls::instances({}, 20) },
        { u"prices"_s, aws::calls::spotPrices({ u"r5.4xlarge"_s }) },
        { u"zones"_s, aws::calls::zones() },
        { u"console"_s, aws::calls::consoleOutput(machine) },
        { u"identity"_s, aws::calls::callerIdentity() },
        { u"capacity"_s, aws::calls::setDesired(u"mesos-on-demand"_s, 17) },
        { u"terminate"_s, aws::calls::terminateInGroup(machine, true) },
        { u"end"_s, aws::calls::terminate({ machine }) },
        { u"suspend"_s, aws::calls::suspend(u"mesos-on-demand"_s, { u"Terminate"_s, u"ReplaceUnhealthy"_s }) },
        { u"resume"_s, aws::calls::resume(u"mesos-on-demand"_s, { u"Terminate"_s }) },
        { u"tags"_s, aws::calls::tag({ machine }, { { u"a"_s, u"b"_s } }) },
    };
    QSet<QString> known;
    for (const QString &recording : recordings)
        known.unite(paths(exchanges::answer(recording).body));
    QVERIFY(!known.isEmpty());
    // AWS documents these; the recorded server is shorter there.
    known.insert(u"DescribeInstancesResponse/reservationSet/item/instancesSet/item/instanceLifecycle"_s);
    known.insert(u"CreateTagsResponse/return"_s);
    const QString ended
        = u"TerminateInstanceInAutoScalingGroupResponse/TerminateInstanceInAutoScalingGroupResult/Activity/"_s;
    known.unite({ ended + u"Details"_s, ended + u"AutoScalingGroupARN"_s });
    const auto response = QCoro::waitFor(client()->ask(*calls.constFind(action)));
    QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
    const QSet<QString> told = paths(response->body.toByteArray());
    QCOMPARE(QStringList((told - known).values()), QStringList());
}

void tst_AwsFace::turnsAwayWhoSignsWrong()
{
    const auto code = [](const auto &result) { return result ? QString() : aws::codeOf(result.error()); };
    QCOMPARE(code(QCoro::waitFor(client({}, u"wrong"_s)->groups())), u"SignatureDoesNotMatch"_s);
    QCOMPARE(code(QCoro::waitFor(client({}, u"wrong"_s)->zones())), u"AuthFailure"_s);
    QCOMPARE(code(QCoro::waitFor(client(u"AKIAUNKNOWN"_s)->groups())), u"InvalidClientTokenId"_s);
    QCOMPARE(ask(m_demo->awsUrl(), "POST", "/", "Action=DescribeAutoScalingGroups").status, 403);
    aws::Client *early = client({}, {}, -1h);
    QVERIFY(QCoro::waitFor(early->groups())); // its clock was corrected
    QVERIFY(early->clockOffset() > 59min);
    QCOMPARE(early->sent(), 2);
}

void tst_AwsFace::refusesOrdersOfAReader()
{
    const sim::Demo::Options known;
    aws::Client *reader = client(known.awsReadOnlyKeyId, known.awsReadOnlySecret);
    QVERIFY(QCoro::waitFor(reader->groups()));
    const auto done = QCoro::waitFor(reader->order(aws::calls::setDesired(u"mesos-on-demand"_s, 17)));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Kind::Forbidden);
    QCOMPARE(group(u"mesos-on-demand"_s).desired, 18);
}

void tst_AwsFace::refusesBadCapacities()
{
    const auto refused = [&](const aws::Call &call) {
        const auto done = QCoro::waitFor(client()->order(call));
        return done ? QString() : done.error().detail;
    };
    QVERIFY(refused(aws::calls::setDesired(u"mesos-on-demand"_s, 41)).contains(u"above max value 40"_s));
    QVERIFY(refused(aws::calls::setDesired(u"mesos-fixed"_s, 5)).contains(u"below min value 6"_s));
    QVERIFY(refused(aws::calls::setDesired(u"nobody"_s, 5)).contains(u"not found"_s));
    QVERIFY(refused(aws::calls::setSizes(u"mesos-on-demand"_s, { 9, 3, {} })).contains(u"less than or equal"_s));
    QVERIFY(refused(aws::calls::terminateInGroup(u"i-0"_s, true)).contains(u"No managed instance"_s));
    const QString fixed = group(u"mesos-fixed"_s).instances.first().id;
    QVERIFY(refused(aws::calls::terminateInGroup(fixed, true)).contains(u"min size"_s));
}

void tst_AwsFace::tellsTheNight()
{
    const auto groups = QCoro::waitFor(client()->groups());
    QVERIFY(groups);
    QMap<QString, QPair<int, int>> sizes; // desired, alive
    for (const aws::Group &group : *groups)
        sizes[group.name]
            = { group.desired, static_cast<int>(std::ranges::count_if(group.instances, [](const auto &each) {
                    return !each.isLeaving();
                })) };
    QCOMPARE(sizes.value(u"mesos-fixed"_s), qMakePair(6, 6));
    QCOMPARE(sizes.value(u"mesos-on-demand"_s), qMakePair(18, 18));
    QCOMPARE(sizes.value(u"mesos-spot-1a"_s).first, 10);
    QCOMPARE(sizes.value(u"mesos-spot-1c"_s).first, 8);
    QVERIFY(sizes.value(u"mesos-spot-1c"_s).second < 8); // refused
    const auto activities = QCoro::waitFor(client()->activities(u"mesos-spot-1c"_s));
    QVERIFY(activities);
    QVERIFY(std::ranges::any_of(*activities, [](const aws::Activity &each) {
        return each.status == u"Failed" && each.message.contains(u"InsufficientInstanceCapacity"_s)
            && each.message.contains(u"choosing us-east-1a, us-east-1b, us-east-1d."_s);
    }));

    const auto instances = QCoro::waitFor(client()->instances({}));
    QVERIFY(instances);
    const QStringList agents = agentAddresses(true);
    QStringList without; // running, but no agent on them
    for (const aws::Instance &instance : *instances) {
        if (instance.isAlive() && !agents.contains(instance.privateName.section(u'.', 0, 0)))
            without.append(instance.tags.value(u"slave-type"_s));
    }
    QCOMPARE(without, QStringList{ u"model"_s });
    for (const QString &agent : agentAddresses()) {
        QVERIFY2(std::ranges::any_of(*instances,
                                     [&](const aws::Instance &each) {
                                         return each.isAlive() && each.privateName.section(u'.', 0, 0) == agent;
                                     }),
                 qPrintable(agent));
    }
}

void tst_AwsFace::launchesUntilAgentsRegister()
{
    const qsizetype before = agentAddresses().size();
    QVERIFY(QCoro::waitFor(client()->order(aws::calls::setDesired(u"mesos-on-demand"_s, 20))));
    aws::Group grown = group(u"mesos-on-demand"_s);
    QCOMPARE(grown.desired, 20);
    QCOMPARE(grown.instances.size(), 20);
    QCOMPARE(std::ranges::count(grown.instances, u"Pending"_s, &aws::GroupInstance::lifecycle), 2);
    QCOMPARE(agentAddresses().size(), before);
    m_demo->advance(40s);
    grown = group(u"mesos-on-demand"_s);
    QCOMPARE(std::ranges::count(grown.instances, u"InService"_s, &aws::GroupInstance::lifecycle), 20);
    QVERIFY(agentAddresses().size() < before + 2);
    m_demo->advance(110s);
    QCOMPARE(agentAddresses().size(), before + 2);
    const auto told = QCoro::waitFor(client()->activities(u"mesos-on-demand"_s));
    QVERIFY(told);
    QVERIFY(told->first().cause.contains(
        u"explicitly set group desired capacity changing the desired capacity from 18 to 20"_s));
    QCOMPARE(told->first().status, u"Successful"_s);
}

void tst_AwsFace::losesTheAgentOfATerminatedInstance()
{
    const aws::Group before = group(u"mesos-on-demand"_s);
    const QString id = before.instances.last().id;
    const auto instance
        = QCoro::waitFor(client()->instances({ { u"tag:aws:autoscaling:groupName"_s, { before.name } } }));
    const auto found = std::ranges::find(*instance, id, &aws::Instance::id);
    const QString agent = found->privateName.section(u'.', 0, 0);
    QVERIFY(agentAddresses().contains(agent));
    QVERIFY(QCoro::waitFor(client()->order(aws::calls::terminateInGroup(id, true))));
    QCOMPARE(group(before.name).desired, before.desired - 1);
    QVERIFY(!agentAddresses().contains(agent));
    m_demo->advance(60s);
    QVERIFY(std::ranges::none_of(group(before.name).instances, [&](const auto &each) { return each.id == id; }));
}

void tst_AwsFace::refusesByZoneAndType()
{
    m_demo->refuseCapacity(u"us-east-1a"_s, u"r5.4xlarge"_s, true);
    QVERIFY(QCoro::waitFor(client()->order(aws::calls::setDesired(u"mesos-spot-1a"_s, 12))));
    QCOMPARE(group(u"mesos-spot-1a"_s).instances.size(), 10);
    m_demo->refuseCapacity(u"us-east-1a"_s, u"r5.4xlarge"_s, false);
    m_demo->advance(301s);
    m_demo->advance(20s);
    QVERIFY(group(u"mesos-spot-1a"_s).instances.size() >= 12); // asked again after five minutes
}

void tst_AwsFace::launchesOnceForOneToken()
{
    aws::calls::Launch launch;
    launch.count = 2;
    launch.image = u"ami-03cf127a"_s;
    launch.type = u"r5.4xlarge"_s;
    launch.tags = { { u"slave-type"_s, u"model"_s } };
    launch.token = aws::calls::newToken();
    const auto first = QCoro::waitFor(client()->launch(launch));
    QVERIFY(first);
    QCOMPARE(first->size(), 2);
    const auto again = QCoro::waitFor(client()->launch(launch));
    QVERIFY(again);
    QCOMPARE(again->first().id, first->first().id);
    launch.token = aws::calls::newToken();
    const auto other = QCoro::waitFor(client()->launch(launch));
    QVERIFY(other);
    QVERIFY(other->first().id != first->first().id);
    launch.token = aws::calls::newToken();
    launch.dryRun = true;
    const auto dry = QCoro::waitFor(client()->launch(launch));
    QVERIFY(!dry);
    QCOMPARE(aws::codeOf(dry.error()), u"DryRunOperation"_s);
}

void tst_AwsFace::takesSpotMachinesBack()
{
    const QString id = group(u"mesos-spot-1d"_s).instances.first().id;
    m_demo->interruptSpot(id);
    const auto instances = QCoro::waitFor(client()->instances({}));
    const auto found = std::ranges::find(*instances, id, &aws::Instance::id);
    QVERIFY(found != instances->end());
    QVERIFY(!found->isAlive());
    QVERIFY(found->stateReason.startsWith(u"Server.SpotInstanceTermination"_s));
    QVERIFY(!agentAddresses().contains(found->privateName.section(u'.', 0, 0)));
}

void tst_AwsFace::suspendsAndResumes_asItsRecordingsDo()
{
    const QString spot = u"mesos-spot-1c"_s;
    const auto order = [&](const aws::Call &call) {
        const auto done = QCoro::waitFor(client()->order(call));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    };
    order(aws::calls::setDesired(spot, static_cast<int>(group(spot).instances.size()))); // it misses none
    order(aws::calls::suspend(spot, { u"Terminate"_s, u"ReplaceUnhealthy"_s }));
    QCOMPARE(group(spot).suspended, QStringList({ u"ReplaceUnhealthy"_s, u"Terminate"_s }));
    order(aws::calls::resume(spot, { u"Terminate"_s }));
    QCOMPARE(group(spot).suspended, QStringList{ u"ReplaceUnhealthy"_s });
    order(aws::calls::suspend(spot, {}));
    QCOMPARE(group(spot).suspended.size(), 9); // none named: all
    const QStringList zones{ u"us-east-1a"_s, u"us-east-1c"_s };
    order(aws::calls::setSubnets(spot, { u"subnet-0a1b2c3d"_s, u"subnet-0c3d4e5f"_s }));
    const auto there = [&](const QString &zone) {
        const aws::Group now = group(spot);
        return std::ranges::count_if(
            now.instances, [&](const aws::GroupInstance &each) { return each.zone == zone && !each.isLeaving(); });
    };
    m_demo->advance(3min);
    const auto before = there(zones[1]);
    QVERIFY(before - there(zones[0]) > 1);
    order(aws::calls::resume(spot, {}));
    QVERIFY(group(spot).suspended.isEmpty());
    QVERIFY(there(zones[1]) < before); // AZRebalance goes on at once
    m_demo->advance(3min);
    QVERIFY(std::abs(there(zones[1]) - there(zones[0])) <= 1);
}

void tst_AwsFace::writesOrdersIntoTheLog()
{
    QVERIFY(QCoro::waitFor(client()->groups()));
    QVERIFY(m_demo->calls().empty()); // reads are not in it
    QVERIFY(QCoro::waitFor(client()->order(aws::calls::setDesired(u"mesos-on-demand"_s, 17))));
    QVERIFY(!QCoro::waitFor(client()->order(aws::calls::setDesired(u"mesos-on-demand"_s, 99))));
    const std::vector<sim::LoggedCall> calls = m_demo->calls();
    QCOMPARE(calls.size(), size_t{ 2 });
    QCOMPARE(calls[0].server, u"aws"_s);
    QCOMPARE(calls[0].method, u"SetDesiredCapacity"_s);
    QCOMPARE(calls[0].object, u"mesos-on-demand"_s);
    QCOMPARE(calls[0].user, u"AKIAIOSFODNN7EXAMPLE"_s);
    QCOMPARE(calls[0].arguments.toObject()[u"DesiredCapacity"_s].toString(), u"17"_s);
    QCOMPARE(calls[0].status, 200);
    QCOMPARE(calls[1].answer, u"ValidationError"_s);
}

QTEST_GUILESS_MAIN(tst_AwsFace)
#include "tst_awsface.moc"
