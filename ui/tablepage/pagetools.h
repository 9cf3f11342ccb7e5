// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tablepage/tablepage.h"

#include <QToolButton>

#include <functional>

namespace ui {

class FilterBar;
class TableView;

/// Chips for terms of the filter: at most one of them is on, and what is typed decides which. Where they have not room
/// side by side, the last ones are in a menu. GUI thread.
class QuickFilters final : public QWidget
{
    Q_OBJECT
public:
    QuickFilters(const QList<QuickFilter> &filters, FilterBar *bar, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow(); ///< what is typed now
    void arrange(); ///< chips there is no room for go into the menu of the last button
    void choose(qsizetype which, bool on);
    void fillMenu();
    int widthOf(qsizetype chips) const; ///< of the first ones, side by side

    QList<QuickFilter> m_filters;
    QList<QToolButton *> m_chips;
    QToolButton *m_more; ///< object name "quickMore"
    FilterBar *m_bar;
};

/// "Group: pool ▾". GUI thread.
class GroupButton final : public QToolButton
{
    Q_OBJECT
public:
    GroupButton(TableView *table, QWidget *parent = nullptr);
    void setKeys(const QStringList &keys);
    QString group() const { return m_group; } ///< column key; empty: no groups
    void setGroup(const QString &key); ///< applied as soon as the table has the column

private:
    void apply();
    void fillMenu();
    QString titleOf(const QString &key) const;

    TableView *m_table;
    QStringList m_keys;
    QString m_group;
};

/// Which table a button is about, asked at the click: a page may show one of several.
using ShownTable = std::function<TableView *()>;

/// Opens the menu of columns. GUI thread.
QToolButton *makeColumnsButton(const ShownTable &table, QWidget *parent);

/// Writes what the table shows to a file of the user's choice, named as the table is to screen readers: CSV, JSON or
/// text. `tell` gets the outcome in one sentence.
QToolButton *makeExportButton(const ShownTable &table, std::function<void(const QString &)> tell, QWidget *parent);

} // namespace ui
