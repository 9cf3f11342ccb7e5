// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/auroraevents.h"

#include "models/aurora/rows/jobstate.h"
#include "models/core/tr.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace stack {

namespace {

using aurora::JobRow;
using aurora::JobState;
using aurora::State;
using history::Event;

/// A flood of single lines hides what it tells: more jobs than this become one line a role and environment.
constexpr qsizetype jobsToldSingly = 3;
constexpr qsizetype longestMessage = 100;

using core::tr;

/// Looks objects of one picture up in the other, whatever pools they have.
class Earlier
{
public:
    Earlier(const State &older, const State &newer)
        : m_older(older)
        , m_newer(newer)
        , m_samePool(older.pool == newer.pool)
    {
    }

    const JobRow *job(const JobRow &job) const
    {
        return m_samePool ? m_older.job(job.key) : m_older.job(m_newer.keyOf(job));
    }

private:
    const State &m_older;
    const State &m_newer;
    bool m_samePool;
};

class Teller
{
public:
    Teller(const State &older, const State &newer, core::TimePoint at)
        : m_older(older)
        , m_newer(newer)
        , m_at(at)
    {
    }

    QList<Event> events()
    {
        failedJobs();
        updates();
        maintenance();
        registration();
        return m_events;
    }

private:
    void tell(const QString &glyph, const QString &text) { m_events << Event{ m_at, u"Aurora"_s, glyph, text, {} }; }

    void failedJobs()
    {
        const Earlier earlier(m_older, m_newer);
        QList<const JobRow *> failed;
        for (const JobRow &job : m_newer.jobs) {
            if (aurora::jobState(m_newer, job) != JobState::Failed)
                continue;
            const JobRow *const before = earlier.job(job);
            // A job first seen as failed has done so before we looked.
            if (before != nullptr && aurora::jobState(m_older, *before) != JobState::Failed)
                failed << &job;
        }
        if (failed.size() <= jobsToldSingly) {
            for (const JobRow *job : std::as_const(failed)) {
                const QString message = m_newer.string(aurora::jobMessage(m_newer, *job, JobState::Failed));
                const QString key = m_newer.string(job->key);
                tell(u"FAILED"_s,
                     message.isEmpty() ? tr("%1 failed").arg(key)
                                       : tr("%1 failed: %2").arg(key, message.left(longestMessage)));
            }
            return;
        }
        QMap<QString, int> counts;
        for (const JobRow *job : std::as_const(failed))
            ++counts[m_newer.string(job->role) + u'/' + m_newer.string(job->environment)];
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            tell(u"FAILED"_s, tr("%1 jobs of %2 failed").arg(QString::number(it.value()), it.key()));
    }

    static QMap<QString, QString> updatesOf(const State &state)
    {
        QMap<QString, QString> jobs;
        for (const aurora::UpdateRow &update : state.updates)
            jobs[state.string(update.id)] = state.string(update.jobKey);
        return jobs;
    }

    void updates()
    {
        const QMap<QString, QString> before = updatesOf(m_older);
        const QMap<QString, QString> now = updatesOf(m_newer);
        for (const aurora::UpdateRow &update : m_newer.updates) {
            const QString job = m_newer.string(update.jobKey);
            if (!before.contains(m_newer.string(update.id)))
                tell(u"rolling_forward"_s,
                     update.user.isEmpty() ? tr("Update of %1 began").arg(job)
                                           : tr("Update of %1 began, by %2").arg(job, m_newer.string(update.user)));
        }
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (!now.contains(it.key()))
                tell(u"note"_s, tr("Update of %1 ended").arg(it.value()));
        }
    }

    static QMap<QString, aurora::MaintenanceMode> hostsOf(const State &state)
    {
        QMap<QString, aurora::MaintenanceMode> hosts;
        for (const aurora::HostRow &host : state.maintenance)
            hosts[state.string(host.host)] = host.mode;
        return hosts;
    }

    void maintenance()
    {
        using aurora::MaintenanceMode;
        const QMap<QString, MaintenanceMode> before = hostsOf(m_older);
        const QMap<QString, MaintenanceMode> now = hostsOf(m_newer);
        for (auto it = now.cbegin(); it != now.cend(); ++it) {
            if (before.value(it.key(), MaintenanceMode::None) == it.value())
                continue;
            if (it.value() == MaintenanceMode::Draining)
                tell(u"draining"_s, tr("Aurora drains %1").arg(it.key()));
            else if (it.value() == MaintenanceMode::Drained)
                tell(u"drained"_s, tr("Aurora has drained %1").arg(it.key()));
        }
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (!now.contains(it.key()))
                tell(u"active"_s, tr("Maintenance of %1 ended").arg(it.key()));
        }
    }

    void registration()
    {
        const aurora::Scheduler &before = m_older.scheduler;
        const aurora::Scheduler &now = m_newer.scheduler;
        if (!core::isKnown(before.at) || !core::isKnown(now.at) || before.registered == now.registered)
            return;
        tell(now.registered ? u"active"_s : u"disconnected"_s,
             now.registered ? tr("Aurora is registered with Mesos again")
                            : tr("Aurora lost its registration with Mesos"));
    }

    const State &m_older;
    const State &m_newer;
    core::TimePoint m_at;
    QList<Event> m_events;
};

} // namespace

QList<Event> auroraEventsBetween(const State &older, const State &newer, core::TimePoint at)
{
    return Teller(older, newer, at).events();
}

} // namespace stack
