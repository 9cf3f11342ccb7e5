// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline/timeline.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/night/nightevents.h"
#include "models/pools/words.h"

#include <QHash>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace timeline {

namespace {

using core::tr;

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

/// What a group tells over and over, as the refusals of one machine type, is told once, with its number.
QList<history::Event> eventsOf(const QList<aws::Activity> &newestFirst)
{
    struct Series
    {
        history::Event first;
        int times = 0;
        core::TimePoint last{};
    };
    QHash<QString, Series> series;
    for (auto activity = newestFirst.crbegin(); activity != newestFirst.crend(); ++activity) {
        const pools::Told told = pools::told(*activity);
        const QString text = u"%1: %2"_s.arg(activity->group, told.what);
        Series &same = series[text];
        if (same.times++ == 0)
            same.first = { activity->started, u"AWS"_s, told.glyph, text, {} };
        same.last = activity->started;
    }
    QList<history::Event> events;
    for (Series &same : series) {
        if (same.times > 1)
            same.first.text += tr(", %1 times until %2").arg(same.times).arg(core::formatClockBare(same.last));
        events.append(same.first);
    }
    return events;
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
        QList<aws::Activity> ofTheNight = sources.pools->activities;
        ofTheNight.removeIf([&](const aws::Activity &activity) { return activity.started < sources.from; });
        line += eventsOf(ofTheNight);
    }
    line.removeIf([&](const history::Event &event) { return event.at < sources.from; });
    std::ranges::sort(line, {},
                      [](const history::Event &event) { return std::tie(event.at, event.layer, event.text); });
    return line;
}

} // namespace timeline
