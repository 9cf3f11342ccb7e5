// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/finding.h"

#include "models/core/format.h"
#include "models/watch/findingparts.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace watch {

QString ageText(const Finding &finding, core::TimePoint now)
{
    if (!core::isKnown(finding.since))
        return {};
    core::Duration span = std::max(now - finding.since, core::Duration::zero());
    if (finding.sinceIsBound && span < std::chrono::minutes(1))
        return {}; // "over 12 s" says nothing
    if (span >= std::chrono::minutes(1))
        span = std::chrono::floor<std::chrono::minutes>(span);
    const QString text = core::formatSpan(span);
    if (finding.isMoment)
        return tr("%1 ago").arg(text);
    return finding.sinceIsBound ? tr("over %1").arg(text) : text;
}

QString quietText(const Finding &finding, core::TimePoint now)
{
    return finding.quiet ? tr("quiet until %1").arg(core::formatClock(finding.quiet->until, now)) : QString();
}

void joinRowsOfOneJob(QList<Finding> &findings)
{
    const auto isNode = [](const Finding &finding) { return finding.key.startsWith("node/"_L1); };
    for (Finding &node : findings) {
        if (!isNode(node) || node.job.isEmpty())
            continue;
        const auto tasks = std::ranges::find_if(findings, [&](const Finding &other) {
            return !isNode(other) && other.severity == Severity::Failure && other.job == node.job;
        });
        if (tasks == findings.end())
            continue;
        if (node.why.isEmpty() && !tasks->why.isEmpty()) {
            node.why = tasks->why;
            node.fact = node.fact.isEmpty() ? node.why : node.why + u" · "_s + node.fact;
        }
        if (!tasks->cause.isEmpty())
            node.cause += u" · "_s + tasks->cause; // what waits for it comes before where it was
    }
    QSet<QByteArray> told;
    for (const Finding &finding : std::as_const(findings)) {
        if (isNode(finding) && !finding.job.isEmpty())
            told.insert(finding.job);
    }
    findings.removeIf([&](const Finding &finding) {
        return !isNode(finding) && finding.severity == Severity::Failure && told.contains(finding.job);
    });
}

void sortFindings(QList<Finding> &findings)
{
    std::ranges::stable_sort(findings, [](const Finding &a, const Finding &b) {
        if (a.quiet.has_value() != b.quiet.has_value())
            return !a.quiet;
        if (a.severity != b.severity)
            return a.severity > b.severity;
        if (a.holdsUp != b.holdsUp)
            return a.holdsUp > b.holdsUp;
        if (core::isKnown(a.since) != core::isKnown(b.since))
            return core::isKnown(a.since);
        return a.since != b.since ? a.since < b.since : a.key < b.key;
    });
}

Tally tally(const QList<Finding> &findings)
{
    Tally sum;
    for (const Finding &finding : findings)
        ++(finding.quiet ? sum.quiet : finding.severity == Severity::Failure ? sum.failures : sum.warnings);
    return sum;
}

} // namespace watch
