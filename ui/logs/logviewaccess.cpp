// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logviewaccess.h"

#include "ui/logs/logview.h"

#include <QAccessibleInterface>
#include <QAccessibleWidget>
#include <QScrollBar>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Only what is on the screen is told: the file may have ten gigabytes. Keys bring the rest there, line by line.
class LogAccess final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit LogAccess(LogView *view)
        : QAccessibleWidget(view, QAccessible::EditableText)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this)
                                                  : QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? all() : QAccessibleWidget::text(kind);
    }

    int characterCount() const override { return static_cast<int>(all().size()); }
    QString text(int begin, int end) const override
    {
        const QString whole = all();
        const int size = static_cast<int>(whole.size());
        begin = std::clamp(begin, 0, size);
        return whole.mid(begin, std::clamp(end, begin, size) - begin);
    }
    int cursorPosition() const override { return view()->shownCursor(); }
    void setCursorPosition(int position) override { view()->selectShown(position, position); }
    QRect characterRect(int offset) const override
    {
        const QRect local = view()->shownRect(offset);
        return { view()->viewport()->mapToGlobal(local.topLeft()), local.size() };
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return view()->shownOffset(view()->viewport()->mapFromGlobal(point));
    }
    QString attributes(int offset, int *begin, int *end) const override
    {
        *begin = *end = offset;
        return {};
    }

    int selectionCount() const override
    {
        const auto [begin, end] = view()->shownSelection();
        return begin < end ? 1 : 0;
    }
    void selection(int index, int *begin, int *end) const override
    {
        *begin = *end = 0;
        if (index == 0)
            std::tie(*begin, *end) = view()->shownSelection();
    }
    void addSelection(int begin, int end) override { view()->selectShown(begin, end); }
    void setSelection(int index, int begin, int end) override
    {
        if (index == 0)
            view()->selectShown(begin, end);
    }
    void removeSelection(int index) override
    {
        if (index == 0)
            view()->selectShown(cursorPosition(), cursorPosition());
    }
    void scrollToSubstring(int, int) override { } // all that is told is on the screen

private:
    LogView *view() const { return static_cast<LogView *>(object()); }
    QString all() const { return view()->shownLines().join(u'\n'); }
};

QAccessibleInterface *logFactory(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogAccess(view) : nullptr;
}

} // namespace

void makeLogViewsAccessible()
{
    static const bool once = [] {
        QAccessible::installFactory(&logFactory);
        return true;
    }();
    (void)once;
}

LogView::Position LogView::positionOf(int shownOffset) const
{
    for (const LogRow &row : m_rows) {
        const auto size = static_cast<int>(row.text.text.size());
        if (shownOffset <= size)
            return { row.line.begin, std::max(0, shownOffset) };
        shownOffset -= size + 1;
    }
    return m_rows.empty() ? Position() : Position{ m_rows.back().line.begin, m_rows.back().text.text.size() };
}

int LogView::offsetOf(const Position &place) const
{
    qsizetype offset = 0;
    for (const LogRow &row : m_rows) {
        if (place.begin < row.line.begin)
            return static_cast<int>(offset);
        if (place.begin == row.line.begin)
            return static_cast<int>(offset + std::min(place.column, row.text.text.size()));
        offset += row.text.text.size() + 1;
    }
    return static_cast<int>(std::max<qsizetype>(0, offset - 1));
}

int LogView::shownCursor() const
{
    if (m_rows.empty())
        return 0;
    if (hasSelection())
        return offsetOf(m_cursor);
    return offsetOf({ (m_following ? m_rows.back() : m_rows.front()).line.begin, 0 });
}

std::pair<int, int> LogView::shownSelection() const
{
    if (!hasSelection())
        return { 0, 0 };
    return { offsetOf(std::min(m_anchor, m_cursor)), offsetOf(std::max(m_anchor, m_cursor)) };
}

void LogView::selectShown(int begin, int end)
{
    m_anchor = positionOf(begin);
    m_cursor = positionOf(end);
    viewport()->update();
    tellReaders();
}

QRect LogView::shownRect(int offset) const
{
    const Position place = positionOf(offset);
    const int x0 = columns().message - (m_wrap ? 0 : static_cast<int>(horizontalScrollBar()->value() * m_charWidth));
    int y = -m_skip * m_rowHeight;
    for (const LogRow &row : m_rows) {
        if (row.line.begin == place.begin) {
            const qsizetype column = std::max<qsizetype>(0, place.column - row.messageBegin);
            const qsizetype wrapped = m_wrap ? column / textColumns() : 0;
            const qreal x = m_wrap ? m_charWidth * static_cast<qreal>(column % textColumns()) : xOf(row, place.column);
            return { x0 + static_cast<int>(x), y + static_cast<int>(wrapped) * m_rowHeight,
                     static_cast<int>(m_charWidth), m_rowHeight };
        }
        y += rowsOf(row) * m_rowHeight;
    }
    return {};
}

int LogView::shownOffset(QPoint point) const
{
    return offsetOf(positionAt(point));
}

void LogView::tellReaders()
{
    if (!QAccessible::isActive())
        return;
    const auto [begin, end] = shownSelection();
    QAccessibleTextSelectionEvent selected(this, begin, end);
    selected.setCursorPosition(shownCursor());
    QAccessible::updateAccessibility(&selected);
    QAccessibleTextCursorEvent moved(this, shownCursor());
    QAccessible::updateAccessibility(&moved);
}

} // namespace ui
