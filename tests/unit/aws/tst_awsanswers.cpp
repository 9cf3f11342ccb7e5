// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/answers.h"
#include "tests/unit/aws/exchanges.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
namespace answers = aws::answers;

namespace {

QStringList texts(const QJsonValue &array)
{
    QStringList list;
    for (const QJsonValue &value : array.toArray())
        list.append(value.toString());
    return list;
}

aws::Tags tags(const QJsonValue &object)
{
    aws::Tags tags;
    const QJsonObject pairs = object.toObject();
    for (auto it = pairs.begin(); it != pairs.end(); ++it)
        tags.insert(it.key(), it->toString());
    return tags;
}

core::TimePoint moment(const QJsonValue &iso)
{
    const QDateTime read = QDateTime::fromString(iso.toString(), Qt::ISODateWithMs);
    return core::TimePoint(core::Duration(read.toMSecsSinceEpoch()));
}

QString stateName(aws::Instance::State state)
{
    static const QStringList names{ u"pending"_s,  u"running"_s, u"shutting-down"_s, u"terminated"_s,
                                    u"stopping"_s, u"stopped"_s, u"other"_s };
    return names[static_cast<int>(state)];
}

void compare(const aws::Group &group, const QJsonObject &expected)
{
    QCOMPARE(group.name, expected["name"_L1].toString());
    QCOMPARE(group.min, expected["min"_L1].toInt());
    QCOMPARE(group.max, expected["max"_L1].toInt());
    QCOMPARE(group.desired, expected["desired"_L1].toInt());
    QCOMPARE(group.launchTemplate, expected["template"_L1].toString());
    QCOMPARE(group.templateVersion, expected["version"_L1].toString());
    QCOMPARE(group.mixed, expected["mixed"_L1].toBool());
    QCOMPARE(group.onDemandPercentage, expected["percentage"_L1].toInt());
    QCOMPARE(group.spotMaxPrice, expected["price"_L1].toString());
    QCOMPARE(group.types, texts(expected["types"_L1]));
    QCOMPARE(group.zones, texts(expected["zones"_L1]));
    QCOMPARE(group.suspended, texts(expected["suspended"_L1]));
    QCOMPARE(group.tags, tags(expected["tags"_L1]));
    const QJsonArray instances = expected["instances"_L1].toArray();
    QCOMPARE(group.instances.size(), instances.size());
    for (qsizetype i = 0; i < instances.size(); ++i) {
        const aws::GroupInstance &instance = group.instances[i];
        const QStringList shown{ instance.id,
                                 instance.type,
                                 instance.zone,
                                 instance.lifecycle,
                                 instance.healthy ? u"healthy"_s : u"unhealthy"_s,
                                 instance.isProtected ? u"true"_s : u"false"_s };
        QStringList wanted = texts(instances[i]);
        wanted[4] = wanted[4].toLower();
        QCOMPARE(shown, wanted);
    }
}

void compare(const aws::Activity &activity, const QJsonObject &expected)
{
    QCOMPARE(activity.id, expected["id"_L1].toString());
    QCOMPARE(activity.group, expected["group"_L1].toString());
    QCOMPARE(activity.status, expected["status"_L1].toString());
    QCOMPARE(activity.message, expected["message"_L1].toString());
    QCOMPARE(activity.description, expected["description"_L1].toString());
    QCOMPARE(activity.progress, expected["progress"_L1].toInt());
    QCOMPARE(activity.zone, expected["zone"_L1].toString());
    QCOMPARE(activity.started, moment(expected["started"_L1]));
    QCOMPARE(core::isKnown(activity.ended), expected["ended"_L1].toBool());
}

void compare(const aws::Instance &instance, const QJsonObject &expected)
{
    QCOMPARE(instance.id, expected["id"_L1].toString());
    QCOMPARE(instance.type, expected["type"_L1].toString());
    QCOMPARE(instance.zone, expected["zone"_L1].toString());
    QCOMPARE(stateName(instance.state), expected["state"_L1].toString());
    QCOMPARE(instance.privateAddress, expected["address"_L1].toString());
    QCOMPARE(instance.spot, expected["spot"_L1].toBool());
    QCOMPARE(instance.stateReason, expected["reason"_L1].toString());
    QCOMPARE(instance.launched, moment(expected["launched"_L1]));
    QCOMPARE(instance.tags, tags(expected["tags"_L1]));
}

template <typename Value>
void comparePage(const core::Result<aws::Page<Value>> &page, const QJsonObject &expected, QLatin1StringView list)
{
    QVERIFY(page);
    QCOMPARE(page->next, expected["next"_L1].toString());
    const QJsonArray wanted = expected[list].toArray();
    QCOMPARE(page->items.size(), wanted.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        compare(page->items[i], wanted[i].toObject());
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace

/// Recorded answers of AWS's stand-in, read by us and by Python's xml.etree; and answers of AWS itself.
class tst_AwsAnswers : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatWasRecorded_data();
    void readsWhatWasRecorded();
    void takesEverySuccess();
    void readsWhatChanged();
    void readsTheRest();
    void readsAwsItself();
    void saysWhereItBreaks_data();
    void saysWhereItBreaks();
    void keepsWhatIsNew();
};

void tst_AwsAnswers::readsWhatWasRecorded_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : exchanges::expected().keys())
        QTest::newRow(qPrintable(name)) << name;
}

void tst_AwsAnswers::readsWhatWasRecorded()
{
    QFETCH(const QString, name);
    const QByteArray body = exchanges::answer(name).body;
    const QJsonObject expected = exchanges::expected()[name].toObject();
    if (expected.contains("groups"_L1))
        comparePage(answers::groups(body), expected, "groups"_L1);
    else if (expected.contains("activities"_L1))
        comparePage(answers::activities(body), expected, "activities"_L1);
    else if (name.contains(u"RunInstances"_s))
        comparePage(answers::launched(body).map([](const auto &items) {
            return aws::Page<aws::Instance>{ items, {} };
        }),
                    expected, "instances"_L1);
    else
        comparePage(answers::instances(body), expected, "instances"_L1);
}

void tst_AwsAnswers::takesEverySuccess()
{
    int successes = 0;
    for (const QString &name : exchanges::names()) {
        const exchanges::Message answer = exchanges::answer(name);
        const auto done = answers::done(answer.body);
        QVERIFY2(done.has_value() == (answer.status() == 200), qPrintable(name));
        successes += answer.status() == 200;
    }
    QVERIFY(successes > 70);
}

void tst_AwsAnswers::readsWhatChanged()
{
    using State = aws::Instance::State;
    const auto stopped = answers::stateChanges(exchanges::answer(u"ec2/041-StopInstances"_s).body);
    QVERIFY(stopped);
    QCOMPARE(stopped->size(), 1);
    QCOMPARE(stopped->first().id, u"i-512107cc7ed878d2a"_s);
    QCOMPARE(stopped->first().before, State::Running);
    const auto ended = answers::stateChanges(exchanges::answer(u"ec2/042-TerminateInstances"_s).body);
    QVERIFY(ended);
    QCOMPARE(ended->size(), 2);
    QVERIFY(ended->first().now == State::ShuttingDown || ended->first().now == State::Terminated);

    const QString terminate = u"autoscaling/050-TerminateInstanceInAutoScalingGroup-decrement"_s;
    const auto begun = answers::begun(exchanges::answer(terminate).body);
    QVERIFY(begun);
    QCOMPARE(begun->size(), 1);
    QVERIFY(!begun->first().id.isEmpty());
    QCOMPARE(begun->first().group, u"mesos-on-demand"_s);
    const auto standby = answers::begun(exchanges::answer(u"autoscaling/070-EnterStandby-decrement"_s).body);
    QVERIFY(standby);
    QCOMPARE(standby->size(), 1);
}

void tst_AwsAnswers::readsTheRest()
{
    const auto memberships
        = answers::memberships(exchanges::answer(u"autoscaling/041-DescribeAutoScalingInstances-ids"_s).body);
    QVERIFY(memberships);
    QCOMPARE(memberships->items.size(), 2);
    QCOMPARE(memberships->items[0].group, u"mesos-spot-us-east-1a"_s);
    QCOMPARE(memberships->items[0].instance.id, u"i-13e1ae872d08ac506"_s);
    const auto prices = answers::spotPrices(exchanges::answer(u"ec2/060-DescribeSpotPriceHistory"_s).body);
    QVERIFY(prices);
    QCOMPARE(prices->items.size(), 5);
    QCOMPARE(prices->items[4].zone, u"us-east-1f"_s);
    QCOMPARE(prices->items[4].dollars, 0.00001);
    const auto types = answers::instanceTypes(exchanges::answer(u"ec2/050-DescribeInstanceTypes"_s).body);
    QVERIFY(types);
    QCOMPARE(types->items.size(), 4);
    for (const aws::InstanceType &type : types->items) {
        if (type.name == u"m5.4xlarge")
            QCOMPARE(type, (aws::InstanceType{ u"m5.4xlarge"_s, 16, 65536 }));
    }
    const auto templates = answers::launchTemplates(exchanges::answer(u"ec2/082-DescribeLaunchTemplates"_s).body);
    QVERIFY(templates);
    QCOMPARE(templates->items.first().name, u"mesos-slave"_s);
    QVERIFY(templates->items.first().latestVersion >= 1);
    const auto subnets = answers::subnets(exchanges::answer(u"ec2/081-DescribeSubnets"_s).body);
    QVERIFY(subnets);
    QCOMPARE(subnets->size(), 6);
    QCOMPARE(subnets->first(),
             (aws::Subnet{ u"subnet-267193bef53357d5b"_s, u"us-east-1a"_s, u"vpc-960267028bf12d225"_s, {}, 4066 }));
    const auto zones = answers::zones(exchanges::answer(u"ec2/080-DescribeAvailabilityZones"_s).body);
    QVERIFY(zones);
    QVERIFY(zones->contains(u"us-east-1a"_s));
    QVERIFY(answers::consoleOutput(exchanges::answer(u"ec2/085-GetConsoleOutput"_s).body));
    const auto identity = answers::identity(exchanges::answer(u"sts/010-GetCallerIdentity"_s).body);
    QVERIFY(identity);
    QCOMPARE(identity->account, u"123456789012"_s);
    QVERIFY(identity->arn.startsWith(u"arn:aws:"_s));
    const auto keys = answers::keys(exchanges::answer(u"sts/020-AssumeRole"_s).body);
    QVERIFY(keys);
    QCOMPARE(keys->id, u"ASIARZPUZDIKBXGULXU2"_s);
    QVERIFY(keys->token.startsWith(u"FQoGZXIvYXdzEBYaDlMo"_s));
    QCOMPARE(keys->expires, moment(u"2026-11-23T09:29:02.638Z"_s));
    QVERIFY(!answers::keys(exchanges::answer(u"sts/010-GetCallerIdentity"_s).body)); // no credentials in it
}

void tst_AwsAnswers::readsAwsItself()
{
    const auto page = answers::instances(exchanges::file(u"parsing/ec2-describe-instances.xml"_s));
    QVERIFY(page);
    const QJsonObject wanted
        = QJsonDocument::fromJson(exchanges::file(u"parsing/ec2-describe-instances.json"_s)).object();
    QStringList ids;
    for (const QJsonValue &reservation : wanted["Reservations"_L1].toArray()) {
        for (const QJsonValue &instance : reservation["Instances"_L1].toArray()) {
            const aws::Instance &read = page->items[ids.size()];
            QCOMPARE(read.id, instance["InstanceId"_L1].toString());
            QCOMPARE(read.type, instance["InstanceType"_L1].toString());
            QCOMPARE(stateName(read.state), instance["State"_L1]["Name"_L1].toString());
            QCOMPARE(read.launched, moment(instance["LaunchTime"_L1]));
            QCOMPARE(read.tags.size(), instance["Tags"_L1].toArray().size());
            ids.append(read.id);
        }
    }
    QCOMPARE(page->items.size(), ids.size());
    QVERIFY(!ids.isEmpty());
    QVERIFY(answers::launched(exchanges::file(u"parsing/ec2-run-instances.xml"_s)));
    QVERIFY(answers::keys(exchanges::file(u"parsing/sts-get-session-token.xml"_s)));
    QVERIFY(answers::groups(exchanges::file(u"parsing/autoscaling-describe-auto-scaling-groups.xml"_s)));
    QVERIFY(answers::activities(exchanges::file(u"parsing/autoscaling-describe-scaling-activities.xml"_s)));
    QVERIFY(answers::memberships(exchanges::file(u"parsing/autoscaling-describe-auto-scaling-instances.xml"_s)));
}

void tst_AwsAnswers::saysWhereItBreaks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("page") << exchanges::answer(u"autoscaling/052-TerminateInstanceInAutoScalingGroup-unknown"_s).body;
    QTest::newRow("json") << QByteArray("{\"a\":1}");
    QTest::newRow("other") << QByteArray("<feed><entry/></feed>");
    QTest::newRow("bytes") << QByteArray("\x00\xff\x10\x80", 4);
    const QByteArray whole = exchanges::answer(u"autoscaling/013-DescribeAutoScalingGroups-page1"_s).body;
    for (qsizetype size = 1; size < whole.size() - 1; size += 41)
        QTest::addRow("cut at %d", static_cast<int>(size)) << whole.left(size);
}

void tst_AwsAnswers::saysWhereItBreaks()
{
    QFETCH(const QByteArray, body);
    const auto page = answers::groups(body);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, core::Error::Kind::WrongShape);
    QVERIFY(!page.error().path.isEmpty());
    QVERIFY(!page.error().detail.isEmpty());
}

void tst_AwsAnswers::keepsWhatIsNew()
{
    QByteArray body = exchanges::answer(u"autoscaling/013-DescribeAutoScalingGroups-page1"_s).body;
    body.replace("<LifecycleState>InService<", "<Novel><Deep>1</Deep></Novel><LifecycleState>Dreaming<");
    const auto page = answers::groups(body);
    QVERIFY(page);
    QVERIFY(!page->items.first().instances.isEmpty());
    for (const aws::GroupInstance &instance : page->items.first().instances) {
        QCOMPARE(instance.lifecycle, u"Dreaming"_s);
        QVERIFY(!instance.inService());
    }
}

QTEST_APPLESS_MAIN(tst_AwsAnswers)
#include "tst_awsanswers.moc"
