// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/tasklogs.h"

#include <QTreeWidget>

namespace ui {

/// What there is of a task: streams of its processes, its sandbox with folders that open, copies saved here. Object
/// name "logFiles". GUI thread.
class FileTree final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit FileTree(QWidget *parent = nullptr);

    void setFiles(const QList<tasklogs::LogFile> &files);
    void addTo(const tasklogs::LogFile &folder, const QList<tasklogs::LogFile> &files);
    void markCurrent(const tasklogs::LogFile &file);
    std::optional<tasklogs::LogFile> current() const;

signals:
    void fileChosen(const tasklogs::LogFile &file);
    void folderOpened(const tasklogs::LogFile &folder); ///< its entries are wanted: addTo()
    void saveRequested(const tasklogs::LogFile &file);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QTreeWidgetItem *makeItem(const tasklogs::LogFile &file) const;
    static void paintItem(QTreeWidgetItem *item);
    QTreeWidgetItem *itemOf(const tasklogs::LogFile &file) const;
    static std::optional<tasklogs::LogFile> fileOf(const QTreeWidgetItem *item);
};

} // namespace ui
