// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Sets how much a role's production jobs may ask for. The scheduler takes a limit below what is in use, too: what runs
/// goes on, and nothing of the role is started anew until it fits. The plan says so.
class QuotaVerb final : public actions::Verb
{
public:
    explicit QuotaVerb(Context context);

    static QString verbName() { return QStringLiteral("set-quota"); }
    /// Of `limit` cpus, RAM and disk count; the scheduler takes exactly these.
    static actions::Request request(const QString &role, const aurora::Resources &limit);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
};

} // namespace verbs
