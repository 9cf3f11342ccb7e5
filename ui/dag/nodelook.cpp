// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodelook.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/theme.h"

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using dag::NodeState;

using core::tr;

qint64 minutesOf(core::Duration span)
{
    return std::chrono::round<std::chrono::minutes>(span).count();
}

QString runningDetail(const dag::NodeRun &run, const dag::NodeForecast *forecast, core::TimePoint now)
{
    if (!core::isKnown(run.started))
        return tr("running");
    const core::Duration elapsed = now - run.started;
    if (run.mapped.total > 0)
        return tr("%1 of %2 done · %3").arg(run.mapped.done).arg(run.mapped.total).arg(shortSpan(elapsed));
    if (!forecast || forecast->estimate.isGuess)
        return tr("%1 so far").arg(shortSpan(elapsed));
    if (forecast->overdue.count() > 0)
        return tr("%1, usual %2").arg(shortSpan(elapsed), shortSpan(forecast->estimate.median));
    return tr("%1 of ~%2 min").arg(minutesOf(elapsed)).arg(minutesOf(forecast->estimate.median));
}

QString detailOf(const NightView &view, dag::NodeIndex node, core::TimePoint now)
{
    const auto n = static_cast<size_t>(node);
    const dag::NodeRun &run = view.night->nodes[n];
    const dag::NodeForecast *forecast = view.forecast ? &view.forecast->nodes[n] : nullptr;
    const bool isCritical = view.isCritical[n] != 0;
    const auto withSpan = [&](const QString &word) {
        return isCritical && forecast && !forecast->estimate.isGuess
            ? word + u" · "_s + shortSpan(forecast->estimate.median)
            : word;
    };
    switch (run.state) {
    case NodeState::Done:
        return core::isKnown(run.started) && core::isKnown(run.ended) ? shortSpan(run.ended - run.started) : tr("done");
    case NodeState::Running:
        return runningDetail(run, forecast, now);
    case NodeState::PendingJob:
        return core::isKnown(run.pendingSince) ? tr("pending %1").arg(shortSpan(now - run.pendingSince))
                                               : tr("pending");
    case NodeState::Failed: {
        const QString when = core::isKnown(run.ended) ? tr("failed %1").arg(shortTime(run.ended, now)) : tr("failed");
        return run.maxTries > 0 ? tr("%1, try %2 of %3").arg(when).arg(run.tryNumber).arg(run.maxTries) : when;
    }
    case NodeState::UpForRetry:
        return core::isKnown(run.retryAt) ? tr("retry %1").arg(shortTime(run.retryAt, now)) : tr("up for retry");
    case NodeState::Queued:
        return core::isKnown(run.queuedSince) ? tr("queued %1").arg(shortSpan(now - run.queuedSince)) : tr("queued");
    case NodeState::Blocked:
    case NodeState::Waiting:
        return withSpan(dag::stateWord(run.state));
    case NodeState::Unknown:
        return run.word.isEmpty() ? tr("unknown") : run.word;
    case NodeState::Scheduled:
    case NodeState::Restarting:
    case NodeState::MarkedDone:
    case NodeState::Skipped:
    case NodeState::Removed:
    case NodeState::Held:
        return dag::stateWord(run.state);
    }
    return {};
}

void colour(NodeLook &look, NodeState state)
{
    const Tokens &t = Theme::instance()->tokens();
    look.fill = t.base;
    look.border = t.line;
    look.nameColour = t.text;
    look.detailColour = t.text2;
    switch (state) {
    case NodeState::Running:
    case NodeState::Restarting:
        look.fill = t.runTint;
        look.border = t.runMark;
        look.borderWidth = 2;
        look.isStrong = true;
        break;
    case NodeState::PendingJob:
    case NodeState::UpForRetry:
        look.fill = t.warnTint;
        look.border = t.warnMark;
        look.borderWidth = 2;
        look.isStrong = true;
        break;
    case NodeState::Failed:
        look.fill = t.failTint;
        look.border = t.failMark;
        look.borderWidth = 2;
        look.isStrong = true;
        break;
    case NodeState::Blocked:
        look.border = t.failMark;
        break;
    case NodeState::Held:
        look.border = t.inkMark;
        break;
    case NodeState::Done:
    case NodeState::MarkedDone:
    case NodeState::Skipped:
        look.nameColour = t.text2; // what is well is quiet
        look.detailColour = t.text3;
        break;
    case NodeState::Waiting:
    case NodeState::Scheduled:
    case NodeState::Queued:
    case NodeState::Removed:
    case NodeState::Unknown:
        look.isDashed = true;
        look.nameColour = t.text2;
        look.detailColour = t.text3;
        break;
    }
}

} // namespace

bool NodeLook::operator==(const NodeLook &other) const
{
    const auto tied = [](const NodeLook &l) {
        return std::tie(l.glyph.shape, l.glyph.tone, l.glyph.filled, l.name, l.detail, l.borderWidth, l.progress,
                        l.isStrong, l.isDashed, l.isFirstFailure);
    };
    return tied(*this) == tied(other) && fill == other.fill && border == other.border && nameColour == other.nameColour
        && detailColour == other.detailColour;
}

NodeLook lookOf(const NightView &view, dag::NodeIndex node, core::TimePoint now)
{
    const auto n = static_cast<size_t>(node);
    const dag::NodeRun &run = view.night->nodes[n];
    NodeLook look;
    look.name = view.night->graph->nodes[n].label;
    look.detail = detailOf(view, node, now);
    look.glyph = glyphFor(run.state == NodeState::UpForRetry       ? u"up_for_retry"_s
                              : run.state == NodeState::Restarting ? u"RESTARTING"_s
                                                                   : dag::stateWord(run.state));
    colour(look, run.state);
    if (view.isCritical[n])
        look.isStrong = true;
    look.isFirstFailure = !view.failures.empty() && view.failures.front().node == node;
    if (look.isFirstFailure) {
        const Tokens &t = Theme::instance()->tokens();
        look.fill = t.failMark;
        look.nameColour = t.onMark;
        look.detailColour = t.onMark;
    }
    if (dag::isActive(run.state) && core::isKnown(run.started) && view.forecast) {
        const dag::NodeEstimate &estimate = view.forecast->nodes[n].estimate;
        if (!estimate.isGuess && estimate.median.count() > 0)
            look.progress = std::clamp(static_cast<double>((now - run.started).count())
                                           / static_cast<double>(estimate.median.count()),
                                       0.0, 1.0);
    }
    return look;
}

NodeLook lookOfGroup(const NightView &view, const dag::LaidNode &box, core::TimePoint now)
{
    static constexpr NodeState worstFirst[]
        = { NodeState::Failed,     NodeState::UpForRetry, NodeState::PendingJob, NodeState::Blocked,
            NodeState::Restarting, NodeState::Running,    NodeState::Queued,     NodeState::Scheduled,
            NodeState::Held,       NodeState::Unknown,    NodeState::Waiting };
    const auto runOf
        = [&](dag::NodeIndex node) -> const dag::NodeRun & { return view.night->nodes[static_cast<size_t>(node)]; };
    NodeState worst = NodeState::Done;
    for (const NodeState state : worstFirst) {
        if (std::ranges::any_of(box.members, [&](dag::NodeIndex node) { return runOf(node).state == state; })) {
            worst = state;
            break;
        }
    }
    for (const dag::NodeIndex node : box.members) {
        if (runOf(node).state == worst && !view.failures.empty() && view.failures.front().node == node) {
            NodeLook look = lookOf(view, node, now); // the first failure shows through
            look.name = box.group.section(u'.', -1);
            return look;
        }
    }
    NodeLook look;
    look.name = box.group.section(u'.', -1);
    const auto done
        = std::ranges::count_if(box.members, [&](dag::NodeIndex node) { return dag::hasSucceeded(runOf(node).state); });
    look.detail = tr("%1 of %2 done").arg(done).arg(box.members.size());
    look.glyph = glyphFor(worst == NodeState::UpForRetry ? u"up_for_retry"_s : dag::stateWord(worst));
    colour(look, worst);
    return look;
}

} // namespace ui
