// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline/timeline.h"

#include "models/night/nightevents.h"
#include "models/pools/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace timeline {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Timeline", text);
}

QString glyphOf(actions::State state)
{
    switch (state) {
    case actions::State::Done:
        return u"done"_s;
    case actions::State::Failed:
        return u"failed"_s;
    case actions::State::HalfDone:
        return u"warning"_s;
    case actions::State::Held:
    case actions::State::Running:
    case actions::State::Waiting:
    case actions::State::Stopping:
        return u"running"_s;
    case actions::State::Cancelled:
    case actions::State::Void:
    case actions::State::Dismissed:
        return u"note"_s;
    }
    return u"note"_s;
}

history::Event eventOf(const actions::Record &record)
{
    const QString title = record.plan ? record.plan->title.full() : QString();
    const QString text
        = record.state == actions::State::Done ? title : tr("%1: %2").arg(title, actions::stateWord(record.state));
    return { record.startedAt, tr("you"), glyphOf(record.state), text, u"action/"_s + record.id };
}

history::Event eventOf(const aws::Activity &activity)
{
    const pools::Told told = pools::told(activity);
    return { activity.started, u"AWS"_s, told.glyph, u"%1: %2"_s.arg(activity.group, told.what), {} };
}

/// The failure of a node that was seen to happen.
bool isTold(const QList<history::Event> &events, const history::Event &failure)
{
    return std::ranges::any_of(events, [&](const history::Event &event) {
        return event.link == failure.link && event.glyph == failure.glyph && event.at == failure.at;
    });
}

} // namespace

QList<history::Event> timelineOf(const Sources &sources)
{
    QList<history::Event> line = sources.events;
    if (sources.night) {
        for (const history::Event &failure : night::failuresIn(*sources.night, sources.nightSystem)) {
            if (!isTold(sources.events, failure))
                line.append(failure);
        }
    }
    for (const actions::Record &record : sources.own)
        line.append(eventOf(record));
    if (sources.pools) {
        for (const aws::Activity &activity : sources.pools->activities)
            line.append(eventOf(activity));
    }
    line.removeIf([&](const history::Event &event) { return event.at < sources.from; });
    std::ranges::stable_sort(line, {}, &history::Event::at);
    return line;
}

} // namespace timeline
