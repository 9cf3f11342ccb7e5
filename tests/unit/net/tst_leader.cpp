// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/leader.h"
#include "models/net/leadersearch.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <atomic>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;

namespace {

net::Request request(const QString &path, bool credentials = false)
{
    net::Request result;
    result.url = QUrl(path);
    if (credentials)
        result.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"secret"_s };
    return result;
}

/// One master that does as Mesos does: answers, or redirects to the leader by the name that one calls itself.
class Master : public FakeServer
{
public:
    Master()
    {
        setFallback([this](const FakeRequest &asked) {
            if (asked.path() == "/metrics/snapshot")
                return FakeReply::json(leaderName.isEmpty() ? "{\"master/elected\":1}" : "{\"master/elected\":0}");
            if (leaderName.isEmpty())
                return FakeReply::json("\"" + asked.verb + " " + asked.target + " " + asked.body + "\"");
            if (leaderName == "none")
                return FakeReply::text(503, "No leader elected");
            return FakeReply::redirect("//" + leaderName + (asked.target.startsWith("/master") ? "" : "/master")
                                       + asked.target);
        });
    }
    QByteArray leaderName; ///< empty: leads itself
};

} // namespace

class tst_Leader : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void remembersTheLeader();
    void followsRedirectWithPathQueryAndBody();
    void followsRewrittenName();
    void leaderWhoseNameDoesNotResolve_isFoundAmongTheCandidates();
    void leaderWhoseNameDoesNotResolve_isRememberedByItsAlias();
    void followsForeignRedirect_withoutCredentials();
    void refusesForeignRedirect_withCredentials();
    void followsOtherPortOfACandidatesHost();
    void findsNewLeader_afterElection();
    void findsNewLeader_whenTheOldOneIsKilled();
    void findsTheLeaderAgain_whenItIsBack();
    void tellsOfNoLeader();
    void tellsOfDeadLeader_whileTheOthersStillPointAtIt();
    void tellsOfACircle();
    void tellsFirstFailure_whenAllAreDown();
    void tellsOfMissingCandidates();
    void doesNotRepeatAPostThatMayHaveArrived();
    void repeatsAPostThatOnlyReads();
    void asksTheLeaderForWhatAllAnswer();
    void refusedCredentialsDoNotMakeALeader();
    void streamsFromTheLeader();
    void streamTellsLeaderAtItsStart();
    void keepsPathInFrontOfCandidates();
    void survivesItsOwner();
    void badRedirectsAreErrors();

private:
    core::Result<net::Response> send(net::Request r) { return QCoro::waitFor(m_client->send(std::move(r))); }
    void use(const QList<QUrl> &candidates)
    {
        m_client
            = std::make_unique<net::LeaderClient>(m_http.get(), std::make_shared<net::StaticDiscovery>(candidates));
    }
    static QString kind(const core::Result<net::Response> &result)
    {
        return result ? u"answered %1"_s.arg(result->status) : core::kindName(result.error().kind);
    }

    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<Master> m_a;
    std::unique_ptr<Master> m_b;
    std::unique_ptr<Master> m_c;
    std::unique_ptr<net::LeaderClient> m_client;
};

void tst_Leader::init()
{
    m_client.reset();
    m_http = std::make_unique<net::HttpClient>();
    m_a = std::make_unique<Master>();
    m_b = std::make_unique<Master>();
    m_c = std::make_unique<Master>();
    m_a->leaderName = m_b->authority();
    m_c->leaderName = m_b->authority();
    use({ m_a->url(), m_b->url(), m_c->url() });
}

void tst_Leader::remembersTheLeader()
{
    QSignalSpy changes(m_client.get(), &net::LeaderClient::leaderChanged);
    QVERIFY(m_client->leader().isEmpty());
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_client->leader(), m_b->url());
    QCOMPARE(changes.count(), 1);
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_a->requests().size(), 1);
    QCOMPARE(m_b->requests().size(), 2);
    QCOMPARE(changes.count(), 1);
    const auto answers = m_client->answers();
    QCOMPARE(answers.size(), 2);
    QVERIFY(!answers.at(0).leads && !answers.at(0).error);
    QVERIFY(answers.at(1).leads && core::isKnown(answers.at(1).at));
}

void tst_Leader::followsRedirectWithPathQueryAndBody()
{
    net::Request post = request(u"/api/v1?x=1%2F2"_s, true);
    post.verb = net::Request::Verb::Post;
    post.body = "{}";
    post.contentType = "application/json";
    const auto result = send(post);
    QVERIFY(result);
    QCOMPARE(result->body.toByteArray(), "\"POST /master/api/v1?x=1%2F2 {}\"");
    QVERIFY(m_b->requests().constFirst().headers.contains("authorization"));
}

void tst_Leader::followsRewrittenName()
{
    m_a->leaderName = "master2.cluster:" + QByteArray::number(m_b->port());
    use({ m_a->url(), QUrl(u"http://master2.cluster:%1"_s.arg(m_b->port())) });
    net::Route route;
    route.rewrite = { { u"master2.cluster"_s, u"127.0.0.1"_s } };
    net::Request r = request(u"/state"_s, true);
    r.route = std::make_shared<const net::Route>(route);
    QCOMPARE(kind(send(r)), u"answered 200"_s);
    QCOMPARE(m_client->leader().host(), u"master2.cluster"_s);

    // Candidates by address, the leader by a name that the route rewrites to one of them.
    use({ m_a->url(), m_b->url() });
    QCOMPARE(kind(send(r)), u"answered 200"_s);
    QCOMPARE(m_client->leader(), m_b->url());
}

void tst_Leader::leaderWhoseNameDoesNotResolve_isFoundAmongTheCandidates()
{
    for (const bool credentials : { false, true }) {
        m_a->leaderName = m_b->leaderName = "ip-10-0-0-3:5050";
        m_c->leaderName.clear();
        use({ m_a->url(), m_b->url(), m_c->url() });
        QCOMPARE(kind(send(request(u"/state"_s, credentials))), u"answered 200"_s);
        QCOMPARE(m_client->leader(), m_c->url());
    }
}

void tst_Leader::leaderWhoseNameDoesNotResolve_isRememberedByItsAlias()
{
    m_a->leaderName = m_b->leaderName = "ip-10-0-0-3:5050";
    m_c->leaderName.clear();
    QVERIFY(send(request(u"/state"_s, true)));
    m_client->forgetLeader();
    QVERIFY(send(request(u"/state"_s, true)));
    QCOMPARE(m_a->requests().size(), 2);
    QCOMPARE(m_b->requests().size(), 1); // the second time the name was known
    QCOMPARE(m_client->leader(), m_c->url());

    // The name moves: the alias is given up, and the right one found all the same.
    m_b->leaderName.clear();
    m_c->leaderName = "ip-10-0-0-3:5050";
    QVERIFY(send(request(u"/state"_s, true)));
    QCOMPARE(m_client->leader(), m_b->url());
}

void tst_Leader::followsForeignRedirect_withoutCredentials()
{
    const QByteArray foreign = "localhost:" + QByteArray::number(m_b->port());
    m_a->leaderName = foreign;
    use({ m_a->url() });
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_client->leader().authority().toLatin1(), foreign);

    // Credentials that come later do not go there.
    QCOMPARE(kind(send(request(u"/state"_s, true))), u"unsafe-redirect"_s);
    QVERIFY(!m_b->requests().constLast().headers.contains("authorization"));
}

void tst_Leader::refusesForeignRedirect_withCredentials()
{
    m_a->leaderName = "localhost:" + QByteArray::number(m_b->port());
    use({ m_a->url() });
    const auto result = send(request(u"/state"_s, true));
    QCOMPARE(kind(result), u"unsafe-redirect"_s);
    QCOMPARE(result.error().detail.toLatin1(), m_a->leaderName);
    QCOMPARE(m_b->requests().size(), 0);
}

void tst_Leader::followsOtherPortOfACandidatesHost()
{
    use({ m_a->url() });
    QCOMPARE(kind(send(request(u"/state"_s, true))), u"answered 200"_s);
    QCOMPARE(m_client->leader().port(), int(m_b->port()));
}

void tst_Leader::findsNewLeader_afterElection()
{
    QVERIFY(send(request(u"/state"_s)));
    m_b->leaderName = m_a->leaderName = m_c->authority();
    m_c->leaderName.clear();
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_client->leader(), m_c->url());
}

void tst_Leader::findsNewLeader_whenTheOldOneIsKilled()
{
    QVERIFY(send(request(u"/state"_s)));
    m_b->die();
    m_a->leaderName = m_c->authority();
    m_c->leaderName.clear();
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_client->leader(), m_c->url());
    const auto answers = m_client->answers();
    const auto dead = std::ranges::find(answers, m_b->url(), &net::LeaderClient::Answer::master);
    QVERIFY(dead->error && !dead->leads);
}

void tst_Leader::findsTheLeaderAgain_whenItIsBack()
{
    use({ m_b->url() });
    QVERIFY(send(request(u"/state"_s)));
    m_b->die();
    QVERIFY(!send(request(u"/state"_s)));
    QVERIFY(m_client->leader().isEmpty());
    m_b->comeBack();
    QCOMPARE(kind(send(request(u"/state"_s))), u"answered 200"_s);
    QCOMPARE(m_client->leader(), m_b->url());
}

void tst_Leader::tellsOfNoLeader()
{
    m_a->leaderName = m_b->leaderName = m_c->leaderName = "none";
    const auto result = send(request(u"/state"_s));
    QCOMPARE(kind(result), u"no-leader"_s);
    QCOMPARE(result.error().detail, u"No leader elected"_s);
    QCOMPARE(m_client->answers().size(), 3);
    QVERIFY(std::ranges::all_of(m_client->answers(),
                                [](const auto &a) { return a.error && a.error->kind == core::Error::Kind::NoLeader; }));
}

void tst_Leader::tellsOfDeadLeader_whileTheOthersStillPointAtIt()
{
    QVERIFY(send(request(u"/state"_s)));
    m_b->die();
    const auto result = send(request(u"/state"_s));
    QCOMPARE(kind(result), u"no-leader"_s);
    QVERIFY(result.error().detail.contains(QString::fromLatin1(m_b->authority())));
}

void tst_Leader::tellsOfACircle()
{
    m_b->leaderName = m_a->authority();
    QCOMPARE(kind(send(request(u"/state"_s))), u"redirect-loop"_s);
    QVERIFY(m_a->requests().size() + m_b->requests().size() + m_c->requests().size() <= 3);

    m_a->leaderName = m_a->authority(); // to itself
    use({ m_a->url() });
    QCOMPARE(kind(send(request(u"/state"_s))), u"redirect-loop"_s);
}

void tst_Leader::tellsFirstFailure_whenAllAreDown()
{
    m_a->die();
    m_b->die();
    m_c->die();
    const auto result = send(request(u"/state"_s));
    QCOMPARE(kind(result), u"refused"_s);
    QCOMPARE(result.error().endpoint.toLatin1(), m_a->authority() + "/state");
}

void tst_Leader::tellsOfMissingCandidates()
{
    use({});
    QCOMPARE(kind(send(request(u"/state"_s))), u"config"_s);
}

void tst_Leader::doesNotRepeatAPostThatMayHaveArrived()
{
    m_a->leaderName.clear();
    FakeReply hang;
    hang.hang = true;
    m_a->route("/master/teardown", hang);
    net::Request post = request(u"/master/teardown"_s);
    post.verb = net::Request::Verb::Post;
    post.body = "frameworkId=x";
    post.deadline = 50ms;
    QCOMPARE(kind(send(post)), u"timeout"_s);
    QCOMPARE(m_b->requests().size() + m_c->requests().size(), 0);

    m_a->die(); // nothing can have arrived
    m_b->leaderName.clear();
    post.deadline = 20s;
    QCOMPARE(kind(send(post)), u"answered 200"_s);
}

void tst_Leader::repeatsAPostThatOnlyReads()
{
    FakeReply hang;
    hang.hang = true;
    m_a->route("/api/v1", hang);
    net::Request post = request(u"/api/v1"_s);
    post.verb = net::Request::Verb::Post;
    post.body = "{\"type\":\"GET_AGENTS\"}";
    post.repeatable = true;
    post.deadline = 200ms;
    m_b->leaderName.clear();
    // The others get what is left of the deadline, but never nothing.
    QCOMPARE(kind(send(post)), u"answered 200"_s);
}

void tst_Leader::asksTheLeaderForWhatAllAnswer()
{
    const auto result = send(request(u"/metrics/snapshot"_s));
    QVERIFY(result);
    QCOMPARE(result->body.toByteArray(), "{\"master/elected\":1}");
    QCOMPARE(m_client->leader(), m_b->url());
}

void tst_Leader::refusedCredentialsDoNotMakeALeader()
{
    m_a->route("/state", FakeReply::golden(u"auth-401-state.http"_s));
    QCOMPARE(kind(send(request(u"/state"_s, true))), u"answered 401"_s);
    QVERIFY(m_client->leader().isEmpty());
    QCOMPARE(m_client->answers().constFirst().error->kind, core::Error::Kind::Unauthorized);
}

void tst_Leader::streamsFromTheLeader()
{
    FakeReply events = FakeReply::json("20\n");
    events.endless = true;
    m_b->route("/master/api/v1", events);
    net::Request post = request(u"/api/v1"_s);
    post.verb = net::Request::Verb::Post;
    post.body = "{\"type\":\"SUBSCRIBE\"}";
    std::atomic<int> bytes = 0;
    auto task = m_client->stream(
        post, {}, [&bytes](const char *, qint64 size) { bytes += static_cast<int>(size); }, 20s);
    QTRY_COMPARE(bytes.load(), 3);
    m_b->endStreams();
    QCOMPARE(kind(QCoro::waitFor(std::move(task))), u"answered 200"_s);
    QCOMPARE(m_b->requests().constFirst().body, post.body);
}

void tst_Leader::streamTellsLeaderAtItsStart()
{
    FakeReply events = FakeReply::json("20\n");
    events.endless = true;
    m_b->route("/master/api/v1", events);
    bool started = false;
    std::atomic<qint64> bytes{ 0 };
    auto task = m_client->stream(
        request(u"/api/v1"_s), {}, [&bytes](const char *, qint64 size) { bytes += size; }, 20s, {},
        [&started](const net::Response &) { started = true; });
    QTRY_VERIFY(started && bytes.load() > 0);
    QCOMPARE(m_client->leader(), m_b->url());
    m_b->die();
    const auto result = QCoro::waitFor(std::move(task));
    QCOMPARE(kind(result), u"truncated"_s); // the end of a stream is told, not hidden by asking elsewhere
    QVERIFY(m_client->leader().isEmpty());
}

void tst_Leader::keepsPathInFrontOfCandidates()
{
    m_b->leaderName.clear();
    use({ m_b->url(u"/gateway/mesos/"_s) });
    const auto result = send(request(u"/state?x=y"_s));
    QVERIFY(result);
    QCOMPARE(result->body.toByteArray(), "\"GET /gateway/mesos/state?x=y \"");
}

void tst_Leader::survivesItsOwner()
{
    auto task = m_client->send(request(u"/state"_s));
    m_client.reset();
    QCOMPARE(kind(QCoro::waitFor(std::move(task))), u"answered 200"_s);
}

void tst_Leader::badRedirectsAreErrors()
{
    for (const QByteArray &location :
         { QByteArray("//"), QByteArray("http://[broken"), QByteArray("ftp://x/y"), QByteArray("/state") }) {
        m_a->route("/state", FakeReply::redirect(location));
        use({ m_a->url() });
        const auto result = send(request(u"/state"_s, true));
        QVERIFY2(!result, location.constData());
        QVERIFY(m_a->requests().size() < 10);
    }
}

QTEST_GUILESS_MAIN(tst_Leader)
#include "tst_leader.moc"
