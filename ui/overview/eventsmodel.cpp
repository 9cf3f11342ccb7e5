// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/eventsmodel.h"

#include "models/core/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

EventsModel::EventsModel(const core::Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void EventsModel::setPast(const QList<history::Event> &events)
{
    // An event that came while the question was under way is in both lists.
    QList<history::Event> merged = m_all;
    for (const history::Event &event : events) {
        if (!m_all.contains(event))
            merged += event;
    }
    std::ranges::stable_sort(merged, std::ranges::greater{}, &history::Event::at);
    if (merged.size() > most)
        merged.resize(most);
    m_all = merged;
    m_severalLayers = layers().size() > 1;
    beginResetModel();
    m_shown = passing();
    endResetModel();
}

void EventsModel::add(const history::Event &event)
{
    const auto place
        = std::ranges::find_if(std::as_const(m_all), [&event](const history::Event &e) { return e.at <= event.at; });
    if (!m_all.isEmpty() && !m_severalLayers)
        m_severalLayers = m_all.first().layer != event.layer;
    m_all.insert(place, event);
    if (m_all.size() > most)
        m_all.removeLast();
    if (!m_layer.isEmpty() && event.layer != m_layer)
        return;
    const auto shownPlace
        = std::ranges::find_if(m_shown, [&event](const history::Event &e) { return e.at <= event.at; });
    const int row = static_cast<int>(shownPlace - m_shown.begin());
    beginInsertRows({}, row, row);
    m_shown.insert(row, event);
    endInsertRows();
    if (m_shown.size() > most) {
        const int last = static_cast<int>(m_shown.size()) - 1;
        beginRemoveRows({}, last, last);
        m_shown.removeLast();
        endRemoveRows();
    }
}

void EventsModel::setLayer(const QString &layer)
{
    if (layer == m_layer)
        return;
    m_layer = layer;
    beginResetModel();
    m_shown = passing();
    endResetModel();
}

QList<history::Event> EventsModel::passing() const
{
    QList<history::Event> events;
    std::ranges::copy_if(m_all, std::back_inserter(events),
                         [this](const history::Event &e) { return m_layer.isEmpty() || e.layer == m_layer; });
    return events;
}

QStringList EventsModel::layers() const
{
    QStringList names;
    for (const history::Event &event : m_all) {
        if (!names.contains(event.layer))
            names += event.layer;
    }
    names.sort();
    return names;
}

void EventsModel::refreshTimes()
{
    if (!m_shown.isEmpty())
        emit dataChanged(index(0), index(static_cast<int>(m_shown.size()) - 1), { TimeRole });
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const history::Event &event = m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return event.text;
    case Qt::ToolTipRole:
        return core::formatMoment(event.at) + u'\n' + event.text;
    case Qt::AccessibleTextRole:
        return core::formatClock(event.at, m_clock.now()) + u", "_s + event.layer + u", "_s + event.text;
    case TimeRole:
        // The page names the zone once, and within a day the hour tells which day.
        // Beyond that the day says more than the second; the hover has both.
        return m_clock.now() - event.at < std::chrono::hours(24)
            ? core::formatClockBare(event.at)
            : core::formatClock(event.at, m_clock.now()).section(u' ', 0, 1);
    case LayerRole:
        return event.layer;
    case GlyphRole:
        return event.glyph;
    case LinkRole:
        return event.link;
    default:
        return {};
    }
}

} // namespace ui
