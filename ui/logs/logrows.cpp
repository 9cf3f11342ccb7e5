// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logrows.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace ui {

LogRow logRow(const logs::Line &line, const QByteArray &bytes, const logs::WrittenZone &zone)
{
    LogRow row;
    row.line = line;
    row.text = logs::lineText(bytes);
    // What a stamp is made of is ASCII: places in UTF-8 are places in the text.
    const QByteArray head = row.text.text.left(96).toUtf8();
    const logs::Stamp stamp = logs::readStamp({ head.constData(), static_cast<size_t>(head.size()) });
    row.level = stamp.level;
    if (row.level == logs::Level::None)
        row.level = logs::spokenLevel({ head.constData(), static_cast<size_t>(head.size()) });
    row.messageBegin = stamp.textBegin;
    const core::TimePoint at = zone.momentOf(stamp);
    row.isZoned = core::isKnown(at);
    row.isAssumed = row.isZoned && !core::isKnown(stamp.at);
    if (row.isZoned)
        row.clock = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toString(u"HH:mm:ss.zzz"_s);
    else if (stamp.clockEnd > stamp.clockBegin)
        row.clock = row.text.text.mid(stamp.clockBegin, std::min(12, stamp.clockEnd - stamp.clockBegin));
    return row;
}

LogRows::Answer LogRows::plain(qint64 begin) const
{
    if (!m_file || begin < 0 || begin >= m_file->size())
        return { Step::End, {} };
    const auto line = m_file->cutter().lineFrom(begin);
    return line ? Answer{ Step::Found, *line } : Answer{ Step::Missing, {} };
}

LogRows::Answer LogRows::lineFrom(qint64 begin) const
{
    if (!m_filter)
        return plain(begin);
    const auto next = m_filter->next(begin - 1);
    return next ? plain(*next) : Answer{ Step::End, {} };
}

LogRows::Answer LogRows::after(const logs::Line &line) const
{
    return lineFrom(line.next);
}

LogRows::Answer LogRows::before(qint64 begin) const
{
    if (!m_file || begin <= 0)
        return { Step::End, {} };
    if (m_filter) {
        const auto previous = m_filter->previous(begin);
        return previous ? plain(*previous) : Answer{ Step::End, {} };
    }
    const auto line = m_file->cutter().lineBefore(std::min(begin, m_file->size()));
    return line ? Answer{ Step::Found, *line } : Answer{ Step::Missing, {} };
}

LogRows::Answer LogRows::nearest(qint64 offset) const
{
    if (!m_file || m_file->size() == 0)
        return { Step::End, {} };
    offset = std::clamp<qint64>(offset, 0, m_file->size() - 1);
    if (m_filter) {
        const Answer next = lineFrom(offset);
        return next.step == Step::End ? before(m_file->size()) : next;
    }
    const auto begin = m_file->cutter().beginAt(offset);
    return begin ? plain(*begin) : Answer{ Step::Missing, {} };
}

std::optional<LogRow> LogRows::row(const logs::Line &line) const
{
    const auto bytes = m_file ? m_file->cutter().bytes(line) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    LogRow row = logRow(line, *bytes, m_zone);
    row.number = m_file->lineNumber(line.begin);
    return row;
}

} // namespace ui
