// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QTableView>

#include <memory>

namespace ui {

/// The one table of the product: delegates by column kind, drawn sort arrows, multi-sort by Shift, columns hidden,
/// ordered and sized from the header's menu and remembered per `name`, copy as text/CSV/JSON, filter to a value,
/// selection that sticks to objects, group rows that fold, ages that tick. Never sizes to contents. GUI thread.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    /// `name`: settings key and object name ("agentsTable").
    TableView(const QString &name, const core::Clock &clock, QWidget *parent = nullptr);
    ~TableView() override;

    tables::TableModel *tableModel() const;
    /// First fill; later pictures too. Columns are taken from the first.
    void setRows(tables::Rows rows);
    void setDefaultSort(QList<tables::SortKey> keys);

    QByteArray currentKey() const;
    QList<QByteArray> selectedKeys() const;
    bool select(const QByteArray &key); ///< scrolls there; a folded group is unfolded; false: not shown

    void setOld(bool old); ///< hollow glyphs, text 2, bars in the offered tint; State words become "was …"

    enum class CopyAs { Text, Csv, Json };
    void copySelection(CopyAs format);
    bool exportTo(const QString &path, QString *error) const; ///< format by suffix .csv, .json, .txt

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    /// Further entries of the context menu for the current object; shown after the table's own.
    void setMenuHook(std::function<void(QMenu *, const QByteArray &key)> hook);

signals:
    void currentKeyChanged(const QByteArray &key);
    void opened(const QByteArray &key);            ///< Enter, double-click
    void inspectRequested(const QByteArray &key);  ///< Space
    void linkClicked(const QString &path);         ///< LinkRole
    void filterRequested(const QString &term);     ///< "Filter to this value": term to add

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
