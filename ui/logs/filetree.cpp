// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/filetree.h"

#include "models/core/format.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSet>
#include <QTreeWidgetItemIterator>

#include <algorithm>

Q_DECLARE_METATYPE(tasklogs::LogFile)

using namespace Qt::StringLiterals;

namespace ui {

namespace {

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
    setTextElideMode(Qt::ElideMiddle); // files are told apart by their ends
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
    connect(this, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem *item) { noteFold(item, false); });
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        noteFold(item, true);
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
    if (!file || (file->directory && file->name.isEmpty()))
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

void FileTree::fill(QTreeWidgetItem *item, const tasklogs::LogFile &file)
{
    item->setData(NameColumn, Qt::UserRole, QVariant::fromValue(file));
    using Keeper = tasklogs::LogFile::Keeper;
    // In a sandbox the folder above tells the rest; a copy's process and run are in its name alone.
    const bool isPath = file.keeper == Keeper::Agent;
    item->setText(NameColumn, !isPath ? file.name : file.name.mid(file.name.lastIndexOf(u'/') + 1));
    item->setToolTip(NameColumn, file.name);
    if (hasFailed(file))
        item->setText(NameColumn, item->text(NameColumn) + u", "_s + file.stateWord.toLower());
    paintItem(item);
    item->setText(SizeColumn, file.directory ? tr("folder") : file.size < 0 ? QString() : core::formatBytes(file.size));
    item->setTextAlignment(SizeColumn, Qt::AlignRight | Qt::AlignVCenter);
    if (file.directory)
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
}

QTreeWidgetItem *FileTree::makeItem(const tasklogs::LogFile &file)
{
    auto *item = new QTreeWidgetItem;
    fill(item, file);
    return item;
}

void FileTree::setFiles(const QList<tasklogs::LogFile> &files, const std::optional<tasklogs::LogFile> &sandbox)
{
    if (files == m_files && sandbox == m_sandbox)
        return;
    m_files = files;
    m_sandbox = sandbox;
    rebuild();
}

/// What is open stays open, and the place stays.
void FileTree::rebuild()
{
    QList<std::pair<tasklogs::LogFile, QList<tasklogs::LogFile>>> open; // outer ones first
    for (const tasklogs::LogFile &folder : openFolders()) {
        const QTreeWidgetItem *item = itemOf(folder);
        QList<tasklogs::LogFile> inside;
        for (int i = 0; i < item->childCount(); ++i) {
            if (const auto file = fileOf(item->child(i)))
                inside.append(*file);
        }
        open.append({ folder, inside });
    }
    const auto chosen = current();
    const int place = verticalScrollBar()->value();
    build();
    for (const auto &[folder, inside] : std::as_const(open)) {
        if (QTreeWidgetItem *item = itemOf(folder)) {
            addTo(folder, inside);
            item->setExpanded(true);
        }
    }
    if (chosen)
        markCurrent(*chosen);
    verticalScrollBar()->setValue(place);
}

void FileTree::build()
{
    clear();
    using Keeper = tasklogs::LogFile::Keeper;
    addGroup(Keeper::Observer, tr("Processes"), std::nullopt);
    addGroup(Keeper::Agent, tr("Sandbox"), m_sandbox);
    addGroup(Keeper::Copy, tr("Saved here"), std::nullopt);
    if (m_tryFilter.isEmpty() && tasklogs::tryCount(m_files) <= tasklogs::fewTries)
        addGroup(Keeper::Airflow, tr("Airflow"), std::nullopt);
    else
        addTries();
}

void FileTree::addGroup(tasklogs::LogFile::Keeper keeper, const QString &title,
                        const std::optional<tasklogs::LogFile> &all)
{
    QTreeWidgetItem *group = nullptr;
    for (const tasklogs::LogFile &file : std::as_const(m_files)) {
        if (file.keeper != keeper)
            continue;
        if (!group) {
            group = new QTreeWidgetItem(this, { title });
            group->setFlags(Qt::ItemIsEnabled);
            if (all)
                group->setData(NameColumn, Qt::UserRole, QVariant::fromValue(*all));
            paintItem(group);
            group->setFirstColumnSpanned(true);
        }
        group->addChild(makeItem(file));
    }
    if (group)
        group->setExpanded(true);
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
    if (!parent)
        return;
    QSet<QString> known;
    for (int i = parent->childCount() - 1; i >= 0; --i) {
        const auto file = fileOf(parent->child(i));
        const auto now = std::ranges::find_if(files, [&](const tasklogs::LogFile &candidate) {
            return file && candidate.name == file->name && candidate.directory == file->directory;
        });
        if (now == files.end()) {
            delete parent->takeChild(i);
            continue;
        }
        fill(parent->child(i), *now);
        known.insert(now->name);
    }
    for (const tasklogs::LogFile &file : files) {
        if (!known.contains(file.name))
            parent->addChild(makeItem(file));
    }
    if (files.isEmpty())
        parent->addChild(new QTreeWidgetItem({ tr("empty") }));
}

QList<tasklogs::LogFile> FileTree::openFolders() const
{
    QList<tasklogs::LogFile> folders;
    for (QTreeWidgetItemIterator it(const_cast<FileTree *>(this)); *it; ++it) {
        const auto folder = fileOf(*it);
        if (folder && folder->directory && (*it)->parent() && (*it)->isExpanded())
            folders.append(*folder);
    }
    return folders;
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
    const QString text = !file->directory ? tr("Save…")
        : file->name.isEmpty()            ? tr("Save the whole sandbox…")
                                          : tr("Save folder…");
    menu.addAction(icon(u"export"_s), text, this, [this, file] { emit saveRequested(*file); });
    menu.exec(event->globalPos());
}

} // namespace ui
