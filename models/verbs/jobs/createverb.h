// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Creates a job, or schedules it where its definition has a cron schedule (features J12). The scheduler's own dry run
/// comes before the plan is shown; a name that is taken is refused: neither call may replace what is there.
class CreateVerb final : public actions::Verb
{
public:
    explicit CreateVerb(Context context);

    static QString verbName() { return QStringLiteral("create"); }
    static actions::Request request(const aurora::JobConfiguration &job);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    /// Killing what was created; taking a cron job off its schedule.
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
};

} // namespace verbs
