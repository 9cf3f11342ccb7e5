// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "models/watch/findings.h"
#include "models/watch/jobfindings.h"
#include "models/watch/nightfindings.h"
#include "models/watch/quietbook.h"

#include <QObject>
#include <QTimer>

namespace dag {
class NightBoard;
}

namespace watch {

/// What one look gives.
struct Found
{
    QList<Finding> findings;
    dag::ForecastPtr forecast; ///< null: not made
};

/// Keeps the findings of one stack true while it lives, whether a page shows them or not: since when something is so
/// can only be told by who has watched. Computes in the pool. Thread: GUI thread.
class Watcher final : public QObject
{
    Q_OBJECT
public:
    /// The watcher of a stack; made when first asked for, gone with the stack.
    static Watcher *of(const stack::Stack *stack);

    const QList<Finding> &findings() const { return m_findings; }
    Tally tally() const { return watch::tally(m_findings); }
    /// Whether findings() are of some picture yet.
    bool hasLooked() const { return m_hasLooked; }
    /// Whether those that were told to be quiet in an earlier session are known.
    bool knowsQuiet() const { return m_book.isLoaded(); }
    /// Whether findings() are of every layer, or it was asked in vain: from then on what comes is new.
    bool hasSeenAll() const { return m_hasSeenAll; }
    /// This user has taken note of a finding of now: for so long it counts apart, unless it becomes worse.
    void quiet(const QString &key, core::Duration span);
    void endQuiet(const QString &key);

signals:
    void findingsChanged(); ///< also when only ages moved a finding in or out
    void quietKnown(); ///< see knowsQuiet()
    void allSeen(); ///< see hasSeenAll()
    void noticed(const QString &notice); ///< what is wrong with the file of what is quiet

private:
    explicit Watcher(const stack::Stack *stack);
    void onSnapshot();
    void onLayers();
    void lookSoon();
    core::TimePoint judgedAt(const core::Freshness &freshness) const;
    void onNightFreshness();
    void onRecords();
    void readPause();
    NightFacts factsOf(const dag::NightBoard &night) const;
    bool isForecastDue(const dag::NightBoard &night, core::TimePoint now) const;
    void compute();
    bool hasEachAnswered() const;
    void onComputed(const Found &found, bool isOfAll);
    void tell();

    const stack::Stack *m_stack;
    Sightings m_sightings;
    QuietBook m_book;
    QList<Finding> m_found; ///< as the rules tell them
    QList<Finding> m_findings; ///< with who wants quiet of them
    QList<Finding> m_layers; ///< of these, as last looked at: the rows of layers
    dag::ForecastPtr m_forecast; ///< of the rest of the night
    dag::NightPtr m_forecastOf;
    dag::HistoryPtr m_learntFrom; ///< by it
    core::TimePoint m_forecastAt{};
    std::optional<verbs::PauseNote> m_pause;
    bool m_isPaused = false; ///< the DAG is
    bool m_isNightOld = false;
    QTimer m_soon; ///< the stream may bring many pictures a second
    QTimer m_ageing; ///< failures grow out of their hour without a new picture
    bool m_computing = false;
    bool m_again = false;
    bool m_hasLooked = false;
    bool m_hasSeenAll = false;
};

} // namespace watch
