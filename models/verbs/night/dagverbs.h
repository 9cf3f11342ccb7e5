// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/values.h"
#include "models/verbs/context.h"

#include <QJsonObject>

namespace verbs {

/// Begins a run by hand (features D15). Its id is chosen by us, so that a lost answer can be told from one that was
/// never carried out.
class TriggerVerb final : public actions::Verb
{
public:
    explicit TriggerVerb(Context context);

    static QString verbName() { return QStringLiteral("dag-trigger"); }
    /// `runId`: one that is not there yet, e.g. freshRunId(). `known`: what the last run's parameters are known to be
    /// beside its conf, so that keeping them is no difference.
    static actions::Request request(const QString &dagId, const QString &runId, const QJsonObject &conf,
                                    const QJsonObject &known = {});
    static QString freshRunId(core::TimePoint now); ///< "manual__2026-11-23T06:47:12Z"

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;

private:
    const Context m_context;
};

/// Says of a whole run that it succeeded or failed. Failed stops it: Airflow ends what runs and skips what has not
/// begun; Aurora's jobs live on.
class MarkRunVerb final : public actions::Verb
{
public:
    enum class Way { Success, Failed };
    MarkRunVerb(Context context, Way way);

    static QString verbName(Way way);
    static actions::Request request(Way way, const QString &dagId, const QString &runId);

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
