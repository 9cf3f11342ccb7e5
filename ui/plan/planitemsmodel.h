// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QAbstractTableModel>

namespace ui {

/// The rows of one table of a plan, with a tick each. A tick changes nothing here: it is asked for (tickRequested), and
/// the plan that follows is shown. GUI thread.
class PlanItemsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole,
        LockedRole, ///< bool: protected, its name was not typed
        ChangedRole, ///< bool: differs from the plan before
    };
    enum Column { NameColumn, FirstFactColumn };

    explicit PlanItemsModel(QObject *parent = nullptr);

    /// Rows that stay are changed, not reset: the current row and the scroll position survive a new plan.
    void setTable(const actions::ItemTable &table);
    const actions::ItemTable &table() const { return m_table; }
    const actions::Item &item(int row) const { return m_table.items[row]; }
    bool isUnlock(const QModelIndex &index) const; ///< says why the row is locked, and that its name unlocks it

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void tickRequested(const QString &key, bool ticked, bool tickedAtFirst);

private:
    actions::ItemTable m_table;
    QList<Qt::Alignment> m_sides; ///< by column, of its heading and cells alike
};

} // namespace ui
