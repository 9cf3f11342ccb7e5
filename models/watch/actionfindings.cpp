// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/actionfindings.h"

#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/watch/findingparts.h"

using namespace Qt::StringLiterals;

namespace watch {

namespace {

Finding rowOf(const actions::Record &record)
{
    Finding finding;
    finding.key = u"action/"_s + record.id;
    finding.glyph = actions::stateWord(record.state);
    const QString title = record.plan ? record.plan->title.full() : record.id;
    finding.subject = tr("%1: half done").arg(title);
    finding.fact = record.outcome;
    finding.cause
        = record.reason.isEmpty() ? tr("By %1").arg(record.user) : tr("By %1: %2").arg(record.user, record.reason);
    finding.since = record.endedAt;
    finding.isMoment = true;
    const QString link = links::toPath({ links::ObjectRef::Kind::Action, record.id.toUtf8() });
    finding.steps += record.canResume() ? openStep(tr("Resume…"), u"play"_s, link)
        : record.canRetry()             ? openStep(tr("Retry…"), u"restart"_s, link)
                                        : openStep(tr("Open action"), u"actions"_s, link);
    return finding;
}

} // namespace

QList<Finding> actionFindings(const QList<actions::Record> &records, int rowsPerKind)
{
    QList<Finding> rows;
    for (const actions::Record &record : records) {
        if (actions::needsSomebody(record.state))
            rows += rowOf(record);
    }
    return merged(rows, rowsPerKind, tr("%1 actions half done").arg(core::formatCount(rows.size())),
                  filterStep(tr("Open actions"), u"actions"_s, u"actions"_s,
                             term(u"state"_s, actions::stateWord(actions::State::HalfDone))));
}

} // namespace watch
