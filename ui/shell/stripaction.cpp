// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stripaction.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using actions::State;

using core::tr;

QString glyphOf(State state)
{
    switch (state) {
    case State::Held:
        return u"held"_s;
    case State::Running:
    case State::Waiting:
    case State::Stopping:
        return u"running"_s;
    case State::Done:
        return u"done"_s;
    case State::HalfDone:
    case State::Void:
        return u"warning"_s;
    case State::Failed:
        return u"failed"_s;
    case State::Cancelled:
    case State::Dismissed:
        return u"removed"_s;
    }
    Q_UNREACHABLE();
}

StripAction underWay(const actions::Record &record, core::TimePoint now)
{
    const actions::Progress &progress = record.progress;
    StripAction strip{ record.id, glyphOf(record.state), record.plan->title.label, {}, -1, {}, {}, true };
    if (record.state == State::Held) {
        const auto left
            = std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(progress.heldUntil - now).count());
        strip.words = tr("sending in %1 s").arg(left);
        strip.way = record.plan->grade() == actions::Grade::Held ? tr("Undo") : tr("Cancel");
        return strip;
    }
    if (!progress.waitingFor.isEmpty())
        strip.words = tr("waits for %1").arg(progress.waitingFor);
    if (progress.total > 0) {
        strip.share = static_cast<double>(progress.done) / progress.total;
        strip.figure = tr("%1 of %2").arg(progress.done).arg(progress.total);
    }
    if (progress.end)
        strip.figure += tr(" · ready ~%1").arg(core::formatClockBare(*progress.end));
    strip.way = record.state == State::Stopping ? QString() : tr("Stop…");
    return strip;
}

} // namespace

StripAction stripAction(const QList<actions::Record> &records, core::TimePoint now)
{
    // Newest first: what goes on, else what wants somebody, else what was last.
    for (const actions::Record &record : records) {
        if (actions::isUnderWay(record.state))
            return underWay(record, now);
    }
    auto shown
        = std::ranges::find_if(records, [](const actions::Record &r) { return actions::needsSomebody(r.state); });
    if (shown == records.end())
        shown = records.begin();
    if (shown == records.end())
        return {};
    StripAction strip{ shown->id, glyphOf(shown->state), {}, {}, -1, {}, {}, false };
    strip.words = shown->outcome.isEmpty() ? shown->plan->title.label + u", "_s + actions::stateWord(shown->state)
                                           : shown->outcome;
    if (core::isKnown(shown->endedAt))
        strip.words = tr("%1 %2").arg(core::formatClockDated(shown->endedAt, now), strip.words);
    if (shown->canUndo(now) && shown->undoneBy.isEmpty())
        strip.way = tr("Undo…");
    return strip;
}

} // namespace ui
