// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"
#include "models/stack/stack.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/logs/logtab.h"
#include "ui/shell/page.h"

#include <QTimer>

#include <stop_token>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;

namespace ui {

class FileTree;
class GlyphLabel;
class NoteBox;

/// The logs of one task: who it is, its files, and the one that is open. It stays true while it is shown: state and
/// age, files by F5, when the state changes and after failures; of a newer task it tells, and shows it when it is
/// opened anew. What Mesos and Aurora have forgotten is shown from the copies. GUI thread.
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
    bool eventFilter(QObject *watched, QEvent *event) override; ///< keys of the field that picks a try
    void setShown(bool shown) override;
    void refresh() override;
    void reopen() override;
    void setCompact() override;
    QString openFile() const override { return m_open ? m_open->name : m_wanted; }
    void want(const QString &file, bool saved) override;

private:
    QWidget *makeSide();
    void preparePicking();
    void begin(); ///< once, when it is first shown
    void remember(); ///< nobody lists it: what was saved here is looked for
    void look(); ///< what became of the task in the newest pictures
    void offer(const tasklogs::Place &newer);
    void follow(const tasklogs::Place &newer);
    void list();
    const tasklogs::LogFile *wanted(const tasklogs::Listing &listing) const;
    void take(const tasklogs::Listing &listing);
    void open(const tasklogs::LogFile &file);
    void openFolder(const tasklogs::LogFile &folder);
    void save(const tasklogs::LogFile &file);
    void showHead();
    void showTries();
    void offerKeeper();
    std::optional<tasklogs::LogFile> keptElsewhere() const; ///< what a copy is of, where its keeper still lists it
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
    QLabel *m_tries; ///< object name "logTries": the instance's other tasks, as links
    QLineEdit *m_tryPick; ///< object name "logTryPick"; there where Airflow has many to pick from
    FileTree *m_files;
    QPushButton *m_archive; ///< object name "logArchive"; there where the stack has one
    QLabel *m_foot;
    LogPane *m_pane;
    NoteBox *m_newer; ///< object name "logNewer"
    QSplitter *m_splitter;
    std::stop_source m_stop;
    std::optional<tasklogs::Place> m_newest; ///< another task than the one that is read
    QString m_wanted; ///< name of a file; empty: the one that is chosen by itself
    bool m_wantsSaved = false;
    QTimer m_tick; ///< ages, and looks at new pictures
    QTimer m_again; ///< the next listing
    int m_asked = 0; ///< listings; of several under way the last one counts
    int m_failures = 0; ///< listings in a row
    bool m_begun = false;
    bool m_shown = false;
    bool m_changed = false; ///< there are new pictures
    bool m_unlisted = false; ///< it was listed once, and is not any more
};

} // namespace ui
