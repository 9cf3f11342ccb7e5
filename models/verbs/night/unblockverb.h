// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"

namespace verbs {

/// Gets the night past a failed node in one action (features D12): marks the node as success, then clears the nodes
/// that were blocked by it alone, so that they run. What is blocked by another failure, too, stays as it is.
class UnblockVerb final : public actions::Verb
{
public:
    explicit UnblockVerb(Context context);

    static QString verbName() { return QStringLiteral("dag-unblock"); }
    static actions::Request request(const QString &dagId, const QString &runId, const airflow::Reference &node);

    QString name() const override { return verbName(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;

private:
    std::shared_ptr<actions::Verb> partOf(const actions::Step &step) const;

    const Context m_context;
    const std::shared_ptr<MarkVerb> m_mark;
    const std::shared_ptr<ClearVerb> m_clear;
};

/// The task ids that are upstream_failed because of this node and of nothing else, in the graph's order of work. Pure.
QStringList blockedByAlone(const dag::Graph &graph, const FreshRun &run, const QString &taskId);

} // namespace verbs
