// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Starts a cron job's run now, or takes the job off its schedule. Taking off ends nothing that runs, and keeps the
/// whole configuration, so that it can be scheduled again as it was. Starting does what the job's collision policy says
/// of a run that is still active: kills it, or starts nothing, which the scheduler answers with OK and the plan with no
/// step.
class CronVerb final : public actions::Verb
{
public:
    enum class Way { Start, Deschedule };
    CronVerb(Context context, Way way);

    static QString verbName(Way way)
    {
        return way == Way::Start ? QStringLiteral("start-cron") : QStringLiteral("deschedule-cron");
    }
    static actions::Request request(Way way, const aurora::JobKey &job);

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

} // namespace verbs
