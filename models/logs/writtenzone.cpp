// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/writtenzone.h"

#include <QDateTime>

namespace logs {

WrittenZone::WrittenZone(const QByteArray &name, core::TimePoint now)
    : m_zone(name.isEmpty() ? QTimeZone() : QTimeZone(name)) // no name would be the desk's own
    , m_now(now)
{
}

core::TimePoint WrittenZone::momentOf(const Stamp &stamp) const
{
    using namespace std::chrono;
    if (core::isKnown(stamp.at) || !isKnown() || !core::isKnown(stamp.written))
        return stamp.at;
    if (stamp.hasYear)
        return moment(stamp.written);
    const year_month_day day{ floor<days>(stamp.written) };
    const auto clock = stamp.written - floor<days>(stamp.written);
    const year thisYear = year_month_day{ floor<days>(m_now) }.year();
    const auto inYear
        = [&](year of) { return moment(core::TimePoint(sys_days(of / day.month() / day.day()) + clock)); };
    const core::TimePoint at = inYear(thisYear);
    return at > m_now + days(1) ? inYear(thisYear - years(1)) : at;
}

core::TimePoint WrittenZone::moment(core::TimePoint written) const
{
    const auto hour = std::chrono::floor<std::chrono::hours>(written);
    if (hour != m_hour) {
        m_hour = hour;
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(m_hour.time_since_epoch().count(), Qt::UTC);
        const QDateTime local(utc.date(), utc.time(), m_zone);
        m_offset = std::chrono::seconds(local.offsetFromUtc());
    }
    return written - m_offset;
}

} // namespace logs
