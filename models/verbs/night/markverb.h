// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/values.h"
#include "models/verbs/context.h"

namespace verbs {

/// Says of task instances that they succeeded or failed, whatever they did (features D12). What waits below a success
/// goes on, and Airflow clears with it what has failed or is blocked below (failedbelow.h).
class MarkVerb final : public actions::Verb
{
public:
    enum class Way { Success, Failed };
    MarkVerb(Context context, Way way);

    static QString verbName(Way way);
    static actions::Request request(Way way, const QString &dagId, const QString &runId,
                                    const QList<airflow::Reference> &tasks);

    static actions::Step step(Way way, const QString &dagId, const airflow::TaskInstance &instance);

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;

private:
    const Context m_context;
    const Way m_way;
};

} // namespace verbs
