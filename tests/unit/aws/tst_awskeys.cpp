// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/chain.h"
#include "models/aws/credentials/providers.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/aws/exchanges.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = core::Error::Kind;

namespace {

constexpr core::TimePoint recorded{ std::chrono::seconds(1795422542) }; // 23 Nov 2026 08:29:02 UTC

QString iso(core::TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

} // namespace

/// Keys from those who have to be asked: a program, SSO, STS, the machine itself; and how they are renewed.
class tst_AwsKeys : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void runsAProgram();
    void tellsWhatAProgramSaid();
    void readsTheSsoSession();
    void saysHowToLogIn();
    void assumesARoleOfARole();
    void asksTheMachineItself();
    void saysThatNobodyHasKeys();
    void renewsBeforeTheEnd();
    void keepsOldKeysWhileTheyHold();
    void asksOnceForAllWhoWait();
    void asksForACodeOnce();

private:
    void write(const QString &name, const QByteArray &text, bool executable = false);
    aws::ChainOptions options(const QString &profile = {});
    support::FakeReply sts(core::TimePoint expires);

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<support::FakeServer> m_server;
    core::ManualClock m_clock{ recorded };
};

void tst_AwsKeys::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<support::FakeServer>();
    m_clock.set(recorded);
}

void tst_AwsKeys::write(const QString &name, const QByteArray &text, bool executable)
{
    const QString path = m_home->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    if (executable)
        file.setPermissions(file.permissions() | QFile::ExeOwner);
}

aws::ChainOptions tst_AwsKeys::options(const QString &profile)
{
    aws::ChainOptions options;
    options.profile = profile;
    options.environment = QProcessEnvironment();
    options.environment.insert(u"HOME"_s, m_home->path());
    options.stsEndpoint = m_server->url(u"/"_s);
    options.ssoPortal = m_server->url();
    options.metadataEndpoint = m_server->url();
    return options;
}

support::FakeReply tst_AwsKeys::sts(core::TimePoint expires)
{
    support::FakeReply reply;
    reply.body = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA"
        + QByteArray::number(m_server->requests().size())
        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
        + iso(expires).toLatin1() + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    return reply;
}

void tst_AwsKeys::runsAProgram()
{
    write(
        u"get keys"_s,
        "#!/bin/sh\nprintf '{\"Version\":1,\"AccessKeyId\":\"AKIA%s\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\","
        "\"Expiration\":\"2026-11-23T10:00:00Z\"}' \"$2\"\n",
        true);
    write(u".aws/config"_s,
          "[profile p]\ncredential_process = \"" + m_home->filePath(u"get keys"_s).toUtf8() + "\" --role 'ON CALL'\n");
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"p"_s));
    const auto keys = QCoro::waitFor(chain.keys({}));
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QCOMPARE(keys->id, u"AKIAON CALL"_s);
    QCOMPARE(keys->token, u"t"_s);
    QCOMPARE(iso(chain.expires()), u"2026-11-23T10:00:00Z"_s);
    QCOMPARE(chain.method(), u"custom-process"_s);
}

void tst_AwsKeys::tellsWhatAProgramSaid()
{
    write(u"fail"_s, "#!/bin/sh\necho first >&2\necho 'no YubiKey found' >&2\nexit 3\n", true);
    write(u"odd"_s, "#!/bin/sh\necho '{\"AccessKeyId\":\"hidden\"}'\n", true);
    const QByteArray home = m_home->path().toUtf8();
    write(u".aws/config"_s,
          "[profile fail]\ncredential_process = " + home + "/fail\n[profile odd]\ncredential_process = " + home
              + "/odd\n[profile none]\ncredential_process = " + home + "/none\n");
    net::HttpClient http(m_clock);
    const auto detail = [&](const QString &profile) {
        aws::Chain chain(&http, options(profile));
        const auto keys = QCoro::waitFor(chain.keys({}));
        return keys ? QString() : keys.error().detail;
    };
    QVERIFY(detail(u"fail"_s).contains(u"no YubiKey found"_s));
    QVERIFY(detail(u"fail"_s).contains(u"3"_s));
    QVERIFY(detail(u"odd"_s).contains(u"version 1"_s));
    QVERIFY(!detail(u"odd"_s).contains(u"hidden"_s));
    QVERIFY(detail(u"none"_s).contains(u"cannot be run"_s));
}

void tst_AwsKeys::readsTheSsoSession()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    const QString cache = aws::providers::ssoCacheFile(m_home->path(), u"corp"_s);
    QVERIFY(cache.endsWith(
        u"/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"_s)); // as sha1sum says of "corp"
    write(QDir(m_home->path()).relativeFilePath(cache),
          "{\"accessToken\":\"the token\",\"expiresAt\":\"" + iso(recorded + 1h).toLatin1() + "\"}");
    m_server->route("/federation/credentials", [&](const support::FakeRequest &request) {
        if (request.headers.value("x-amz-sso_bearer_token") != "the token"
            || !request.target.contains("role_name=OnCall&account_id=123456789012"))
            return support::FakeReply::text(403, "no");
        const qint64 end = (recorded + 8h).time_since_epoch().count();
        return support::FakeReply::json(
            "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\","
            "\"expiration\":"
            + QByteArray::number(end) + "}}");
    });
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"sso"_s));
    const auto keys = QCoro::waitFor(chain.keys({}));
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QCOMPARE(keys->id, u"ASIASSO"_s);
    QCOMPARE(keys->expires, recorded + 8h);
}

void tst_AwsKeys::saysHowToLogIn()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"sso"_s));
    const auto detail = [&] {
        const auto keys = QCoro::waitFor(chain.keys({}));
        return keys ? QString() : keys.error().detail;
    };
    QVERIFY(detail().endsWith(u"Run: aws sso login --profile sso"_s)); // never logged in
    const QString cache
        = QDir(m_home->path()).relativeFilePath(aws::providers::ssoCacheFile(m_home->path(), u"corp"_s));
    write(cache, "{\"accessToken\":\"x\",\"expiresAt\":\"" + iso(recorded - 1s).toLatin1() + "\"}");
    QVERIFY(detail().contains(u"has ended"_s));
    QVERIFY(detail().endsWith(u"Run: aws sso login --profile sso"_s));
    write(cache, "{\"accessToken\":\"x\",\"expiresAt\":\"" + iso(recorded + 1h).toLatin1() + "\"}");
    m_server->route("/federation/credentials", support::FakeReply::text(401, "expired"));
    QVERIFY(detail().endsWith(u"Run: aws sso login --profile sso"_s)); // the portal knows better
    QCOMPARE(m_server->count("/federation/credentials"), 1);
}

void tst_AwsKeys::assumesARoleOfARole()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    write(u".aws/credentials"_s, exchanges::file(u"config/credentials"_s));
    m_server->setFallback([&](const auto &) { return sts(recorded + 1h); });
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"deep"_s));
    const auto keys = QCoro::waitFor(chain.keys({}));
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QCOMPARE(m_server->requests().size(), 2);
    const support::FakeRequest &first = m_server->requests()[0];
    QVERIFY(first.headers.value("authorization").contains("AKIAI44QH8DHBEXAMPLE/20261123/us-east-1/sts/"));
    QVERIFY(first.body.contains("RoleSessionName=oncall-console&DurationSeconds=3600&ExternalId=a+b%3Dc"));
    const support::FakeRequest &second = m_server->requests()[1];
    QVERIFY(second.headers.value("authorization").contains("ASIA1/20261123/sa-east-1/sts/"));
    QCOMPARE(second.headers.value("x-amz-security-token"), QByteArray("t"));
    QCOMPARE(keys->id, u"ASIA2"_s);
}

void tst_AwsKeys::asksTheMachineItself()
{
    m_server->route("/latest/api/token", [](const support::FakeRequest &request) {
        return request.verb == "PUT" && request.headers.value("x-aws-ec2-metadata-token-ttl-seconds") == "21600"
            ? support::FakeReply::text(200, "imds-token")
            : support::FakeReply::text(400, "no");
    });
    const QByteArray roles = "/latest/meta-data/iam/security-credentials/";
    m_server->route(roles, [](const support::FakeRequest &request) {
        return request.headers.value("x-aws-ec2-metadata-token").startsWith("imds-token")
            ? support::FakeReply::text(200, "mesos-slave-role")
            : support::FakeReply::text(401, "no");
    });
    m_server->route(
        roles + "mesos-slave-role",
        support::FakeReply::json("{\"Code\":\"Success\",\"AccessKeyId\":\"ASIAEC2\",\"SecretAccessKey\":\"s\","
                                 "\"Token\":\"t\",\"Expiration\":\"2026-11-23T14:00:00Z\"}"));
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options());
    const auto keys = QCoro::waitFor(chain.keys({}));
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QCOMPARE(keys->id, u"ASIAEC2"_s);
    QCOMPARE(keys->token, u"t"_s);
    QVERIFY(core::isKnown(keys->expires));
}

void tst_AwsKeys::saysThatNobodyHasKeys()
{
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options()); // the server knows no metadata
    const auto keys = QCoro::waitFor(chain.keys({}));
    QVERIFY(!keys);
    QCOMPARE(keys.error().kind, Kind::Config);
    QVERIFY(keys.error().detail.contains(u"aws configure"_s));
}

void tst_AwsKeys::renewsBeforeTheEnd()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    write(u".aws/credentials"_s, exchanges::file(u"config/credentials"_s));
    m_server->setFallback([&](const auto &) { return sts(m_clock.now() + 1h); });
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"oncall"_s));
    const auto id = [&] { return QCoro::waitFor(chain.keys({})).value().id; };
    QCOMPARE(id(), u"ASIA1"_s);
    m_clock.advance(44min);
    QCOMPARE(id(), u"ASIA1"_s);
    QCOMPARE(m_server->requests().size(), 1);
    m_clock.advance(2min); // 14 before the end: the old ones do, new ones are on their way
    QCOMPARE(id(), u"ASIA1"_s);
    QTRY_COMPARE(id(), u"ASIA2"_s);
    m_clock.advance(52min); // 8 before the end: only new ones
    QCOMPARE(id(), u"ASIA3"_s);
    chain.discard({ u"another"_s, u"s"_s, {}, {} });
    QCOMPARE(id(), u"ASIA3"_s);
    chain.discard(QCoro::waitFor(chain.keys({})).value());
    QCOMPARE(id(), u"ASIA4"_s);
}

void tst_AwsKeys::keepsOldKeysWhileTheyHold()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    write(u".aws/credentials"_s, exchanges::file(u"config/credentials"_s));
    m_server->setFallback([&](const auto &) {
        return m_server->requests().size() == 1 ? sts(recorded + 1h) : support::FakeReply::text(403, "<a/>");
    });
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"oncall"_s));
    QVERIFY(QCoro::waitFor(chain.keys({})));
    m_clock.advance(55min);
    const auto late = QCoro::waitFor(chain.keys({})); // refused, but they hold for 5 minutes more
    QVERIFY(late);
    QCOMPARE(late->id, u"ASIA1"_s);
    m_clock.advance(6min);
    QVERIFY(!QCoro::waitFor(chain.keys({})));
}

void tst_AwsKeys::asksOnceForAllWhoWait()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    write(u".aws/credentials"_s, exchanges::file(u"config/credentials"_s));
    m_server->setFallback([&](const auto &) { return sts(recorded + 1h); });
    net::HttpClient http(m_clock);
    aws::Chain chain(&http, options(u"oncall"_s));
    auto first = chain.keys({});
    auto second = chain.keys({});
    auto third = chain.keys({});
    QCOMPARE(QCoro::waitFor(std::move(first)).value().id, u"ASIA1"_s);
    QCOMPARE(QCoro::waitFor(std::move(second)).value().id, u"ASIA1"_s);
    QCOMPARE(QCoro::waitFor(std::move(third)).value().id, u"ASIA1"_s);
    QCOMPARE(m_server->requests().size(), 1);
}

void tst_AwsKeys::asksForACodeOnce()
{
    write(u".aws/config"_s, exchanges::file(u"config/config"_s));
    write(u".aws/credentials"_s, exchanges::file(u"config/credentials"_s));
    m_server->setFallback([&](const auto &) { return sts(recorded + 1h); });
    net::HttpClient http(m_clock);
    {
        aws::Chain nobodyThere(&http, options(u"mfa"_s));
        const auto keys = QCoro::waitFor(nobodyThere.keys({}));
        QVERIFY(!keys);
        QVERIFY(keys.error().detail.contains(u"arn:aws:iam::123456789012:mfa/oncall"_s));
    }
    aws::ChainOptions asking = options(u"mfa"_s);
    int asked = 0;
    bool willing = false;
    asking.askMfa = [&](QString) -> QCoro::Task<core::Result<QString>> {
        ++asked;
        if (willing)
            co_return u"123456"_s;
        co_return core::failure(core::Error{});
    };
    aws::Chain chain(&http, asking);
    QVERIFY(!QCoro::waitFor(chain.keys({})));
    QVERIFY(!QCoro::waitFor(chain.keys({}))); // declined: not asked again by every poll
    QCOMPARE(asked, 1);
    QVERIFY(m_server->requests().isEmpty());
    willing = true;
    chain.renew();
    QVERIFY(QCoro::waitFor(chain.keys({})));
    QCOMPARE(asked, 2);
    QVERIFY(m_server->requests().constFirst().body.contains("TokenCode=123456"));
}

QTEST_GUILESS_MAIN(tst_AwsKeys)
#include "tst_awskeys.moc"
