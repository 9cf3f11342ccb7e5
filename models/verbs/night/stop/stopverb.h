// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/night/stop/endingleftovers.h"
#include "models/verbs/night/stop/stopplan.h"

#include <memory>

namespace verbs {

/// Stops a run, or some nodes with all that waits for them (features D13): fails the nodes (skips those that have not
/// begun, see endOf()), with the reason as their note, kills the jobs alive behind them, tears down the frameworks
/// their drivers registered, and is over when two looks in a row find nothing left. What comes back meanwhile is ended
/// again. Its way back, kept with it, clears exactly the nodes it ended (D14).
class StopVerb final : public actions::Verb
{
public:
    explicit StopVerb(Context context);

    static QString verbName() { return QStringLiteral("dag-stop"); }
    static actions::Request request(const StopWish &wish);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const std::shared_ptr<KillVerb> m_kill;
    const endingleftovers::CleanLooks m_clean = std::make_shared<QHash<QString, int>>();
};

/// Whether this action stopped that run, or a part of it, or had begun to.
bool isStopOf(const actions::Record &record, const QString &runId);

} // namespace verbs
