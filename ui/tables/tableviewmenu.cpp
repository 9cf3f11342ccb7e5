// SPDX-License-Identifier: GPL-3.0-or-later
// Context menu, copying and export of a TableView.
#include "models/core/text.h"
#include "models/tables/export.h"
#include "ui/tables/tableview_p.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMimeData>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;
using tables::ExportFormat;
using tables::Kind;
using tables::TableModel;

namespace ui {

namespace {

/// A value as a term of the filter language: quoted where it holds what the language gives a meaning to.
QString quoted(const QString &value)
{
    static constexpr QStringView special = u" |\"/!:=<>";
    const bool plain = !value.isEmpty()
        && std::none_of(value.cbegin(), value.cend(), [](QChar c) { return c.isSpace() || special.contains(c); });
    return plain ? value : u'"' + value + u'"';
}

ExportFormat formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "csv"_L1)
        return ExportFormat::Csv;
    return suffix == "json"_L1 ? ExportFormat::Json : ExportFormat::Text;
}

} // namespace

// Copying ----------------------------------------------------------------------------------------------------------

std::vector<int> TableView::Private::copiedColumns() const
{
    std::vector<int> copied;
    for (int place = 0; place < header->count(); ++place) {
        const int logical = header->logicalIndex(place);
        // What gives way to a narrow window is still wanted in a file; what was hidden by hand is not. Bars without a
        // title repeat the figures beside them.
        if (!choice.isHidden(columns[logical]) && !columns[logical].title.isEmpty() && sourceColumn(logical) >= 0)
            copied.push_back(sourceColumn(logical));
    }
    return copied;
}

std::vector<uint32_t> TableView::Private::selectedSourceRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : q->selectionModel()->selectedRows()) {
        if (!isGroup(index.row()))
            rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end());
    std::vector<uint32_t> source;
    source.reserve(static_cast<size_t>(rows.size()));
    for (const int row : rows)
        source.push_back(model->index(row, 0).data(TableModel::SourceRowRole).toUInt());
    return source;
}

void TableView::copySelection(CopyAs format)
{
    const tables::Rows rows = d->model->rows();
    const std::vector<uint32_t> selected = d->selectedSourceRows();
    if (!rows || selected.empty())
        return;
    const auto as = format == CopyAs::Csv ? ExportFormat::Csv
        : format == CopyAs::Json          ? ExportFormat::Json
                                          : ExportFormat::Text;
    const QByteArray bytes = tables::exportRows(*rows, selected, d->copiedColumns(), as, d->clock->now());
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(bytes));
    if (format == CopyAs::Csv)
        mime->setData(u"text/csv"_s, bytes);
    else if (format == CopyAs::Json)
        mime->setData(u"application/json"_s, bytes);
    QApplication::clipboard()->setMimeData(mime);
}

void TableView::Private::copyCells(int column)
{
    const tables::Rows rows = model->rows();
    QStringList lines;
    for (const uint32_t row : selectedSourceRows())
        lines.append(column >= 0 ? core::toQString(rows->text(row, sourceColumn(column)))
                                 : core::toQString(rows->key(row)));
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(u'\n'));
}

bool TableView::exportTo(const QString &path, QString *error) const
{
    const tables::Rows rows = d->model->rows();
    QSaveFile file(path);
    if (!rows) {
        *error = tr("There is no picture to export yet.");
        return false;
    }
    const QByteArray bytes
        = tables::exportRows(*rows, d->model->shownOrder(), d->copiedColumns(), formatOf(path), d->clock->now());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        *error = tr("%1 cannot be written: %2.").arg(path, file.errorString());
        return false;
    }
    return true;
}

// Menu -------------------------------------------------------------------------------------------------------------

void TableView::Private::fillOpenMenu(QMenu *menu, const QModelIndex &index)
{
    const QByteArray key = model->keyAt(index.row());
    QAction *open = menu->addAction(TableView::tr("Open"));
    open->setObjectName(u"open"_s);
    open->setShortcut(Qt::Key_Return);
    QObject::connect(open, &QAction::triggered, q, [this, key] { emit q->opened(key); });
    for (const LaidColumn &column : laidColumns()) {
        const QModelIndex cell = index.siblingAtColumn(column.logical);
        const QString link = cell.data(TableModel::LinkRole).toString();
        if (link.isEmpty() || columns[column.logical].kind == Kind::Name)
            continue;
        QAction *go
            = menu->addAction(TableView::tr("Open %1 %2")
                                  .arg(columns[column.logical].title.toLower(), cell.data(Qt::DisplayRole).toString()));
        QObject::connect(go, &QAction::triggered, q, [this, link] { emit q->linkClicked(link); });
    }
}

void TableView::Private::fillCopyMenu(QMenu *menu, const QModelIndex &index)
{
    QMenu *copy = menu->addMenu(TableView::tr("Copy"));
    copy->setObjectName(u"copyMenu"_s);
    const auto add = [&](const QString &name, const QString &text, auto act, const QKeySequence &keys = {}) {
        QAction *action = copy->addAction(text);
        action->setObjectName(name);
        action->setShortcut(keys);
        QObject::connect(action, &QAction::triggered, q, act);
    };
    int id = -1;
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].kind == Kind::Id && id < 0)
            id = i;
    }
    if (nameColumn() >= 0)
        add(u"copyName"_s, TableView::tr("Name"), [this] { copyCells(nameColumn()); });
    add(u"copyId"_s, TableView::tr("Id"), [this, id] { copyCells(id); });
    if (!columns[index.column()].isNumeric() && index.column() != id && index.column() != nameColumn()) {
        add(u"copyCell"_s, columns[index.column()].title, [this, column = index.column()] { copyCells(column); });
    }
    copy->addSeparator();
    add(
        u"copyText"_s, TableView::tr("Row as text"), [this] { q->copySelection(CopyAs::Text); }, QKeySequence::Copy);
    add(
        u"copyJson"_s, TableView::tr("Row as JSON"), [this] { q->copySelection(CopyAs::Json); },
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J));
    add(u"copyCsv"_s, TableView::tr("Row as CSV"), [this] { q->copySelection(CopyAs::Csv); });
}

QString TableView::Private::filterTerm(const QModelIndex &index) const
{
    const tables::Column &column = columns[index.column()];
    if (column.kind == Kind::Count)
        return column.key + u'=' + QString::number(index.data(TableModel::NumberRole).toLongLong());
    if (column.isNumeric())
        return {}; // a measure is rarely met twice: typing cpus>8 says more
    const uint32_t row = index.data(TableModel::SourceRowRole).toUInt();
    const QString value = core::toQString(model->rows()->text(row, sourceColumn(index.column())));
    return value.isEmpty() || value.contains(u'"') ? QString() : column.key + u'=' + quoted(value);
}

void TableView::Private::fillFilterEntries(QMenu *menu, const QModelIndex &index)
{
    const QString term = filterTerm(index);
    if (term.isEmpty())
        return;
    const QString value = index.data(Qt::DisplayRole).toString();
    QAction *only = menu->addAction(TableView::tr("Filter to %1").arg(value));
    only->setObjectName(u"filterTo"_s);
    QObject::connect(only, &QAction::triggered, q, [this, term] { emit q->filterRequested(term); });
    QAction *without = menu->addAction(TableView::tr("Exclude %1").arg(value));
    without->setObjectName(u"exclude"_s);
    QObject::connect(without, &QAction::triggered, q, [this, term] { emit q->filterRequested(u'!' + term); });
}

void TableView::Private::showMenu(const QModelIndex &index, QPoint globalPos)
{
    if (!index.isValid() || (openMenu && openMenu->isVisible()))
        return;
    auto *menu = new QMenu(q);
    openMenu = menu;
    menu->setObjectName(u"tableMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isGroup(index.row())) {
        const QByteArray group = model->index(index.row(), 0).data(TableModel::GroupTextRole).toByteArray();
        QObject::connect(menu->addAction(TableView::tr("Fold all groups")), &QAction::triggered, q,
                         [this] { model->setAllFolded(true); });
        QObject::connect(menu->addAction(TableView::tr("Unfold all groups")), &QAction::triggered, q,
                         [this] { model->setAllFolded(false); });
        const QString term = columns[model->groupColumn()].key + u'=' + quoted(QString::fromUtf8(group));
        if (!group.isEmpty()) {
            QObject::connect(menu->addAction(TableView::tr("Filter to %1").arg(QString::fromUtf8(group))),
                             &QAction::triggered, q, [this, term] { emit q->filterRequested(term); });
            if (groupMenuHook)
                groupMenuHook(menu, columns[model->groupColumn()].key, QString::fromUtf8(group));
        }
    } else {
        if (!q->selectionModel()->isSelected(index))
            select(index);
        fillOpenMenu(menu, index);
        fillCopyMenu(menu, index);
        menu->addSeparator();
        fillFilterEntries(menu, index);
        QAction *sort = menu->addAction(TableView::tr("Sort by %1").arg(columns[index.column()].title));
        sort->setObjectName(u"sortBy"_s);
        QObject::connect(sort, &QAction::triggered, q, [this, column = index.column()] {
            setSort(TableHeader::afterClick(model->sortKeys(), column, false));
        });
        if (menuHook) {
            menu->addSeparator();
            menuHook(menu, model->keyAt(index.row()));
        }
    }
    menu->popup(globalPos);
}

} // namespace ui
