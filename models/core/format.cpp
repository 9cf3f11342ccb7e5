// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"

#include "models/core/tr.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace core {

namespace {

QDateTime local(TimePoint t)
{
    return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), QTimeZone::systemTimeZone());
}

/// C locale's names are English; the words of ui.md are too until the translations come.
QString dayAndMonth(const QDateTime &t)
{
    return QLocale::c().toString(t, u"d MMM");
}

bool isToday(TimePoint t, TimePoint now)
{
    return local(t).date() == local(now).date();
}

} // namespace

QString formatCpus(double cores)
{
    return QLocale().toString(cores, 'f', 1);
}

QString formatGib(double mebibytes)
{
    return QLocale().toString(mebibytes / 1024.0, 'f', 1);
}

QString formatBytes(qint64 bytes)
{
    if (bytes < 1000)
        return tr("%1 B").arg(bytes);
    if (bytes < 1'000'000)
        return tr("%1 kB").arg(std::lround(static_cast<double>(bytes) / 1000.0));
    const double mib = static_cast<double>(bytes) / (1024.0 * 1024.0);
    if (mib < 1024.0)
        return tr("%1 MiB").arg(QLocale().toString(mib, 'f', 1));
    return tr("%1 GiB").arg(QLocale().toString(mib / 1024.0, 'f', 1));
}

QString formatCount(qint64 n)
{
    return QLocale().toString(n);
}

QString formatSpan(Duration span)
{
    const auto total = std::max<qint64>(0, duration_cast<seconds>(span).count());
    if (total < 60)
        return tr("%1 s").arg(total);
    if (total < 3600)
        return total % 60 ? tr("%1 min %2 s").arg(total / 60).arg(total % 60) : tr("%1 min").arg(total / 60);
    if (total < 86400)
        return tr("%1 h %2").arg(total / 3600).arg(total % 3600 / 60, 2, 10, QChar(u'0'));
    return tr("%1 d %2 h").arg(total / 86400).arg(total % 86400 / 3600);
}

QString formatSpanNarrow(Duration span)
{
    const auto total = std::max<qint64>(0, duration_cast<seconds>(span).count());
    if (total < 60)
        return tr("%1s").arg(total);
    if (total < 3600)
        return tr("%1m %2s").arg(total / 60).arg(total % 60, 2, 10, QChar(u'0'));
    if (total < 86400)
        return tr("%1h %2").arg(total / 3600).arg(total % 3600 / 60, 2, 10, QChar(u'0'));
    return tr("%1d %2h").arg(total / 86400).arg(total % 86400 / 3600);
}

QString formatAge(TimePoint since, TimePoint now)
{
    return isKnown(since) ? formatSpan(now - since) : QString::fromUtf16(notKnown);
}

QString formatClockBare(TimePoint t)
{
    return isKnown(t) ? local(t).toString(u"HH:mm:ss"_s) : QString::fromUtf16(notKnown);
}

QString formatClockDated(TimePoint t, TimePoint now)
{
    if (!isKnown(t) || isToday(t, now))
        return formatClockBare(t);
    const QDateTime moment = local(t);
    return dayAndMonth(moment) + moment.toString(u" HH:mm"_s);
}

QString formatClock(TimePoint t, TimePoint now)
{
    const QString clock = formatClockDated(t, now);
    return isKnown(t) && isToday(t, now) ? clock + u' ' + zoneName() : clock;
}

QString formatMoment(TimePoint t)
{
    if (!isKnown(t))
        return QString::fromUtf16(notKnown);
    const QDateTime moment = local(t);
    const QString here = QLocale::c().toString(moment, u"ddd d MMM yyyy, HH:mm:ss ") + zoneWithOffset();
    return moment.offsetFromUtc() == 0 ? here : here + u" · "_s + moment.toUTC().toString(u"HH:mm:ss"_s) + u" UTC"_s;
}

QString zoneName()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    // The zone database gives America/Sao_Paulo no letters ("-03"); people there say BRT.
    if (zone.id() == "America/Sao_Paulo" || zone.id() == "Brazil/East")
        return u"BRT"_s;
    const QDateTime now = QDateTime::currentDateTime();
    const QString name = zone.abbreviation(now);
    return name.isEmpty() || name.front() == u'-' || name.front() == u'+' ? zoneWithOffset() : name;
}

QString zoneWithOffset()
{
    const int offset = QTimeZone::systemTimeZone().offsetFromUtc(QDateTime::currentDateTime());
    if (offset == 0)
        return u"UTC"_s;
    QString text = (offset < 0 ? u"UTC−"_s : u"UTC+"_s) + QString::number(std::abs(offset) / 3600);
    if (std::abs(offset) % 3600)
        text += u":%1"_s.arg(std::abs(offset) % 3600 / 60, 2, 10, QChar(u'0'));
    const QTimeZone zone = QTimeZone::systemTimeZone();
    if (zone.id() == "America/Sao_Paulo" || zone.id() == "Brazil/East")
        return u"BRT (%1)"_s.arg(text);
    return text;
}

QString formatIso(TimePoint t)
{
    if (!isKnown(t))
        return QString();
    return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

} // namespace core
