// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/nightboard.h"

#include <algorithm>
#include <utility>

namespace dag {

namespace {

/// Whether the value was another one; it is then taken.
template <typename T>
bool take(T &member, T value)
{
    if (member == value)
        return false;
    member = std::move(value);
    return true;
}

} // namespace

NightBoard::NightBoard(QString system, QObject *parent)
    : core::Store(parent)
    , m_system(std::move(system))
{
}

NightBoard::~NightBoard() = default;

bool NightBoard::showsNewest() const
{
    if (!m_night)
        return false;
    const Run &shown = m_night->run;
    const auto newest = std::ranges::find(m_runs, shown.dag, &RunChoice::dag);
    return newest == m_runs.end() || newest->run.id == shown.id;
}

void NightBoard::setNight(NightPtr night)
{
    Q_ASSERT(night && night->graph && night->nodes.size() == night->graph->nodes.size());
    if (m_night == night || (m_night && m_night->graph == night->graph && *m_night == *night))
        return;
    m_night = std::move(night);
    emit snapshotChanged();
}

void NightBoard::setHistory(HistoryPtr history)
{
    if (take(m_history, std::move(history)))
        emit historyChanged();
}

void NightBoard::setFilling(bool filling)
{
    if (take(m_isFilling, filling))
        emit fillingChanged();
}

void NightBoard::setRuns(QList<RunChoice> runs)
{
    m_runs = std::move(runs);
}

void NightBoard::setDeadlines(std::vector<Deadline> deadlines)
{
    if (take(m_deadlines, std::move(deadlines)))
        emit deadlinesChanged();
}

void NightBoard::setFreshness(core::Freshness freshness)
{
    if (take(m_freshness, std::move(freshness)))
        emit freshnessChanged();
}

void NightBoard::selectRun(const QString &dag, const QString &run)
{
    emit runWanted(dag, run);
}

void NightBoard::refresh()
{
    emit refreshWanted();
}

void NightBoard::watch()
{
    if (++m_watchers == 1)
        emit watchedChanged(true);
}

void NightBoard::unwatch()
{
    Q_ASSERT(m_watchers > 0);
    if (--m_watchers == 0)
        emit watchedChanged(false);
}

} // namespace dag
