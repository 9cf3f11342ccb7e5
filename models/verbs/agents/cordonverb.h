// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Cordons agents (no new task comes to them, what runs goes on) or takes that back: DEACTIVATE_AGENT and
/// REACTIVATE_AGENT of the master, which since Mesos 1.9 is a guarantee; older masters do not know the call, and the
/// plan says so. A cordon may have an end: Mesos knows none, so it is kept in the journal (cordons.h) and told when it
/// has come; nothing is uncordoned by itself.
class CordonVerb final : public actions::Verb
{
public:
    enum class Way { Cordon, Uncordon };
    CordonVerb(Context context, Way way);

    static QString verbName(Way way)
    {
        return way == Way::Cordon ? QStringLiteral("cordon") : QStringLiteral("uncordon");
    }
    /// `agents`: ids as the master gave them. `until`: of a cordon with an end; not known: it has none.
    static actions::Request request(Way way, const QStringList &agents, core::TimePoint until = {});
    static core::TimePoint untilOf(const actions::Request &request); ///< not known: it has no end

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
