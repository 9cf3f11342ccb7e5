// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"
#include "models/verbs/jobs/selection.h"

namespace verbs {

/// Restarts instances a few at a time and waits for each batch to run (features J8). The rolling is ours, not the
/// scheduler's: it goes on after a crash, and an instance that has become another task is not restarted again. Of an
/// instance so many new tasks may fail as the batching forgives; it is Aurora that starts it anew.
class RestartVerb final : public actions::Verb
{
public:
    explicit RestartVerb(Context context);

    static QString verbName() { return QStringLiteral("restart"); }
    /// One instance at a time, each watched for 45 s, as Aurora's own client does, unless `batching` says otherwise.
    static actions::Request request(const Selection &selection, actions::Batching batching = defaultBatching());
    static actions::Batching defaultBatching();

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
