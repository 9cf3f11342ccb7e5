// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodesheet.h"

#include "models/core/format.h"
#include "models/dag/rows/nightrows.h"
#include "models/tasklogs/trygroups.h"
#include "ui/dag/nodelook.h"
#include "ui/forecast/forecasttext.h"
#include "ui/forecast/nighttime.h"
#include "ui/shell/chaincell.h"

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

using dag::at;

QString between(core::TimePoint from, core::TimePoint to)
{
    return core::isKnown(from) && core::isKnown(to) ? core::formatSpan(to - from) : QString::fromUtf16(core::notKnown);
}

} // namespace

NodeSheet::NodeSheet(const core::Clock &clock, QWidget *parent)
    : InspectorSheet(parent)
    , m_clock(clock)
{
    setObjectName(u"nodeSheet"_s);
}

void NodeSheet::show(const NightView &view, dag::NodeIndex index, const chain::Cells *cells)
{
    const dag::Node &node = view.night->graph->nodes[at(index)];
    const dag::NodeRun &run = view.night->nodes[at(index)];
    const NodeLook look = lookOf(view, index, m_clock.now());
    begin();
    setHead(tr("DAG node"), dag::stateWord(run.state), node.label, look.detail, node.id);
    if (!run.message.isEmpty())
        addSentence(run.message, run.state == dag::NodeState::Failed ? Look::Failure : Look::Quiet);
    for (const dag::Failure &failure : view.failures) {
        const bool isHit = std::ranges::find(failure.cascade, index) != failure.cascade.end();
        if (isHit)
            addSentence(tr("Cannot run: %1 failed.").arg(view.night->graph->nodes[at(failure.node)].label),
                        Look::Failure);
        if (failure.node == index)
            addSentence(failure.cascade.size() == 1
                            ? tr("1 node cannot run because of it.")
                            : tr("%1 nodes cannot run because of it.").arg(failure.cascade.size()));
    }
    addTimes(view, index);
    addPlace(node, run, cells);
    if (const auto unit = dag::poolUnitOf(*view.night->graph, index))
        addUnit(view, *unit);
    if (!run.tries.empty())
        addTries(node, run);
    addNeighbours(view, index);
    end();
}

void NodeSheet::addTimes(const NightView &view, dag::NodeIndex index)
{
    const core::TimePoint now = m_clock.now();
    const dag::NodeRun &run = view.night->nodes[at(index)];
    addSection(tr("Tonight"));
    if (core::isKnown(run.queuedSince))
        addRow(tr("Queued"), localMoment(run.queuedSince));
    if (core::isKnown(run.started)) {
        addRow(tr("Started"), zonedMoment(run.started));
        if (core::isKnown(run.ended))
            addRow(tr("Took"), between(run.started, run.ended));
        else
            addRow(tr("Runs for"), core::formatSpan(now - run.started));
    }
    if (core::isKnown(run.ended))
        addRow(tr("Ended"), localMoment(run.ended));
    if (run.state == dag::NodeState::UpForRetry)
        addRow(tr("Next try"), localMoment(run.retryAt));
    const dag::MappedCounts &mapped = run.mapped;
    if (mapped.total > 0)
        addRow(tr("Instances"), tr("%1 of %2 done, %3 failed").arg(mapped.done).arg(mapped.total).arg(mapped.failed));
    if (run.tryNumber > 0) {
        const QString tries
            = run.maxTries > 0 ? tr("%1 of %2").arg(run.tryNumber).arg(run.maxTries) : QString::number(run.tryNumber);
        addRow(tr("Try"), mapped.total > 0 ? tr("up to %1").arg(tries) : tries);
    }
    if (!view.forecast)
        return;
    const dag::NodeForecast &forecast = view.forecast->nodes[at(index)];
    addSection(tr("Usual and expected"));
    if (forecast.estimate.isGuess) {
        addSentence(tr("It has no night of its own yet; others stand in."));
    } else {
        addRow(tr("Median"),
               tr("%1 (%2–%3), %4 nights")
                   .arg(shortSpan(forecast.estimate.median), shortSpan(forecast.estimate.early),
                        shortSpan(forecast.estimate.late))
                   .arg(forecast.estimate.nights));
        addRow(tr("Queue"), shortSpan(forecast.estimate.medianQueue));
    }
    if (!dag::isOver(run.state) || run.state == dag::NodeState::Failed || run.state == dag::NodeState::Blocked) {
        const QString after = view.forecast->needsRestart ? tr(" if re-run now") : QString();
        addRow(tr("Ends"),
               u"~%1 (%2–%3)%4"_s.arg(shortTime(forecast.end.median, now), shortTime(forecast.end.early, now),
                                      shortTime(forecast.end.late, now), after));
        addRow(tr("Critical"), tr("in %1 % of nights").arg(qRound(forecast.critical * 100)));
    }
    const dag::NodeChange &change = view.comparison.nodes[at(index)];
    if (change.last)
        addRow(tr("Last night"),
               change.lastTook.count() > 0
                   ? tr("%1 in %2").arg(dag::stateWord(*change.last), shortSpan(change.lastTook))
                   : dag::stateWord(*change.last));
    if (const QStringList words = dag::changeWords(change, run.state); !words.isEmpty())
        addRow(tr("Tonight"), words.join(u" · "_s),
               change.slower.count() > 0 || change.startedLater.count() > 0 ? Look::Warning : Look::Plain);
    if (forecast.overdue.count() > 0)
        addRow(tr("Late"), tr("%1 over its slow nights").arg(shortSpan(forecast.overdue)), Look::Warning);
}

void NodeSheet::addPlace(const dag::Node &node, const dag::NodeRun &run, const chain::Cells *cells)
{
    addSection(tr("Where it runs"));
    if (cells) {
        for (const chain::Link &link : *cells) {
            if (link.ref.kind == Kind::Node || link.ref.kind == Kind::Log)
                continue; // the head, and the foot of the page
            const QString name = chainWord(link.ref.kind);
            if (link.text.isEmpty())
                addRow(name, link.detail, Look::Quiet);
            else if (!link.leads())
                addRow(name, u"%1 (%2)"_s.arg(link.text, link.detail), Look::Quiet);
            else
                addLink(name, link.text, links::toPath(link.ref));
        }
    } else if (node.job.isEmpty()) {
        addRow(tr("Job"), tr("none known"), Look::Quiet);
    } else {
        addLink(tr("Job"), QString::fromUtf8(node.job), u"job/"_s + QString::fromUtf8(node.job));
    }
    if (!run.host.isEmpty() && run.mapped.total == 0) // else each has its own
        addRow(tr("Airflow worker"), run.host, Look::Mono);
    const chain::Link log = cells ? chain::cellOf(*cells, Kind::Log) : chain::Link();
    if (log.leads() && !log.detail.isEmpty() && run.state == dag::NodeState::Failed)
        addSentence(log.detail, Look::Failure); // the task's own last words
}

/// Its scale-up, work and downscale stand together, itself among them.
void NodeSheet::addUnit(const NightView &view, const dag::PoolUnit &unit)
{
    addSection(tr("Unit of pool %1").arg(unit.pool));
    for (const dag::NodeIndex member : unit.members()) {
        const dag::Node &node = view.night->graph->nodes[at(member)];
        addLink(dag::stateWord(view.night->nodes[at(member)].state), node.label, u"node/"_s + node.id);
    }
}

void NodeSheet::addTries(const dag::Node &node, const dag::NodeRun &run)
{
    const bool isMapped = run.mapped.total > 0;
    addSection(isMapped ? tr("Tries of instances that failed or took several") : tr("Tries"));
    constexpr size_t most = 60;
    for (const dag::Try &attempt : std::span(run.tries).first(std::min(most, run.tries.size()))) {
        QString text = dag::stateWord(attempt.state);
        if (core::isKnown(attempt.started))
            text += u" · "_s + shortTime(attempt.started, m_clock.now());
        if (core::isKnown(attempt.ended))
            text += u" · "_s + between(attempt.started, attempt.ended);
        if (!attempt.host.isEmpty())
            text += u" · "_s + attempt.host;
        const QString name
            = isMapped ? tr("%1, try %2").arg(attempt.mapIndex).arg(attempt.number) : QString::number(attempt.number);
        const QString log = tasklogs::tryName(isMapped ? attempt.mapIndex : -1, attempt.number);
        addLink(name, text, links::toPath(links::logOf(u"node/"_s + node.id, log)));
    }
    if (run.tries.size() > most)
        addSentence(tr("And %1 more, all of which can be picked in its log.").arg(run.tries.size() - most));
}

void NodeSheet::addNeighbours(const NightView &view, dag::NodeIndex index)
{
    const auto list = [&](const QString &heading, std::span<const dag::NodeIndex> nodes) {
        if (nodes.empty())
            return;
        addSection(heading);
        for (const dag::NodeIndex node : nodes)
            addLink(dag::stateWord(view.night->nodes[at(node)].state), view.night->graph->nodes[at(node)].label,
                    u"node/"_s + view.night->graph->nodes[at(node)].id);
    };
    list(tr("Waits for"), view.structure->parents(index));
    list(tr("Waited for by"), view.structure->children(index));
}

} // namespace ui
