// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/nighteffects.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/boardinput.h"

#include <QDateTime>
#include <QLocale>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr int nights = 2000; ///< enough for whole minutes and per cents

using core::tr;

/// The nodes that run on one of these jobs.
std::vector<dag::NodeIndex> nodesBehind(const dag::Night &night, const QList<aurora::JobKey> &jobs)
{
    std::vector<dag::NodeIndex> nodes;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const auto job = aurora::JobKey::parse(QString::fromUtf8(night.graph->nodes[i].job));
        if (job && jobs.contains(*job) && dag::isActive(night.nodes[i].state))
            nodes.push_back(static_cast<dag::NodeIndex>(i));
    }
    return nodes;
}

actions::Effect nodeEffect(const dag::Night &night, const dag::Structure &structure, dag::NodeIndex node, JobFate fate)
{
    const std::array one{ node };
    const auto below = dag::indicesOf(structure.descendants(one)).size();
    actions::Effect effect;
    effect.touches = tr("Node %1").arg(night.graph->nodes[static_cast<size_t>(node)].id);
    effect.before = dag::stateWord(night.nodes[static_cast<size_t>(node)].state);
    effect.after = fate == JobFate::Killed ? tr("fails") : tr("begins anew");
    effect.delta = counted(static_cast<qint64>(below), tr("1 waits for it"), tr("%1 wait for it"));
    effect.bad = fate == JobFate::Killed;
    return effect;
}

/// A forecast knows no seconds. "03:38"; another day: "22 Nov 23:48".
QString minuteOf(core::TimePoint moment, core::TimePoint now)
{
    const auto local = [](core::TimePoint t) { return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count()); };
    const bool isToday = local(moment).date() == local(now).date();
    return QLocale::c().toString(local(moment), isToday ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

actions::Effect endEffect(const dag::Forecast &before, const dag::Forecast &after, JobFate fate, core::TimePoint now)
{
    const core::Duration later = after.finish.median - before.finish.median;
    const bool isSame = std::chrono::abs(later) < std::chrono::minutes(1);
    actions::Effect effect;
    effect.touches = fate == JobFate::Killed ? tr("Run ends, if cleared right away") : tr("Run ends");
    effect.before = u'~' + minuteOf(before.finish.median, now);
    effect.after = u'~' + minuteOf(after.finish.median, now);
    const QString minutes = core::formatSpan(std::chrono::round<std::chrono::minutes>(std::chrono::abs(later)));
    effect.delta = isSame ? tr("the same") : (later > core::Duration::zero() ? u'+' : u'−') + minutes;
    effect.bad = !isSame && later > core::Duration::zero();
    return effect;
}

QString percent(double chance)
{
    return tr("%1 %").arg(qRound(chance * 100));
}

actions::Effect deadlineEffect(const dag::DeadlineForecast &before, const dag::DeadlineForecast &after,
                               core::TimePoint now)
{
    constexpr double even = 0.5;
    actions::Effect effect;
    effect.touches = tr("Chance of %1, %2").arg(before.deadline.name, minuteOf(before.due, now));
    effect.before = percent(before.chance);
    effect.after = percent(after.chance);
    const int points = qRound(after.chance * 100) - qRound(before.chance * 100);
    effect.bad = after.chance < even && points < 0;
    effect.delta = effect.bad ? tr("probably missed")
        : points == 0         ? tr("the same")
        : points > 0          ? u'+' + QString::number(points)
                              : u'−' + QString::number(-points);
    return effect;
}

} // namespace

QList<actions::Effect> nightEffectsOf(const dag::ForecastInput &input, const QList<aurora::JobKey> &jobs, JobFate fate)
{
    QList<actions::Effect> effects;
    const dag::Night &night = *input.night;
    const std::vector<dag::NodeIndex> nodes = nodesBehind(night, jobs);
    if (nodes.empty())
        return effects;
    const dag::Structure structure(*night.graph);
    dag::ForecastInput then = input;
    for (const dag::NodeIndex node : nodes) {
        effects << nodeEffect(night, structure, node, fate);
        then.assumptions.restarted.insert(node);
    }
    const dag::Forecast before = dag::forecastOf(input);
    const dag::Forecast after = dag::forecastOf(then);
    if (before.pastNights > 0)
        effects << endEffect(before, after, fate, input.now);
    for (size_t i = 0; i < std::min(before.deadlines.size(), after.deadlines.size()) && before.hasInterval; ++i) {
        if (!before.deadlines[i].isMet)
            effects << deadlineEffect(before.deadlines[i], after.deadlines[i], input.now);
    }
    for (actions::Effect &effect : effects)
        effect.group = tr("Effect on the night");
    return effects;
}

QCoro::Task<QList<actions::Effect>> nightEffects(Context context, QList<aurora::JobKey> jobs, JobFate fate)
{
    if (!context.night || !context.night->night() || !context.clock)
        co_return QList<actions::Effect>();
    dag::ForecastInput input = dag::inputOf(*context.night, context.clock->now());
    input.nights = nights;
    const auto work = QtConcurrent::run([input, jobs, fate] { return nightEffectsOf(input, jobs, fate); });
    const QList<actions::Effect> effects = co_await work;
    co_return QList<actions::Effect>(effects);
}

} // namespace verbs
