// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"
#include "models/verbs/jobs/selection.h"

namespace verbs {

/// Kills instances of one job or of many. What is killed are the tasks the plan showed: an instance that has become
/// another task meanwhile is left alone, and a job is never killed as a whole by a call without instances.
class KillVerb final : public actions::Verb
{
public:
    explicit KillVerb(Context context);

    static QString verbName() { return QStringLiteral("kill"); }
    static actions::Request request(const Selection &selection);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;

private:
    const Context m_context;
};

} // namespace verbs
