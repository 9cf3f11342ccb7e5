// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planitemsview.h"

#include "ui/plan/fairshares.h"
#include "ui/plan/planitemsmodel.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostRowsShown = 9; ///< more are scrolled to

/// Cells with room at both sides, so that a figure does not touch the word of the next column.
class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * Theme::instance()->px(6), 0);
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QVariant ground = index.data(Qt::BackgroundRole);
        if (ground.isValid() && !option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, ground.value<QColor>());
        QStyleOptionViewItem inner = option;
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, option.palette.highlight());
        const int pad = Theme::instance()->px(6);
        inner.rect.adjust(pad, 0, -pad, 0);
        QStyledItemDelegate::paint(painter, inner, index);
    }
    /// The tick is where it is drawn.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        QStyleOptionViewItem inner = option;
        const int pad = Theme::instance()->px(6);
        inner.rect.adjust(pad, 0, -pad, 0);
        return QStyledItemDelegate::editorEvent(event, model, inner, index);
    }
};

} // namespace

PlanItemsView::PlanItemsView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_view(new QTableView(this))
    , m_model(new PlanItemsModel(this))
{
    m_view->setObjectName(u"planItems"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RoomyDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance()->px(4));
    column->addWidget(m_title);
    column->addWidget(m_view, 1);
    connect(m_model, &PlanItemsModel::tickRequested, this, &PlanItemsView::tickRequested);
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->isUnlock(index))
            askForName(index.row());
    });
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_model->item(index.row()).isLocked() && !m_model->isUnlock(index)) // whose first click has asked
            askForName(index.row());
    });
    connect(Theme::instance(), &Theme::changed, this, &PlanItemsView::readTheme);
    readTheme();
}

void PlanItemsView::setTable(const actions::ItemTable &table)
{
    m_model->setTable(table);
    m_title->setText(table.note.isEmpty()
                         ? table.title
                         : u"<b>%1</b> &nbsp;%2"_s.arg(table.title.toHtmlEscaped(), table.note.toHtmlEscaped()));
    m_title->setVisible(!table.title.isEmpty() || !table.note.isEmpty());
    m_view->setAccessibleName(table.title.isEmpty() ? tr("What is touched") : table.title);
    fitHeight();
    fitColumns();
}

/// As wide as what stands in them; where that is too much, the widest give way, the last one first of all.
void PlanItemsView::fitColumns()
{
    const int columns = m_model->columnCount();
    const int last = columns - 1;
    if (last < PlanItemsModel::FirstFactColumn)
        return;
    const QAbstractItemView *cells = m_view;
    const auto wantedBy = [this, cells](int column) {
        return std::max(cells->sizeHintForColumn(column), m_view->horizontalHeader()->sectionSizeHint(column));
    };
    QList<int> wanted;
    for (int i = 0; i < last; ++i)
        wanted << std::max(wantedBy(i) + Theme::instance()->px(4), Theme::instance()->px(54));
    const int lastWanted = wantedBy(last);
    const int room = m_view->viewport()->width() - std::min(lastWanted, m_view->viewport()->width() / 4);
    const QList<int> widths = fairShares(wanted, room);
    for (int i = 0; i < last; ++i)
        m_view->setColumnWidth(i, widths.at(i)); // the last one takes what is left
}

void PlanItemsView::readTheme()
{
    m_title->setFont(Theme::instance()->uiFont());
    m_view->setFont(Theme::instance()->tableFont());
    const int row = Theme::instance()->rowHeight() + Theme::instance()->px(2);
    m_view->verticalHeader()->setMinimumSectionSize(row); // the style's own is that of a touch screen
    m_view->verticalHeader()->setDefaultSectionSize(row);
    fitHeight();
    fitColumns();
}

void PlanItemsView::fitHeight()
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostRowsShown);
    const int height = m_view->horizontalHeader()->sizeHint().height()
        + rows * m_view->verticalHeader()->defaultSectionSize() + 2 * m_view->frameWidth();
    m_view->setMinimumHeight(std::min(
        height, m_view->horizontalHeader()->sizeHint().height() + 3 * m_view->verticalHeader()->defaultSectionSize()));
    m_view->setMaximumHeight(height);
}

bool PlanItemsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport()) {
        if (event->type() == QEvent::Resize)
            fitColumns();
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
            toggleCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PlanItemsView::toggleCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    const actions::Item &item = m_model->item(current.row());
    if (item.isLocked())
        askForName(current.row());
    else
        emit tickRequested(item.key, !item.ticked, item.tickedAtFirst);
}

void PlanItemsView::askForName(int row)
{
    const QString name = m_model->item(row).name;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"unlockItem"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Unlock %1").arg(name));
    dialog->setLabelText(
        tr("%1 is protected: %2.\nType its name to include it.").arg(name, m_model->item(row).protection));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, name](const QString &typed) {
        if (typed.trimmed() == name)
            emit unlockRequested(name);
    });
    dialog->open();
}

} // namespace ui
