// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/store.h"
#include "tests/support/fakeserver.h"
#include "tests/support/patience.h"
#include "tests/unit/aws/exchanges.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795416432) };

/// An account with as many groups and machines as wanted, paging as AWS does.
class Account
{
public:
    Account(int groups, int machines)
        : m_groups(groups)
        , m_machines(machines)
    {
    }

    support::FakeReply answer(const support::FakeRequest &request)
    {
        QMap<QByteArray, QByteArray> form;
        for (const auto &[name, value] : exchanges::form(request.body))
            form.insert(name, value);
        const QByteArray action = form.value("Action");
        asked.append(action);
        if (action == failing)
            return support::FakeReply::text(403,
                                            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message>"
                                            "</Error></ErrorResponse>");
        support::FakeReply reply;
        if (action == "DescribeAutoScalingGroups")
            reply.body = wrapped(action, groups(), true);
        else if (action == "DescribeInstances")
            reply.body
                = wrapped(action, instances(form.value("NextToken").toInt(), form.value("MaxResults").toInt()), false);
        else if (action == "DescribeScalingActivities")
            reply.body = wrapped(action, "<Activities/>", true);
        else
            reply.body = wrapped(action,
                                 "<spotPriceHistorySet><item><instanceType>r5.4xlarge</instanceType><availabilityZone>a"
                                 "</availabilityZone><spotPrice>0.36</spotPrice><timestamp>2026-11-23T01:00:00.000Z"
                                 "</timestamp></item></spotPriceHistorySet>",
                                 false);
        return reply;
    }
    int count(const QByteArray &action) const { return static_cast<int>(asked.count(action)); }

    QList<QByteArray> asked;
    QByteArray failing;
    int added = 0; ///< machines of the first group, later
    int desiredBeyond = 0; ///< what the first group wants more than it has

private:
    static QByteArray wrapped(const QByteArray &action, const QByteArray &inner, bool result)
    {
        const QByteArray body = result ? '<' + action + "Result>" + inner + "</" + action + "Result>" : inner;
        return '<' + action + "Response>" + body + "</" + action + "Response>";
    }
    static QByteArray id(int number) { return "i-" + QByteArray::number(number).rightJustified(17, '0'); }
    QByteArray groups() const
    {
        QByteArray text = "<AutoScalingGroups>";
        for (int group = 0; group < m_groups; ++group) {
            QByteArray members;
            int size = 0;
            const int end = m_machines + (group == 0 ? added : 0);
            for (int machine = 0; machine < end; ++machine) {
                if (machine < m_machines ? machine % m_groups != group : group != 0)
                    continue;
                ++size;
                members += "<member><InstanceId>" + id(machine)
                    + "</InstanceId><LifecycleState>InService</LifecycleState></member>";
            }
            text += "<member><AutoScalingGroupName>group-" + QByteArray::number(group)
                + "</AutoScalingGroupName><DesiredCapacity>"
                + QByteArray::number(size + (group == 0 ? desiredBeyond : 0)) + "</DesiredCapacity><Instances>"
                + members + "</Instances></member>";
        }
        return text + "</AutoScalingGroups>";
    }
    QByteArray instances(int from, int size) const
    {
        QByteArray text = "<reservationSet>";
        const int all = m_machines + added;
        const int end = std::min(all, from + size);
        for (int machine = from; machine < end; ++machine) {
            const QByteArray group = QByteArray::number(machine < m_machines ? machine % m_groups : 0);
            text += "<item><instancesSet><item><instanceId>" + id(machine)
                + "</instanceId><instanceType>r5.4xlarge</instanceType><instanceState><name>running</name>"
                  "</instanceState><tagSet><item><key>aws:autoscaling:groupName</key><value>group-"
                + group + "</value></item></tagSet></item></instancesSet></item>";
        }
        text += "</reservationSet>";
        return end < all ? text + "<nextToken>" + QByteArray::number(end) + "</nextToken>" : text;
    }

    int m_groups;
    int m_machines;
};

} // namespace

/// The picture of an account, kept true with few calls.
class tst_AwsStore : public QObject
{
    Q_OBJECT

private slots:
    void looksAtALargeAccountWithFewCalls();
    void asksForAddressesOnlyWhenAMachineIsNew();
    void looksAtActivitiesWhileSomethingIsMissing();
    void showsOnlyItsOwnGroups();
    void keepsThePictureWhenALookFails();
    void livesWithoutPrices();

private:
    std::unique_ptr<aws::Store> make(Account *account, const QStringList &groups = {});
    static bool look(aws::Store *store);

    std::unique_ptr<support::FakeServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    core::ManualClock m_clock{ night };
};

std::unique_ptr<aws::Store> tst_AwsStore::make(Account *account, const QStringList &groups)
{
    m_server = std::make_unique<support::FakeServer>();
    m_server->setFallback([account](const support::FakeRequest &request) { return account->answer(request); });
    m_http = std::make_unique<net::HttpClient>(m_clock);
    aws::StoreOptions options;
    options.client.region = u"us-east-1"_s;
    options.groups = groups;
    options.policy.interval = 1h; // looks only when told
    options.policy.ceiling = 1h;
    for (const auto service : { aws::Service::AutoScaling, aws::Service::Ec2 })
        options.client.endpoints[service] = m_server->url(u"/"_s);
    const aws::Keys keys{ u"AKIAIOSFODNN7EXAMPLE"_s, u"s"_s, {}, {} };
    return std::make_unique<aws::Store>(m_http.get(), std::make_shared<aws::FixedKeys>(keys), options, m_clock);
}

/// One look, ended.
bool tst_AwsStore::look(aws::Store *store)
{
    QSignalSpy shown(store, &aws::Store::snapshotChanged);
    QSignalSpy changed(store, &aws::Store::freshnessChanged);
    store->start();
    return test::waitFor(
        [&] { return !shown.isEmpty() || (!changed.isEmpty() && store->freshness().error.has_value()); });
}

void tst_AwsStore::looksAtALargeAccountWithFewCalls()
{
    Account account(12, 2000);
    const auto store = make(&account);
    QVERIFY(look(store.get()));
    QVERIFY(store->snapshot());
    QCOMPARE(store->snapshot()->groups.size(), 12);
    QCOMPARE(store->snapshot()->instances.size(), 2000);
    QCOMPARE(store->snapshot()->spotPrices.size(), 1);
    QVERIFY2(store->callsOfLastLook() <= 10, qPrintable(QString::number(store->callsOfLastLook())));
    QCOMPARE(store->freshness().phase, core::Freshness::Phase::Fresh);
}

void tst_AwsStore::asksForAddressesOnlyWhenAMachineIsNew()
{
    Account account(2, 10);
    const auto store = make(&account);
    QVERIFY(look(store.get()));
    store->stop();
    m_clock.advance(15s);
    account.asked.clear();
    QVERIFY(look(store.get()));
    QCOMPARE(account.asked, QList<QByteArray>{ "DescribeAutoScalingGroups" });
    QCOMPARE(store->callsOfLastLook(), 1);
    store->stop();
    account.added = 1;
    account.asked.clear();
    QVERIFY(look(store.get()));
    QCOMPARE(account.count("DescribeInstances"), 1);
    QCOMPARE(store->snapshot()->instances.size(), 11);
    store->stop();
    m_clock.advance(3min); // machines in no group are seen by this alone
    account.asked.clear();
    QVERIFY(look(store.get()));
    QCOMPARE(account.count("DescribeInstances"), 1);
}

void tst_AwsStore::looksAtActivitiesWhileSomethingIsMissing()
{
    Account account(2, 10);
    const auto store = make(&account);
    QVERIFY(look(store.get()));
    store->stop();
    account.desiredBeyond = 2;
    account.asked.clear();
    QVERIFY(look(store.get()));
    QCOMPARE(account.count("DescribeScalingActivities"), 1);
}

void tst_AwsStore::showsOnlyItsOwnGroups()
{
    Account account(12, 24);
    const auto store = make(&account, { u"group-1*"_s });
    QVERIFY(look(store.get()));
    QStringList names;
    for (const aws::Group &group : store->snapshot()->groups)
        names.append(group.name);
    QCOMPARE(names, QStringList({ u"group-1"_s, u"group-10"_s, u"group-11"_s }));
    QCOMPARE(store->snapshot()->instances.size(), 6);
}

void tst_AwsStore::keepsThePictureWhenALookFails()
{
    Account account(2, 10);
    const auto store = make(&account);
    QVERIFY(look(store.get()));
    const aws::Snapshot before = store->snapshot();
    store->stop();
    account.failing = "DescribeAutoScalingGroups";
    QVERIFY(look(store.get()));
    QCOMPARE(store->snapshot(), before);
    QCOMPARE(store->freshness().phase, core::Freshness::Phase::Stale);
    QCOMPARE(store->freshness().error->kind, core::Error::Kind::Forbidden);
}

void tst_AwsStore::livesWithoutPrices()
{
    Account account(2, 10);
    account.failing = "DescribeSpotPriceHistory";
    const auto store = make(&account);
    QVERIFY(look(store.get()));
    QVERIFY(store->snapshot());
    QVERIFY(store->snapshot()->spotPrices.isEmpty());
}

QTEST_GUILESS_MAIN(tst_AwsStore)
#include "tst_awsstore.moc"
