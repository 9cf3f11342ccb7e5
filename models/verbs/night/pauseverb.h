// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/touch.h"
#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Pauses a DAG, so that no new run begins and no further node of a run under way, or lets it go on (features D16).
/// Airflow knows no end of a pause: one that has an end is an action that waits for it and then lets the DAG go on. It
/// is journaled like any other, so that another console can take it over.
class PauseVerb final : public actions::Verb
{
public:
    enum class Way { Pause, Unpause };
    PauseVerb(Context context, Way way);

    static QString verbName(Way way);
    /// `until`: when it goes on by itself; not known: when somebody says so.
    static actions::Request request(Way way, const QString &dagId, core::TimePoint until = {});

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const Way m_way;
};

/// Who paused a DAG from a console of this machine, why, and until when.
struct PauseNote
{
    QString who; ///< "ops@here"
    QString why; ///< may be empty
    core::TimePoint since{};
    core::TimePoint until{}; ///< not known: until somebody lets it go on
    bool isWatched = false; ///< a console waits for the end
    bool operator==(const PauseNote &) const = default;
};
/// What a DAG is called in the journal.
QString pausedObject(const QString &dagId);
/// Of the newest pause that was not taken back; `touches` of its object, newest first. nullopt: Airflow or another
/// machine did it.
std::optional<PauseNote> pauseNoteOf(const QList<actions::Touch> &touches);

} // namespace verbs
