// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/calls.h"
#include "models/dag/run.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/night/freshrun.h"

#include <memory>

namespace verbs {

/// Clears task instances of a run, so that Airflow runs them again (features D10, D11). Airflow's dry run says who
/// would be cleared; each of them is a row that can be unticked, and what is sent names those that stayed, one by one.
/// Running ones are ended and begin again. 2.x may leave a running one alone and say yes, so the state is read back.
/// Jobs still alive behind the nodes are rows, too: those that are ticked are killed first, and have ended before
/// anything is cleared.
class ClearVerb final : public actions::Verb
{
public:
    explicit ClearVerb(Context context);

    static QString verbName() { return QStringLiteral("dag-clear"); }
    /// `withJobs`: the jobs alive behind the nodes are ticked at first.
    static actions::Request request(const airflow::calls::Clearing &clearing, bool withJobs = false);
    /// One node of a night and, if `downstream`, all that waits for it.
    static actions::Request ofNode(const dag::Night &night, dag::NodeIndex node, bool downstream,
                                   bool withJobs = false);
    /// The way back from a stop: exactly these nodes.
    static actions::Request resumeRequest(const QString &dagId, const QString &runId,
                                          const QList<airflow::Reference> &nodes);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;

private:
    const Context m_context;
    const std::shared_ptr<KillVerb> m_kill;
};

} // namespace verbs
