// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/stretch.h"

#include "models/logs/lineindex.h"
#include "models/logs/linetext.h"

#include <algorithm>
#include <cstring>

namespace logs {

namespace {

/// The stretch's lines, found by the same rule as LineCutter's, in one pass.
class LineWalk
{
public:
    LineWalk(const QByteArray &bytes, const StretchBounds &bounds)
        : m_bytes(bytes)
        , m_bounds(bounds)
    {
    }

    qint64 firstBegin() const
    {
        if (m_bounds.begin == 0)
            return 0;
        // The stretch begins at a block's border; the block before tells.
        const QByteArrayView before = QByteArrayView(m_bytes).first(m_bounds.begin - m_bounds.readBegin);
        const qsizetype feed = before.lastIndexOf('\n');
        if (feed < 0 || feed == before.size() - 1)
            return m_bounds.begin;
        return endOf(m_bounds.readBegin + feed + 1).next;
    }

    Line endOf(qint64 begin) const
    {
        const qint64 block = begin / blockBytes * blockBytes;
        for (const qint64 border : { block + blockBytes, block + 2 * blockBytes }) {
            const qint64 to = std::min(border, m_bounds.readEnd);
            if (const qint64 feed = find(begin, to); feed >= 0)
                return { begin, feed, feed + 1 };
            if (to < border || border == m_bounds.readEnd)
                return { begin, to, to };
            const qint64 from = std::max(border - blockBytes, m_bounds.readBegin);
            if (find(from, border) < 0)
                return { begin, border, border };
        }
        Q_UNREACHABLE();
    }

    QByteArrayView view(qint64 from, qint64 to) const
    {
        return QByteArrayView(m_bytes).sliced(from - m_bounds.readBegin, to - from);
    }

private:
    qint64 find(qint64 from, qint64 to) const
    {
        if (from >= to)
            return -1;
        const QByteArrayView all = view(from, to);
        const void *hit = std::memchr(all.data(), '\n', static_cast<size_t>(all.size()));
        return hit ? from + (static_cast<const char *>(hit) - all.data()) : -1;
    }

    const QByteArray &m_bytes;
    const StretchBounds &m_bounds;
};

Level levelOf(std::string_view line, Level before)
{
    const Stamp stamp = readStamp(line);
    if (stamp.level != Level::None)
        return stamp.level;
    if (const Level spoken = spokenLevel(line); spoken != Level::None)
        return spoken;
    return stamp.timeEnd > 0 ? Level::None : before;
}

/// Line by line: what a filter needs, and what is not plain ASCII.
void lookAtLines(const LineWalk &walk, const StretchBounds &bounds, const Quest &quest, Finds *finds)
{
    Level level = Level::None;
    qint64 at = walk.firstBegin();
    while (at < bounds.end) {
        const Line line = walk.endOf(at);
        const QByteArrayView bytes = walk.view(line.begin, line.end);
        bool passes = true;
        if (!quest.filter.isEmpty()) {
            const std::string_view text(bytes.data(), static_cast<size_t>(bytes.size()));
            level = quest.filter.atLeast() == Level::None ? level : levelOf(text, level);
            passes = quest.filter.passes(text, level);
        }
        const qint64 hits = !passes ? 0 : quest.byFilterOnly() ? 1 : quest.matcher.countIn(plainText(bytes));
        if (hits > 0) {
            finds->lines.push_back(line.begin);
            finds->hits += hits;
        }
        at = line.next;
    }
}

/// Looks at the whole text at once and only then at the lines it points to: an expression over many lines costs far
/// less than one call a line. What spans lines is judged line by line, as the view does.
void lookAtText(const LineWalk &walk, const StretchBounds &bounds, const Quest &quest, Finds *finds)
{
    const qint64 first = walk.firstBegin();
    const qint64 last = std::min(bounds.readEnd, bounds.end + 2 * blockBytes);
    if (first >= bounds.end)
        return;
    const QByteArrayView bytes = walk.view(first, last);
    const QByteArray &literal = quest.matcher.literal();
    const QString text = literal.isEmpty() ? QString::fromLatin1(bytes) : QString();
    qint64 at = first; // a line's begin
    for (qint64 from = first; from < bounds.end;) {
        qint64 hit = -1;
        if (!literal.isEmpty()) {
            const void *found = memmem(bytes.data() + (from - first), static_cast<size_t>(last - from),
                                       literal.constData(), static_cast<size_t>(literal.size()));
            hit = found ? static_cast<const char *>(found) - bytes.data() : -1;
        } else {
            // Of bytes it is always valid; checking all of it at each match would take the square of its length.
            const QRegularExpressionMatch match
                = quest.matcher.expression().match(text, from - first, QRegularExpression::NormalMatch,
                                                   QRegularExpression::DontCheckSubjectStringMatchOption);
            hit = match.hasMatch() ? match.capturedStart() : -1;
        }
        if (hit < 0)
            break;
        Line line = walk.endOf(at);
        while (line.next <= first + hit && line.next < bounds.readEnd)
            line = walk.endOf(line.next);
        if (line.begin >= bounds.end)
            break;
        const qint64 hits = quest.matcher.countIn(QString::fromLatin1(walk.view(line.begin, line.end)));
        if (hits > 0) {
            finds->lines.push_back(line.begin);
            finds->hits += hits;
        }
        from = line.next;
        at = line.next;
    }
}

/// Whether lines are cut where there is no line feed: "^" and "$" would not see it in the text as a whole.
bool hasCuts(QByteArrayView bytes)
{
    for (qsizetype at = 0; at + blockBytes <= bytes.size(); at += blockBytes) {
        if (!std::memchr(bytes.data() + at, '\n', blockBytes))
            return true;
    }
    return false;
}

} // namespace

StretchBounds boundsOf(qint64 stretch, qint64 fileSize)
{
    StretchBounds bounds;
    bounds.begin = stretch * stretchBytes;
    bounds.end = std::min(bounds.begin + stretchBytes, fileSize);
    bounds.readBegin = std::max<qint64>(0, bounds.begin - blockBytes);
    bounds.readEnd = std::min(bounds.end + 2 * blockBytes, fileSize);
    return bounds;
}

Finds lookThrough(const QByteArray &bytes, const StretchBounds &bounds, const Quest &quest)
{
    Finds finds;
    const LineWalk walk(bytes, bounds);
    for (qint64 page = bounds.begin; page < bounds.end; page += pageBytes)
        finds.lineEnds.push_back(lineEndsIn(walk.view(page, std::min(page + pageBytes, bounds.end))));
    if (!quest.filter.isEmpty() || quest.byFilterOnly() || hasCuts(bytes) || !isPlain(bytes))
        lookAtLines(walk, bounds, quest, &finds);
    else
        lookAtText(walk, bounds, quest, &finds);
    return finds;
}

} // namespace logs
