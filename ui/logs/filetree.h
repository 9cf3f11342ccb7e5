// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/tasklogs.h"
#include "models/tasklogs/trygroups.h"

#include <QTreeWidget>

namespace ui {

/// What there is of a task: streams of its processes, its sandbox with folders that open, copies saved here. Object
/// name "logFiles". GUI thread.
class FileTree final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit FileTree(QWidget *parent = nullptr);

    /// Folders that are open stay open, and the place stays. `sandbox`: what all of the sandbox is saved by.
    void setFiles(const QList<tasklogs::LogFile> &files, const std::optional<tasklogs::LogFile> &sandbox = {});
    /// What is in a folder now; what was known of it and is gone goes.
    void addTo(const tasklogs::LogFile &folder, const QList<tasklogs::LogFile> &files);
    QList<tasklogs::LogFile> openFolders() const; ///< outer ones first
    void markCurrent(const tasklogs::LogFile &file);
    std::optional<tasklogs::LogFile> current() const;

    /// Which of Airflow's tries are shown; without a filter, many of them stand in groups.
    void setTryFilter(const QString &text);
    void openFirstTry(); ///< the first one that the filter left

signals:
    void fileChosen(const tasklogs::LogFile &file);
    void folderOpened(const tasklogs::LogFile &folder); ///< its entries are wanted: addTo()
    void saveRequested(const tasklogs::LogFile &file);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum Column { NameColumn, SizeColumn };
    static constexpr int foldRole = Qt::UserRole + 1; ///< key of what is folded: a group of tries

    void rebuild();
    void build();
    void addGroup(tasklogs::LogFile::Keeper keeper, const QString &title, const std::optional<tasklogs::LogFile> &all);
    void addTries(); ///< of Airflow
    void addTryLine(QTreeWidgetItem *group, const tasklogs::TryLine &line);
    void setFold(QTreeWidgetItem *item, const QString &key, bool openAtFirst);
    void noteFold(const QTreeWidgetItem *item, bool open);
    static QTreeWidgetItem *makeItem(const tasklogs::LogFile &file);
    static void fill(QTreeWidgetItem *item, const tasklogs::LogFile &file);
    static void paintItem(QTreeWidgetItem *item);
    QTreeWidgetItem *itemOf(const tasklogs::LogFile &file) const;
    static std::optional<tasklogs::LogFile> fileOf(const QTreeWidgetItem *item);

    QList<tasklogs::LogFile> m_files;
    std::optional<tasklogs::LogFile> m_sandbox;
    QString m_tryFilter;
    QHash<QString, bool> m_folds; ///< groups of tries that were opened or closed by hand, by their keys
};

} // namespace ui
