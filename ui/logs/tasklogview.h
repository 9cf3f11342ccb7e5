// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"
#include "models/stack/stack.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/logs/logtab.h"
#include "ui/shell/page.h"

#include <stop_token>

class QLabel;
class QPushButton;
class QSplitter;

namespace ui {

class FileTree;
class GlyphLabel;

/// The logs of one task: who it is, its files, and the one that is open. What Mesos and Aurora have forgotten is shown
/// from the copies. GUI thread.
class TaskLogView final : public LogTab
{
    Q_OBJECT
public:
    /// `ref`: "task/…", "instance/…" or "node/…".
    TaskLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent = nullptr);
    ~TaskLogView() override;

    links::ObjectRef ref() const override { return m_ref; }
    QString title() const override;
    QString stateWord() const override { return m_place.stateWord; }
    LogPane *pane() const override { return m_pane; }
    FileTree *files() const { return m_files; }
    void setShown(bool shown) override;
    void refresh(); ///< lists the files anew; the open one stays

private:
    void list();
    void take(const tasklogs::Listing &listing);
    void open(const tasklogs::LogFile &file);
    void openFolder(const tasklogs::LogFile &folder);
    void save(const tasklogs::LogFile &file);
    void showHead();
    void openArchive() const;

    PageContext m_context;
    tasklogs::TaskLogs *m_logs;
    links::ObjectRef m_ref;
    tasklogs::Place m_place;
    tasklogs::Listing m_listing;
    std::optional<tasklogs::LogFile> m_open;
    GlyphLabel *m_glyph;
    QLabel *m_name;
    QLabel *m_state;
    FileTree *m_files;
    QPushButton *m_archive; ///< object name "logArchive"; there where the stack has one
    QLabel *m_foot;
    LogPane *m_pane;
    QSplitter *m_splitter;
    std::stop_source m_stop;
};

} // namespace ui
