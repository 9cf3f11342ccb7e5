// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/batch.h"
#include "models/actions/bell.h"
#include "models/actions/journal.h"
#include "models/actions/pace.h"
#include "models/actions/verb.h"

#include <functional>
#include <memory>

namespace actions {

/// Runs one action to its end: hold, reading again, then step by step in batches. Each step is in the journal before it
/// is sent. Its coroutines keep it alive; abandon() lets it end at its next breath without another word, as a crash
/// would, and the journal knows the rest. Thread: GUI thread.
class Runner : public std::enable_shared_from_this<Runner>
{
public:
    using Told = std::function<void(const Record &)>;

    /// `told` is called after each change of the record, last with an ended one. Not after abandon().
    Runner(Record record, std::shared_ptr<Verb> verb, std::shared_ptr<Journal> journal, const core::Clock &clock,
           Pace pace, Told told);

    /// Begins with the hold of a journaled action.
    QCoro::Task<void> run();
    /// Goes on with an action that was taken over: each step that is left is looked at before it is sent.
    QCoro::Task<void> resume();

    void cancel(); ///< within the hold
    void stop(); ///< after the call under way
    void abandon();

    const Record &record() const { return m_record; }

private:
    enum class Go { On, End }; ///< End: the action is over, stopped or abandoned

    QCoro::Task<Go> hold();
    QCoro::Task<Go> readAgain();
    QCoro::Task<void> work();
    QCoro::Task<Go> sendBatch(Batch batch);
    /// Sends what is gated, one by one as the verb lets it, and sees meanwhile what became of the others.
    QCoro::Task<Go> sendGated(Batch batch);
    QCoro::Task<Go> passGate(Batch batch, QStringList keys);
    /// The closing steps, once the others have ended early.
    QCoro::Task<void> close(QList<Batch> all);
    /// Sends a step that is not sent, looking first where what is known of it is old.
    QCoro::Task<Go> send(int step);
    /// Finds out by looking what became of a step; sends it, or what is left of it, only when nothing speaks against
    /// it.
    QCoro::Task<Go> settle(int step, bool wasSent);
    QCoro::Task<Go> perform(int step);
    /// Its call did not go out: tries it again after a pause, for as long as looks are repeated.
    QCoro::Task<Go> unsent(int step, core::Error why);
    QCoro::Task<Go> watchBatch(Batch batch);
    QCoro::Task<Go> apply(Watch watch, Batch batch);
    QCoro::Task<Go> failed(int step, QString reason, bool forGood);
    QCoro::Task<Go> pauseFor(std::chrono::milliseconds pause);
    QCoro::Task<void> finish(QString why);

    /// Journals a step as it is now; with a line in the audit log when asked for. End: it cannot be journaled.
    QCoro::Task<Go> keep(int step, QString kind, QString text, bool audited = false,
                         std::shared_ptr<const Answer> answer = nullptr);
    QCoro::Task<Go> setState(State state);
    bool isStopped() const { return (m_stopAsked && !m_closing) || m_abandoned; }
    bool mayGoOn(Batch batch) const;
    bool tooManyFailures() const;
    /// Never kept over a co_await: the list is shared with the copies that were told and journaled.
    StepRecord &at(int step) { return m_record.steps[step]; }
    void tell();
    static QString wordsOf(const core::Error &error);

    Record m_record;
    const std::shared_ptr<Verb> m_verb;
    const std::shared_ptr<Journal> m_journal;
    const core::Clock &m_clock;
    const Pace m_pace;
    const Told m_told;
    Bell m_bell;
    std::stop_source m_calls; ///< cancels what is asked when the console closes, and only then
    core::TimePoint m_knownAt{}; ///< when what the plan says was last read
    core::TimePoint m_unsentSince{}; ///< since when the step under way waits for the question before its call
    QString m_trouble; ///< what stopped it; empty: nobody and nothing
    int m_forgiven = 0; ///< failures from before it was resumed
    bool m_resumed = false;
    bool m_closing = false; ///< stopped or not, the closing steps are done
    bool m_cancelAsked = false;
    bool m_stopAsked = false;
    bool m_abandoned = false;
};

} // namespace actions
