// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/funnelmodel.h"

#include "models/core/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void FunnelModel::setVerdict(const explain::Verdict &verdict)
{
    beginResetModel();
    m_filters = verdict.filters;
    m_pools = verdict.pools;
    endResetModel();
}

int FunnelModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pools.size());
}

int FunnelModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstFilter + static_cast<int>(m_filters.size()) + 1;
}

qsizetype FunnelModel::failsAt(const explain::PoolFunnel &pool) const
{
    return std::ranges::find_if(pool.cells, &explain::Cell::isFirstEmpty) - pool.cells.begin();
}

QString FunnelModel::filterText(const explain::PoolFunnel &pool, qsizetype filter) const
{
    const explain::Cell &cell = pool.cells[filter];
    const qsizetype failing = failsAt(pool);
    if (filter <= failing)
        return core::formatCount(cell.left);
    // Behind a filter on attributes it is worth knowing what the others would let pass.
    if (!m_filters[failing].isMatch())
        return QString::fromUtf16(core::notKnown);
    return cell.ifMatched > 0 ? tr("%1 if it matched").arg(core::formatCount(cell.ifMatched)) : u"0"_s;
}

QString FunnelModel::text(const explain::PoolFunnel &pool, int column) const
{
    if (column == Pool)
        return pool.pool.isEmpty() ? tr("no pool") : pool.pool;
    if (column == Agents)
        return core::formatCount(pool.agents);
    if (column == columnCount() - 1)
        return core::formatCount(pool.places);
    return filterText(pool, column - FirstFilter);
}

QString FunnelModel::spoken(const explain::PoolFunnel &pool, int column) const
{
    const QString said = text(pool, column);
    if (column < FirstFilter || column == columnCount() - 1)
        return said;
    const explain::Cell &cell = pool.cells[column - FirstFilter];
    return cell.isFirstEmpty ? tr("0, none is left: %1").arg(cell.remark) : said;
}

QVariant FunnelModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const explain::PoolFunnel &pool = m_pools[index.row()];
    const int column = index.column();
    const qsizetype filter = column - FirstFilter;
    const bool isFilter = filter >= 0 && filter < m_filters.size();
    switch (role) {
    case Qt::DisplayRole:
        return text(pool, column);
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString() + u": "_s + spoken(pool, column);
    case Qt::ToolTipRole:
        return isFilter && pool.cells[filter].isFirstEmpty ? pool.cells[filter].remark : QVariant();
    case IsFirstEmptyRole:
        return isFilter && pool.cells[filter].isFirstEmpty;
    case RemarkRole:
        return isFilter ? pool.cells[filter].remark : QString();
    case IsQuietRole:
        return isFilter && filter > failsAt(pool);
    default:
        return {};
    }
}

QVariant FunnelModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    if (section == Pool)
        return tr("Pool");
    if (section == Agents)
        return tr("Agents");
    if (section == columnCount() - 1)
        return tr("Places now");
    const QString &title = m_filters[section - FirstFilter].title;
    return role == Qt::AccessibleTextRole ? title : u"› "_s + title;
}

} // namespace ui
