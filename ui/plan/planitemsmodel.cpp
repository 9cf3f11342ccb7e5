// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planitemsmodel.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

bool sameRows(const actions::ItemTable &a, const actions::ItemTable &b)
{
    return a.columns == b.columns && a.nameTitle == b.nameTitle
        && std::ranges::equal(a.items, b.items, {}, &actions::Item::key, &actions::Item::key);
}

/// "6 of 6", "−4", "2 h 35"; not a list: "0.5 CPUs, 4.0 GiB".
bool isFigure(const QString &text)
{
    return !text.isEmpty() && (text.front().isDigit() || text.front() == u'−') && !text.contains(u", ");
}

/// Some are figures, and the others say that there is none.
bool isColumnOfFigures(const QList<actions::Item> &items, qsizetype fact)
{
    bool any = false;
    for (const actions::Item &item : items) {
        const QString text = item.facts.value(fact);
        any = any || isFigure(text);
        if (!text.isEmpty() && !isFigure(text) && text != u"–" && !text.startsWith(u"none"))
            return false;
    }
    return any;
}

} // namespace

PlanItemsModel::PlanItemsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PlanItemsModel::setTable(const actions::ItemTable &table)
{
    m_sides = { Qt::AlignVCenter | Qt::AlignLeft };
    for (qsizetype fact = 0; fact < table.columns.size(); ++fact)
        m_sides << (Qt::AlignVCenter | (isColumnOfFigures(table.items, fact) ? Qt::AlignRight : Qt::AlignLeft));
    if (sameRows(m_table, table)) {
        m_table = table;
        if (!m_table.items.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_table = table;
    endResetModel();
}

int PlanItemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.items.size());
}

int PlanItemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstFactColumn + static_cast<int>(m_table.columns.size());
}

QVariant PlanItemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const actions::Item &row = m_table.items[index.row()];
    const bool name = index.column() == NameColumn;
    const bool unlocks = isUnlock(index);
    const QString fact = name ? row.name
        : unlocks             ? tr("%1: unlock by name…").arg(row.protection)
                              : row.facts.value(index.column() - FirstFactColumn);
    const Tokens &tokens = Theme::instance()->tokens();
    switch (role) {
    case Qt::DisplayRole:
        return fact;
    case Qt::CheckStateRole:
        if (name && !row.isLocked())
            return row.ticked ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::DecorationRole:
        return name && row.isLocked() ? QVariant(icon(u"lock"_s)) : QVariant();
    case Qt::FontRole: {
        QFont font = Theme::instance()->tableFont();
        if (name && row.ticked)
            font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::ForegroundRole:
        return unlocks ? tokens.link : row.ticked ? tokens.text : tokens.text3;
    case Qt::BackgroundRole:
        return row.changed ? QVariant(tokens.warnTint) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(m_sides.value(index.column()));
    case Qt::ToolTipRole:
        return row.isLocked() ? tr("%1: %2. Its name unlocks it.").arg(row.name, row.protection) : fact;
    case Qt::AccessibleTextRole:
        return name && row.isLocked() ? tr("%1, locked, %2").arg(row.name, row.protection) : fact;
    case KeyRole:
        return row.key;
    case LockedRole:
        return row.isLocked();
    case ChangedRole:
        return row.changed;
    default:
        return {};
    }
}

bool PlanItemsModel::isUnlock(const QModelIndex &index) const
{
    return index.column() >= FirstFactColumn && index.column() == columnCount() - 1 && item(index.row()).isLocked();
}

bool PlanItemsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != NameColumn)
        return false;
    const actions::Item &row = m_table.items[index.row()];
    if (row.isLocked())
        return false;
    emit tickRequested(row.key, value.toInt() == Qt::Checked, row.tickedAtFirst);
    return true;
}

QVariant PlanItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QString title = section == NameColumn ? m_table.nameTitle : m_table.columns.value(section - FirstFactColumn);
    if (role == Qt::DisplayRole)
        return title;
    return role == Qt::TextAlignmentRole ? QVariant(m_sides.value(section)) : QVariant();
}

Qt::ItemFlags PlanItemsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    if (index.column() == NameColumn && !item(index.row()).isLocked())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace ui
