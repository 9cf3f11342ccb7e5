// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/layerfindings.h"

#include "models/watch/findingparts.h"

using namespace Qt::StringLiterals;
using stack::Layer;

namespace watch {

namespace {

/// A sentence that goes on in a row.
QString withoutStop(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence.chopped(1) : sentence;
}

Finding rowOf(const stack::Diagnosis &trouble)
{
    Finding finding;
    finding.key = u"layer/"_s + trouble.layer;
    const bool runsOn = trouble.layer == "AWS"_L1; // machines and jobs do without it
    finding.severity = runsOn ? Severity::Warning : Severity::Failure;
    finding.glyph = stack::stateWord(trouble.state);
    finding.subject = withoutStop(trouble.verdict);
    if (!finding.subject.contains(trouble.layer))
        finding.subject = trouble.layer + u": "_s + finding.subject; // an error's words name an address alone
    QStringList cause{ withoutStop(trouble.steps.value(0)), withoutStop(trouble.consequence) };
    cause.removeAll(QString());
    finding.cause = cause.join(u" · "_s);
    finding.since = trouble.since;
    finding.steps += filterStep(trouble.state == Layer::State::Refused ? tr("Sign in…") : tr("Open connections"),
                                u"connections"_s, u"connections"_s, {});
    return finding;
}

} // namespace

QList<Finding> layerFindings(const QList<stack::Diagnosis> &troubles)
{
    QList<Finding> rows;
    for (const stack::Diagnosis &trouble : troubles) {
        if (trouble.ill && trouble.state != Layer::State::Old)
            rows += rowOf(trouble);
    }
    return rows;
}

} // namespace watch
