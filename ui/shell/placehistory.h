// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"

#include <QList>

#include <optional>

namespace ui {

/// Where one was: what Alt+Left and Alt+Right walk along.
struct Place
{
    QString stack;
    QString page;
    links::ObjectRef object; ///< may be invalid: the page as such
    bool operator==(const Place &) const = default;
};

/// As in a browser: going somewhere new forgets what was forward. At most 100 places.
class PlaceHistory
{
public:
    void visit(const Place &place);
    std::optional<Place> back();
    std::optional<Place> forward();
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }

private:
    QList<Place> m_places;
    qsizetype m_at = -1;
};

} // namespace ui
