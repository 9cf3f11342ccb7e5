// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Tears an inactive framework down, with all its tasks (features R9). Refused for a framework whose scheduler is
/// connected, and always for the one the registered Aurora scheduler runs as.
class TeardownVerb final : public actions::Verb
{
public:
    explicit TeardownVerb(Context context);

    static QString verbName() { return QStringLiteral("teardown"); }
    static actions::Request request(const QString &frameworkId);
    /// Why this one may not be torn down; empty: it may.
    static QString refusal(const mesos::FreshFramework &framework);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;

private:
    const Context m_context;
};

} // namespace verbs
