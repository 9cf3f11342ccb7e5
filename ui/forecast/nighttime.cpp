// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forecast/nighttime.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

QString shortDay(core::TimePoint t)
{
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC), u"d MMM"_s);
}

} // namespace ui
