// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Drains agents. Both ways kill: Mesos (DRAIN_AGENT) every task of every framework at once, and nothing stops it;
/// Aurora (drainHosts) its own tasks, which it starts anew elsewhere when there is room. The plan names every task that
/// ends; an agent with tasks that are not fault tolerant is left out unless its name is typed.
class DrainVerb final : public actions::Verb
{
public:
    enum class By { Mesos, Aurora };
    static constexpr std::chrono::seconds defaultGrace{ 60 };

    DrainVerb(Context context, By by);

    static QString verbName(By by)
    {
        return by == By::Mesos ? QStringLiteral("drain") : QStringLiteral("maintenance-drain");
    }
    /// `agents`: ids as the master gave them. `grace`: so long a task may take to end, for Mesos; Aurora knows none.
    static actions::Request request(By by, const QStringList &agents, std::chrono::seconds grace = defaultGrace);

    QString name() const override { return verbName(m_by); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const By m_by;
};

} // namespace verbs
