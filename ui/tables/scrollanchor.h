// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QTableView;

namespace ui {

/// Keeps what is looked at in its place while rows come, go and move: the row under the pointer, else the current row
/// if it is in sight, else the top row. At the very top, with nothing to hold on to, new rows may push in. GUI thread.
class ScrollAnchor final : public QObject
{
    Q_OBJECT
public:
    /// Watches the view's model, which is set already.
    explicit ScrollAnchor(QTableView *view);

    void drop(); ///< the anchor of a change under way is of no more use: the user or select() scrolled
    void settle(); ///< a change is over

private:
    void take();
    int anchorRow() const;

    QTableView *m_view;
    QPersistentModelIndex m_anchor;
    int m_rowsAbove = 0; ///< of the anchor, in sight
    bool m_taken = false;
};

} // namespace ui
