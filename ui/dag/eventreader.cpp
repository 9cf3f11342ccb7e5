// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/eventreader.h"

#include "models/core/whendone.h"
#include "models/dag/nightboard.h"
#include "models/pools/board.h"
#include "models/stack/stack.h"
#include "models/timeline/timeline.h"

#include <QFuture>

namespace ui {

EventReader::EventReader(stack::Stack *stack, QObject *parent)
    : QObject(parent)
    , m_stack(stack)
{
    connect(m_stack, &stack::Stack::eventHappened, this, &EventReader::ask);
    connect(m_stack->actions(), &actions::ActionCenter::recordsChanged, this, &EventReader::ask);
    connect(m_stack->poolBoard(), &core::Store::snapshotChanged, this, &EventReader::ask);
}

void EventReader::setNight(const dag::NightPtr &night)
{
    if (std::exchange(m_night, night) != night)
        ask();
}

void EventReader::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) != shown)
        ask();
}

void EventReader::ask()
{
    if (!m_shown || !m_night)
        return;
    constexpr int most = 2000;
    timeline::Sources sources;
    sources.night = m_night;
    if (const dag::NightBoard *board = m_stack->night())
        sources.nightSystem = board->system();
    sources.own = m_stack->actions()->records();
    sources.pools = m_stack->poolBoard()->pools();
    sources.from = core::isKnown(m_night->run.started) ? m_night->run.started : m_stack->clock().now();
    core::whenDone(m_stack->history()->events(sources.from, most), this,
                   [this, sources](const QList<history::Event> &events) {
                       timeline::Sources all = sources;
                       all.events = events;
                       emit read(timeline::timelineOf(all));
                   });
}

} // namespace ui
