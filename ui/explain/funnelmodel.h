// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QAbstractTableModel>

namespace ui {

/// The funnel of a verdict as a table: pool, agents, one column for each filter, places. GUI thread.
class FunnelModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Pool, Agents, FirstFilter };
    enum Role {
        IsFirstEmptyRole = Qt::UserRole, ///< bool: here the pool fails; drawn boxed
        RemarkRole, ///< beside the figure of such a cell
        IsQuietRole, ///< bool: says what would be, or nothing
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setVerdict(const explain::Verdict &verdict);
    QString poolAt(int row) const { return m_pools[row].pool; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const explain::PoolFunnel &pool, int column) const;
    QString filterText(const explain::PoolFunnel &pool, qsizetype filter) const;
    QString spoken(const explain::PoolFunnel &pool, int column) const;
    qsizetype failsAt(const explain::PoolFunnel &pool) const;

    QList<explain::Filter> m_filters;
    QList<explain::PoolFunnel> m_pools;
};

} // namespace ui
