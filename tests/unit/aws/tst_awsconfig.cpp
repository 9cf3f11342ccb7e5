// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/keyplan.h"
#include "models/aws/credentials/shellwords.h"
#include "tests/unit/aws/exchanges.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const QString &name)
{
    return QJsonDocument::fromJson(exchanges::file(u"config/"_s + name)).object();
}

aws::SharedConfig recordedConfig()
{
    const auto config = aws::SharedConfig::parse(QString::fromUtf8(exchanges::file(u"config/config"_s)),
                                                 QString::fromUtf8(exchanges::file(u"config/credentials"_s)));
    return config.value();
}

QProcessEnvironment environment(const QList<QPair<QString, QString>> &variables = {})
{
    QProcessEnvironment environment;
    environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return environment;
}

QJsonObject asJson(const aws::IniSection &section)
{
    QJsonObject object;
    for (auto it = section.values.begin(); it != section.values.end(); ++it) {
        if (!section.nested.contains(it.key()))
            object.insert(it.key(), *it);
    }
    for (auto it = section.nested.begin(); it != section.nested.end(); ++it) {
        QJsonObject inner;
        for (auto part = it->begin(); part != it->end(); ++part)
            inner.insert(part.key(), *part);
        object.insert(it.key(), inner);
    }
    return object;
}

} // namespace

/// Configuration files with traps, read by us and by botocore.
class tst_AwsConfig : public QObject
{
    Q_OBJECT

private slots:
    void readsFilesAsBotocore();
    void findsWhatBotocoreFinds_data();
    void findsWhatBotocoreFinds();
    void followsRoles();
    void takesTheEnvironmentFirst();
    void asksForBothHalvesOfAKey();
    void honoursOverrides();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void neverShowsSecrets();
    void dividesWords_data();
    void dividesWords();
};

void tst_AwsConfig::readsFilesAsBotocore()
{
    const aws::SharedConfig config = recordedConfig();
    const QJsonObject full = json(u"expected-full_config.json"_s);
    const QJsonObject profiles = full["profiles"_L1].toObject();
    QCOMPARE(config.profiles(), profiles.keys());
    for (const QString &name : profiles.keys())
        QCOMPARE(asJson(config.profile(name)->settings), profiles[name].toObject());
    QCOMPARE(asJson(*config.ssoSession(u"corp"_s)), full["sso_sessions"_L1]["corp"_L1].toObject());
    QCOMPARE(asJson(*config.services(u"moto"_s)), full["services"_L1]["moto"_L1].toObject());
}

void tst_AwsConfig::findsWhatBotocoreFinds_data()
{
    QTest::addColumn<QString>("profile");
    for (const QString &profile : json(u"expected-profiles.json"_s).keys())
        QTest::newRow(qPrintable(profile)) << profile;
}

void tst_AwsConfig::findsWhatBotocoreFinds()
{
    QFETCH(const QString, profile);
    const QJsonObject expected = json(u"expected-profiles.json"_s)[profile].toObject();
    const aws::SharedConfig config = recordedConfig();
    const auto plan = aws::planKeys(config, profile, true, environment());
    const QString error = expected["error"_L1].toString();
    const bool failsLater = error.startsWith(u"SSOTokenLoadError"_s) || error.startsWith(u"FileNotFoundError"_s);
    if (expected.contains("region"_L1)) {
        QCOMPARE(aws::regionOf(config, profile, environment()), expected["region"_L1].toString());
        for (const auto &[service, name] :
             { std::pair(aws::Service::AutoScaling, "autoscaling"_L1), std::pair(aws::Service::Ec2, "ec2"_L1),
               std::pair(aws::Service::Sts, "sts"_L1) }) {
            QCOMPARE(aws::endpointOf(service, config, profile, environment()).toString(),
                     expected["endpoint_url"_L1][name].toString());
        }
    }
    if (const QJsonObject keys = expected["credentials"_L1].toObject(); !keys.isEmpty()) {
        QVERIFY(plan);
        QCOMPARE(plan->way, aws::KeyPlan::Way::Static);
        QCOMPARE(plan->method, keys["method"_L1].toString());
        QCOMPARE(plan->keys.id, keys["access_key"_L1].toString());
        QCOMPARE(!plan->keys.token.isEmpty(), keys["token"_L1].toBool());
    } else if (expected["credentials"_L1].isNull() || (!error.isEmpty() && !failsLater)) {
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, core::Error::Kind::Config);
        QVERIFY2(plan.error().detail.contains(profile), qPrintable(plan.error().detail));
    } else if (profile == u"web") {
        QVERIFY(!plan); // left out on purpose, and says so
    } else {
        QVERIFY(plan);
        QVERIFY(plan->way != aws::KeyPlan::Way::Static);
    }
}

void tst_AwsConfig::followsRoles()
{
    using Way = aws::KeyPlan::Way;
    const aws::SharedConfig config = recordedConfig();
    const auto deep = aws::planKeys(config, u"deep"_s, true, environment());
    QVERIFY(deep);
    QCOMPARE(deep->way, Way::Role);
    QCOMPARE(deep->region, u"sa-east-1"_s);
    QCOMPARE(deep->roleArn, u"arn:aws:iam::210987654321:role/deep"_s);
    QCOMPARE(deep->base->way, Way::Role);
    QCOMPARE(deep->base->sessionName, u"oncall-console"_s);
    QCOMPARE(deep->base->externalId, u"a b=c"_s);
    QCOMPARE(deep->base->duration, 3600);
    QCOMPARE(deep->base->base->keys.id, u"AKIAI44QH8DHBEXAMPLE"_s);
    const auto machine = aws::planKeys(config, u"ec2"_s, true, environment());
    QVERIFY(machine);
    QCOMPARE(machine->base->way, Way::Metadata);
    const auto sso = aws::planKeys(config, u"sso"_s, true, environment());
    QVERIFY(sso);
    QCOMPARE(sso->ssoCacheName, u"corp"_s);
    const auto mfa = aws::planKeys(config, u"mfa"_s, true, environment());
    QVERIFY(mfa);
    QCOMPARE(mfa->mfaSerial, u"arn:aws:iam::123456789012:mfa/oncall"_s);
    const auto loop = aws::planKeys(config, u"loop-a"_s, true, environment());
    QVERIFY(!loop);
    QVERIFY(loop.error().detail.contains(u"loop-a → loop-b → loop-a"_s));
}

void tst_AwsConfig::takesTheEnvironmentFirst()
{
    const aws::SharedConfig config = recordedConfig();
    const QProcessEnvironment keys = environment({ { u"AWS_ACCESS_KEY_ID"_s, u"AKIAENV"_s },
                                                   { u"AWS_SECRET_ACCESS_KEY"_s, u"s"_s },
                                                   { u"AWS_SESSION_TOKEN"_s, u"t"_s },
                                                   { u"AWS_CREDENTIAL_EXPIRATION"_s, u"2026-11-23T09:00:00Z"_s } });
    const auto found = aws::planKeys(config, u"base"_s, false, keys);
    QVERIFY(found);
    QCOMPARE(found->method, u"env"_s);
    QCOMPARE(found->keys.token, u"t"_s);
    QVERIFY(core::isKnown(found->keys.expires));
    const auto chosen = aws::planKeys(config, u"base"_s, true, keys); // a chosen profile means its own keys
    QVERIFY(chosen);
    QCOMPARE(chosen->keys.id, u"AKIAI44QH8DHBEXAMPLE"_s);
    QCOMPARE(aws::profileOf(environment()), u"default"_s);
    QCOMPARE(aws::profileOf(environment({ { u"AWS_PROFILE"_s, u"oncall"_s } })), u"oncall"_s);
}

void tst_AwsConfig::asksForBothHalvesOfAKey()
{
    const auto half
        = aws::planKeys(recordedConfig(), u"default"_s, false, environment({ { u"AWS_ACCESS_KEY_ID"_s, u"A"_s } }));
    QVERIFY(!half);
    QVERIFY(half.error().detail.contains(u"AWS_SECRET_ACCESS_KEY"_s));
}

void tst_AwsConfig::honoursOverrides()
{
    const aws::SharedConfig config = recordedConfig();
    const QProcessEnvironment all = environment({ { u"AWS_ENDPOINT_URL"_s, u"http://all"_s },
                                                  { u"AWS_ENDPOINT_URL_AUTO_SCALING"_s, u"http://groups"_s },
                                                  { u"AWS_REGION"_s, u"eu-central-1"_s } });
    using enum aws::Service;
    QCOMPARE(aws::endpointOf(AutoScaling, config, u"local"_s, all).toString(), u"http://groups"_s);
    QCOMPARE(aws::endpointOf(Ec2, config, u"local"_s, all).toString(), u"http://all"_s);
    QCOMPARE(aws::regionOf(config, u"base"_s, all), u"eu-central-1"_s);
    const QProcessEnvironment ignored = environment({ { u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"true"_s } });
    QVERIFY(aws::endpointOf(Ec2, config, u"local"_s, ignored).isEmpty());
    QCOMPARE(aws::regionalEndpoint(Ec2, u"sa-east-1"_s).toString(), u"https://ec2.sa-east-1.amazonaws.com/"_s);
    QCOMPARE(aws::regionalEndpoint(Sts, u"cn-north-1"_s).host(), u"sts.cn-north-1.amazonaws.com.cn"_s);
}

void tst_AwsConfig::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("word");
    QTest::newRow("key before a section") << u"region = x"_s << u"line 1"_s;
    QTest::newRow("open bracket") << u"[default]\na = b\n[profile x\n"_s << u"line 3"_s;
    QTest::newRow("no key") << u"[default]\nregion\n"_s << u"line 2"_s;
    QTest::newRow("no source") << u"[default]\nrole_arn = a\n"_s << u"source_profile"_s;
    QTest::newRow("unknown source") << u"[default]\nrole_arn = a\nsource_profile = nobody\n"_s << u"nobody"_s;
    QTest::newRow("source without keys") << u"[default]\nrole_arn = a\nsource_profile = b\n[profile b]\nregion = x\n"_s
                                         << u"b, which has none"_s;
    QTest::newRow("unknown source kind") << u"[default]\nrole_arn = a\ncredential_source = EcsContainer\n"_s
                                         << u"EcsContainer"_s;
    QTest::newRow("no session") << u"[default]\nsso_session = a\nsso_account_id = 1\nsso_role_name = r\n"_s
                                << u"sso-session a"_s;
    QTest::newRow("half an SSO profile") << u"[default]\nsso_start_url = a\n"_s << u"sso_account_id"_s;
    QTest::newRow("aws login") << u"[default]\nlogin_session = a\n"_s << u"aws login"_s;
}

void tst_AwsConfig::saysWhatIsWrong()
{
    QFETCH(const QString, config);
    QFETCH(const QString, word);
    const auto parsed = aws::SharedConfig::parse(config, {});
    const core::Error error
        = parsed ? aws::planKeys(*parsed, u"default"_s, true, environment()).error() : parsed.error();
    QCOMPARE(error.kind, core::Error::Kind::Config);
    QVERIFY2(error.detail.contains(word), qPrintable(error.detail));
}

void tst_AwsConfig::neverShowsSecrets()
{
    const auto broken = aws::SharedConfig::parse({}, u"[a]\naws_access_key_id = A\nhunter2secret\n"_s);
    QVERIFY(!broken);
    QVERIFY(!broken.error().detail.contains(u"hunter2"_s));
}

void tst_AwsConfig::dividesWords_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("recorded") << u"\"/opt/bin/get creds\" --role 'on call' --json"_s
                              << QStringList{ u"/opt/bin/get creds"_s, u"--role"_s, u"on call"_s, u"--json"_s };
    QTest::newRow("glued") << u"a\"b c\"'d'e"_s << QStringList{ u"ab cde"_s };
    QTest::newRow("escaped") << u"a\\ b \"c\\\"d\" 'e\\f' \"g\\h\""_s
                             << QStringList{ u"a b"_s, u"c\"d"_s, u"e\\f"_s, u"g\\h"_s };
    QTest::newRow("empty word") << u"a '' b"_s << QStringList{ u"a"_s, QString(), u"b"_s };
    QTest::newRow("nothing") << u"  "_s << QStringList();
    QTest::newRow("open quote") << u"a 'b"_s << QStringList{ u"?"_s };
}

void tst_AwsConfig::dividesWords()
{
    QFETCH(const QString, command);
    QFETCH(const QStringList, words);
    QCOMPARE(aws::shellWords(command).value_or(QStringList{ u"?"_s }), words);
}

QTEST_APPLESS_MAIN(tst_AwsConfig)
#include "tst_awsconfig.moc"
