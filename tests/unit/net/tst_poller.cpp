// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/poller.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Phase = core::Freshness::Phase;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };
/// Longer than any test waits: what happens, happens for another reason than the interval.
constexpr net::PollPolicy never{ .interval = 1h, .hiddenInterval = 10h, .ceiling = 20h, .jitter = 0 };
constexpr net::PollPolicy quick{ .interval = 1ms, .hiddenInterval = 1ms, .ceiling = 4ms, .jitter = 0.5 };

/// A resource whose answers are decided by the test.
class Resource
{
public:
    net::Poller::Look look()
    {
        return [this](std::stop_token stop) { return ask(this, stop); };
    }
    int asked = 0;
    int underWay = 0;
    int mostUnderWay = 0;
    bool held = false; ///< answers wait until released
    int failing = 0; ///< so many answers are failures
    std::stop_token lastStop;
    QList<std::coroutine_handle<>> waiting;

    void release()
    {
        held = false;
        for (const std::coroutine_handle<> handle : std::exchange(waiting, {}))
            handle.resume();
    }

private:
    struct Gate
    {
        Resource *resource;
        bool await_ready() const { return !resource->held; }
        void await_suspend(std::coroutine_handle<> handle) const { resource->waiting.append(handle); }
        void await_resume() const { }
    };

    static QCoro::Task<core::Result<void>> ask(Resource *self, std::stop_token stop)
    {
        self->lastStop = stop;
        ++self->asked;
        self->mostUnderWay = std::max(self->mostUnderWay, ++self->underWay);
        co_await Gate{ self };
        --self->underWay;
        core::Error error;
        error.kind = core::Error::Kind::Timeout;
        if (self->failing > 0 && self->failing-- > 0)
            co_return core::failure(error);
        co_return core::Result<void>();
    }
};

} // namespace

class tst_Poller : public QObject
{
    Q_OBJECT

private slots:
    void asksAgainAndAgain_oneAtATime();
    void keepsPicture_whenPollFails();
    void fails_whenThereNeverWasAPicture();
    void recovers();
    void refreshAsksAtOnce();
    void refreshWhileAsking_asksOnceMoreAfterwards();
    void stopCancelsAndIgnoresLateAnswers();
    void asksAtOnce_whenMachineWokeUp();
    void asksAtOnce_whenSeenAgain();
    void showsRestoredPictureUntilFirstAnswer();
    void restoredPictureGoesStale_whenFirstAnswerFails();
    void tellsWhenItAsksAgain();
    void jitterStaysWithinItsShare();
    void pauseGrowsToItsCeiling();
    void diesWhileAsking();

private:
    core::ManualClock m_clock{ night };
};

void tst_Poller::asksAgainAndAgain_oneAtATime()
{
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), quick, m_clock);
    QCOMPARE(poller.freshness().phase, Phase::NeverAsked);
    resource.held = true;
    poller.start();
    QCOMPARE(poller.freshness().phase, Phase::Loading);
    QCOMPARE(poller.freshness().askedSince, night);
    QVERIFY(poller.isAsking());
    QCoreApplication::processEvents();
    QCOMPARE(resource.asked, 1); // the next starts after the last has ended
    resource.release();
    QTRY_VERIFY(resource.asked > 5);
    QCOMPARE(resource.mostUnderWay, 1);
    QCOMPARE(poller.freshness().phase, Phase::Fresh);
}

void tst_Poller::keepsPicture_whenPollFails()
{
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.start();
    QCOMPARE(poller.freshness().phase, Phase::Fresh);
    m_clock.advance(1s);
    resource.failing = 2;
    poller.refresh();
    QCOMPARE(poller.freshness().phase, Phase::Stale);
    m_clock.advance(1s);
    poller.refresh();
    QCOMPARE(poller.freshness().phase, Phase::Stale);
    QVERIFY(poller.freshness().hasPicture());
    QCOMPARE(poller.freshness().fetchedAt, night);
    QCOMPARE(poller.freshness().failingSince, night + 1s);
    QCOMPARE(poller.freshness().failures, 2);
    QCOMPARE(poller.freshness().error->kind, core::Error::Kind::Timeout);
    m_clock.set(night);
}

void tst_Poller::fails_whenThereNeverWasAPicture()
{
    Resource resource;
    resource.failing = 1;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.start();
    QCOMPARE(poller.freshness().phase, Phase::Failed);
    QVERIFY(!poller.freshness().hasPicture());
}

void tst_Poller::recovers()
{
    Resource resource;
    resource.failing = 3;
    net::Poller poller(u"state"_s, resource.look(), quick, m_clock);
    QSignalSpy changes(&poller, &net::Poller::freshnessChanged);
    poller.start();
    QTRY_COMPARE(poller.freshness().phase, Phase::Fresh);
    QCOMPARE(poller.freshness().failures, 0);
    QVERIFY(!poller.freshness().error);
    QVERIFY(!core::isKnown(poller.freshness().failingSince));
    QVERIFY(changes.count() > 3);
}

void tst_Poller::refreshAsksAtOnce()
{
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.refresh(); // not started: nothing happens
    QCOMPARE(resource.asked, 0);
    poller.start();
    poller.start();
    QCOMPARE(resource.asked, 1);
    poller.refresh();
    QCOMPARE(resource.asked, 2);
}

void tst_Poller::refreshWhileAsking_asksOnceMoreAfterwards()
{
    Resource resource;
    resource.held = true;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.start();
    poller.refresh();
    poller.refresh();
    QCOMPARE(resource.asked, 1);
    resource.release();
    QCOMPARE(resource.asked, 2);
    QVERIFY(!poller.isAsking());
}

void tst_Poller::stopCancelsAndIgnoresLateAnswers()
{
    Resource resource;
    resource.held = true;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.start();
    const std::stop_token token = resource.lastStop;
    poller.stop();
    QVERIFY(token.stop_requested());
    resource.failing = 1;
    resource.release();
    QCOMPARE(poller.freshness().phase, Phase::Loading);
    poller.start();
    QVERIFY(!resource.lastStop.stop_requested());
    QCOMPARE(poller.freshness().phase, Phase::Fresh);
}

void tst_Poller::asksAtOnce_whenMachineWokeUp()
{
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.setSlice(1ms);
    poller.start();
    QCOMPARE(resource.asked, 1);
    m_clock.advance(5s); // a clock that is set a little is no sleep
    QTest::qWait(10);
    QCOMPARE(resource.asked, 1);
    m_clock.advance(30min);
    QTRY_COMPARE(resource.asked, 2);
    m_clock.set(night);
}

void tst_Poller::asksAtOnce_whenSeenAgain()
{
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.setHidden(true);
    poller.start();
    QCOMPARE(poller.freshness().nextTry, night + 10h);
    m_clock.advance(30min);
    poller.setHidden(false);
    QCOMPARE(poller.freshness().nextTry, night + 1h); // not due yet
    QCOMPARE(resource.asked, 1);
    poller.setHidden(true);
    m_clock.advance(2h);
    poller.setHidden(false);
    QTRY_COMPARE(resource.asked, 2);
    m_clock.set(night);
}

void tst_Poller::showsRestoredPictureUntilFirstAnswer()
{
    Resource resource;
    resource.held = true;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.setRestored(night - 8h);
    QCOMPARE(poller.freshness().phase, Phase::Restored);
    poller.start();
    QCOMPARE(poller.freshness().phase, Phase::Restored);
    QCOMPARE(poller.freshness().fetchedAt, night - 8h);
    resource.release();
    QCOMPARE(poller.freshness().phase, Phase::Fresh);
    poller.setRestored(night - 8h); // too late
    QCOMPARE(poller.freshness().fetchedAt, night);
}

void tst_Poller::restoredPictureGoesStale_whenFirstAnswerFails()
{
    Resource resource;
    resource.failing = 1;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.setRestored(night - 8h);
    poller.start();
    QCOMPARE(poller.freshness().phase, Phase::Stale);
    QCOMPARE(poller.freshness().fetchedAt, night - 8h);
}

void tst_Poller::tellsWhenItAsksAgain()
{
    Resource resource;
    resource.failing = 3;
    net::Poller poller(u"state"_s, resource.look(), never, m_clock);
    poller.start();
    QCOMPARE(poller.freshness().nextTry, night + 1h);
    poller.refresh();
    QCOMPARE(poller.freshness().nextTry, night + 2h);
    poller.refresh();
    QCOMPARE(poller.freshness().nextTry, night + 4h);
    resource.held = true;
    poller.refresh();
    QVERIFY(!core::isKnown(poller.freshness().nextTry)); // it asks right now
    poller.stop();
    resource.release();
}

void tst_Poller::jitterStaysWithinItsShare()
{
    net::PollPolicy policy = never;
    policy.jitter = 0.1;
    Resource resource;
    net::Poller poller(u"state"_s, resource.look(), policy, m_clock);
    poller.setSeed(42);
    poller.start();
    QSet<qint64> seen;
    for (int i = 0; i < 50; ++i) {
        poller.refresh();
        const auto pause = poller.freshness().nextTry - night;
        QVERIFY(pause >= 54min && pause <= 66min);
        seen.insert(pause.count());
    }
    QVERIFY(seen.size() > 40);
}

void tst_Poller::pauseGrowsToItsCeiling()
{
    const net::PollPolicy policy{ .interval = 5s, .hiddenInterval = 30s, .ceiling = 60s, .jitter = 0 };
    QList<qint64> seconds;
    for (const int failures : { 0, 1, 2, 3, 4, 5, 6, 60, 1000000 })
        seconds.append(net::Poller::pause(policy, false, failures) / 1s);
    QCOMPARE(seconds, QList<qint64>({ 5, 5, 10, 20, 40, 60, 60, 60, 60 }));
    QCOMPARE(net::Poller::pause(policy, true, 0), 30s);
    QCOMPARE(net::Poller::pause(policy, true, 5), 60s);
    // A ceiling below the interval never makes it ask more often.
    QCOMPARE(net::Poller::pause({ .interval = 90s, .hiddenInterval = 90s, .ceiling = 60s, .jitter = 0 }, false, 9),
             90s);
}

void tst_Poller::diesWhileAsking()
{
    Resource resource;
    resource.held = true;
    auto poller = std::make_unique<net::Poller>(u"state"_s, resource.look(), never, m_clock);
    poller->start();
    poller.reset();
    QVERIFY(resource.lastStop.stop_requested());
    resource.release();
    QCOMPARE(resource.underWay, 0);
}

QTEST_GUILESS_MAIN(tst_Poller)
#include "tst_poller.moc"
