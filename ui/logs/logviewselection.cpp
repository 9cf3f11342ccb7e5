// SPDX-License-Identifier: GPL-3.0-or-later
// LogView: what is selected, and copied.
#include "ui/logs/logview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

bool LogView::hasSelection() const
{
    return m_anchor.begin >= 0 && m_anchor != m_cursor;
}

QString LogView::selectedText(bool *isWhole) const
{
    if (isWhole)
        *isWhole = true;
    if (!hasSelection())
        return {};
    const Position first = std::min(m_anchor, m_cursor);
    const Position last = std::max(m_anchor, m_cursor);
    QString text;
    LogRows::Answer at = m_source.lineFrom(first.begin);
    while (at.step == LogRows::Step::Found && at.line.begin <= last.begin && text.size() < mostCopied) {
        const auto row = m_source.row(at.line);
        if (!row)
            break;
        const QString &whole = row->text.text;
        const qsizetype from = at.line.begin == first.begin ? std::min(first.column, whole.size()) : 0;
        // A selection that begins with the message of its first line has that line's head, too; one that ends before
        // the message of its last line has nothing of it.
        const bool isLonger = first.begin != last.begin;
        const bool fromMessage = at.line.begin == first.begin && isLonger && from <= row->messageBegin;
        const bool isBefore = at.line.begin == last.begin && isLonger && last.column <= row->messageBegin;
        const qsizetype to = isBefore     ? 0
            : at.line.begin == last.begin ? std::min(last.column, whole.size())
                                          : whole.size();
        text += whole.mid(fromMessage ? 0 : from, to - (fromMessage ? 0 : from));
        if (at.line.begin >= last.begin)
            return text;
        text += u'\n';
        at = m_source.after(at.line);
    }
    if (isWhole)
        *isWhole = at.step == LogRows::Step::End || (at.step == LogRows::Step::Found && at.line.begin > last.begin);
    return text;
}

void LogView::copy()
{
    bool isWhole = true;
    const QString text = selectedText(&isWhole);
    if (text.isEmpty())
        return;
    QApplication::clipboard()->setText(text);
    emit copied(text.count(u'\n') + (text.endsWith(u'\n') ? 0 : 1), isWhole);
}

/// From the screen upwards, then downwards: what is not at hand would be copied in a minute, or never.
void LogView::selectAll()
{
    if (m_rows.empty())
        return;
    const logs::Line shown = m_rows.front().line;
    qint64 left = mostCopied / 2;
    qint64 first = shown.begin;
    for (LogRows::Answer before = m_source.before(first); before.step == LogRows::Step::Found;
         before = m_source.before(first)) {
        left -= before.line.next - before.line.begin;
        if (left < 0)
            break;
        first = before.line.begin;
    }
    left = std::max<qint64>(left, 0) + mostCopied / 2;
    logs::Line last = shown;
    for (LogRows::Answer after = m_source.after(last); after.step == LogRows::Step::Found;
         after = m_source.after(last)) {
        left -= after.line.next - after.line.begin;
        if (left < 0)
            break;
        last = after.line;
    }
    m_anchor = { first, 0 };
    const auto row = m_source.row(last);
    m_cursor = { last.begin, row ? row->text.text.size() : mostCopied };
    viewport()->update();
    tellReaders();
}

bool LogView::selectByKey(QKeyEvent *event)
{
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return true;
    }
    if (!(event->modifiers() & Qt::ShiftModifier))
        return false;
    const bool control = event->modifiers() & Qt::ControlModifier;
    Move by = Move::Line;
    bool forward = false;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        by = control ? Move::Word : Move::Character;
        forward = event->key() == Qt::Key_Right;
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        forward = event->key() == Qt::Key_Down;
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        by = Move::Page;
        forward = event->key() == Qt::Key_PageDown;
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
        by = control ? Move::FileEdge : Move::LineEdge;
        forward = event->key() == Qt::Key_End;
        break;
    default:
        return false;
    }
    if (m_rows.empty())
        return true;
    if (m_cursor.begin < 0) { // where nobody has been yet: the line that came last into view
        const LogRow &row = m_following ? m_rows.back() : m_rows.front();
        m_anchor = m_cursor = { row.line.begin, row.messageBegin };
    }
    extendTo(moved(m_cursor, by, forward));
    return true;
}

LogView::Position LogView::moved(Position from, Move by, bool forward) const
{
    switch (by) {
    case Move::Line:
        return movedByLines(from, forward ? 1 : -1);
    case Move::Page:
        return movedByLines(from, (forward ? 1 : -1) * std::max(1, viewport()->height() / m_rowHeight - 1));
    case Move::FileEdge: {
        const LogRows::Answer edge = forward ? m_source.before(m_source.size()) : m_source.lineFrom(0);
        if (edge.step != LogRows::Step::Found)
            return forward ? from : Position{ 0, 0 }; // it is asked for
        const auto row = m_source.row(edge.line);
        return { edge.line.begin, !row ? 0 : forward ? row->text.text.size() : qsizetype{ row->messageBegin } };
    }
    case Move::Character:
    case Move::Word:
    case Move::LineEdge:
        return movedInLine(from, by, forward);
    }
    Q_UNREACHABLE();
}

LogView::Position LogView::movedByLines(Position from, int lines) const
{
    for (; lines != 0; lines += lines < 0 ? 1 : -1) {
        LogRows::Answer next = lines < 0 ? m_source.before(from.begin) : m_source.lineFrom(from.begin);
        if (lines > 0 && next.step == LogRows::Step::Found)
            next = m_source.after(next.line);
        if (next.step != LogRows::Step::Found)
            break;
        from.begin = next.line.begin;
    }
    return from;
}

/// At the edges of a line it goes on in the one beside it.
LogView::Position LogView::movedInLine(const Position &from, Move by, bool forward) const
{
    const LogRows::Answer here = m_source.lineFrom(from.begin);
    const auto row = here.step == LogRows::Step::Found ? m_source.row(here.line) : std::nullopt;
    if (!row)
        return from;
    const QString &text = row->text.text;
    const qsizetype first = row->messageBegin;
    const qsizetype end = text.size();
    qsizetype column = std::clamp(from.column, first, end);
    if (by == Move::LineEdge)
        return { from.begin, forward ? end : first };
    if (column == (forward ? end : first)) {
        const Position beside = movedByLines(from, forward ? 1 : -1);
        return beside.begin == from.begin ? from : movedInLine({ beside.begin, 0 }, Move::LineEdge, !forward);
    }
    if (by == Move::Character)
        return { from.begin, column + (forward ? 1 : -1) };
    // A word and what divides it from the next.
    const auto next = [&] { return text[forward ? column : column - 1]; };
    const auto isInside = [&] { return forward ? column < end : column > first; };
    const int step = forward ? 1 : -1;
    const auto pass = [&](bool words) {
        while (isInside() && isWordPart(next()) == words)
            column += step;
    };
    pass(forward);
    pass(!forward);
    return { from.begin, column };
}

void LogView::extendTo(const Position &to)
{
    m_cursor = to;
    bringIntoView(to);
    viewport()->update();
    tellReaders();
}

void LogView::bringIntoView(const Position &place)
{
    const auto row = std::ranges::find(m_rows, place.begin, [](const LogRow &each) { return each.line.begin; });
    int y = -m_skip * m_rowHeight;
    for (auto each = m_rows.cbegin(); each != m_rows.cend() && each->line.begin < place.begin; ++each)
        y += rowsOf(*each) * m_rowHeight;
    const bool isAbove = m_rows.empty() || place.begin < m_rows.front().line.begin || y < 0;
    const bool isBelow = !isAbove && (row == m_rows.end() || y + m_rowHeight > viewport()->height());
    if (isAbove) {
        pause();
        m_skip = 0;
        setTop(place.begin);
    } else if (isBelow) {
        pause();
        m_skip = 0;
        setTop(movedByLines(place, 1 - viewport()->height() / m_rowHeight).begin);
    }
    if (m_wrap || row == m_rows.end())
        return;
    const auto column = static_cast<int>(place.column - row->messageBegin);
    QScrollBar *bar = horizontalScrollBar();
    if (column < bar->value())
        bar->setValue(std::max(0, column));
    else if (column > bar->value() + textColumns() - 1)
        bar->setValue(column - textColumns() + 1);
}

} // namespace ui
