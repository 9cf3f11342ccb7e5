// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Tells Aurora that hosts are due for maintenance (startMaintenance), or that it is over (endMaintenance). Nothing
/// ends by either. The first is a wish only: Aurora prefers other hosts, and still places here when nothing else has
/// room.
class MaintenanceVerb final : public actions::Verb
{
public:
    enum class Way { Start, End };
    MaintenanceVerb(Context context, Way way);

    static QString verbName(Way way)
    {
        return way == Way::Start ? QStringLiteral("maintenance-start") : QStringLiteral("maintenance-end");
    }
    /// `agents`: ids as the master gave them; Aurora is told their host names.
    static actions::Request request(Way way, const QStringList &agents);

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
