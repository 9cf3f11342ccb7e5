// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/awsaccess.h"
#include "models/stack/awslayer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using stack::Layer;

namespace {

constexpr core::TimePoint now{ 1795416432s };

stack::AwsSymptoms well()
{
    stack::AwsSymptoms s;
    s.freshness.phase = core::Freshness::Phase::Fresh;
    s.freshness.fetchedAt = now - 4s;
    s.latency = 80ms;
    s.region = u"us-east-1"_s;
    s.profile = u"oncall"_s;
    s.now = now;
    return s;
}

stack::AwsSymptoms failing(core::Error::Kind kind, int failures, const QString &detail = {})
{
    stack::AwsSymptoms s = well();
    core::Error error;
    error.kind = kind;
    error.detail = detail;
    s.freshness.phase = core::Freshness::Phase::Stale;
    s.freshness.failures = failures;
    s.freshness.error = error;
    return s;
}

} // namespace

class tst_AwsLayer : public QObject
{
    Q_OBJECT

private slots:
    void isLive_andNamesItsRegion();
    void tellsWhenItsKeysEnd();
    void isOldAtFirst_andDownAfterwards();
    void isRefused_withoutKeysOrRights();
    void isIll_whenItIsDownOrRefuses();
    void tellsACorrectedClock();
    void asksNobody_withoutARegion();
};

void tst_AwsLayer::isLive_andNamesItsRegion()
{
    const Layer layer = stack::awsLayer(well());
    QCOMPARE(layer.name, u"AWS"_s);
    QCOMPARE(layer.state, Layer::State::Live);
    QCOMPARE(layer.detail, u"us-east-1"_s);
    const auto evidence = stack::awsEvidence(well());
    QCOMPARE(evidence.size(), 2);
    QCOMPARE(evidence[0].answer, u"answers in 80 ms"_s);
    QCOMPARE(evidence[1].answer, u"accepted"_s);
    QCOMPARE(stack::awsLayer({}).state, Layer::State::NeverAsked);
}

void tst_AwsLayer::tellsWhenItsKeysEnd()
{
    stack::AwsSymptoms s = well();
    s.keysEnd = now + 14min;
    QCOMPARE(stack::awsLayer(s).detail, u"us-east-1; its keys end in 14 min"_s);
    QCOMPARE(stack::awsEvidence(s)[1].state, Layer::State::Slow); // soon: worth a new login
    s.keysEnd = now + 3h;
    QCOMPARE(stack::awsEvidence(s)[1].state, Layer::State::Live);
}

void tst_AwsLayer::isOldAtFirst_andDownAfterwards()
{
    QCOMPARE(stack::awsLayer(failing(core::Error::Kind::Timeout, 1)).state, Layer::State::Old);
    QCOMPARE(stack::awsLayer(failing(core::Error::Kind::Timeout, 2)).state, Layer::State::Down);
}

void tst_AwsLayer::isRefused_withoutKeysOrRights()
{
    for (const auto kind : { core::Error::Kind::Config, core::Error::Kind::Forbidden, core::Error::Kind::Unauthorized })
        QCOMPARE(stack::awsLayer(failing(kind, 1)).state, Layer::State::Refused);
    const auto evidence = stack::awsEvidence(failing(core::Error::Kind::Config, 1, u"Run aws sso login."_s));
    QCOMPARE(evidence[1].state, Layer::State::Refused);
    QVERIFY2(evidence[1].answer.contains(u"aws sso login"_s), qPrintable(evidence[1].answer));
}

void tst_AwsLayer::isIll_whenItIsDownOrRefuses()
{
    QVERIFY(!stack::diagnoseAws(well()).ill);
    QVERIFY(!stack::diagnoseAws(failing(core::Error::Kind::Timeout, 1)).ill);
    QVERIFY(stack::diagnoseAws(failing(core::Error::Kind::Timeout, 2)).ill);
    const stack::Diagnosis ended = stack::diagnoseAws(failing(core::Error::Kind::Config, 1, u"Run aws sso login."_s));
    QVERIFY(ended.ill);
    QVERIFY2(ended.verdict.contains(u"aws sso login"_s), qPrintable(ended.verdict));
    QVERIFY2(ended.consequence.startsWith(u"Machines run on; none can be started"_s), qPrintable(ended.consequence));
    QCOMPARE(ended.evidence.size(), 2);
}

void tst_AwsLayer::tellsACorrectedClock()
{
    stack::AwsSymptoms s = well();
    s.clockCorrected = 17min;
    const Layer layer = stack::awsLayer(s);
    QCOMPARE(layer.clockOffset, std::optional<core::Duration>(17min));
    QVERIFY2(layer.detail.contains(u"17 min"_s), qPrintable(layer.detail));
}

void tst_AwsLayer::asksNobody_withoutARegion()
{
    config::StackConfig config;
    config.aws.emplace();
    net::HttpClient http(core::systemClock());
    const auto keys = std::make_shared<aws::FixedKeys>(aws::Keys{ u"AKIA"_s, u"secret"_s, {}, {} });
    const secrets::StackLogins logins(config, {});
    const auto route = std::make_shared<const net::Route>();
    const stack::AwsAccess bare
        = stack::accessAws(config, route, keys, &logins, {}, &http, core::systemClock(), QProcessEnvironment());
    bare.store->start();
    QTRY_COMPARE(bare.store->freshness().phase, core::Freshness::Phase::Failed);
    QCOMPARE(bare.store->freshness().error->kind, core::Error::Kind::Config);
    QVERIFY(bare.store->freshness().error->detail.contains(u"region"_s));
    QCOMPARE(bare.store->client()->sent(), 0);
}

QTEST_GUILESS_MAIN(tst_AwsLayer)
#include "tst_awslayer.moc"
