// SPDX-License-Identifier: GPL-3.0-or-later
// LogView: keys and pointer.
#include "ui/logs/logview.h"
#include "ui/style/icons.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void LogView::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().x() != 0 && event->angleDelta().y() == 0) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().x() / 15);
        return;
    }
    const int notches = event->angleDelta().y();
    scrollLines(-std::clamp(notches * QApplication::wheelScrollLines() / 120, -200, 200));
    event->accept();
}

void LogView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0)
        viewport()->update();
    if (dy == 0 || m_settingBars || verticalScrollBar()->isSliderDown())
        return;
    // A click beside the slider or an arrow of the bar: by pages, not by shares of ten gigabytes.
    scrollLines(dy < 0 ? viewport()->height() / m_rowHeight - 1 : 1 - viewport()->height() / m_rowHeight);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (selectByKey(event))
        return;
    scrollByKey(event);
    tellReaders();
}

void LogView::scrollByKey(QKeyEvent *event)
{
    const int page = std::max(1, viewport()->height() / m_rowHeight - 1);
    switch (event->key()) {
    case Qt::Key_Up:
        return scrollLines(-1);
    case Qt::Key_Down:
        return scrollLines(1);
    case Qt::Key_PageUp:
        return scrollLines(-page);
    case Qt::Key_PageDown:
        return scrollLines(page);
    case Qt::Key_Home:
        pause();
        return setTop(0);
    case Qt::Key_End:
        return followEnd();
    case Qt::Key_Left:
        return horizontalScrollBar()->setValue(horizontalScrollBar()->value() - 8);
    case Qt::Key_Right:
        return horizontalScrollBar()->setValue(horizontalScrollBar()->value() + 8);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

LogView::Position LogView::positionAt(QPoint point) const
{
    int y = -m_skip * m_rowHeight;
    const Columns c = columns();
    for (const LogRow &row : m_rows) {
        const int height = rowsOf(row) * m_rowHeight;
        if (point.y() < y + height) {
            const qsizetype shift = m_wrap ? std::max(0, (point.y() - y) / m_rowHeight) * qsizetype{ textColumns() }
                                           : horizontalScrollBar()->value();
            const auto column = static_cast<qsizetype>((point.x() - c.message) / m_charWidth + 0.5);
            return { row.line.begin,
                     std::clamp<qsizetype>(row.messageBegin + shift + column, row.messageBegin, row.text.text.size()) };
        }
        y += height;
    }
    if (m_rows.empty())
        return {};
    return { m_rows.back().line.begin, m_rows.back().text.text.size() };
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_cursor = positionAt(event->pos());
    if (!(event->modifiers() & Qt::ShiftModifier))
        m_anchor = m_cursor;
    if (event->pos().x() < columns().clock && m_cursor.begin >= 0) { // on the number: the whole line
        m_anchor.column = 0;
        m_cursor.column = mostCopied;
    }
    viewport()->update();
    tellReaders();
    if (m_cursor.begin >= 0)
        emit lineChosen(m_cursor.begin);
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    if (event->pos().y() < 0)
        scrollLines(-1);
    else if (event->pos().y() > viewport()->height())
        scrollLines(1);
    m_cursor = positionAt(event->pos());
    viewport()->update();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Position at = positionAt(event->pos());
    const auto row = std::ranges::find(m_rows, at.begin, [](const LogRow &r) { return r.line.begin; });
    if (row == m_rows.end())
        return;
    const QString &text = row->text.text;
    const auto isPart = [&text](qsizetype i) { return !text[i].isSpace() && !u"\"'(),;=[]{}"_s.contains(text[i]); };
    qsizetype begin = at.column;
    qsizetype end = at.column;
    while (begin > 0 && isPart(begin - 1))
        --begin;
    while (end < text.size() && isPart(end))
        ++end;
    m_anchor = { at.begin, begin };
    m_cursor = { at.begin, end };
    viewport()->update();
    tellReaders();
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copyAction = menu.addAction(icon(u"copy"_s), tr("Copy"), this, &LogView::copy);
    copyAction->setEnabled(hasSelection());
    menu.addAction(tr("Select all at hand"), this, &LogView::selectAll);
    QAction *times = menu.addAction(tr("Times"), this, &LogView::setShowsTimes);
    times->setCheckable(true);
    times->setChecked(m_showsTimes);
    menu.addAction(icon(u"follow"_s), tr("Follow the end"), this, &LogView::followEnd)->setEnabled(!m_following);
    menu.exec(event->globalPos());
}

} // namespace ui
