// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QTableView;

namespace ui {

/// Keeps what is looked at in its place while rows come, go and move: the row under the pointer, else the current row
/// if it is in sight, else the top row. At the very top, with nothing to hold on to, new rows may push in. Where rows
/// fit, or end, there is nothing left to scroll: then room is lent below the last row until the pointer leaves, so that
/// what comes above the row under it never pushes it down. GUI thread.
class ScrollAnchor final : public QObject
{
    Q_OBJECT
public:
    /// Watches the view's model, which is set already; the view scrolls by pixel.
    explicit ScrollAnchor(QTableView *view);

    void drop(); ///< the anchor of a change under way is of no more use: the user or select() scrolled
    void settle(); ///< a change is over
    void pointerLeft(); ///< what was lent is taken back
    int lentHeight() const { return m_lent; } ///< px below the last row; the view adds them to what can be scrolled

private:
    void take();
    int anchorRow();
    void lend(int height);
    void updateView();

    QTableView *m_view;
    QPersistentModelIndex m_anchor;
    int m_y = 0; ///< of the anchor, px in the viewport
    int m_lent = 0;
    bool m_byPointer = false; ///< what holds the anchor
    bool m_taken = false;
};

} // namespace ui
