// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/picturefile.h"
#include "models/mesos/statecache.h"
#include "models/mesos/store.h"
#include "tests/support/fakeserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using core::Freshness;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;
using Mode = mesos::StoreOptions::Mode;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };

QByteArray goldenBody(const QString &file)
{
    const QByteArray whole = FakeReply::golden(file).raw;
    return whole.mid(whole.indexOf("\r\n\r\n") + 4);
}

QByteArray record(const QByteArray &json)
{
    return QByteArray::number(json.size()) + "\n" + json;
}

/// What a master says first on the stream, made of the recorded GET_STATE.
QByteArray subscribed(double heartbeatSeconds)
{
    const QJsonObject answer = QJsonDocument::fromJson(goldenBody(u"main-api-GET_STATE.http"_s)).object();
    const QJsonObject inner{ { u"get_state"_s, answer.value(u"get_state"_s) },
                             { u"heartbeat_interval_seconds"_s, heartbeatSeconds } };
    const QJsonObject event{ { u"type"_s, u"SUBSCRIBED"_s }, { u"subscribed"_s, inner } };
    return record(QJsonDocument(event).toJson(QJsonDocument::Compact));
}

/// A master as recorded. `stream` answers SUBSCRIBE.
class FakeMaster final : public FakeServer
{
public:
    FakeMaster()
    {
        for (const char *const path :
             { "state", "slaves", "roles", "maintenance/schedule", "maintenance/status", "metrics/snapshot" }) {
            const QString file = u"main-"_s + QString::fromLatin1(path).replace(u'/', u'-') + u".http"_s;
            route(QByteArray("/") + path, FakeReply::golden(file));
            route(QByteArray("/master/") + path, FakeReply::golden(file));
        }
        const auto call = [this](const FakeRequest &request) {
            const QString type = QJsonDocument::fromJson(request.body).object().value(u"type"_s).toString();
            if (type != u"SUBSCRIBE"_s)
                return FakeReply::golden(u"main-api-%1.http"_s.arg(type));
            ++subscriptions;
            return stream;
        };
        route("/api/v1", call);
        route("/master/api/v1", call);
        stream.endless = true;
        stream.body = subscribed(15);
    }

    FakeReply stream;
    int subscriptions = 0;
};

} // namespace

class tst_Store : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsThePictureOfTheStream();
    void appliesEvents();
    void outlivesHeartbeatsAndCompanions();
    void bothWaysShowTheSame();
    void polls_whenStreamIsRefused_data();
    void polls_whenStreamIsRefused();
    void polls_whenStreamKeepsBreaking();
    void subscribesAgain_afterDecodeError();
    void subscribesAgain_whenHeartbeatsStayAway();
    void subscribesAgain_whenTheMasterClosesTheStream();
    void keepsPicture_whenPollFails();
    void keepsPicture_whenMasterIsKilledAndComesBack();
    void goesBackToTheStream_whenTheMasterWasAway();
    void followsLeaderChange();
    void tellsOfRefusedCredentials_andTakesNewOnes();
    void tellsWhereTheAnswerIsWrong();
    void tellsOfHealth();
    void countsWhatCameWhileLoading();
    void storesAndRestoresThePicture();
    void ignoresDamagedCache();
    void refreshAsksAtOnce();
    void stopsAndStartsAgain();
    void diesAtAnyMoment();

private:
    mesos::Store *open(Mode mode, const QList<QUrl> &masters = {});
    Freshness::Phase phase() const { return m_store->freshness().phase; }

    core::ManualClock m_clock{ night };
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<FakeMaster> m_master;
    std::unique_ptr<mesos::Store> m_store;
    mesos::StoreOptions m_options;
};

void tst_Store::init()
{
    m_clock.set(night);
    m_dir = std::make_unique<QTemporaryDir>();
    m_http = std::make_unique<net::HttpClient>(m_clock);
    m_master = std::make_unique<FakeMaster>();
    m_options = {};
    m_options.policy = { .interval = 5ms, .hiddenInterval = 10ms, .ceiling = 20ms, .jitter = 0.1 };
}

void tst_Store::cleanup()
{
    m_store.reset();
    m_http.reset();
    m_master.reset();
}

mesos::Store *tst_Store::open(Mode mode, const QList<QUrl> &masters)
{
    m_options.mode = mode;
    const auto discovery
        = std::make_shared<net::StaticDiscovery>(masters.isEmpty() ? QList<QUrl>{ m_master->url() } : masters);
    m_store = std::make_unique<mesos::Store>(m_http.get(), discovery, m_options, m_clock);
    m_store->start();
    return m_store.get();
}

void tst_Store::showsThePictureOfTheStream()
{
    open(Mode::Auto);
    QCOMPARE(phase(), Freshness::Phase::Loading);
    QVERIFY(!m_store->snapshot());
    QTRY_VERIFY(m_store->snapshot());
    QCOMPARE(m_store->snapshot()->agents.size(), size_t(3));
    QCOMPARE(phase(), Freshness::Phase::Fresh);
    QCOMPARE(m_store->freshness().fetchedAt, night);
    QVERIFY(m_store->health().streaming);
    QCOMPARE(m_master->count("/state"), 0);
}

void tst_Store::appliesEvents()
{
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    const mesos::Snapshot before = m_store->snapshot();
    const auto &gone = before->frameworks.front();
    const QByteArray name = before->string(gone.id).toUtf8();
    m_clock.advance(5s);
    // GET_FRAMEWORKS still lists it: the companions would bring it back.
    m_master->route("/api/v1", FakeReply::text(404, "Not Found."));
    m_master->push(
        record("{\"type\":\"FRAMEWORK_REMOVED\",\"framework_removed\":{\"framework_info\":{\"id\":{\"value\":\"" + name
               + "\"},\"name\":\"x\",\"user\":\"y\"}}}"));
    QTRY_VERIFY(m_store->snapshot() != before);
    QCOMPARE(before->frameworks.front().phase, gone.phase); // pictures never change
    QCOMPARE(m_store->freshness().fetchedAt, night + 5s);
}

void tst_Store::outlivesHeartbeatsAndCompanions()
{
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    const int asked = m_master->count("/roles");
    for (int i = 0; i < 20; ++i)
        m_master->push(record("{\"type\":\"HEARTBEAT\"}"));
    QTRY_VERIFY(m_master->count("/roles") > asked + 10);
    QCOMPARE(m_store->snapshot()->agents.size(), size_t(3));
}

void tst_Store::bothWaysShowTheSame()
{
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    const mesos::Snapshot streamed = m_store->snapshot();
    open(Mode::Poll);
    QTRY_VERIFY(m_store->snapshot());
    const mesos::Snapshot polled = m_store->snapshot();
    QCOMPARE(streamed->agents.size(), polled->agents.size());
    QCOMPARE(streamed->tasks.size(), polled->tasks.size());
    QCOMPARE(streamed->frameworks.size(), polled->frameworks.size());
    for (size_t i = 0; i < polled->agents.size(); ++i) {
        QCOMPARE(streamed->view(streamed->agents[i].id), polled->view(polled->agents[i].id));
        QCOMPARE(streamed->agents[i].phase, polled->agents[i].phase);
    }
}

void tst_Store::polls_whenStreamIsRefused_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 401, 403, 404, 405, 415, 501 })
        QTest::addRow("%d", status) << status;
}

void tst_Store::polls_whenStreamIsRefused()
{
    QFETCH(int, status);
    m_master->stream = FakeReply::text(status, "no");
    open(Mode::Auto);
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    QCOMPARE(m_store->snapshot()->agents.size(), size_t(3));
    QVERIFY(!m_store->health().streaming);
    QCOMPARE(m_master->subscriptions, 1);
    const int asked = m_master->count("/state");
    QTRY_VERIFY(m_master->count("/state") > asked + 2);
    QCOMPARE(m_master->subscriptions, 1); // not asked again with each poll
}

void tst_Store::polls_whenStreamKeepsBreaking()
{
    m_master->stream.body = record("this is no JSON");
    open(Mode::Auto);
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    QCOMPARE(m_master->subscriptions, 3);
    QVERIFY(m_master->count("/state") >= 1);
}

void tst_Store::subscribesAgain_afterDecodeError()
{
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    const mesos::Snapshot before = m_store->snapshot();
    m_master->push(record("{\"type\":\"TASK_ADDED\",\"task_added\":7}"));
    QTRY_COMPARE(m_master->subscriptions, 2);
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    QTRY_VERIFY(m_store->snapshot() != before); // a fresh picture, not the broken one
}

void tst_Store::subscribesAgain_whenHeartbeatsStayAway()
{
    m_master->stream.body = subscribed(0.2); // while the companions are polled every 5 ms and answer
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    QTRY_VERIFY_WITH_TIMEOUT(m_master->subscriptions >= 3, 30000);
    QVERIFY(m_store->snapshot());
}

void tst_Store::subscribesAgain_whenTheMasterClosesTheStream()
{
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    QSignalSpy changes(m_store.get(), &mesos::Store::snapshotChanged);
    bool wasStale = false;
    connect(m_store.get(), &mesos::Store::freshnessChanged, this,
            [&] { wasStale = wasStale || phase() == Freshness::Phase::Stale; });
    m_master->endStreams();
    QTRY_COMPARE(m_master->subscriptions, 2);
    QTRY_COMPARE(changes.count(), 1);
    QVERIFY(!wasStale); // a new leader is no alarm
}

void tst_Store::keepsPicture_whenPollFails()
{
    open(Mode::Poll);
    QTRY_VERIFY(m_store->snapshot());
    m_clock.advance(7s);
    m_master->route("/state", FakeReply::text(500, "oops"));
    QTRY_COMPARE(phase(), Freshness::Phase::Stale);
    QVERIFY(m_store->snapshot());
    QCOMPARE(m_store->snapshot()->agents.size(), size_t(3));
    QCOMPARE(m_store->freshness().error->kind, core::Error::Kind::Server);
    QVERIFY(core::isKnown(m_store->freshness().failingSince));
    m_master->route("/state", FakeReply::golden(u"main-state.http"_s));
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    QCOMPARE(m_store->freshness().fetchedAt, night + 7s);
}

void tst_Store::keepsPicture_whenMasterIsKilledAndComesBack()
{
    for (const Mode mode : { Mode::Stream, Mode::Poll, Mode::Auto }) {
        open(mode);
        QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
        m_master->die();
        QTRY_COMPARE(phase(), Freshness::Phase::Stale);
        QVERIFY(m_store->snapshot());
        QTRY_COMPARE(core::kindName(m_store->freshness().error->kind), u"refused"_s);
        m_master->comeBack();
        QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    }
}

void tst_Store::goesBackToTheStream_whenTheMasterWasAway()
{
    open(Mode::Auto);
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    m_master->die();
    QTRY_VERIFY(m_store->freshness().failures >= 5); // long past the three streams: polling
    m_master->comeBack();
    QTRY_VERIFY(m_store->health().streaming);
    QCOMPARE(phase(), Freshness::Phase::Fresh);
    const int asked = m_master->count("/state");
    const int companions = m_master->count("/roles");
    QTRY_VERIFY(m_master->count("/roles") > companions + 3);
    QCOMPARE(m_master->count("/state"), asked); // polling has ended
}

void tst_Store::followsLeaderChange()
{
    FakeMaster second;
    const auto redirectTo = [](FakeServer *from, const FakeServer &to) {
        for (const char *const path :
             { "/state", "/slaves", "/roles", "/api/v1", "/maintenance/schedule", "/maintenance/status" }) {
            from->route(path, [&to](const FakeRequest &request) {
                return FakeReply::redirect("//" + to.authority() + "/master" + request.target);
            });
        }
    };
    redirectTo(m_master.get(), second);
    open(Mode::Auto, { m_master->url(), second.url() });
    QTRY_VERIFY(m_store->health().streaming);
    QCOMPARE(m_store->health().leader, second.url());

    m_master = std::make_unique<FakeMaster>(); // another port: put it in the place of the second
    FakeMaster third;
    redirectTo(m_master.get(), third);
    open(Mode::Auto, { m_master->url(), third.url(), second.url() });
    QTRY_VERIFY(m_store->health().streaming);
    QCOMPARE(m_store->health().leader, third.url());
    third.die();
    redirectTo(m_master.get(), second);
    QTRY_COMPARE(m_store->health().leader, second.url());
    QTRY_VERIFY(m_store->health().streaming);
    QCOMPARE(phase(), Freshness::Phase::Fresh);
}

void tst_Store::tellsOfRefusedCredentials_andTakesNewOnes()
{
    const auto guarded = [this](const QByteArray &path, const QString &file) {
        m_master->route(path, [file](const FakeRequest &request) {
            const bool knows = request.headers.value("authorization") == "Basic " + QByteArray("ops:secret").toBase64();
            return FakeReply::golden(knows ? file : u"auth-401-state.http"_s);
        });
    };
    guarded("/state", u"main-state.http"_s);
    guarded("/slaves", u"main-slaves.http"_s);
    m_master->route("/api/v1", FakeReply::golden(u"auth-401-api.http"_s));
    open(Mode::Auto);
    QTRY_COMPARE(phase(), Freshness::Phase::Failed);
    QTRY_COMPARE(m_store->freshness().error->kind, core::Error::Kind::Unauthorized);
    QVERIFY(m_store->freshness().error->detail.contains(u"mesos-master"_s));
    m_store->setCredentials({ net::Credentials::Scheme::Basic, u"ops"_s, u"secret"_s });
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
}

void tst_Store::tellsWhereTheAnswerIsWrong()
{
    m_master->route("/state", FakeReply::json("{\"version\":\"1.12.0\",\"slaves\":[{\"id\":7}]}"));
    open(Mode::Poll);
    QTRY_COMPARE(phase(), Freshness::Phase::Failed);
    QCOMPARE(core::kindName(m_store->freshness().error->kind), u"wrong-shape"_s);
    QVERIFY2(m_store->freshness().error->path.contains(u"slaves[0]"_s), qPrintable(m_store->freshness().error->path));
    QCOMPARE(m_store->freshness().error->endpoint.toLatin1(), m_master->authority() + "/state");
}

void tst_Store::tellsOfHealth()
{
    open(Mode::Poll);
    QSignalSpy changes(m_store.get(), &mesos::Store::healthChanged);
    QTRY_VERIFY(m_store->snapshot());
    const mesos::Store::Health health = m_store->health();
    QVERIFY(!changes.isEmpty());
    QCOMPARE(health.leader, m_master->url());
    QCOMPARE(health.lastBytes, goldenBody(u"main-state.http"_s).size());
    QVERIFY(health.clockOffset); // of the recording's Date
    QCOMPARE(health.masters.size(), 1);
    QVERIFY(health.masters.constFirst().leads);
}

void tst_Store::countsWhatCameWhileLoading()
{
    FakeReply slow = FakeReply::json(QByteArray(4321, ' '));
    slow.endless = true;
    m_master->route("/state", slow);
    open(Mode::Poll);
    QTRY_COMPARE(m_store->freshness().receivedBytes, 4321);
    QCOMPARE(phase(), Freshness::Phase::Loading);
}

void tst_Store::storesAndRestoresThePicture()
{
    m_options.cacheFile = m_dir->filePath(u"state.bin"_s);
    open(Mode::Poll);
    QTRY_VERIFY(m_store->snapshot());
    const QByteArray shown = mesos::encodeState(*m_store->snapshot(), night);
    m_clock.advance(8h);
    m_store.reset(); // waits until it is written
    QVERIFY(!(QFile::permissions(m_options.cacheFile) & (QFile::ReadGroup | QFile::ReadOther)));

    FakeReply hang;
    hang.hang = true;
    m_master->route("/state", hang);
    open(Mode::Poll);
    QTRY_COMPARE(phase(), Freshness::Phase::Restored);
    QVERIFY(m_store->snapshot());
    QVERIFY(mesos::encodeState(*m_store->snapshot(), night) == shown);
    const core::TimePoint fetchedAt = m_store->freshness().fetchedAt;
    QVERIFY(fetchedAt >= night && fetchedAt <= night + 8h);

    m_store.reset();
    m_master->die();
    open(Mode::Poll);
    QTRY_COMPARE(phase(), Freshness::Phase::Stale); // shown, but not confirmed
    QTRY_VERIFY(m_store->snapshot());
    m_master->route("/state", FakeReply::golden(u"main-state.http"_s));
    m_master->comeBack();
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
}

void tst_Store::ignoresDamagedCache()
{
    m_options.cacheFile = m_dir->filePath(u"state.bin"_s);
    QFile file(m_options.cacheFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("CMPSTATE and then something else");
    file.close();
    open(Mode::Auto);
    QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    m_store.reset();
    const auto kept = core::readPictureFile(m_options.cacheFile);
    QVERIFY(kept && mesos::decodeState(*kept));
}

void tst_Store::refreshAsksAtOnce()
{
    m_options.policy.interval = 1h;
    open(Mode::Poll);
    QTRY_VERIFY(m_store->snapshot());
    m_store->refresh();
    QTRY_COMPARE(m_master->count("/state"), 2);
    open(Mode::Stream);
    QTRY_VERIFY(m_store->snapshot());
    const int asked = m_master->count("/roles");
    m_store->refresh();
    QTRY_COMPARE(m_master->count("/roles"), asked + 1);
}

void tst_Store::stopsAndStartsAgain()
{
    for (const Mode mode : { Mode::Auto, Mode::Poll }) {
        open(mode);
        QTRY_VERIFY(m_store->snapshot());
        m_store->stop();
        QCoreApplication::processEvents();
        const qsizetype asked = m_master->requests().size();
        QTest::qWait(30); // several intervals: nothing may come
        QVERIFY(m_master->requests().size() <= asked + 8); // what was on its way
        const qsizetype settled = m_master->requests().size();
        QTest::qWait(30);
        QCOMPARE(m_master->requests().size(), settled);
        QVERIFY(m_store->snapshot());
        m_store->start();
        QTRY_VERIFY(m_master->requests().size() > settled);
        QTRY_COMPARE(phase(), Freshness::Phase::Fresh);
    }
}

void tst_Store::diesAtAnyMoment()
{
    m_options.cacheFile = m_dir->filePath(u"state.bin"_s);
    for (int turns = 0; turns < 60; ++turns) {
        open(turns % 2 == 0 ? Mode::Auto : Mode::Poll);
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        m_store.reset();
    }
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_Store)
#include "tst_store.moc"
