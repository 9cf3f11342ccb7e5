// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/configkeeper.h"

#include "models/core/whendone.h"
#include "models/stack/stack.h"

#include <qcoro/qcorotask.h>

#include <algorithm>

namespace stack {

jobs::ConfigArchive *configsOf(const Stack *stack)
{
    auto *keeper = stack->findChild<ConfigKeeper *>(QString(), Qt::FindDirectChildrenOnly);
    return keeper ? keeper->archive() : nullptr;
}

ConfigsSeen configsSeen(const aurora::State &state, const QHash<QString, core::TimePoint> &asked, core::TimePoint now,
                        core::Duration again)
{
    ConfigsSeen seen;
    for (const aurora::JobRow &job : state.jobs) {
        core::TimePoint newest{};
        for (const aurora::TaskRow &task : state.tasksOf(job)) {
            if (aurora::isActive(task.status))
                newest = std::max(newest, task.created);
        }
        if (!core::isKnown(newest))
            continue;
        const QString key = state.string(job.key);
        const core::TimePoint last = asked.value(key);
        if (core::isKnown(last) && newest <= last)
            seen.goingOn << key;
        else if (!core::isKnown(last) || now - last >= again)
            seen.due << state.keyOf(job);
    }
    return seen;
}

ConfigKeeper::ConfigKeeper(aurora::Store *store, const QString &file, const core::Clock &clock,
                           std::optional<Pace> pace, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_archive(file, clock)
    , m_clock(clock)
    , m_pace(pace.value_or(Pace()))
{
    if (!pace)
        return;
    m_timer.setInterval(m_pace.between);
    connect(&m_timer, &QTimer::timeout, this, &ConfigKeeper::tick);
    // A start has better to do than to open one more file.
    QTimer::singleShot(m_pace.between, this, [this] {
        core::whenDone(m_archive.lastSeen(), this, [this](const QHash<QString, core::TimePoint> &seen) {
            m_asked = seen;
            m_timer.start();
        });
    });
}

ConfigKeeper::~ConfigKeeper()
{
    m_stop.request_stop();
}

void ConfigKeeper::tick()
{
    if (m_asking)
        return;
    if (m_due.empty() && (!m_looked.isValid() || m_looked.elapsed() >= m_pace.look.count()))
        look();
    if (m_due.empty())
        return;
    const aurora::JobKey job = m_due.front();
    m_due.pop_front();
    ask(job);
}

void ConfigKeeper::look()
{
    const aurora::Snapshot picture = m_store->snapshot();
    // A picture kept from an earlier session tells of nothing that is there now.
    if (!picture || m_store->freshness(aurora::Store::Part::ActiveTasks).phase != core::Freshness::Phase::Fresh)
        return;
    m_looked.start();
    const core::TimePoint now = m_clock.now();
    const ConfigsSeen seen = configsSeen(*picture, m_asked, now, m_pace.again);
    m_due.assign(seen.due.begin(), seen.due.end());
    if (seen.goingOn.isEmpty() || now - m_toldGoingOn < m_pace.again)
        return;
    m_toldGoingOn = now;
    m_archive.goesOn(seen.goingOn, now);
}

void ConfigKeeper::ask(const aurora::JobKey &job)
{
    m_asking = true;
    m_asked.insert(job.text(), m_clock.now()); // refused or not: not again at once
    QCoro::connect(m_store->client()->configSummary(job, m_stop.get_token()), this,
                   [this, job](const core::Result<aurora::ConfigSummary> &summary) {
                       m_asking = false;
                       if (summary)
                           keep(job, *summary);
                   });
}

void ConfigKeeper::keep(const aurora::JobKey &job, const aurora::ConfigSummary &summary)
{
    const core::TimePoint now = m_clock.now();
    const aurora::Snapshot picture = m_store->snapshot();
    const aurora::JobRow *const row = picture ? picture->job(job) : nullptr;
    QList<jobs::KeptConfig> seen;
    for (const aurora::ConfigGroup &group : summary.groups) {
        jobs::KeptConfig kept{ group.config, now, now, 0 };
        for (const aurora::InstanceRange &range : group.instances) {
            kept.instances += range.last - range.first + 1;
            for (const aurora::TaskRow &task : row ? picture->tasksOf(*row) : std::span<const aurora::TaskRow>()) {
                if (aurora::isActive(task.status) && core::isKnown(task.created) && range.first <= task.instance
                    && task.instance <= range.last)
                    kept.from = std::min(kept.from, task.created);
            }
        }
        seen << kept;
    }
    m_archive.keep(job, seen);
}

} // namespace stack
