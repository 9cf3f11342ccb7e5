// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

#include <QHash>

namespace verbs {

/// Gives groups more machines, and waits until they have registered with Mesos: on-demand ones, spot ones, or spot ones
/// first and after a time-out on-demand ones for what is missing. What spot did not give by then is given back, so that
/// it does not come on top later. Never shrinks: that is RetireVerb's.
class ScaleVerb final : public actions::Verb
{
public:
    enum class Mode {
        Group, ///< this one, whatever it is
        Spot, ///< spot groups
        TrySpot, ///< spot groups, then `group`
    };
    struct Order
    {
        Mode mode = Mode::Group;
        QString group; ///< Group, TrySpot: the one of on-demand machines
        QStringList spot; ///< Spot, TrySpot; empty: every spot group of the stack
        int by = 0; ///< machines more; 0: the limits alone
        QJsonObject sizes; ///< other limits of `group`: "min", "max"
        QJsonObject seen; ///< of `group`, as the form saw it (sizesJson()); empty: nothing was seen
        /// For machines to register; of TrySpot: for spot machines to launch, and the on-demand ones have 20 min more.
        std::chrono::minutes timeout{ 20 };
    };

    explicit ScaleVerb(Context context);

    static QString verbName() { return QStringLiteral("scale"); }
    static actions::Request request(const Order &order);
    static actions::Request grow(const QString &group, int by);
    static Order orderOf(const actions::Request &request);
    static QString modeWord(Mode mode); ///< as in journals and on command lines: "try-spot"
    static std::optional<Mode> modeOf(const QString &word);

    QString name() const override { return verbName(); }
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
    /// By group: when it was last changed by us. Older pictures of AWS tell nothing of it.
    const std::shared_ptr<QHash<QString, core::TimePoint>> m_orderedAt;
};

} // namespace verbs
