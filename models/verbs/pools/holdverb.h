// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

#include <memory>

namespace verbs {

/// Keeps machines up until somebody has read what is on them: no new task comes to them, their group does not scale
/// them in, and they say by whom and until when they are held (tags, which every console sees). Release takes all three
/// back; nothing is released by itself.
class HoldVerb final : public actions::Verb
{
public:
    enum class Way { Hold, Release };

    HoldVerb(Context context, Way way);

    static QString verbName(Way way) { return way == Way::Hold ? QStringLiteral("hold") : QStringLiteral("release"); }
    /// `job`: "role/env/name" of the one that failed there; the hold is told of once it has finished after all. Empty:
    /// there is another reason.
    static actions::Request hold(const QString &pool, const QStringList &instances, core::TimePoint until,
                                 const QString &job = {});
    static actions::Request release(const QString &pool, const QStringList &instances);

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    std::shared_ptr<actions::Verb> nightsVerb(const actions::Step &step) const; ///< null: it is about a machine

    const Context m_context;
    const Way m_way;
    const std::shared_ptr<actions::Verb> m_mark;
    const std::shared_ptr<actions::Verb> m_clear;
};

} // namespace verbs
