// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Changes a cron job: its schedule, or what a run is. The scheduler replaces the whole template at once; a run that is
/// active goes on as it began. The definition before is kept, so that the way back is another change.
class RescheduleVerb final : public actions::Verb
{
public:
    explicit RescheduleVerb(Context context);

    static QString verbName() { return QStringLiteral("reschedule-cron"); }
    static actions::Request request(const aurora::JobConfiguration &job); ///< as it is to be, schedule included

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
