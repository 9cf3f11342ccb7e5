// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/nightfindings.h"

#include "models/core/format.h"
#include "models/dag/analysis/failures.h"
#include "models/links/objectref.h"
#include "models/verbs/night/clearverb.h"
#include "models/watch/findingparts.h"
#include "models/watch/nightrisks.h"

#include <array>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

QString blocksWords(const dag::Failure &failure)
{
    return failure.cascade.empty()
        ? tr("nothing waits for it")
        : counted(static_cast<qint64>(failure.cascade.size()), "1 node waits for it", "%1 nodes wait for it");
}

/// With all that comes after it, blocked or not: that is what is cleared.
Step clearStep(const dag::Night &night, const dag::Structure &structure, dag::NodeIndex node)
{
    const std::array from{ node };
    const auto below = static_cast<qint64>(dag::indicesOf(structure.descendants(from)).size());
    return planStep(below == 0 ? tr("Clear…") : tr("Clear with %1 downstream…").arg(core::formatCount(below)),
                    u"clear"_s, verbs::ClearVerb::ofNode(night, node, true));
}

Finding rowOf(const dag::Night &night, const dag::Structure &structure, const dag::Failure &failure,
              const NightFacts &facts)
{
    const auto index = static_cast<size_t>(failure.node);
    const dag::Node &node = night.graph->nodes[index];
    const dag::NodeRun &run = night.nodes[index];
    Finding finding;
    finding.key = u"node/"_s + node.id;
    finding.severity = Severity::Failure;
    finding.glyph = dag::stateWord(run.state);
    finding.subject = tr("%1 failed").arg(node.label);
    finding.why = errorWords(run.message);
    finding.fact = joinedParts({ finding.why, triesWords(run) });
    finding.holdsUp = static_cast<int>(failure.cascade.size());
    // Until when it must run again: only with what waits for it does it meet the deadline.
    finding.cause
        = joinedParts({ blocksWords(failure), failure.cascade.empty() ? QString() : rerunWords(facts), run.host });
    finding.since = run.ended;
    finding.isMoment = true;
    finding.job = node.job;
    finding.steps += nodeStep(node, facts);
    if (facts.canClear)
        finding.steps += clearStep(night, structure, failure.node);
    else if (!node.job.isEmpty())
        finding.steps += openStep(tr("Open job"), u"jobs"_s, links::toPath({ links::ObjectRef::Kind::Job, node.job }));
    return finding;
}

} // namespace

QList<Finding> nightFindings(const dag::Night &night, const NightFacts &facts, const NightLimits &limits)
{
    QList<Finding> all;
    if (facts.isPaused)
        all += pauseRow(night.run.dag, facts);
    if (night.run.state == dag::RunState::Success)
        return all;
    const dag::Structure structure(*night.graph);
    const auto many = [&](QList<Finding> rows, const char *subject) {
        sortFindings(rows);
        return merged(rows, limits.rowsPerKind, tr(subject).arg(core::formatCount(rows.size())),
                      filterStep(tr("Open night"), u"night"_s, u"night"_s, {}));
    };
    QList<Finding> failed;
    for (const dag::Failure &failure : dag::failuresOf(night, structure))
        failed += rowOf(night, structure, failure, facts);
    all += many(failed, "%1 nodes of the night failed");
    all += deadlineRows(night, facts, limits);
    all += many(stuckRows(night, structure, facts, limits), "%1 nodes take long");
    all += many(retryRows(night, structure, facts, limits), "%1 nodes fail again and again");
    if (core::isKnown(facts.oldSince)) {
        for (Finding &row : all)
            row.cause = joinedParts({ tr("as of %1").arg(minuteText(facts.oldSince, facts.now)), row.cause });
    }
    sortFindings(all);
    return all;
}

} // namespace watch
