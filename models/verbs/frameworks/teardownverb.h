// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Tears inactive frameworks down, with all their tasks (features R9). Refused for a framework whose scheduler is
/// connected, and for Aurora's own while its scheduler is away: that one comes back to it. What an Aurora that was set
/// up anew has left behind may go once the new one is active.
class TeardownVerb final : public actions::Verb
{
public:
    explicit TeardownVerb(Context context);

    static QString verbName() { return QStringLiteral("teardown"); }
    /// Of several, those that are refused are left out, and the plan says why.
    static actions::Request request(const QStringList &frameworkIds);
    static QStringList frameworksOf(const actions::Request &request);
    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;

private:
    const Context m_context;
};

} // namespace verbs
