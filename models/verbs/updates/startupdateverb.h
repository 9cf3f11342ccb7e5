// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"
#include "models/verbs/updates/updatesettings.h"

namespace verbs {

/// Brings a job to a changed configuration by a rolling update of the scheduler. The plan is the scheduler's own dry
/// run (getJobUpdateDiff): which instances are added, removed, updated and left alone, and what is different, field by
/// field. Each request carries a mark that travels in the update's metadata, as Aurora's own client does it: an update
/// whose answer was lost is known by it and never started twice.
class StartUpdateVerb final : public actions::Verb
{
public:
    explicit StartUpdateVerb(Context context);

    static QString verbName() { return QStringLiteral("start-update"); }
    /// `job`: how it is to be, with the number of instances it is to have.
    static actions::Request request(const aurora::JobConfiguration &job,
                                    const aurora::UpdateSettings &settings = defaultUpdateSettings());

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    /// An update to how the job was, where all its instances were alike.
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
};

} // namespace verbs
