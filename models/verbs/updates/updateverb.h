// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Steers an update that is in flight (features J11): holds it, lets it go on, ends it where it stands, takes it back,
/// or keeps a coordinated one alive.
class UpdateVerb final : public actions::Verb
{
public:
    enum class Way { Pause, Resume, Abort, RollBack, Pulse };
    UpdateVerb(Context context, Way way);

    static QString verbName(Way way); ///< "pause-update"
    static actions::Request request(Way way, const aurora::UpdateKey &update);
    /// Whether the scheduler would take it in that state: what buttons go by. Pulses: of coordinated updates only.
    static bool fits(Way way, aurora::UpdateStatus status);

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const Way m_way;
};

/// {"job": "role/env/name", "update": id}
QJsonObject toJson(const aurora::UpdateKey &key);
core::Result<aurora::UpdateKey> updateKeyFromJson(const QJsonObject &json); ///< Config: it names none

} // namespace verbs
