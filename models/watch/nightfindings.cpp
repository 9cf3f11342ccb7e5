// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/nightfindings.h"

#include "models/core/format.h"
#include "models/dag/analysis/failures.h"
#include "models/links/objectref.h"
#include "models/verbs/night/clearverb.h"
#include "models/watch/findingparts.h"

#include <array>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString triesWords(const dag::NodeRun &run)
{
    if (run.tryNumber <= 1 && run.maxTries <= 1)
        return {};
    return run.maxTries > 0 ? tr("try %1 of %2").arg(run.tryNumber).arg(run.maxTries) : tr("try %1").arg(run.tryNumber);
}

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

Finding rowOf(const dag::Night &night, const dag::Structure &structure, const dag::Failure &failure, bool canClear)
{
    const auto index = static_cast<size_t>(failure.node);
    const dag::Node &node = night.graph->nodes[index];
    const dag::NodeRun &run = night.nodes[index];
    Finding finding;
    finding.key = u"node/"_s + node.id;
    finding.severity = Severity::Failure;
    finding.glyph = dag::stateWord(run.state);
    finding.subject = tr("%1 failed").arg(node.label);
    finding.fact = joined({ run.message.simplified(), triesWords(run) });
    finding.cause = joined({ run.host, blocksWords(failure) });
    finding.since = run.ended;
    finding.isMoment = true;
    finding.job = node.job;
    const links::ObjectRef log{ links::ObjectRef::Kind::Log, "node/" + node.id.toUtf8() };
    const links::ObjectRef itself{ links::ObjectRef::Kind::Node, node.id.toUtf8() };
    if (canClear || !node.job.isEmpty())
        finding.steps += openStep(tr("Open log"), u"logs"_s, links::toPath(log));
    else
        finding.steps += openStep(tr("Open node"), u"night"_s, links::toPath(itself)); // nobody keeps a log of it
    if (canClear)
        finding.steps += clearStep(night, structure, failure.node);
    else if (!node.job.isEmpty())
        finding.steps += openStep(tr("Open job"), u"jobs"_s, links::toPath({ links::ObjectRef::Kind::Job, node.job }));
    return finding;
}

} // namespace

QList<Finding> nightFindings(const dag::Night &night, bool canClear, const NightLimits &limits)
{
    if (night.run.state == dag::RunState::Success)
        return {};
    const dag::Structure structure(*night.graph);
    QList<Finding> all;
    for (const dag::Failure &failure : dag::failuresOf(night, structure))
        all += rowOf(night, structure, failure, canClear);
    sortFindings(all);
    return merged(all, limits.rowsPerKind, tr("%1 nodes of the night failed").arg(core::formatCount(all.size())),
                  filterStep(tr("Open night"), u"night"_s, u"night"_s, {}));
}

} // namespace watch
