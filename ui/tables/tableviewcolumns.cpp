// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of a TableView: width, order, what is hidden, what sorts.
#include "ui/style/theme.h"
#include "ui/tables/tableview_p.h"

#include <QAction>
#include <QScopedValueRollback>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Room for "was " in State cells and for the time in their title, in px at 12 px font.
constexpr int oldStateExtra = 36;

} // namespace

double TableView::Private::scale() const
{
    // px() rounds to whole pixels; a thousand of them tell the scale well enough.
    return Theme::instance()->px(1000) / 1000.0;
}

void TableView::Private::takeColumns()
{
    const bool first = columns.isEmpty();
    columns = model->columns();
    header->setColumns(columns);
    if (columns.isEmpty())
        return;
    if (first)
        setSort({});
    if (!pendingColumns.isEmpty())
        q->restoreColumns(std::exchange(pendingColumns, {}));
    layOut();
}

QList<tables::SortKey> TableView::Private::sortKeys(const NamedSort &sort) const
{
    QList<tables::SortKey> keys;
    for (const auto &[key, order] : sort) {
        const int column = tables::columnOf(columns, key);
        if (column >= 0)
            keys.append({ column, order });
    }
    return keys;
}

int TableView::Private::sourceColumn(int column) const
{
    return tables::columnOf(model->rows()->columns(), columns[column].key);
}

bool TableView::Private::isSaidByGroups(int column) const
{
    return column >= 0 && column == model->groupColumn() && columns[column].kind == tables::Kind::Text;
}

void TableView::Private::layOut()
{
    if (laying || columns.isEmpty() || header->count() != columns.size())
        return;
    const QScopedValueRollback guard(laying, true);
    const QList<int> order = columnOrder(columns, choice);
    QList<tables::Column> laid = columns;
    laidGroup = model->groupColumn();
    if (isSaidByGroups(laidGroup))
        laid[laidGroup].hiddenAtFirst = true; // shown by hand, it stays
    for (tables::Column &column : laid) {
        if (old && column.kind == tables::Kind::State)
            column.width += oldStateExtra;
    }
    const QList<int> widths = layOutColumns(laid, order, choice, q->viewport()->width(), scale());
    for (int place = 0; place < order.size(); ++place)
        header->moveSection(header->visualIndex(order[place]), place);
    for (int column = 0; column < columns.size(); ++column) {
        header->setSectionHidden(column, widths[column] == 0);
        if (widths[column] > 0)
            header->resizeSection(column, widths[column]);
    }
    q->viewport()->update();
}

void TableView::Private::onSectionResized(int logical, int width)
{
    if (laying || width <= 0 || logical >= columns.size())
        return;
    choice.widths.insert(columns[logical].key, static_cast<int>(std::lround(width / scale())));
    layOut();
}

void TableView::Private::onSectionMoved()
{
    if (laying)
        return;
    choice.order.clear();
    for (int place = 0; place < header->count(); ++place)
        choice.order.append(columns[header->logicalIndex(place)].key);
    layOut();
}

void TableView::Private::setSort(const QList<tables::SortKey> &keys)
{
    model->setSort(keys.isEmpty() ? sortKeys(defaultSort) : keys);
    header->setSortKeys(model->sortKeys());
}

void TableView::Private::setHidden(const QString &key, bool hidden)
{
    if (hidden) {
        choice.shown.remove(key);
        choice.hidden.insert(key);
    } else {
        choice.hidden.remove(key);
        choice.shown.insert(key);
    }
    layOut();
}

void TableView::Private::resetColumns()
{
    choice = {};
    setSort({});
    layOut();
}

QList<LaidColumn> TableView::Private::laidColumns() const
{
    QList<LaidColumn> laid;
    const int right = q->viewport()->width();
    for (int place = 0; place < header->count(); ++place) {
        const int logical = header->logicalIndex(place);
        if (header->isSectionHidden(logical) || logical >= columns.size())
            continue;
        const LaidColumn column{ logical, header->sectionViewportPosition(logical), header->sectionSize(logical) };
        if (column.x < right && column.x + column.width > 0)
            laid.append(column);
    }
    return laid;
}

QMenu *TableView::makeColumnsMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(u"columnsMenu"_s);
    for (const int logical : columnOrder(d->columns, d->choice)) {
        tables::Column column = d->columns[logical];
        column.hiddenAtFirst |= d->isSaidByGroups(logical);
        if (column.title.isEmpty())
            continue; // a bar beside its figures comes and goes with the width
        auto *action
            = menu->addAction(column.unit.isEmpty() ? column.title : u"%1 (%2)"_s.arg(column.title, column.unit));
        action->setCheckable(true);
        action->setChecked(!d->choice.isHidden(column));
        // The object must stay nameable: the Name column cannot be hidden.
        action->setEnabled(column.kind != tables::Kind::Name);
        connect(action, &QAction::toggled, this, [this, key = column.key](bool shown) { d->setHidden(key, !shown); });
    }
    menu->addSeparator();
    auto *reset = menu->addAction(tr("Reset columns and order"));
    connect(reset, &QAction::triggered, this, [this] { d->resetColumns(); });
    return menu;
}

} // namespace ui
