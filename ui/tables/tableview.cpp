// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/tableview.h"

#include "ui/style/theme.h"
#include "ui/tables/scrollanchor.h"
#include "ui/tables/tableview_p.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QResizeEvent>
#include <QScrollBar>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using tables::Kind;
using tables::TableModel;

namespace ui {

TableView::Private::Private(TableView *view, const core::Clock &viewClock)
    : q(view)
    , clock(&viewClock)
    , model(new TableModel(viewClock, view))
    , header(new TableHeader(view))
    , painter(viewClock)
{
}

TableView::TableView(const QString &name, const core::Clock &clock, QWidget *parent)
    : QTableView(parent)
    , d(std::make_unique<Private>(this, clock))
{
    setObjectName(name);
    setModel(d->model);
    setHorizontalHeader(d->header);
    // Stock behaviour: a press on the header selects the column, which in a table of rows means everything.
    disconnect(d->header, &QHeaderView::sectionPressed, this, nullptr);
    disconnect(d->header, &QHeaderView::sectionEntered, this, nullptr);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel); // by item, the end is aligned otherwise than the rest
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);

    d->anchor = new ScrollAnchor(this);
    connect(d->model, &TableModel::applied, this, [this] { d->onApplied(); });
    connect(d->model, &QAbstractItemModel::modelReset, this, [this] { d->takeColumns(); });
    connect(d->model, &QAbstractItemModel::columnsInserted, this, [this] { d->takeColumns(); });
    connect(d->model, &QAbstractItemModel::columnsRemoved, this, [this] { d->takeColumns(); });
    connect(d->header, &TableHeader::sortRequested, this, [this](const auto &keys) { d->setSort(keys); });
    connect(d->header, &QHeaderView::sectionResized, this,
            [this](int logical, int, int width) { d->onSectionResized(logical, width); });
    connect(d->header, &QHeaderView::sectionMoved, this, [this] { d->onSectionMoved(); });
    connect(d->header, &QWidget::customContextMenuRequested, this, [this](QPoint pos) {
        QMenu *menu = makeColumnsMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(d->header->mapToGlobal(pos));
    });
    connect(Theme::instance(), &Theme::changed, this, [this] { d->readTheme(); });

    d->ages.setInterval(1s);
    connect(&d->ages, &QTimer::timeout, this, [this] {
        const int first = rowAt(0);
        const int last = rowAt(viewport()->height() - 1);
        if (first >= 0)
            d->model->refreshAges(first, last < 0 ? d->model->rowCount() - 1 : last);
    });
    d->readTheme();
}

TableView::~TableView() = default;

TableModel *TableView::tableModel() const
{
    return d->model;
}

void TableView::setRows(tables::Rows rows)
{
    if (rows && d->columns.isEmpty())
        d->model->setColumns(rows->columns());
    d->model->setRows(std::move(rows));
}

void TableView::setDefaultSort(NamedSort sort)
{
    d->defaultSort = std::move(sort);
    d->setSort({});
}

void TableView::setOld(bool old, const QString &suffix)
{
    d->header->setStateSuffix(old ? suffix : QString());
    if (d->old == old)
        return;
    d->old = old;
    d->layOut(); // "was active" is wider than "active"
    viewport()->update();
}

void TableView::setMenuHook(std::function<void(QMenu *, const QByteArray &)> hook)
{
    d->menuHook = std::move(hook);
}

void TableView::setGroupMenuHook(GroupMenuHook hook)
{
    d->groupMenuHook = std::move(hook);
}

// Rows -------------------------------------------------------------------------------------------------------------

QByteArray TableView::currentKey() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? d->model->keyAt(current.row()) : QByteArray();
}

QList<QByteArray> TableView::selectedKeys() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QList<QByteArray> keys;
    for (const int row : rows) {
        if (!d->isGroup(row))
            keys.append(d->model->keyAt(row));
    }
    return keys;
}

bool TableView::select(const QByteArray &key)
{
    const QModelIndex index = d->model->indexOfKey(key);
    if (index.isValid()) {
        d->wantedKey.clear();
        d->select(index);
        return true;
    }
    d->wantedKey = key;
    return d->unfoldGroupOf(key);
}

QString TableView::nameOf(const QByteArray &key) const
{
    const QModelIndex index = d->model->indexOfKey(key);
    const int column = d->nameColumn();
    if (!index.isValid() || column < 0)
        return QString::fromUtf8(key);
    return index.siblingAtColumn(column).data(Qt::DisplayRole).toString();
}

void TableView::Private::select(const QModelIndex &index)
{
    anchor->drop();
    q->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    q->scrollTo(index);
}

bool TableView::Private::unfoldGroupOf(const QByteArray &key)
{
    const tables::Rows rows = model->rows();
    if (model->groupColumn() < 0 || !rows)
        return false;
    const int64_t row = rows->rowOf({ key.constData(), static_cast<size_t>(key.size()) });
    if (row < 0)
        return false;
    const std::string_view text = rows->text(static_cast<uint32_t>(row), sourceColumn(model->groupColumn()));
    model->setFolded(QByteArray(text.data(), static_cast<qsizetype>(text.size())), false);
    return true;
}

void TableView::Private::onApplied()
{
    if (laidGroup != model->groupColumn())
        layOut();
    anchor->settle();
    header->setSortKeys(model->sortKeys());
    if (!wantedKey.isEmpty()) {
        const QModelIndex index = model->indexOfKey(wantedKey);
        if (index.isValid()) {
            wantedKey.clear();
            select(index);
        }
    }
    announceCurrent();
    q->viewport()->update();
}

void TableView::Private::announceCurrent()
{
    const QByteArray key = q->currentKey();
    if (key == announcedKey)
        return;
    announcedKey = key;
    emit q->currentKeyChanged(key);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    d->announceCurrent();
}

void TableView::updateGeometries()
{
    QScrollBar *bar = verticalScrollBar();
    const int value = bar->value();
    // Within itself Qt's own does nothing: only the outer one sets the range anew.
    if (!d || !d->anchor || d->anchor->lentHeight() == 0 || std::exchange(d->sizing, true)) {
        QTableView::updateGeometries();
        return;
    }
    QTableView::updateGeometries();
    bar->setMaximum(bar->maximum() + d->anchor->lentHeight());
    bar->setValue(value);
    d->sizing = false;
}

int TableView::Private::nameColumn() const
{
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].kind == Kind::Name)
            return i;
    }
    return -1;
}

int TableView::Private::groupRowOf(int row) const
{
    while (row >= 0 && !model->isGroup(row))
        --row;
    return row;
}

void TableView::Private::setFolded(int row, bool folded)
{
    model->setFolded(model->index(row, 0).data(TableModel::GroupTextRole).toByteArray(), folded);
}

void TableView::Private::toggleFold(int row)
{
    setFolded(row, !model->index(row, 0).data(TableModel::FoldedRole).toBool());
}

// Columns ----------------------------------------------------------------------------------------------------------

QByteArray TableView::saveColumns() const
{
    if (d->columns.isEmpty())
        return d->pendingColumns;
    QJsonArray sort;
    for (const tables::SortKey &key : d->model->sortKeys()) {
        sort.append(QJsonObject{ { u"key"_s, d->columns[key.column].key },
                                 { u"descending"_s, key.order == Qt::DescendingOrder } });
    }
    QJsonObject state{ { u"columns"_s, QJsonDocument::fromJson(saveChoice(d->choice)).object() } };
    if (d->model->sortKeys() != d->sortKeys(d->defaultSort))
        state.insert(u"sort"_s, sort);
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void TableView::restoreColumns(const QByteArray &saved)
{
    if (d->columns.isEmpty()) {
        d->pendingColumns = saved;
        return;
    }
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    d->choice = restoreChoice(QJsonDocument(state.value("columns"_L1).toObject()).toJson());
    NamedSort sort;
    for (const auto &entry : state.value("sort"_L1).toArray()) {
        const QJsonObject key = entry.toObject();
        sort.append({ key.value("key"_L1).toString(),
                      key.value("descending"_L1).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder });
    }
    d->setSort(d->sortKeys(sort));
    d->layOut();
}

void TableView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    d->ages.start();
}

void TableView::hideEvent(QHideEvent *event)
{
    d->ages.stop();
    QTableView::hideEvent(event);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    d->layOut();
    // What is looked at stays in sight when something above takes height: the map, a band.
    const int row = currentIndex().row();
    const int y = row < 0 ? -1 : rowViewportPosition(row);
    if (y >= 0 && y < event->oldSize().height() && y + rowHeight(row) > event->size().height())
        scrollTo(currentIndex());
}

} // namespace ui
