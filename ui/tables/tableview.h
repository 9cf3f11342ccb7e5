// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QTableView>

#include <functional>
#include <memory>

class QMenu;

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
    /// First fill; later pictures too. Columns follow the picture's.
    void setRows(tables::Rows rows);
    /// The order at first and after the last sort was cleared, by column keys: the first sorts first.
    using NamedSort = QList<std::pair<QString, Qt::SortOrder>>;
    void setDefaultSort(NamedSort sort);

    QByteArray currentKey() const;
    QList<QByteArray> selectedKeys() const;
    /// Scrolls there; a folded group is unfolded. False: not shown now; it is selected with the next picture that has
    /// it.
    bool select(const QByteArray &key);
    /// Text of the Name column; the key where there is none.
    QString nameOf(const QByteArray &key) const;

    /// Hollow glyphs, text 2, bars in the offered tint; State words become "was …". `suffix` follows the titles of
    /// State columns: "at 03:44:00".
    void setOld(bool old, const QString &suffix = {});

    enum class CopyAs { Text, Csv, Json };
    void copySelection(CopyAs format);
    bool exportTo(const QString &path, QString *error) const; ///< format by suffix .csv, .json, .txt

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    /// Show and hide columns, back to the first look: the header's menu, for a button too. The caller shows it.
    QMenu *makeColumnsMenu(QWidget *parent);

    /// Letters that are keys of the page: pressed alone they are left to it, unless a name is being typed.
    void setPageKeys(const QString &letters);

    /// Further entries of the context menu for the current object; shown after the table's own.
    void setMenuHook(std::function<void(QMenu *, const QByteArray &key)> hook);
    /// The same for the header of a group: the key of the column it is grouped by, and the value there.
    using GroupMenuHook = std::function<void(QMenu *, const QString &column, const QString &group)>;
    void setGroupMenuHook(GroupMenuHook hook);

signals:
    void currentKeyChanged(const QByteArray &key);
    void opened(const QByteArray &key); ///< Enter, double-click
    void inspectRequested(const QByteArray &key); ///< Space
    void linkClicked(const QString &path); ///< LinkRole
    void filterRequested(const QString &term); ///< "Filter to this value": term to add

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &search) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;

private:
    struct Private;
    friend struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
