// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Sets a task's state in the scheduler's own books, for administrators: the last resort for a task that is stuck there
/// and nowhere else. The process itself is not asked: one that still runs may go on as an orphan, or run twice.
/// The scheduler answers OK to a transition it does not allow, and nothing happens; so the state is looked at after.
class ForceStateVerb final : public actions::Verb
{
public:
    explicit ForceStateVerb(Context context);

    static QString verbName() { return QStringLiteral("force-state"); }
    static actions::Request request(const QString &taskId, aurora::TaskStatus status);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;

private:
    const Context m_context;
};

} // namespace verbs
