// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/client.h"
#include "models/aws/serviceerror.h"
#include "models/aws/wire/sigv4.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/aws/exchanges.h"

#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = core::Error::Kind;
using Problem = aws::ServiceError::Problem;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795416432) };
const aws::Keys userKeys{ u"AKIAIOSFODNN7EXAMPLE"_s, u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s, {}, {} };

/// The recorded bytes, on a connection that ends with them as theirs did.
support::FakeReply recorded(const QString &name)
{
    support::FakeReply reply;
    reply.raw = exchanges::file(name + u".resp"_s);
    reply.close = true;
    return reply;
}

/// Keys that run out, and others after them.
class TwoKeys final : public aws::KeySource
{
public:
    QCoro::Task<core::Result<aws::Keys>> keys(std::stop_token) override { return given(now); }
    void discard(const aws::Keys &keys) override
    {
        discarded.append(keys.id);
        now = { u"ASIASECOND"_s, u"secret"_s, u"second token"_s, {} };
    }

    aws::Keys now{ u"ASIAFIRST"_s, u"secret"_s, u"first token"_s, {} };
    QStringList discarded;

private:
    static QCoro::Task<core::Result<aws::Keys>> given(aws::Keys keys) { co_return keys; }
};

} // namespace

/// The client against a server that answers as recorded, and misbehaves.
class tst_AwsClient : public QObject
{
    Q_OBJECT

private slots:
    void tellsErrorsApart_data();
    void tellsErrorsApart();
    void signsWhatArrives();
    void readsAllPages();
    void backsOffWithFullJitter();
    void givesUpAfterThreeTries();
    void waitsAsAsked();
    void repeatsAnOrderOnlyWhereThatIsSafe_data();
    void repeatsAnOrderOnlyWhereThatIsSafe();
    void correctsItsClockOnce();
    void asksForNewKeysOnce();
    void endsWhenCancelled();
    void survivesItsOwnEnd();
    void stopsInACircleOfPages();

private:
    aws::ClientOptions options(const support::FakeServer &server);

    core::ManualClock m_clock{ night };
    QList<core::Duration> m_slept;
    double m_chance = 1;
};

aws::ClientOptions tst_AwsClient::options(const support::FakeServer &server)
{
    m_slept.clear();
    m_chance = 1;
    aws::ClientOptions options;
    options.region = u"us-east-1"_s;
    for (const auto service : { aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts })
        options.endpoints[service] = server.url(u"/"_s);
    options.chance = [this] { return m_chance; };
    options.sleep = [this](core::Duration time) -> QCoro::Task<void> {
        m_slept.append(time);
        co_return;
    };
    options.deadline = 5s;
    return options;
}

void tst_AwsClient::tellsErrorsApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QString>("code");
    QTest::addColumn<Kind>("kind");
    int rows = 0;
    const auto row = [&](const char *name, Problem problem, const char *code, Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(name) << problem << QString::fromLatin1(code) << kind;
        ++rows;
    };
    row("errors/011-autoscaling-signature-bad", Problem::WrongKeys, "SignatureDoesNotMatch", Kind::Unauthorized);
    row("errors/011-ec2-signature-bad", Problem::WrongKeys, "AuthFailure", Kind::Unauthorized);
    row("errors/011-sts-signature-bad", Problem::WrongKeys, "SignatureDoesNotMatch", Kind::Unauthorized);
    row("errors/012-autoscaling-unknown-key", Problem::WrongKeys, "InvalidClientTokenId", Kind::Unauthorized);
    row("errors/012-ec2-unknown-key", Problem::WrongKeys, "AuthFailure", Kind::Unauthorized);
    row("errors/012-sts-unknown-key", Problem::WrongKeys, "InvalidClientTokenId", Kind::Unauthorized);
    row("errors/013-autoscaling-tampered-body", Problem::WrongKeys, "SignatureDoesNotMatch", Kind::Unauthorized);
    row("errors/014-autoscaling-access-denied", Problem::NotAllowed, "AccessDenied", Kind::Forbidden);
    row("errors/015-ec2-access-denied", Problem::NotAllowed, "AccessDenied", Kind::Forbidden);
    row("errors/017-autoscaling-unsigned", Problem::Failed, "", Kind::Server);
    row("errors/020-autoscaling-clock-behind", Problem::ClockOff, "SignatureDoesNotMatch", Kind::Forbidden);
    row("errors/020-ec2-clock-behind", Problem::ClockOff, "RequestExpired", Kind::Forbidden);
    row("errors/020-sts-clock-behind", Problem::ClockOff, "SignatureDoesNotMatch", Kind::Forbidden);
    row("errors/030-autoscaling-throttled", Problem::Throttled, "Throttling", Kind::RateLimited);
    row("errors/030-ec2-throttled", Problem::Throttled, "RequestLimitExceeded", Kind::RateLimited);
    row("errors/031-autoscaling-throttled-retried", Problem::Throttled, "Throttling", Kind::RateLimited);
    row("errors/031-autoscaling-throttled-retried~2", Problem::Throttled, "Throttling", Kind::RateLimited);
    row("errors/031-ec2-throttled-retried", Problem::Throttled, "RequestLimitExceeded", Kind::RateLimited);
    row("errors/031-ec2-throttled-retried~2", Problem::Throttled, "RequestLimitExceeded", Kind::RateLimited);
    row("errors/040-autoscaling-500", Problem::Failed, "InternalFailure", Kind::Server);
    row("errors/040-ec2-500", Problem::Failed, "InternalError", Kind::Server);
    row("errors/041-autoscaling-503", Problem::Failed, "ServiceUnavailable", Kind::Server);
    row("errors/041-ec2-503", Problem::Failed, "Unavailable", Kind::Server);
    row("autoscaling/021-SetDesiredCapacity-unknown", Problem::Unknown, "ValidationError", Kind::Rejected);
    row("autoscaling/022-SetDesiredCapacity-above-max", Problem::Refused, "ValidationError", Kind::Rejected);
    row("autoscaling/023-SetDesiredCapacity-below-min", Problem::Refused, "ValidationError", Kind::Rejected);
    row("autoscaling/025-SetDesiredCapacity-missing-param", Problem::Refused, "ValidationError", Kind::Rejected);
    row("autoscaling/031-UpdateAutoScalingGroup-unknown", Problem::Unknown, "ValidationError", Kind::Rejected);
    row("autoscaling/052-TerminateInstanceInAutoScalingGroup-unknown", Problem::Failed, "", Kind::Server);
    row("autoscaling/096-AttachInstances-over-max", Problem::Busy, "ResourceContention", Kind::Rejected);
    row("autoscaling/130-unknown-action", Problem::Failed, "", Kind::Server);
    row("ec2/022-RunInstances-dryrun", Problem::DryRun, "DryRunOperation", Kind::Rejected);
    row("ec2/023-RunInstances-bad-profile", Problem::Unknown, "NoSuchEntity", Kind::Rejected);
    row("ec2/031-DescribeInstances-unknown", Problem::Unknown, "InvalidInstanceID.NotFound", Kind::Rejected);
    row("ec2/032-DescribeInstances-malformed", Problem::Unknown, "InvalidInstanceID.NotFound", Kind::Rejected);
    row("ec2/033-DescribeInstances-bad-combination", Problem::Refused, "InvalidParameterCombination", Kind::Rejected);
    row("ec2/044-TerminateInstances-unknown", Problem::Unknown, "InvalidInstanceID.NotFound", Kind::Rejected);
    row("ec2/052-DescribeInstanceTypes-unknown", Problem::Refused, "InvalidInstanceType", Kind::Rejected);
    const QStringList names = exchanges::names();
    QCOMPARE(rows, std::ranges::count_if(names, [](const QString &name) { // every refusal there is
                 return exchanges::answer(name).status() != 200;
             }));
}

void tst_AwsClient::tellsErrorsApart()
{
    QFETCH(const QString, name);
    QFETCH(const Problem, problem);
    QFETCH(const QString, code);
    QFETCH(const Kind, kind);
    support::FakeServer server;
    server.setFallback([&](const support::FakeRequest &) { return recorded(name); });
    net::HttpClient http(m_clock);
    net::Request request;
    request.verb = net::Request::Verb::Post;
    request.url = server.url(u"/"_s);
    request.body = "Action=X";
    const core::Result<net::Response> response = QCoro::waitFor(http.send(request));
    QVERIFY(response);
    const std::optional<aws::ServiceError> refusal = aws::serviceError(*response);
    QVERIFY(refusal);
    QCOMPARE(refusal->problem, problem);
    QCOMPARE(refusal->code, code);
    QVERIFY(!refusal->message.isEmpty());
    const core::Error error = aws::toError(*refusal, *response);
    QCOMPARE(error.kind, kind);
    QCOMPARE(aws::codeOf(error), code);
    QVERIFY(error.detail.contains(refusal->message));
    QVERIFY(error.clockOffset.has_value());
}

void tst_AwsClient::signsWhatArrives()
{
    support::FakeServer server;
    server.setFallback([](const auto &) { return recorded(u"sts/010-GetCallerIdentity"_s); });
    net::HttpClient http(m_clock);
    aws::Keys keys = userKeys;
    keys.token = u"a/token+of=a session"_s;
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(keys), options(server));
    QVERIFY(QCoro::waitFor(client.identity()));
    const support::FakeRequest &arrived = server.requests().constFirst();
    aws::sigv4::Message message;
    for (const char *name : { "host", "content-type", "x-amz-date", "x-amz-security-token" })
        message.headers.append({ name, arrived.headers.value(name) });
    message.body = arrived.body;
    QCOMPARE(arrived.headers.value("host"), server.authority());
    QCOMPARE(arrived.headers.value("x-amz-date"), QByteArray("20261123T064712Z"));
    QCOMPARE(arrived.headers.value("authorization"),
             aws::sigv4::authorization(message, keys, { "us-east-1", "sts", night }));
    QCOMPARE(client.sent(), 1);
}

void tst_AwsClient::readsAllPages()
{
    support::FakeServer server;
    int page = 0;
    server.setFallback(
        [&](const auto &) { return recorded(u"autoscaling/013-DescribeAutoScalingGroups-page%1"_s.arg(++page)); });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    const auto groups = QCoro::waitFor(client.groups());
    QVERIFY(groups);
    QStringList names;
    for (const aws::Group &group : *groups)
        names.append(group.name);
    QCOMPARE(names, QStringList({ u"mesos-on-demand"_s, u"mesos-spot-us-east-1a"_s, u"mesos-fixed"_s }));
    QCOMPARE(server.requests().size(), 3);
    QVERIFY(!server.requests()[0].body.contains("NextToken"));
    QVERIFY(server.requests()[1].body.contains("&NextToken=mesos-on-demand"));
    QVERIFY(server.requests()[2].body.contains("&NextToken=mesos-spot-us-east-1a"));
}

void tst_AwsClient::backsOffWithFullJitter()
{
    support::FakeServer server;
    int tries = 0;
    server.setFallback([&](const auto &) {
        const QString name = u"errors/031-autoscaling-throttled-retried"_s;
        ++tries;
        return recorded(tries == 1 ? name : name + u"~%1"_s.arg(tries));
    });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    m_chance = 0.5;
    QVERIFY(QCoro::waitFor(client.groups()));
    QCOMPARE(tries, 3);
    QCOMPARE(m_slept, QList<core::Duration>({ 500ms, 1000ms })); // half of 1 s, half of 2 s
}

void tst_AwsClient::givesUpAfterThreeTries()
{
    support::FakeServer server;
    server.setFallback([](const auto &) { return recorded(u"errors/030-ec2-throttled"_s); });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    const auto instances = QCoro::waitFor(client.instances({}));
    QVERIFY(!instances);
    QCOMPARE(instances.error().kind, Kind::RateLimited);
    QCOMPARE(aws::codeOf(instances.error()), u"RequestLimitExceeded"_s);
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(m_slept, QList<core::Duration>({ 1s, 2s }));
}

void tst_AwsClient::waitsAsAsked()
{
    const aws::RetryPolicy policy;
    core::Error error;
    error.kind = Kind::RateLimited;
    const aws::Call call = aws::calls::groups();
    QCOMPARE(policy.pause(call, error, 1, 0.3, 1234ms), 1234ms);
    QCOMPARE(policy.pause(call, error, 1, 0.3, 10min), 20s);
    QCOMPARE(policy.pause(call, error, 3, 0.3, 1234ms), std::nullopt);
    aws::RetryPolicy patient;
    patient.tries = 99;
    QCOMPARE(patient.pause(call, error, 50, 1), 20s);
    QCOMPARE(patient.pause(call, error, 50, 0), 0ms);
    error.kind = Kind::Server;
    error.httpStatus = 503;
    QCOMPARE(policy.pause(call, error, 1, 1), 50ms);
    error.httpStatus = 501;
    QCOMPARE(policy.pause(call, error, 1, 1), std::nullopt);
    error.kind = Kind::Forbidden;
    QCOMPARE(policy.pause(call, error, 1, 1), std::nullopt);
}

void tst_AwsClient::repeatsAnOrderOnlyWhereThatIsSafe_data()
{
    QTest::addColumn<bool>("once");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("tries");
    const QString failed = u"errors/040-autoscaling-500"_s;
    const QString throttled = u"errors/030-autoscaling-throttled"_s;
    QTest::newRow("termination, failed") << true << failed << 1;
    QTest::newRow("termination, throttled") << true << throttled << 3;
    QTest::newRow("termination, broken") << true << QString() << 1;
    QTest::newRow("capacity, failed") << false << failed << 3;
    QTest::newRow("capacity, throttled") << false << throttled << 3;
    QTest::newRow("capacity, broken") << false << QString() << 3;
}

void tst_AwsClient::repeatsAnOrderOnlyWhereThatIsSafe()
{
    QFETCH(const bool, once);
    QFETCH(const QString, answer);
    QFETCH(const int, tries);
    support::FakeServer server;
    server.setFallback([&](const auto &) {
        if (!answer.isEmpty())
            return recorded(answer);
        support::FakeReply broken;
        broken.body = "<a/>";
        broken.truncateAt = 1;
        return broken;
    });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    const aws::Call call = once ? aws::calls::terminateInGroup(u"i-1"_s, true) : aws::calls::setDesired(u"g"_s, 3);
    const auto done = QCoro::waitFor(client.order(call));
    QVERIFY(!done);
    QCOMPARE(server.requests().size(), tries);
    QCOMPARE(aws::mayHaveBeenCarriedOut(done.error()), answer != u"errors/030-autoscaling-throttled");
}

void tst_AwsClient::correctsItsClockOnce()
{
    support::FakeServer server;
    const QByteArray serversTime = "20261123T082903Z"; // of the recorded Date: 101 minutes ahead of ours
    server.setFallback([&](const support::FakeRequest &request) {
        const bool late = request.headers.value("x-amz-date") < "20261123T082800Z";
        return recorded(late ? u"errors/020-autoscaling-clock-behind"_s
                             : u"autoscaling/012-DescribeAutoScalingGroups-unknown"_s);
    });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    QVERIFY(QCoro::waitFor(client.groups()));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests()[1].headers.value("x-amz-date").left(13), serversTime.left(13));
    QVERIFY(client.clockOffset() > 101min && client.clockOffset() < 102min);
    QVERIFY(QCoro::waitFor(client.groups())); // and keeps it
    QCOMPARE(server.requests().size(), 3);
    QVERIFY(m_slept.isEmpty());

    // A server that goes on refusing is not asked for ever.
    server.setFallback([](const auto &) { return recorded(u"errors/020-autoscaling-clock-behind"_s); });
    const auto refused = QCoro::waitFor(client.groups());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Forbidden);
    QVERIFY(refused.error().clockOffset.has_value());
    QVERIFY(server.requests().size() <= 5);
}

void tst_AwsClient::asksForNewKeysOnce()
{
    support::FakeServer server;
    const auto expired = [] {
        support::FakeReply reply;
        reply.status = 403;
        reply.body = "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token "
                     "included in the request is expired</Message></Error></ErrorResponse>";
        return reply;
    };
    server.setFallback([&](const support::FakeRequest &request) {
        return request.headers.value("x-amz-security-token") == "first token"
            ? expired()
            : recorded(u"sts/010-GetCallerIdentity"_s);
    });
    net::HttpClient http(m_clock);
    const auto keys = std::make_shared<TwoKeys>();
    aws::Client client(&http, keys, options(server));
    QVERIFY(QCoro::waitFor(client.identity()));
    QCOMPARE(keys->discarded, QStringList{ u"ASIAFIRST"_s });
    QCOMPARE(server.requests().size(), 2);

    server.setFallback([&](const auto &) { return expired(); });
    const auto identity = QCoro::waitFor(client.identity());
    QVERIFY(!identity);
    QCOMPARE(identity.error().kind, Kind::Unauthorized);
    QCOMPARE(server.requests().size(), 4);
}

void tst_AwsClient::endsWhenCancelled()
{
    support::FakeServer server;
    std::stop_source stop;
    server.setFallback([&](const auto &) {
        stop.request_stop();
        support::FakeReply reply;
        reply.hang = true;
        return reply;
    });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    const auto groups = QCoro::waitFor(client.groups({}, stop.get_token()));
    QVERIFY(!groups);
    QCOMPARE(groups.error().kind, Kind::Cancelled);
}

void tst_AwsClient::survivesItsOwnEnd()
{
    support::FakeServer server;
    server.setFallback([](const auto &) { return recorded(u"errors/030-ec2-throttled"_s); });
    net::HttpClient http(m_clock);
    auto client = std::make_unique<aws::Client>(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    auto asking = client->instances({});
    client.reset();
    const auto instances = QCoro::waitFor(std::move(asking));
    QVERIFY(!instances);
    QCOMPARE(instances.error().kind, Kind::Cancelled);
    QVERIFY(server.requests().size() <= 1);
}

void tst_AwsClient::stopsInACircleOfPages()
{
    support::FakeServer server;
    server.setFallback([](const auto &) {
        support::FakeReply reply;
        reply.body
            = "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups/>"
              "<NextToken>again</NextToken></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>";
        return reply;
    });
    net::HttpClient http(m_clock);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(userKeys), options(server));
    const auto groups = QCoro::waitFor(client.groups());
    QVERIFY(!groups);
    QCOMPARE(groups.error().kind, Kind::TooLarge);
}

QTEST_GUILESS_MAIN(tst_AwsClient)
#include "tst_awsclient.moc"
