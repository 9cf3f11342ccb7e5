// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Adds instances to a job that runs: each a copy of one of its instances, numbered above the highest.
class AddVerb final : public actions::Verb
{
public:
    explicit AddVerb(Context context);

    static QString verbName() { return QStringLiteral("add"); }
    static actions::Request request(const aurora::InstanceKey &pattern, int count);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override; ///< killing the added ones

private:
    const Context m_context;
};

} // namespace verbs
