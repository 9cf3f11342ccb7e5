// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forecast/nighttime.h"

#include "models/core/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

QString shortSpan(core::Duration span)
{
    if (span < std::chrono::minutes(1))
        return core::formatSpan(span);
    const auto minutes = std::chrono::round<std::chrono::minutes>(span);
    return minutes < std::chrono::hours(1) ? QCoreApplication::translate("Night", "%1 min").arg(minutes.count())
                                           : core::formatSpan(minutes);
}

QString shortTime(core::TimePoint t, core::TimePoint now)
{
    if (!core::isKnown(t))
        return QString::fromUtf16(core::notKnown);
    const auto local = [](core::TimePoint p) { return QDateTime::fromMSecsSinceEpoch(p.time_since_epoch().count()); };
    return QLocale::c().toString(local(t), local(t).date() == local(now).date() ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

QString shortDay(core::TimePoint t)
{
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC), u"d MMM"_s);
}

} // namespace ui
