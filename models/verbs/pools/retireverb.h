// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

#include <QHash>

#include <functional>

namespace verbs {

/// Whether logs of tasks on an agent, by its id, are being saved now.
using SavesLogs = std::function<bool(const QString &agent)>;

/// Takes machines out of service without ending a task: no new task comes to them (DEACTIVATE_AGENT), what runs ends by
/// itself, then exactly those are terminated. A machine is terminated only after the master said twice, ten seconds
/// apart, that its agent is closed and holds nothing. What is left when demand returns, or when somebody stops it,
/// takes tasks again.
class RetireVerb final : public actions::Verb
{
public:
    enum class Way {
        ScaleIn, ///< a group shrinks by them: the others are protected meanwhile
        Terminate, ///< chosen ones; their group shrinks, or replaces them
        Cycle, ///< all of a group, some at a time; the group replaces them
        Stop, ///< machines started one by one
    };

    /// `saves`: a machine waits for its logs, for a while; empty: nobody saves any.
    RetireVerb(Context context, Way way, SavesLogs saves = {});

    static QString verbName(Way way);
    /// Shrinks `group` by so many. `seen`: sizes as the form saw them (sizesJson()); empty: none. `sizes`: other limits
    /// for the group, set first: "min", "max".
    static actions::Request scaleIn(const QString &group, int by, const QJsonObject &seen = {},
                                    const QJsonObject &sizes = {});
    static actions::Request terminate(const QString &pool, const QStringList &instances, bool replace);
    static actions::Request cycle(const QString &group, int atOnce, std::chrono::seconds pause);
    static actions::Request stop(const QString &pool, const QStringList &instances = {}); ///< none: all of the pool

    QString name() const override { return verbName(m_way); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Ready>> ready(actions::Record record, QStringList keys,
                                                    std::stop_token stop) override;
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override;
    std::optional<actions::Request> inverse(const actions::Record &record) const override;

private:
    const Context m_context;
    const Way m_way;
    const SavesLogs m_saves;
    /// By agent: since when it was seen empty. Not journaled: after a crash it is seen anew.
    const std::shared_ptr<QHash<QString, core::TimePoint>> m_emptySince;
};

} // namespace verbs
