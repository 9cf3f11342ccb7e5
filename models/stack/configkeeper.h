// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/jobs/kept/configarchive.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <deque>
#include <optional>
#include <stop_token>

namespace stack {

class Stack;

/// The stack's past configurations; null: it has no Aurora. Lives as long as the stack.
jobs::ConfigArchive *configsOf(const Stack *stack);

/// Jobs of a picture that have active tasks.
struct ConfigsSeen
{
    QList<aurora::JobKey> due; ///< began a task since they were asked about last
    QStringList goingOn; ///< did not
};
/// `asked`: when each was asked about last. One that was asked less than `again` ago is in neither list: a job that
/// flaps is asked now and then. Pure.
ConfigsSeen configsSeen(const aurora::State &state, const QHash<QString, core::TimePoint> &asked, core::TimePoint now,
                        core::Duration again);

/// Keeps how jobs are configured, for the nights Aurora forgets: asks for the configuration of each job that began a
/// task since it was asked last, one after the other and slowly. Thread: GUI thread.
class ConfigKeeper final : public QObject
{
    Q_OBJECT
public:
    struct Pace
    {
        std::chrono::milliseconds between{ 2000 }; ///< two questions
        std::chrono::milliseconds look{ 30000 }; ///< at the picture
        core::Duration again = std::chrono::minutes(10); ///< about the same job; and what goes on is written so often
    };
    /// `file`: of the archive, ":memory:" keeps nothing. `pace`: nothing: it asks by itself for none, as a command ends
    /// too soon. `store` and `clock` outlive it.
    ConfigKeeper(aurora::Store *store, const QString &file, const core::Clock &clock, std::optional<Pace> pace,
                 QObject *parent = nullptr);
    ~ConfigKeeper() override;

    jobs::ConfigArchive *archive() { return &m_archive; }

private:
    void tick();
    void look();
    void ask(const aurora::JobKey &job);
    void keep(const aurora::JobKey &job, const aurora::ConfigSummary &summary);

    aurora::Store *m_store;
    jobs::ConfigArchive m_archive;
    const core::Clock &m_clock;
    const Pace m_pace;
    QTimer m_timer;
    QElapsedTimer m_looked;
    QHash<QString, core::TimePoint> m_asked; ///< by job
    std::deque<aurora::JobKey> m_due;
    core::TimePoint m_toldGoingOn{}; ///< which jobs do
    std::stop_source m_stop;
    bool m_asking = false;
};

} // namespace stack
