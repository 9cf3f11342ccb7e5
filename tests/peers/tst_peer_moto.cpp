// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/client.h"
#include "models/aws/serviceerror.h"
#include "tests/peers/peer.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aws::Service;

namespace {

const aws::Keys oncall{ u"AKIAIOSFODNN7EXAMPLE"_s, u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s, {}, {} };
const aws::Keys reader{ u"AKIAI44QH8DHBEXAMPLE"_s, u"je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"_s, {}, {} };
const QString onDemand = u"mesos-on-demand"_s;

QString codeOf(const core::Error &error)
{
    return aws::codeOf(error);
}

} // namespace

/// The client of AWS against moto, which checks every signature and every user's rights, and, by switches of ours,
/// throttles, fails and looks at the clock.
class tst_PeerMoto : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void readsGroups_allPages();
    void readsMachines();
    void readsWhatElseThereIs();
    void assumesARole();
    void scales();
    void protectsSuspendsAndTags();
    void takesMachinesOutAndBackIn();
    void launchesOnce_andTerminates();
    void tellsErrorsApart();
    void repeatsWhatIsThrottledOrBroken();
    void correctsItsClockOnce();

private:
    template <typename Value>
    static core::Result<Value> wait(QCoro::Task<core::Result<Value>> task)
    {
        return QCoro::waitFor(std::move(task));
    }
    aws::ClientOptions options() const
    {
        aws::ClientOptions made;
        made.region = u"us-east-1"_s;
        for (const Service service : { Service::AutoScaling, Service::Ec2, Service::Sts })
            made.endpoints.insert(service, m_url);
        made.deadline = 60s;
        made.sleep = [](core::Duration) -> QCoro::Task<void> { co_return; };
        return made;
    }
    std::unique_ptr<aws::Client> clientOf(const aws::Keys &keys)
    {
        return std::make_unique<aws::Client>(&m_http, std::make_shared<aws::FixedKeys>(keys), options());
    }
    void tellPeer(const QByteArray &json)
    {
        QNetworkAccessManager manager;
        QNetworkRequest request(m_url.resolved(QUrl(u"/moto-api/peer"_s)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        const std::unique_ptr<QNetworkReply> reply(manager.post(request, json));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30000);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
    std::optional<aws::Group> group(const QString &name)
    {
        const auto found = wait(m_client->groups({ name }));
        if (!found || found->size() != 1)
            return std::nullopt;
        return found->constFirst();
    }
    void done(const aws::Call &call)
    {
        const auto result = wait(m_client->order(call));
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
    }

    std::unique_ptr<peer::Process> m_moto;
    QUrl m_url;
    net::HttpClient m_http;
    std::unique_ptr<aws::Client> m_client;
};

void tst_PeerMoto::initTestCase()
{
    SKIP_WITHOUT_PEERS();
    const quint16 port = peer::freePort();
    m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    m_moto = std::make_unique<peer::Process>(
        peer::pythonOf(u"moto"_s),
        QStringList{ peer::script(u"moto_server.py"_s), u"-H"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port) });
    QVERIFY(peer::listens(port, *m_moto, 120000));
}

/// Each test begins with the same groups.
void tst_PeerMoto::init()
{
    QCOMPARE(QProcess::execute(peer::pythonOf(u"moto"_s), { peer::script(u"moto_world.py"_s), m_url.toString() }), 0);
    m_client = clientOf(oncall);
}

void tst_PeerMoto::readsGroups_allPages()
{
    const auto groups = wait(m_client->groups());
    QVERIFY2(groups.has_value(), groups ? "" : qPrintable(groups.error().detail));
    QCOMPARE(groups->size(), 60);
    const auto found = group(onDemand);
    QVERIFY(found);
    QCOMPARE(found->desired, 3);
    QCOMPARE(found->max, 20);
    QCOMPARE(found->instances.size(), 3);
    QCOMPARE(found->launchTemplate, u"mesos-agent"_s);
    QCOMPARE(found->tags.value(u"slave-type"_s), onDemand);
    QVERIFY(found->instances.constFirst().inService());
    const auto spot = group(u"mesos-spot"_s);
    QVERIFY(spot && spot->isSpot());
    QCOMPARE(spot->types, QStringList({ u"r5.4xlarge"_s, u"r5.2xlarge"_s }));
    QVERIFY(group(u"mesos-fixed"_s)->instances.constFirst().isProtected);
    QCOMPARE(wait(m_client->groups({ u"nobody"_s }))->size(), 0);
}

void tst_PeerMoto::readsMachines()
{
    const auto all = wait(m_client->instances({}));
    QVERIFY2(all.has_value(), all ? "" : qPrintable(all.error().detail));
    QCOMPARE(all->size(), 7);
    for (const aws::Instance &instance : *all) {
        QVERIFY(instance.isAlive());
        QVERIFY(instance.id.startsWith(u"i-"_s));
        QVERIFY(!instance.privateAddress.isEmpty());
        QVERIFY(core::isKnown(instance.launched));
        QVERIFY(!instance.group().isEmpty());
    }
    const auto some = wait(m_client->instances({ { u"tag:slave-type"_s, { onDemand } } }));
    QCOMPARE(some->size(), 3);
    const auto paged = wait(m_client->ask(aws::calls::instances({}, 5)));
    QVERIFY(paged.has_value());
}

void tst_PeerMoto::readsWhatElseThereIs()
{
    QCOMPARE(wait(m_client->identity())->arn, u"arn:aws:iam::123456789012:user/oncall"_s);
    QVERIFY(wait(m_client->zones())->contains(u"us-east-1a"_s));
    QCOMPARE(wait(m_client->launchTemplates())->constFirst().name, u"mesos-agent"_s);
    QVERIFY(!wait(m_client->spotPrices({ u"m5.large"_s }))->isEmpty());
    const QString id = group(onDemand)->instances.constFirst().id;
    QVERIFY(wait(m_client->consoleOutput(id)).has_value());
    const auto activities = wait(m_client->activities(onDemand));
    QVERIFY2(activities.has_value(), activities ? "" : qPrintable(activities.error().detail));
    QVERIFY(!activities->isEmpty());
    for (const aws::Call &call :
         { aws::calls::groupInstances({ id }), aws::calls::launchConfigurations(), aws::calls::groupTags(),
           aws::calls::scheduledActions(onDemand), aws::calls::groupsTagged(u"slave-type"_s, { onDemand }),
           aws::calls::instancesById({ id }), aws::calls::instanceStatus({ id }),
           aws::calls::instanceTypes({ u"m5.2xlarge"_s }), aws::calls::spotRequests(), aws::calls::regions(),
           aws::calls::subnets(), aws::calls::launchTemplateVersions(u"mesos-agent"_s),
           aws::calls::tagsOf(u"instance"_s), aws::calls::sessionToken() }) {
        const auto answer = wait(m_client->ask(call));
        QVERIFY2(answer.has_value(),
                 (call.action() + ": " + (answer ? QByteArray() : answer.error().detail.toUtf8())).constData());
    }
}

void tst_PeerMoto::assumesARole()
{
    aws::calls::Role role;
    role.arn = u"arn:aws:iam::123456789012:role/comporta"_s;
    role.sessionName = u"ops"_s;
    role.duration = 900;
    const auto keys = wait(m_client->assumeRole(role));
    QVERIFY2(keys.has_value(), keys ? "" : qPrintable(keys.error().detail));
    QVERIFY(!keys->token.isEmpty());
    QVERIFY(keys->expires > m_http.clock().now() + 10min);
    QVERIFY(keys->expires < m_http.clock().now() + 20min);
}

void tst_PeerMoto::scales()
{
    done(aws::calls::setDesired(onDemand, 5));
    QCOMPARE(group(onDemand)->desired, 5);
    QCOMPARE(group(onDemand)->instances.size(), 5);
    const auto news = wait(m_client->activities(onDemand));
    QVERIFY(news->constFirst().description.startsWith(u"Launching"_s));
    aws::calls::Sizes sizes;
    sizes.min = 2;
    sizes.max = 8;
    sizes.desired = 4;
    done(aws::calls::setSizes(onDemand, sizes));
    const auto now = group(onDemand);
    QCOMPARE(now->min, 2);
    QCOMPARE(now->max, 8);
    QCOMPARE(now->desired, 4);
    done(aws::calls::scheduleDesired(onDemand, u"night"_s, u"0 1 * * *"_s, 6));
}

void tst_PeerMoto::protectsSuspendsAndTags()
{
    const QString id = group(onDemand)->instances.constFirst().id;
    done(aws::calls::protect(onDemand, { id }, true));
    QVERIFY(group(onDemand)->instances.constFirst().isProtected);
    done(aws::calls::protect(onDemand, { id }, false));
    QVERIFY(!group(onDemand)->instances.constFirst().isProtected);
    done(aws::calls::suspend(onDemand, { u"Terminate"_s, u"ReplaceUnhealthy"_s }));
    QCOMPARE(group(onDemand)->suspended.size(), 2);
    done(aws::calls::resume(onDemand, {}));
    QVERIFY(group(onDemand)->suspended.isEmpty());
    done(aws::calls::setHealth(id, true));
    done(aws::calls::tagGroup(onDemand, u"held-by"_s, u"ops & co, “now”"_s, false));
    QCOMPARE(group(onDemand)->tags.value(u"held-by"_s), u"ops & co, “now”"_s);
    done(aws::calls::tag({ id }, { { u"held-by"_s, u"ops=a&b+c é"_s } }));
    QCOMPARE(wait(m_client->instances({ { u"instance-id"_s, { id } } }))->constFirst().tags.value(u"held-by"_s),
             u"ops=a&b+c é"_s);
    done(aws::calls::untag({ id }, { u"held-by"_s }));
    QVERIFY(!wait(m_client->instances({ { u"instance-id"_s, { id } } }))->constFirst().tags.contains(u"held-by"_s));
}

void tst_PeerMoto::takesMachinesOutAndBackIn()
{
    const QList<aws::GroupInstance> machines = group(onDemand)->instances;
    done(aws::calls::enterStandby(onDemand, { machines[0].id }, true));
    QCOMPARE(group(onDemand)->desired, 2);
    done(aws::calls::exitStandby(onDemand, { machines[0].id }));
    QCOMPARE(group(onDemand)->desired, 3);
    done(aws::calls::detach(onDemand, { machines[1].id }, true));
    QCOMPARE(group(onDemand)->instances.size(), 2);
    done(aws::calls::attach(onDemand, { machines[1].id }));
    QCOMPARE(group(onDemand)->instances.size(), 3);
    done(aws::calls::terminateInGroup(machines[2].id, true));
    QCOMPARE(group(onDemand)->desired, 2);
    QCOMPARE(group(onDemand)->instances.size(), 2);
}

void tst_PeerMoto::launchesOnce_andTerminates()
{
    aws::calls::Launch launch;
    launch.count = 2;
    launch.image = u"ami-12c6146b"_s;
    launch.type = u"m5.large"_s;
    launch.userData = u"#!/bin/sh\necho \"é & = +\"\n"_s;
    launch.token = aws::calls::newToken();
    launch.tags = { { u"slave-type"_s, u"specific"_s } };
    launch.disks = { { u"/dev/xvdb"_s, 50, u"gp3"_s } };
    const auto launched = wait(m_client->launch(launch));
    QVERIFY2(launched.has_value(), launched ? "" : qPrintable(launched.error().detail));
    QCOMPARE(launched->size(), 2);
    QStringList ids;
    for (const aws::Instance &instance : *launched)
        ids << instance.id;
    QCOMPARE(wait(m_client->instances({ { u"tag:slave-type"_s, { u"specific"_s } } }))->size(), 2);
    done(aws::calls::stop({ ids[0] }));
    done(aws::calls::terminate(ids));
    const auto ended = wait(m_client->instances({ { u"tag:slave-type"_s, { u"specific"_s } } }));
    QVERIFY(ended.has_value());
    for (const aws::Instance &instance : *ended)
        QVERIFY(!instance.isAlive());
    launch.dryRun = true;
    launch.token = aws::calls::newToken();
    const auto allowed = wait(m_client->launch(launch));
    QVERIFY(!allowed);
    QCOMPARE(codeOf(allowed.error()), u"DryRunOperation"_s);
}

void tst_PeerMoto::tellsErrorsApart()
{
    using Kind = core::Error::Kind;
    aws::Keys wrong = oncall;
    wrong.secret += u'x';
    const auto refused = wait(clientOf(wrong)->groups());
    QVERIFY(!refused);
    QCOMPARE(codeOf(refused.error()), u"SignatureDoesNotMatch"_s);
    const auto unknown = wait(clientOf({ u"AKIANOBODY0000000000"_s, u"x"_s, {}, {} })->instances({}));
    QVERIFY(!unknown);
    QVERIFY2(unknown.error().kind == Kind::Unauthorized || unknown.error().kind == Kind::Forbidden,
             qPrintable(core::kindName(unknown.error().kind)));
    const auto readOnly = clientOf(reader);
    QVERIFY(wait(readOnly->groups()).has_value());
    const auto forbidden = wait(readOnly->order(aws::calls::setDesired(onDemand, 4)));
    QVERIFY(!forbidden);
    QCOMPARE(forbidden.error().kind, Kind::Forbidden);
    QCOMPARE(group(onDemand)->desired, 3);
    const auto tooMany = wait(m_client->order(aws::calls::setDesired(onDemand, 21)));
    QVERIFY(!tooMany);
    QCOMPARE(codeOf(tooMany.error()), u"ValidationError"_s);
    QVERIFY(tooMany.error().detail.contains(u"above max value 20"_s));
    const auto nobody = wait(m_client->order(aws::calls::setDesired(u"nobody"_s, 1)));
    QVERIFY(!nobody);
    const auto gone = wait(m_client->ask(aws::calls::instancesById({ u"i-00000000000000000"_s })));
    QVERIFY(!gone);
    QCOMPARE(codeOf(gone.error()), u"InvalidInstanceID.NotFound"_s);
}

void tst_PeerMoto::repeatsWhatIsThrottledOrBroken()
{
    tellPeer(R"({"throttle": 2})");
    const qint64 before = m_client->sent();
    QVERIFY(wait(m_client->groups({ onDemand })).has_value());
    QCOMPARE(m_client->sent() - before, 3);
    tellPeer(R"({"throttle": 9})");
    const auto throttled = wait(m_client->instances({}));
    QVERIFY(!throttled);
    QCOMPARE(throttled.error().kind, core::Error::Kind::RateLimited);
    tellPeer(R"({"throttle": 0, "fail": {"status": 503, "n": 1}})");
    QVERIFY(wait(m_client->groups({ onDemand })).has_value());
    // An order that ends something is not repeated: it may have been carried out.
    const QString id = group(onDemand)->instances.constFirst().id;
    tellPeer(R"({"fail": {"status": 500, "n": 1}})");
    const qint64 orders = m_client->sent();
    const auto broken = wait(m_client->order(aws::calls::terminateInGroup(id, true)));
    QVERIFY(!broken);
    QVERIFY(aws::mayHaveBeenCarriedOut(broken.error()));
    QCOMPARE(m_client->sent() - orders, 1);
}

void tst_PeerMoto::correctsItsClockOnce()
{
    core::ManualClock late(core::systemClock().now() - 40min);
    net::HttpClient http(late);
    aws::Client client(&http, std::make_shared<aws::FixedKeys>(oncall), options());
    QVERIFY(wait(client.groups({ onDemand })).has_value());
    QVERIFY(client.clockOffset() > 39min && client.clockOffset() < 41min);
    QCOMPARE(client.sent(), 2);
    QVERIFY(wait(client.groups({ onDemand })).has_value());
    QCOMPARE(client.sent(), 3);
}

QTEST_GUILESS_MAIN(tst_PeerMoto)
#include "tst_peer_moto.moc"
