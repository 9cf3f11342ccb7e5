// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/calls.h"
#include "models/verbs/context.h"

namespace verbs {

/// Clears task instances of a run, so that Airflow runs them again (features D10, D11). Airflow's dry run says who
/// would be cleared; each of them is a row that can be unticked, and what is sent names those that stayed, one by one.
/// Running ones are ended and begin again. 2.x may leave a running one alone and say yes, so the state is read back.
class ClearVerb final : public actions::Verb
{
public:
    explicit ClearVerb(Context context);

    static QString verbName() { return QStringLiteral("dag-clear"); }
    static actions::Request request(const airflow::calls::Clearing &clearing);

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
