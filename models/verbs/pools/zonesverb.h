// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Lets an Auto Scaling group launch in further zones, where AWS refuses it machines in its own: the same machines,
/// asked for elsewhere (P15). The group tries again by itself. So that AWS does not end machines, with what runs there,
/// to spread the rest evenly, AZRebalance is suspended first, and stays so.
class ZonesVerb final : public actions::Verb
{
public:
    explicit ZonesVerb(Context context);

    static QString verbName() { return QStringLiteral("pool-zones"); }
    /// `zones`: that it shall launch in, too: "us-east-1a".
    static actions::Request request(const QString &group, const QStringList &zones);
    /// Exactly these subnets, or zones of a group that has none: the way back.
    static actions::Request places(const QString &group, const QStringList &places);

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
