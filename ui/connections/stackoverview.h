// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/card.h"
#include "ui/shell/page.h"

#include <QTimer>

namespace ui {

class TableView;

/// All stacks of the window, one row each: its frame, each layer's health and age, and what ails it. With one stack
/// alone there is nothing to see, and it hides itself. GUI thread.
class StackOverview final : public Card
{
    Q_OBJECT
public:
    /// `navigator`: whose stacks; null: there are none.
    StackOverview(const PageContext &context, QWidget *parent = nullptr);

    void setShown(bool shown); ///< ages go on only while somebody looks

private:
    void follow();
    void refresh();

    const PageContext m_context;
    TableView *m_table;
    QTimer m_ages;
};

} // namespace ui
