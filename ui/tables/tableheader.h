// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QHeaderView>

namespace ui {

/// The header of a TableView: title with the unit in a quieter tone, drawn sort arrows, numbered when several columns
/// sort. A click sorts, Shift adds a key, the third click takes it away. GUI thread.
class TableHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit TableHeader(QWidget *parent = nullptr);

    void setColumns(const QList<tables::Column> &columns);
    void setSortKeys(const QList<tables::SortKey> &keys);
    /// Words after the title of State columns: "at 03:44:00", for old data.
    void setStateSuffix(const QString &suffix);

    QSize sizeHint() const override;

    /// The keys after a click on `column`; `adding`: Shift was held. Empty: back to the table's own order.
    static QList<tables::SortKey> afterClick(QList<tables::SortKey> keys, int column, bool adding);

signals:
    void sortRequested(const QList<tables::SortKey> &keys);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    QList<tables::Column> m_columns;
    QList<tables::SortKey> m_keys;
    QString m_stateSuffix;
    bool m_adding = false;
};

} // namespace ui
