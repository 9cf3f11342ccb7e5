// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of a TableView: rows from the first to the last in sight, each in one pass.
#include "ui/style/theme.h"
#include "ui/tables/scrollanchor.h"
#include "ui/tables/tableview_p.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;
using tables::Severity;
using tables::TableModel;

namespace ui {

namespace {

/// How far above a loud row another one of its group is looked for; a longer way would be felt while scrolling.
constexpr int loudReach = 1000;

} // namespace

void TableView::Private::readTheme()
{
    const Theme *theme = Theme::instance();
    painter.readTheme();
    q->setFont(theme->tableFont());
    q->verticalHeader()->setMinimumSectionSize(theme->rowHeight());
    q->verticalHeader()->setDefaultSectionSize(theme->rowHeight());
    q->verticalScrollBar()->setSingleStep(theme->rowHeight());
    header->setMinimumSectionSize(theme->px(20));
    header->updateGeometry();
    header->viewport()->update();
    layOut();
    q->viewport()->update();
}

bool TableView::Private::isFirstOf(Severity severity, int row) const
{
    for (int above = row - 1; above >= std::max(0, row - loudReach); --above) {
        const QModelIndex index = model->index(above, 0);
        if (index.data(TableModel::GroupRole).toBool())
            return true;
        if (index.data(TableModel::SeverityRole).toInt() == static_cast<int>(severity))
            return false;
    }
    return true;
}

RowLook TableView::Private::lookOf(int row) const
{
    RowLook look;
    look.selected = q->selectionModel()->isSelected(model->index(row, 0));
    look.hovered = hover.y() >= 0 && q->rowAt(hover.y()) == row;
    look.gone = model->index(row, 0).data(TableModel::GoneRole).toBool();
    look.old = old || look.gone;
    look.severity = static_cast<Severity>(model->index(row, 0).data(TableModel::SeverityRole).toInt());
    look.tinted = !old && look.severity >= Severity::Warning && isFirstOf(look.severity, row);
    return look;
}

void TableView::Private::paintObject(QPainter *p, int row, const QRect &box, const QList<LaidColumn> &laid)
{
    const RowLook look = lookOf(row);
    painter.paintGround(p, box, look);
    for (const LaidColumn &column : laid) {
        const QRect cell(column.x, box.top(), column.width, box.height());
        const QModelIndex index = model->index(row, column.logical);
        const bool linkHovered = look.hovered && cell.contains(hover);
        painter.paintCell(p, cell, index, columns[column.logical], look, linkHovered);
        if (cellWalked && q->hasFocus() && q->currentIndex() == index)
            painter.paintCellFocus(p, cell);
    }
}

void TableView::Private::paintGroup(QPainter *p, int row, const QRect &box, const QList<LaidColumn> &laid)
{
    RowLook look;
    // Groups are no objects and cannot be selected, but the keys walk over them.
    look.selected = q->currentIndex().row() == row;
    look.hovered = hover.y() >= 0 && q->rowAt(hover.y()) == row;
    painter.paintGroupGround(p, box, look);

    // The title runs until the first column that has a sum.
    int titleEnd = box.right();
    int lastSumEnd = 0;
    for (const LaidColumn &column : laid) {
        const tables::Column &said = columns[column.logical];
        if (!said.isNumeric() || said.kind == tables::Kind::Meter)
            continue;
        const QString sum = model->index(row, column.logical).data(Qt::DisplayRole).toString();
        if (sum.isEmpty())
            continue;
        const QRect cell(column.x, box.top(), column.width, box.height());
        titleEnd = std::min(titleEnd, painter.paintGroupSum(p, cell, lastSumEnd, sum));
        lastSumEnd = cell.right();
    }
    const QModelIndex head = model->index(row, 0);
    const int left = laid.isEmpty() ? 0 : std::min(0, laid.front().x);
    painter.paintGroupTitle(p, QRect(left, box.top(), titleEnd - left, box.height() - 1),
                            QString::fromUtf8(head.data(TableModel::GroupTextRole).toByteArray()),
                            head.data(TableModel::GroupWordsRole).toString(),
                            head.data(TableModel::FoldedRole).toBool());
}

void TableView::paintEvent(QPaintEvent *event)
{
    QPainter p(viewport());
    const Tokens &tokens = Theme::instance()->tokens();
    const QRect region = event->rect();
    const int rows = d->model->rowCount();
    const int first = rowAt(region.top());
    int bottom = 0;
    if (first >= 0 && !d->columns.isEmpty()) {
        const QList<LaidColumn> laid = d->laidColumns();
        for (int row = first; row < rows; ++row) {
            const QRect box(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
            if (box.top() > region.bottom())
                break;
            if (d->isGroup(row))
                d->paintGroup(&p, row, box, laid);
            else
                d->paintObject(&p, row, box, laid);
            bottom = box.bottom() + 1;
        }
    }
    if (bottom <= region.bottom())
        p.fillRect(QRect(region.left(), bottom, region.width(), region.bottom() - bottom + 1), tokens.base);
}

QString TableView::Private::toolTipAt(const QModelIndex &index)
{
    if (!index.isValid() || isGroup(index.row()))
        return {};
    const QString told = index.data(Qt::ToolTipRole).toString();
    if (!told.isEmpty())
        return told;
    const bool elided = painter.isElided(q->visualRect(index), index, columns[index.column()]);
    return elided ? index.data(Qt::DisplayRole).toString() : QString();
}

bool TableView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QModelIndex index = indexAt(help->pos());
        const QString text = d->toolTipAt(index);
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, viewport(), visualRect(index));
        return true;
    }
    case QEvent::Leave:
        d->setHover({ -1, -1 });
        d->anchor->pointerLeft();
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

} // namespace ui
