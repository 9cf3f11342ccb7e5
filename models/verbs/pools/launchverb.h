// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/aws/calls.h"
#include "models/verbs/context.h"

namespace verbs {

/// Starts machines one by one for a pool that is no group, and waits until they have registered with Mesos. Each call
/// has a token that is kept in the journal: AWS launches once for it, however often it is sent.
class LaunchVerb final : public actions::Verb
{
public:
    struct Order
    {
        QString pool; ///< value of the machines' slave-type
        int count = 1;
        /// Of one machine; count, token, subnet and the tags of the pool are added.
        aws::calls::Launch machine;
        QStringList subnets; ///< machines are spread over them; empty: AWS's default one
        std::chrono::minutes timeout{ 20 }; ///< for machines to register
        QStringList words{}; ///< where it differs from the pool's template, as on the command line: "disk=400"
    };

    explicit LaunchVerb(Context context);

    static QString verbName() { return QStringLiteral("instances-start"); }
    static actions::Request request(const Order &order); ///< with a token of its own: another one launches again

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
};

} // namespace verbs
