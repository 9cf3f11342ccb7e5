// SPDX-License-Identifier: GPL-3.0-or-later
// FileTree: Airflow's tries where there are many, as of a mapped node.
#include "ui/logs/filetree.h"

using namespace Qt::StringLiterals;

namespace ui {

void FileTree::addTries()
{
    for (const tasklogs::TryGroup &group : tasklogs::groupTries(m_files, tasklogs::TryFilter(m_tryFilter))) {
        const QString title = group.key == "found"_L1
            ? tr("Airflow: %1").arg(group.title)
            : tr("Airflow: %1 (%2)").arg(group.title.at(0).toLower() + group.title.mid(1)).arg(group.lines.size());
        auto *item = new QTreeWidgetItem(this, { title });
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable); // walked to by key, to be opened
        paintItem(item);
        item->setFirstColumnSpanned(true);
        for (const tasklogs::TryLine &line : group.lines)
            addTryLine(item, line);
        setFold(item, group.key, group.open);
    }
}

/// The newest try stands for the line; earlier ones are folded away under it.
void FileTree::addTryLine(QTreeWidgetItem *group, const tasklogs::TryLine &line)
{
    QTreeWidgetItem *item = makeItem(line.tries.first());
    group->addChild(item);
    for (const tasklogs::LogFile &earlier : line.tries.mid(1))
        item->addChild(makeItem(earlier));
    if (line.tries.size() > 1)
        setFold(item, u"index:%1"_s.arg(line.mapIndex), false);
}

void FileTree::setFold(QTreeWidgetItem *item, const QString &key, bool openAtFirst)
{
    const bool isOpen = m_folds.value(key, openAtFirst);
    item->setExpanded(isOpen);
    item->setData(NameColumn, foldRole, key); // from now on a change is the user's
}

void FileTree::noteFold(const QTreeWidgetItem *item, bool open)
{
    const QString key = item->data(NameColumn, foldRole).toString();
    if (!key.isEmpty())
        m_folds.insert(key, open);
}

void FileTree::setTryFilter(const QString &text)
{
    if (m_tryFilter == text)
        return;
    m_tryFilter = text;
    rebuild();
}

void FileTree::openFirstTry()
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = topLevelItem(i);
        if (group->data(NameColumn, foldRole).isNull() || group->childCount() == 0)
            continue;
        group->setExpanded(true);
        setCurrentItem(group->child(0));
        emit fileChosen(*fileOf(group->child(0)));
        return;
    }
}

} // namespace ui
