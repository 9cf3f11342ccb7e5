// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "ui/common/databand.h"
#include "ui/shell/chainbar.h"
#include "ui/style/theme.h"
#include "ui/tablepage/inspectorsheet.h"
#include "ui/tablepage/pagetools.h"
#include "ui/tablepage/tablepage_p.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace ui {

TablePage::TablePage(PageContext context, const core::Store *store, TablePageSetup setup, MakeRows makeRows,
                     QWidget *parent)
    : Page(context, parent)
    , d(std::make_unique<Private>(this, store, std::move(setup), std::move(makeRows)))
{
    d->build();
    connect(&d->making, &QFutureWatcherBase::finished, this, [this] { d->onMade(); });
    connect(store, &core::Store::snapshotChanged, this, [this] { d->followPicture(); });
    connect(store, &core::Store::freshnessChanged, this, [this] { d->onFreshness(); });
    d->onFreshness();
}

TablePage::~TablePage()
{
    if (d->making.isRunning()) // a future whose result was taken never counts as finished
        d->making.waitForFinished(); // rows may be made with the clock, which need not outlive the page
}

void TablePage::Private::build()
{
    stack::Stack *stack = q->context().stack;
    table = new TableView(setup.key + u"Table"_s, stack->clock(), q);
    table->setAccessibleName(setup.noun);
    table->setDefaultSort(setup.sort);
    table->setMenuHook([this](QMenu *menu, const QByteArray &key) {
        addGoToMenu(menu, q->context(), { setup.kind, key }); // what ends something comes last
        menu->addSeparator();
        q->fillMenu(menu, key);
    });

    // The page bar takes these over; until then they live here, hidden.
    filter = new FilterBar(setup.filterHint, q);
    quick = new QuickFilters(setup.quickFilters, filter, q);
    quick->setVisible(!setup.quickFilters.isEmpty());
    group = new GroupButton(table, q);
    group->setKeys(setup.groupColumns);
    group->setGroup(setup.group);
    const auto shownTable = [this] { return table; };
    rightWidgets = { makeColumnsButton(shownTable, q),
                     makeExportButton(
                         shownTable,
                         [this](const QString &sentence) {
                             if (Navigator *navigator = q->context().navigator)
                                 navigator->tell(sentence);
                         },
                         q) };

    // Header row, and the sentence where the first row would be.
    placeholder = new Placeholder(stack, store, table->viewport());
    auto *over = new QVBoxLayout(table->viewport());
    over->setContentsMargins(0, 0, 0, 0);
    over->addWidget(placeholder);
    placeholder->setVisible(placeholder->isNeeded());

    splitter = new QSplitter(Qt::Vertical, q);
    splitter->setObjectName(setup.key + u"Splitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(table);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DataBand(stack, store, q));
    layout->addWidget(splitter, 1);

    tables::TableModel *model = table->tableModel();
    const auto showColumns = [this, model] { filter->setColumns(model->columns()); };
    connect(model, &QAbstractItemModel::modelReset, filter, showColumns);
    connect(model, &QAbstractItemModel::columnsInserted, filter, showColumns);
    connect(model, &QAbstractItemModel::columnsRemoved, filter, showColumns);
    connect(filter, &FilterBar::filterChanged, model, [this, model](const tables::Filter &wanted) {
        model->setFilter(wanted);
        updateEmpty();
    });
    connect(filter, &FilterBar::leftDownwards, table, [this] {
        table->setFocus(Qt::OtherFocusReason);
        if (!table->currentIndex().isValid())
            table->selectRow(0);
    });
    connect(model, &tables::TableModel::applied, q, [this] { onApplied(); });
    connect(table, &TableView::filterRequested, filter, &FilterBar::addTerm);
    connect(table, &TableView::currentKeyChanged, q, &TablePage::refreshInspector);
    connect(table, &TableView::currentKeyChanged, q, &TablePage::currentObjectChanged);
    connect(table, &TableView::linkClicked, q, [this](const QString &path) {
        if (Navigator *navigator = q->context().navigator)
            navigator->open(links::fromPath(path));
    });
    connect(table, &TableView::opened, q, [this](const QByteArray &key) {
        if (Navigator *navigator = q->context().navigator)
            navigator->open({ setup.kind, key });
    });
    connect(table, &TableView::inspectRequested, q, [this] {
        if (Navigator *navigator = q->context().navigator)
            navigator->toggleInspector();
    });
    connect(placeholder, &Placeholder::clearFilterRequested, filter, &QLineEdit::clear);
    connect(placeholder, &Placeholder::neededChanged, q, [this] { placeholder->setVisible(placeholder->isNeeded()); });
}

// Pictures ---------------------------------------------------------------------------------------------------------

void TablePage::Private::followPicture()
{
    if (!shown)
        return;
    if (making.isRunning())
        again = true;
    else if (store->picture() != made)
        startMaking();
}

void TablePage::Private::startMaking()
{
    again = false;
    inMaking = store->picture();
    if (inMaking)
        making.setFuture(QtConcurrent::run([make = makeRows, picture = inMaking] { return make(picture); }));
}

void TablePage::Private::onMade()
{
    made = std::exchange(inMaking, nullptr);
    table->setRows(making.future().takeResult());
    if (again) {
        made = nullptr; // of the same picture, too: the page may have changed what its rows show
        followPicture();
    }
}

void TablePage::Private::onApplied()
{
    onScreen = made;
    updateEmpty();
    if (onScreen)
        q->anyPictureShown(onScreen);
    q->refreshInspector();
    emit q->countsChanged();
}

void TablePage::Private::updateEmpty()
{
    const tables::TableModel *model = table->tableModel();
    if (!model->rows() || model->shownCount() > 0)
        placeholder->setEmpty({}, false);
    else if (model->totalCount() == 0)
        placeholder->setEmpty(setup.emptyText, false);
    else
        placeholder->setEmpty(setup.noMatchText.arg(filter->text()), true);
}

void TablePage::Private::onFreshness()
{
    const core::Freshness &freshness = store->freshness();
    table->setOld(freshness.isOld(), tr("at %1").arg(core::formatClockBare(freshness.fetchedAt)));
    q->refreshInspector();
    emit q->countsChanged();
}

void TablePage::remakeRows()
{
    d->made = nullptr;
    d->followPicture();
}

core::Store::Picture TablePage::anyShownPicture() const
{
    return d->onScreen;
}

void TablePage::setShown(bool shown)
{
    if (d->shown == shown)
        return;
    d->shown = shown;
    if (shown) {
        d->followPicture();
        refreshInspector();
    } else if (d->inspector && context().navigator) {
        d->inspector = nullptr;
        context().navigator->showInspector(nullptr);
    }
}

bool TablePage::isShown() const
{
    return d->shown;
}

// Inspector --------------------------------------------------------------------------------------------------------

void TablePage::refreshInspector()
{
    if (!d->shown || !context().navigator)
        return;
    const QByteArray key = d->table->currentKey();
    QWidget *content = key.isEmpty() ? nullptr : inspectorFor(key);
    if (auto *sheet = qobject_cast<InspectorSheet *>(content))
        sheet->setOld(d->store->freshness().isOld());
    if (content == d->inspector)
        return;
    d->inspector = content;
    context().navigator->showInspector(content);
}

QWidget *TablePage::inspectorFor(const QByteArray &)
{
    return nullptr;
}

// Page -------------------------------------------------------------------------------------------------------------

QList<QWidget *> TablePage::barWidgets()
{
    QList<QWidget *> widgets{ d->filter };
    if (!d->setup.quickFilters.isEmpty())
        widgets.append(d->quick);
    widgets.append(d->group);
    return widgets;
}

QList<QWidget *> TablePage::barWidgetsRight()
{
    return d->rightWidgets;
}

QString TablePage::counts() const
{
    const tables::TableModel *model = d->table->tableModel();
    if (!model->rows() || !d->onScreen)
        return {};
    const QString all = model->rows()->countInWords(model->totalCount());
    QString text = model->shownCount() == model->totalCount()
        ? all
        : tr("%1 of %2").arg(core::formatCount(model->shownCount()), all);
    const core::Freshness &freshness = d->store->freshness();
    if (freshness.isOld())
        return tr("%1 as of %2").arg(text, core::formatClockBare(freshness.fetchedAt));
    const QString detail = anyCountsDetail(d->onScreen);
    return detail.isEmpty() ? text : text + u" · "_s + detail;
}

links::ObjectRef TablePage::currentObject() const
{
    const QByteArray key = d->table->currentKey();
    if (d->setup.kind == links::ObjectRef::Kind::None || key.isEmpty())
        return {};
    return { d->setup.kind, key };
}

bool TablePage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind != d->setup.kind || ref.id.isEmpty())
        return false;
    if (d->table->select(ref.id))
        return true;
    const tables::Rows rows = d->table->tableModel()->rows();
    if (!rows)
        return true; // the wish is kept for the first picture
    if (rows->rowOf({ ref.id.constData(), static_cast<size_t>(ref.id.size()) }) < 0)
        return false;
    d->filter->clear(); // it is there, but filtered away
    return true;
}

void TablePage::setFilterText(const QString &text)
{
    d->filter->setText(text);
}

void TablePage::focusFilter()
{
    d->filter->setFocus(Qt::ShortcutFocusReason);
    d->filter->selectAll();
}

// For pages --------------------------------------------------------------------------------------------------------

TableView *TablePage::table() const
{
    return d->table;
}

FilterBar *TablePage::filterBar() const
{
    return d->filter;
}

void TablePage::setGroupColumns(const QStringList &keys)
{
    d->group->setKeys(keys);
}

void TablePage::addAbove(QWidget *widget)
{
    d->splitter->insertWidget(0, widget);
    d->splitter->setStretchFactor(d->splitter->indexOf(widget), 0);
    d->splitter->setStretchFactor(d->splitter->indexOf(d->table), 1);
}

void TablePage::addBelow(QWidget *widget)
{
    d->splitter->addWidget(widget);
    d->splitter->setStretchFactor(d->splitter->indexOf(d->table), 1);
}

void TablePage::addBarWidgetRight(QWidget *widget)
{
    d->rightWidgets.insert(d->rightWidgets.size() - 2, widget);
}

void TablePage::fillMenu(QMenu *, const QByteArray &) { }

QJsonObject TablePage::saveMore() const
{
    return {};
}

void TablePage::restoreMore(const QJsonObject &) { }

} // namespace ui
