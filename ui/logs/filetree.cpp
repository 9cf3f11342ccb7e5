// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/filetree.h"

#include "models/core/format.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QTreeWidgetItemIterator>

Q_DECLARE_METATYPE(tasklogs::LogFile)

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Column { NameColumn, SizeColumn };

bool hasFailed(const tasklogs::LogFile &file)
{
    return file.stateWord == u"FAILED"_s || file.stateWord == u"LOST"_s;
}

} // namespace

FileTree::FileTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"logFiles"_s);
    setAccessibleName(tr("files of the task"));
    setColumnCount(2);
    setHeaderLabels({ tr("File"), tr("Size") });
    setRootIsDecorated(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(Theme::instance()->px(14));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(SizeColumn, QHeaderView::Fixed);
    header()->resizeSection(SizeColumn, Theme::instance()->px(66));
    setFont(Theme::instance()->tableFont());
    const auto choose = [this](QTreeWidgetItem *item) {
        if (const auto file = fileOf(item); file && !file->directory)
            emit fileChosen(*file);
    };
    connect(this, &QTreeWidget::itemClicked, this, choose);
    connect(this, &QTreeWidget::itemActivated, this, choose);
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        if (const auto file = fileOf(item); file && file->directory && item->childCount() == 0)
            emit folderOpened(*file);
    });
    connect(Theme::instance(), &Theme::changed, this, [this] {
        for (QTreeWidgetItemIterator it(this); *it; ++it)
            paintItem(*it);
    });
}

/// In the colours of now: items keep theirs when the theme changes.
void FileTree::paintItem(QTreeWidgetItem *item)
{
    const Tokens &tokens = Theme::instance()->tokens();
    const auto file = fileOf(item);
    if (!file)
        item->setForeground(NameColumn, tokens.text2); // a group
    else if (hasFailed(*file))
        item->setForeground(NameColumn, tokens.failWord);
}

std::optional<tasklogs::LogFile> FileTree::fileOf(const QTreeWidgetItem *item)
{
    if (!item || !item->data(NameColumn, Qt::UserRole).canConvert<tasklogs::LogFile>())
        return std::nullopt;
    return item->data(NameColumn, Qt::UserRole).value<tasklogs::LogFile>();
}

QTreeWidgetItem *FileTree::makeItem(const tasklogs::LogFile &file) const
{
    auto *item = new QTreeWidgetItem;
    item->setData(NameColumn, Qt::UserRole, QVariant::fromValue(file));
    using Keeper = tasklogs::LogFile::Keeper;
    const bool isPath = file.keeper == Keeper::Agent || file.keeper == Keeper::Copy;
    item->setText(NameColumn, !isPath ? file.name : file.name.mid(file.name.lastIndexOf(u'/') + 1));
    item->setToolTip(NameColumn, file.name);
    if (hasFailed(file))
        item->setText(NameColumn, item->text(NameColumn) + u", "_s + file.stateWord.toLower());
    paintItem(item);
    item->setText(SizeColumn, file.directory ? tr("folder") : file.size < 0 ? QString() : core::formatBytes(file.size));
    item->setTextAlignment(SizeColumn, Qt::AlignRight | Qt::AlignVCenter);
    if (file.directory)
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    return item;
}

void FileTree::setFiles(const QList<tasklogs::LogFile> &files)
{
    clear();
    using Keeper = tasklogs::LogFile::Keeper;
    const auto addGroup = [&](Keeper keeper, const QString &title) {
        QTreeWidgetItem *group = nullptr;
        for (const tasklogs::LogFile &file : files) {
            if (file.keeper != keeper)
                continue;
            if (!group) {
                group = new QTreeWidgetItem(this, { title });
                group->setFlags(Qt::ItemIsEnabled);
                paintItem(group);
                group->setFirstColumnSpanned(true);
            }
            group->addChild(makeItem(file));
        }
        if (group)
            group->setExpanded(true);
    };
    addGroup(Keeper::Observer, tr("Processes"));
    addGroup(Keeper::Agent, tr("Sandbox"));
    addGroup(Keeper::Copy, tr("Saved here"));
    addGroup(Keeper::Airflow, tr("Airflow"));
}

QTreeWidgetItem *FileTree::itemOf(const tasklogs::LogFile &file) const
{
    for (QTreeWidgetItemIterator it(const_cast<FileTree *>(this)); *it; ++it) {
        const auto known = fileOf(*it);
        if (known && known->keeper == file.keeper && known->name == file.name)
            return *it;
    }
    return nullptr;
}

void FileTree::addTo(const tasklogs::LogFile &folder, const QList<tasklogs::LogFile> &files)
{
    QTreeWidgetItem *parent = itemOf(folder);
    if (!parent || parent->childCount() > 0)
        return;
    for (const tasklogs::LogFile &file : files)
        parent->addChild(makeItem(file));
    if (files.isEmpty())
        parent->addChild(new QTreeWidgetItem({ tr("empty") }));
}

void FileTree::markCurrent(const tasklogs::LogFile &file)
{
    if (QTreeWidgetItem *item = itemOf(file))
        setCurrentItem(item);
}

std::optional<tasklogs::LogFile> FileTree::current() const
{
    return fileOf(currentItem());
}

void FileTree::contextMenuEvent(QContextMenuEvent *event)
{
    const auto file = fileOf(itemAt(event->pos()));
    if (!file)
        return;
    QMenu menu(this);
    if (!file->directory)
        menu.addAction(icon(u"logs"_s), tr("Open"), this, [this, file] { emit fileChosen(*file); });
    menu.addAction(icon(u"export"_s), file->directory ? tr("Save folder…") : tr("Save…"), this,
                   [this, file] { emit saveRequested(*file); });
    menu.exec(event->globalPos());
}

} // namespace ui
