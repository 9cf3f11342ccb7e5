// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Resumes what an Auto Scaling group does by itself and somebody suspended, above all AZRebalance, which a change of
/// zones leaves suspended (ZonesVerb). What AWS may then do at once is counted in the plan and decides its grade.
/// Suspending is the way back.
class ProcessesVerb final : public actions::Verb
{
public:
    enum class Way { Resume, Suspend };
    ProcessesVerb(Context context, Way way);

    static QString verbName(Way way)
    {
        return way == Way::Resume ? QStringLiteral("pool-resume") : QStringLiteral("pool-suspend");
    }
    /// `processes`: in AWS's words: "AZRebalance". Others that are suspended can be ticked in the plan.
    /// resume(): AZRebalance where that is among what is suspended, else all of it.
    static actions::Request request(Way way, const QString &group, const QStringList &processes);
    static actions::Request resume(const QString &group, const QStringList &suspended);

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const Way m_way;
};

} // namespace verbs
