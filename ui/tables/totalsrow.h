// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <QWidget>

namespace ui {

class TableView;

/// One row of sums under a table, in its columns: they move, hide and scroll with it. GUI thread.
class TotalsRow final : public QWidget
{
    Q_OBJECT
public:
    explicit TotalsRow(TableView *table, QWidget *parent = nullptr);

    /// One row with the table's columns.
    void setRow(tables::Rows row, core::TimePoint now);
    QString textOf(const QString &column) const; ///< as it is shown, by column key

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TableView *m_table;
    tables::Rows m_row;
    core::TimePoint m_now{};
};

} // namespace ui
