// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/store.h"
#include "models/dag/deadline.h"
#include "models/dag/history.h"
#include "models/dag/run.h"

#include <QList>

namespace dag {

/// A run that can be looked at, without its nodes.
struct RunChoice
{
    QString dag;
    Run run;
    bool operator==(const RunChoice &) const = default;
};

/// Where views and commands read the night, and where whoever talks to a source (Airflow, or a definition file with
/// Aurora's jobs) puts it. Knows no system. Setters signal only what differs. GUI thread.
///
/// A source fills it: setNight() with each look, setHistory() once the past is read, setFreshness() with each look or
/// failure; it obeys runWanted() and refreshWanted(), and asks rarely while isWatched() is false.
class NightBoard final : public core::Store
{
    Q_OBJECT
public:
    explicit NightBoard(QString system, QObject *parent = nullptr);
    ~NightBoard() override;

    // Reading
    QString system() const override { return m_system; } ///< as sentences name it: "Airflow"
    Picture picture() const override { return m_night; }
    const core::Freshness &freshness() const override { return m_freshness; }
    const NightPtr &night() const { return m_night; } ///< null: none yet; a failed look leaves the last one
    bool showsNewest() const; ///< night() is of its DAG's newest run, not one of the past that somebody leafs back to
    const HistoryPtr &history() const { return m_history; } ///< null: not read yet
    const QList<RunChoice> &runs() const { return m_runs; } ///< newest first
    const std::vector<Deadline> &deadlines() const { return m_deadlines; }
    bool isWatched() const { return m_watchers > 0; }
    bool isFilling() const { return m_isFilling; } ///< the past is still being read: what is learnt of it will change

    // Filling
    void setNight(NightPtr night); ///< of the wanted run; nodes must be as many as the graph's
    void setHistory(HistoryPtr history);
    void setFilling(bool filling);
    void setRuns(QList<RunChoice> runs);
    void setDeadlines(std::vector<Deadline> deadlines);
    void setFreshness(core::Freshness freshness);

    // Asking
    void selectRun(const QString &dag, const QString &run); ///< empty run: the newest of the DAG, and those after it
    void refresh();
    void watch(); ///< a view is shown; each with its unwatch()
    void unwatch();

signals:
    void historyChanged();
    void fillingChanged();
    void deadlinesChanged();
    void runWanted(const QString &dag, const QString &run);
    void refreshWanted();
    void watchedChanged(bool watched);

private:
    QString m_system;
    NightPtr m_night;
    HistoryPtr m_history;
    QList<RunChoice> m_runs;
    std::vector<Deadline> m_deadlines;
    core::Freshness m_freshness;
    int m_watchers = 0;
    bool m_isFilling = false;
};

} // namespace dag
