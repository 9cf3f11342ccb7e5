// SPDX-License-Identifier: GPL-3.0-or-later
// LogView: what it looks like.
#include "ui/logs/logcolours.h"
#include "ui/logs/logview.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int clockWidth = 12; ///< characters: 03:37:41.206
constexpr int levelWidth = 5; ///< ERROR

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

LogView::Columns LogView::columns() const
{
    const int gap = Theme::instance()->px(10);
    const auto wide = [this](int characters) { return static_cast<int>(m_charWidth * characters); };
    Columns c;
    c.number = Theme::instance()->px(6);
    int digits = 7;
    bool clock = false;
    bool level = false;
    for (const LogRow &row : m_rows) {
        clock = clock || !row.clock.isEmpty();
        level = level || row.level != logs::Level::None;
        digits = std::max(digits, row.number ? static_cast<int>(QLocale().toString(*row.number).size()) : 0);
    }
    c.clock = c.number + wide(digits) + gap;
    c.level = c.clock + (clock && m_showsTimes ? wide(clockWidth) + gap : 0);
    c.message = c.level + (level ? wide(levelWidth) + gap : 0);
    return c;
}

/// Characters are drawn where they would stand on a grid, but for lines that hold wide ones.
qreal LogView::xOf(const LogRow &row, qsizetype column) const
{
    const qsizetype from = row.messageBegin;
    column = std::max(column, from);
    if (isAscii(row.text.text))
        return m_charWidth * static_cast<qreal>(column - from);
    return QFontMetricsF(font()).horizontalAdvance(row.text.text.mid(from, column - from));
}

void LogView::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), t.base);
    painter.setFont(font());
    int y = -m_skip * m_rowHeight;
    for (const LogRow &row : m_rows) {
        paintRow(&painter, row, y);
        if (row.line.begin == m_cursor.begin && hasFocus())
            paintCursor(&painter, row, y);
        y += rowsOf(row) * m_rowHeight;
        if (y > viewport()->height())
            break;
    }
    if (m_rows.empty() && !m_missing && !m_placeholder.isEmpty()) {
        painter.setFont(Theme::instance()->uiFont());
        painter.setPen(t.text2);
        const int edge = Theme::instance()->px(24);
        painter.drawText(viewport()->rect().adjusted(edge, Theme::instance()->px(40), -edge, 0),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_placeholder);
    }
    if (m_missing) {
        painter.setPen(t.text3);
        painter.drawText(QRect(columns().message, std::max(0, y), viewport()->width(), m_rowHeight), Qt::AlignVCenter,
                         tr("Reading…"));
    }
}

/// Where keys go on selecting.
void LogView::paintCursor(QPainter *painter, const LogRow &row, int y) const
{
    const Columns c = columns();
    qsizetype from = row.messageBegin + (m_wrap ? 0 : horizontalScrollBar()->value());
    const qsizetype column = std::clamp<qsizetype>(m_cursor.column, row.messageBegin, row.text.text.size());
    if (m_wrap) {
        const auto rows = static_cast<int>((column - row.messageBegin) / textColumns());
        from += qsizetype{ rows } * textColumns();
        y += rows * m_rowHeight;
    }
    const qreal x = c.message + xOf(row, column) - xOf(row, from);
    if (x >= c.message)
        painter->fillRect(QRectF(x, y, Theme::instance()->px(2), m_rowHeight), Theme::instance()->tokens().focus);
}

void LogView::paintRow(QPainter *painter, const LogRow &row, int y)
{
    const Tokens &t = Theme::instance()->tokens();
    const Columns c = columns();
    const int rows = rowsOf(row);
    const QRect all(0, y, viewport()->width(), rows * m_rowHeight);
    const bool failing = row.level >= logs::Level::Error;
    const bool current = row.line.begin == m_current;
    if (current) {
        painter->fillRect(all, failing ? t.failTint : t.selected);
        painter->fillRect(QRect(0, y, Theme::instance()->px(3), all.height()), failing ? t.failMark : t.focus);
    }
    const auto cell = [&](int x, int width) { return QRect(x, y, width, m_rowHeight); };
    painter->setPen(t.text3);
    if (row.number)
        painter->drawText(cell(0, c.clock - Theme::instance()->px(10)), Qt::AlignRight | Qt::AlignVCenter,
                          QLocale().toString(*row.number));
    painter->setPen(t.text2);
    if (m_showsTimes)
        painter->drawText(cell(c.clock, c.level - c.clock), Qt::AlignLeft | Qt::AlignVCenter, row.clock);
    const std::string_view level = logs::word(row.level);
    if (!level.empty() && row.messageBegin > 0) {
        QFont bold = font();
        bold.setBold(row.level >= logs::Level::Warn);
        painter->setFont(bold);
        painter->setPen(failing ? t.failWord : row.level == logs::Level::Warn ? t.warnWord : t.text2);
        painter->drawText(cell(c.level, c.message - c.level), Qt::AlignLeft | Qt::AlignVCenter,
                          QString::fromLatin1(level.data(), static_cast<qsizetype>(level.size())));
        painter->setFont(font());
    }
    painter->save();
    painter->setClipRect(QRect(c.message, y, viewport()->width() - c.message, all.height()));
    const qsizetype size = row.text.text.size();
    const int fit = textColumns();
    if (m_wrap) {
        for (int i = 0; i < rows; ++i) {
            const qsizetype from = row.messageBegin + static_cast<qsizetype>(i) * fit;
            paintMessage(painter, row, from, std::min(size, from + fit), QPointF(c.message, y + i * m_rowHeight));
        }
    } else {
        const qsizetype from = std::min(size, row.messageBegin + horizontalScrollBar()->value());
        paintMessage(painter, row, from, std::min(size, from + fit + 1), QPointF(c.message, y));
    }
    painter->restore();
}

/// Characters [from, to) of the line's text, the first one at `at`.
void LogView::paintMessage(QPainter *painter, const LogRow &row, qsizetype from, qsizetype to, QPointF at)
{
    const Tokens &t = Theme::instance()->tokens();
    const QString &text = row.text.text;
    const qreal origin = at.x() - xOf(row, from);
    const auto box = [&](qsizetype begin, qsizetype end) {
        const qreal x = origin + xOf(row, begin);
        return QRectF(x, at.y(), origin + xOf(row, end) - x, m_rowHeight);
    };
    const auto clipped
        = [from, to](qsizetype begin, qsizetype end) { return std::pair(std::max(begin, from), std::min(end, to)); };
    for (const logs::StyledRun &run : row.text.runs) { // grounds first: marks lie over them
        const auto [begin, end] = clipped(run.begin, run.end);
        if (run.style.paper >= 0 && begin < end)
            painter->fillRect(box(begin, end), ansiPaper(run.style.paper, t));
    }
    const Position first = std::min(m_anchor, m_cursor);
    const Position last = std::max(m_anchor, m_cursor);
    if (first.begin >= 0 && first != last && row.line.begin >= first.begin && row.line.begin <= last.begin) {
        const auto [begin, end] = clipped(row.line.begin == first.begin ? first.column : 0,
                                          row.line.begin == last.begin ? last.column : text.size() + 1);
        if (begin < end)
            painter->fillRect(box(begin, end), t.selected);
    }
    const bool current = row.line.begin == m_current;
    const QList<logs::Matcher::Hit> hits = m_matcher.hits(text);
    for (const logs::Matcher::Hit &hit : hits) {
        const auto [begin, end] = clipped(hit.begin, hit.end);
        if (begin >= end)
            continue;
        const QRectF around = box(begin, end).adjusted(-1, 1, 1, -1);
        painter->fillRect(around, current ? t.warnMark : t.warnTint);
        painter->setPen(t.warnMark);
        painter->drawRect(around);
    }
    qsizetype at0 = from;
    const auto draw = [&](qsizetype end, const logs::AnsiStyle *style) {
        if (at0 >= end)
            return;
        QFont face = font();
        QColor ink = row.level >= logs::Level::Error && row.messageBegin == 0 ? t.failWord : t.text;
        if (style) {
            face.setBold(style->bold);
            face.setItalic(style->italic);
            face.setUnderline(style->underline);
            if (style->ink >= 0)
                ink = ansiColour(style->ink, t);
            if (style->faint)
                ink = t.text3;
        }
        painter->setFont(face);
        painter->setPen(ink);
        painter->drawText(box(at0, end).adjusted(0, 0, m_charWidth, 0),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text.mid(at0, end - at0));
        at0 = end;
    };
    for (const logs::StyledRun &run : row.text.runs) {
        const auto [begin, end] = clipped(run.begin, run.end);
        if (begin >= end)
            continue;
        draw(begin, nullptr);
        draw(end, &run.style);
    }
    draw(to, nullptr);
    if (current && !hits.isEmpty()) { // the marked words again, in the ink that goes with the mark
        painter->setPen(t.onMark);
        for (const logs::Matcher::Hit &hit : hits) {
            const auto [begin, end] = clipped(hit.begin, hit.end);
            if (begin < end)
                painter->drawText(box(begin, end).adjusted(0, 0, m_charWidth, 0),
                                  Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text.mid(begin, end - begin));
        }
    }
    painter->setFont(font());
}

} // namespace ui
