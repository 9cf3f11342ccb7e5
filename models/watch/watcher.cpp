// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/watcher.h"

#include <QHash>
#include <QtConcurrent>

using namespace std::chrono_literals;

namespace watch {

namespace {

constexpr auto shortestInterval = 1s;
constexpr auto ageingInterval = 20s;

} // namespace

Watcher *Watcher::of(const stack::Stack *stack)
{
    static QHash<const stack::Stack *, Watcher *> watchers;
    Watcher *&watcher = watchers[stack];
    if (!watcher) {
        watcher = new Watcher(stack);
        connect(stack, &QObject::destroyed, watcher, [stack, gone = watcher] {
            watchers.remove(stack);
            gone->m_stack = nullptr;
            gone->deleteLater();
        });
    }
    return watcher;
}

Watcher::Watcher(const stack::Stack *stack)
    : m_stack(stack)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(shortestInterval);
    m_ageing.setInterval(ageingInterval);
    connect(&m_soon, &QTimer::timeout, this, &Watcher::compute);
    connect(&m_ageing, &QTimer::timeout, this, &Watcher::compute);
    connect(stack->mesos(), &mesos::Store::snapshotChanged, this, &Watcher::onSnapshot);
    if (stack->aurora())
        connect(stack->aurora(), &aurora::Store::snapshotChanged, this, &Watcher::onAurora);
    m_ageing.start();
    onSnapshot();
}

void Watcher::onSnapshot()
{
    const mesos::Snapshot snapshot = m_stack->mesos()->snapshot();
    if (!snapshot)
        return;
    const core::TimePoint fetched = m_stack->mesos()->freshness().fetchedAt;
    m_sightings.observe(*snapshot, core::isKnown(fetched) ? fetched : m_stack->clock().now());
    if (!m_hasLooked)
        compute(); // the first picture is waited for
    else if (!m_soon.isActive())
        m_soon.start();
}

/// Jobs come with their tasks, reasons and the rest in turns: they are looked at together, soon.
void Watcher::onAurora()
{
    if (m_hasLooked && !m_soon.isActive())
        m_soon.start();
}

/// What is old is judged by the time it was true: a dead master must not make every cordon look forgotten.
core::TimePoint Watcher::judgedAt(const core::Freshness &freshness) const
{
    return freshness.isOld() ? freshness.fetchedAt : m_stack->clock().now();
}

void Watcher::compute()
{
    const mesos::Snapshot snapshot = m_stack ? m_stack->mesos()->snapshot() : nullptr;
    if (!snapshot)
        return;
    m_again = m_computing;
    if (m_computing)
        return;
    m_computing = true;
    const core::TimePoint now = judgedAt(m_stack->mesos()->freshness());
    const aurora::Store *store = m_stack->aurora();
    const aurora::Snapshot jobs = store ? store->snapshot() : nullptr;
    const core::TimePoint jobsNow = store ? judgedAt(store->freshness()) : now;
    QtConcurrent::run([snapshot, now, sightings = m_sightings, jobs, jobsNow] {
        QList<Finding> all = watch::findings(*snapshot, now, sightings);
        if (jobs) {
            all += jobFindings(*jobs, jobsNow);
            sortFindings(all);
        }
        return all;
    }).then(this, [this](QList<Finding> found) { onComputed(std::move(found)); });
}

void Watcher::onComputed(QList<Finding> found)
{
    m_computing = false;
    const bool changed = !m_hasLooked || found != m_findings;
    m_findings = std::move(found);
    m_hasLooked = true;
    if (changed)
        emit findingsChanged();
    if (m_again)
        compute();
}

} // namespace watch
