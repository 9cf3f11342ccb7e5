// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/placehistory.h"

namespace ui {

namespace {
constexpr qsizetype longest = 100;
}

void PlaceHistory::visit(const Place &place)
{
    if (m_at >= 0 && m_places[m_at] == place)
        return;
    m_places.resize(m_at + 1);
    m_places.append(place);
    if (m_places.size() > longest)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
}

std::optional<Place> PlaceHistory::back()
{
    if (!canGoBack())
        return {};
    return m_places[--m_at];
}

std::optional<Place> PlaceHistory::forward()
{
    if (!canGoForward())
        return {};
    return m_places[++m_at];
}

} // namespace ui
