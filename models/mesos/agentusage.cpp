// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/agentusage.h"

#include "models/core/whendone.h"
#include "models/mesos/decoder.h"
#include "models/net/httpclient.h"
#include "models/net/located.h"

#include <QHash>
#include <QTimer>
#include <QUrl>
#include <QtConcurrentRun>

#include <algorithm>
#include <stop_token>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mesos {

namespace {

using Steady = std::chrono::steady_clock;

constexpr qint64 largestAnswer = qint64{ 16 } << 20;
constexpr qsizetype mostKept = 500; ///< readings, most of them of agents that nobody looks at any more
constexpr auto longestSpan = 120s; ///< an average over more is not "now"

core::Result<AgentStatistics> decoded(const net::Response &response)
{
    if (const auto error = net::statusError(response))
        return core::failure(*error);
    auto result = decodeStatistics({ response.body.data(), static_cast<size_t>(response.body.size()),
                                     static_cast<size_t>(response.body.capacity()) });
    if (!result)
        return core::failure(net::located(result.error(), response));
    return result;
}

/// Its executors were not counted anew: what was made of the look before still holds.
bool isSameMoment(const AgentStatistics &before, const AgentStatistics &now)
{
    return !now.empty() && std::ranges::equal(before, now, {}, &ExecutorStatistics::at, &ExecutorStatistics::at);
}

} // namespace

struct AgentUsage::Private
{
    struct Entry
    {
        QString address;
        AgentStatistics last;
        Reading reading;
        Steady::time_point due{};
        int looks = 0; ///< good ones in a row
        int failures = 0; ///< in a row
        bool asking = false;
    };

    void askDueOnes();
    void ask(const QByteArray &id);
    void take(const QByteArray &id, const core::Result<AgentStatistics> &answer);
    QList<QByteArray> followed() const;
    void forgetOldest();

    AgentUsage *q;
    net::HttpClient *http;
    Options options;
    const core::Clock &clock;
    QHash<QObject *, QList<Agent>> viewers{};
    QHash<QByteArray, Entry> entries{};
    QTimer next{};
    std::stop_source stop{};
    int underWay = 0;
    bool hidden = false;
};

AgentUsage::AgentUsage(net::HttpClient *http, Options options, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{ .q = this, .http = http, .options = std::move(options), .clock = clock })
{
    d->next.setSingleShot(true);
    connect(&d->next, &QTimer::timeout, this, [this] { d->askDueOnes(); });
}

AgentUsage::~AgentUsage()
{
    d->stop.request_stop();
}

void AgentUsage::follow(QObject *viewer, const QList<Agent> &agents)
{
    if (!d->viewers.contains(viewer)) {
        connect(viewer, &QObject::destroyed, this, [this, viewer] {
            d->viewers.remove(viewer);
            d->askDueOnes();
        });
    }
    d->viewers.insert(viewer, agents);
    for (const Agent &agent : agents) {
        Private::Entry &entry = d->entries[agent.id];
        if (entry.address != agent.address) { // registered anew elsewhere
            entry.address = agent.address;
            entry.due = {};
        }
    }
    d->forgetOldest();
    d->askDueOnes();
}

AgentUsage::Reading AgentUsage::reading(const QByteArray &agent) const
{
    const auto entry = d->entries.constFind(agent);
    return entry == d->entries.cend() ? Reading() : entry->reading;
}

void AgentUsage::refresh()
{
    for (const QByteArray &id : d->followed())
        d->entries[id].due = {};
    d->askDueOnes();
}

void AgentUsage::setHidden(bool hidden)
{
    d->hidden = hidden;
    d->askDueOnes();
}

void AgentUsage::setCredentials(net::Credentials credentials)
{
    d->options.credentials = std::move(credentials);
    refresh();
}

QList<QByteArray> AgentUsage::Private::followed() const
{
    QList<QByteArray> ids;
    for (const QList<Agent> &agents : viewers) {
        for (const Agent &agent : agents) {
            if (!ids.contains(agent.id))
                ids += agent.id;
        }
    }
    return ids;
}

void AgentUsage::Private::forgetOldest()
{
    if (entries.size() <= mostKept)
        return;
    const QList<QByteArray> wanted = followed();
    while (entries.size() > mostKept) {
        auto oldest = entries.end();
        for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
            const bool free = !entry->asking && !wanted.contains(entry.key());
            if (free && (oldest == entries.end() || entry->reading.at < oldest->reading.at))
                oldest = entry;
        }
        if (oldest == entries.end())
            return;
        entries.erase(oldest);
    }
}

void AgentUsage::Private::askDueOnes()
{
    next.stop();
    if (hidden)
        return;
    const Steady::time_point now = Steady::now();
    std::optional<Steady::time_point> earliest;
    for (const QByteArray &id : followed()) {
        const Entry &entry = entries[id];
        if (entry.asking || entry.address.isEmpty())
            continue;
        if (entry.due > now)
            earliest = std::min(earliest.value_or(entry.due), entry.due);
        else if (underWay < options.atOnce)
            ask(id);
        // else: the next answer comes back here
    }
    if (earliest)
        next.start(std::chrono::ceil<std::chrono::milliseconds>(*earliest - now));
}

void AgentUsage::Private::ask(const QByteArray &id)
{
    Entry &entry = entries[id];
    entry.asking = true;
    ++underWay;
    net::Request request;
    request.url = QUrl(u"%1://%2/monitor/statistics"_s.arg(options.scheme, entry.address));
    request.credentials = options.credentials;
    request.route = options.route;
    request.deadline = options.deadline;
    request.maxBody = largestAnswer;
    QCoro::connect(http->send(request, stop.get_token()), q, [this, id](const core::Result<net::Response> &response) {
        if (!response)
            return take(id, core::failure(response.error()));
        core::whenDone(QtConcurrent::run(decoded, *response), q,
                       [this, id](const core::Result<AgentStatistics> &answer) { take(id, answer); });
    });
}

void AgentUsage::Private::take(const QByteArray &id, const core::Result<AgentStatistics> &answer)
{
    --underWay;
    Entry &entry = entries[id];
    entry.asking = false;
    if (answer) {
        if (clock.now() - entry.reading.at > longestSpan)
            entry.last.clear();
        const bool news = !entry.reading.use || !isSameMoment(entry.last, *answer);
        entry.reading = { news ? std::make_shared<const AgentUse>(useBetween(entry.last, *answer)) : entry.reading.use,
                          clock.now(),
                          {} };
        entry.last = *answer;
        entry.failures = 0;
        entry.due = Steady::now() + (entry.looks++ == 0 ? options.second : options.interval);
    } else {
        entry.reading.error = answer.error();
        entry.looks = 0;
        entry.failures = std::min(entry.failures + 1, 16);
        entry.due = Steady::now() + std::min(options.ceiling, options.interval * (1 << entry.failures));
    }
    emit q->changed(id);
    askDueOnes();
}

} // namespace mesos
