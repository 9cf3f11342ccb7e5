// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/poller.h"

#include "models/core/logging.h"
#include "models/net/networkwatch.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace net {

namespace {

using Steady = std::chrono::steady_clock;

/// A machine that slept shows it by its wall clock running ahead of its uptime by more than this.
constexpr std::chrono::milliseconds sleepSuspected = 10s;

} // namespace

struct Poller::Private
{
    Poller *q;
    QString name;
    Look look;
    PollPolicy policy;
    const core::Clock &clock;

    core::Freshness freshness{};
    std::optional<core::Freshness> announced{};
    std::stop_source stop{};
    QTimer timer{};
    QRandomGenerator random{ QRandomGenerator::global()->generate() };
    std::chrono::milliseconds slice = 5s;
    Steady::time_point due{};
    Steady::time_point checkedSteady{};
    core::TimePoint checkedWall{};
    uint64_t round = 0; ///< answers of earlier rounds come too late
    bool running = false;
    bool asking = false;
    bool again = false;
    bool hidden = false;

    void ask();
    void onAnswer(const core::Result<void> &result);
    void arm(std::chrono::milliseconds pause);
    void armSlice();
    void onTimer();
    bool hasSlept();
    void announce();
};

void Poller::Private::ask()
{
    timer.stop();
    asking = true;
    again = false;
    freshness.askedSince = clock.now();
    freshness.nextTry = {};
    if (freshness.phase == core::Freshness::Phase::NeverAsked)
        freshness.phase = core::Freshness::Phase::Loading;
    announce();
    const uint64_t asked = ++round;
    QCoro::connect(look(stop.get_token()), q, [this, asked](const core::Result<void> &result) {
        if (asked == round && running)
            onAnswer(result);
    });
}

void Poller::Private::onAnswer(const core::Result<void> &result)
{
    using Phase = core::Freshness::Phase;
    asking = false;
    if (result) {
        freshness.phase = Phase::Fresh;
        freshness.fetchedAt = clock.now();
        freshness.failingSince = {};
        freshness.failures = 0;
        freshness.error.reset();
    } else if (result.error().kind != core::Error::Kind::Cancelled) {
        if (freshness.failures++ == 0)
            freshness.failingSince = clock.now();
        freshness.phase = freshness.hasPicture() ? Phase::Stale : Phase::Failed;
        freshness.error = result.error();
        qCDebug(lcNet).noquote() << name << "failed" << freshness.failures
                                 << "times:" << core::kindName(result.error().kind);
    }
    if (again)
        return ask();
    const std::chrono::milliseconds pause = Poller::pause(policy, hidden, freshness.failures);
    const double share = policy.jitter * (2 * random.generateDouble() - 1);
    arm(std::chrono::duration_cast<std::chrono::milliseconds>(pause * (1 + share)));
    announce();
}

void Poller::Private::arm(std::chrono::milliseconds pause)
{
    due = Steady::now() + pause;
    freshness.nextTry = clock.now() + pause;
    checkedSteady = Steady::now();
    checkedWall = clock.now();
    armSlice();
}

/// Timers stand still while the machine sleeps: a long pause is taken in slices, to notice soon after it woke up.
void Poller::Private::armSlice()
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Steady::now());
    timer.start(std::clamp(left, 0ms, slice));
}

void Poller::Private::onTimer()
{
    if (Steady::now() >= due || hasSlept())
        ask();
    else
        armSlice();
}

bool Poller::Private::hasSlept()
{
    const Steady::time_point steady = Steady::now();
    const core::TimePoint wall = clock.now();
    const auto jump
        = (wall - checkedWall) - std::chrono::duration_cast<std::chrono::milliseconds>(steady - checkedSteady);
    checkedSteady = steady;
    checkedWall = wall;
    return jump > sleepSuspected;
}

void Poller::Private::announce()
{
    if (announced == freshness)
        return;
    announced = freshness;
    Q_EMIT q->freshnessChanged();
}

Poller::Poller(QString name, Look look, PollPolicy policy, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{ this, std::move(name), std::move(look), policy, clock })
{
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->onTimer(); });
    connect(NetworkWatch::instance(), &NetworkWatch::cameBack, this, [this] {
        if (d->running && d->freshness.failures > 0)
            refresh();
    });
}

Poller::~Poller()
{
    stop();
}

void Poller::start()
{
    if (d->running)
        return;
    d->running = true;
    d->stop = std::stop_source();
    d->ask();
}

void Poller::stop()
{
    d->running = false;
    d->asking = false;
    d->timer.stop();
    d->freshness.nextTry = {};
    d->stop.request_stop();
}

void Poller::refresh()
{
    if (!d->running)
        return;
    if (d->asking)
        d->again = true;
    else
        d->ask();
}

void Poller::setHidden(bool hidden)
{
    if (d->hidden == hidden)
        return;
    d->hidden = hidden;
    if (!d->running || d->asking)
        return;
    // Seen again: at once if it would have been due by now, else when it would have been.
    const std::chrono::milliseconds pause = Poller::pause(d->policy, hidden, d->freshness.failures);
    const auto since = d->clock.now() - std::max(d->freshness.fetchedAt, d->freshness.askedSince);
    d->arm(std::clamp(pause - since, std::chrono::milliseconds(0), pause));
    d->announce();
}

void Poller::setPolicy(PollPolicy policy)
{
    d->policy = policy;
}

void Poller::setRestored(core::TimePoint fetchedAt)
{
    using Phase = core::Freshness::Phase;
    if (d->freshness.hasPicture())
        return;
    d->freshness.phase = d->freshness.phase == Phase::Failed ? Phase::Stale : Phase::Restored;
    d->freshness.fetchedAt = fetchedAt;
    d->announce();
}

const core::Freshness &Poller::freshness() const
{
    return d->freshness;
}

bool Poller::isAsking() const
{
    return d->asking;
}

void Poller::setSeed(uint32_t seed)
{
    d->random.seed(seed);
}

void Poller::setSlice(std::chrono::milliseconds slice)
{
    d->slice = slice;
}

std::chrono::milliseconds Poller::pause(const PollPolicy &policy, bool hidden, int failures)
{
    const std::chrono::milliseconds base = hidden ? policy.hiddenInterval : policy.interval;
    const int doublings = std::clamp(failures - 1, 0, 20);
    return std::max(base, std::min(base * (int64_t{ 1 } << doublings), policy.ceiling));
}

} // namespace net
