// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/knownfailures.h"
#include "models/logs/pagedfile.h"
#include "models/logs/scan.h"
#include "models/logs/writtenzone.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace logs {
class FailureHunt;
}

namespace ui {

class LogView;
class NoteBox;
class Ruler;
class Segments;
class TokenLabel;

/// One log with what is done to it: search, filter, level, first error, wrap, save; what is wrong with it, by name; how
/// it goes on. Object name "logPane". GUI thread.
class LogPane final : public QWidget
{
    Q_OBJECT
public:
    /// `zone`: of times that name none.
    LogPane(const logs::KnownFailures *failures, const logs::WrittenZone &zone, QWidget *parent = nullptr);
    ~LogPane() override;

    /// nullptr: nothing is open; `placeholder` says why.
    void open(std::shared_ptr<logs::Source> source, const QString &placeholder = {});
    /// What stands at the right of the foot: where the bytes come from.
    void setOrigin(const QString &sentence);
    /// A way from a copy to who keeps the file: "Read from agent"; empty: there is none.
    void offerKeeper(const QString &words);
    void setEnded(core::TimePoint at); ///< who wrote the log has; not known: it may go on
    void setCompact(); ///< what finds, and little else
    void setShown(bool shown); ///< hidden it asks for nothing
    bool isShowingFile() const { return m_file != nullptr; }

    void focusFind();
    void firstError();
    void setWrap(bool on);
    void wantFirstError(); ///< the same, of the file that is opened next where none is open yet
    void findNext();
    void findPrevious();
    LogView *view() const { return m_view; }
    QString state() const; ///< the foot in words

signals:
    void wrapChanged(bool on); ///< by hand
    void saveRequested();
    void keeperWanted();
    void told(const QString &sentence); ///< what was done, for the strip

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    void fitBar(); ///< words where there is room for them, pictures where there is not
    void readTheme();
    void restartSearch();
    void restartFilter();
    void followErrors();
    void makeNote();
    void huntFailures();
    void lookForKnownFailures();
    void showFailure(const logs::KnownFailure &failure, qint64 at, bool isFurtherUp);
    void showZone();
    void goTo(qint64 begin);
    void showCount();
    void showState();
    void placeMore();
    void showMatches();
    bool matchesKey(int key); ///< whether it was one of the list's

    const logs::KnownFailures *m_failures;
    const QByteArray m_zoneName; ///< of times that name none
    QLineEdit *m_find;
    QToolButton *m_regex;
    QToolButton *m_case;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLineEdit *m_filter;
    Segments *m_level;
    QToolButton *m_firstError;
    QToolButton *m_wrap;
    QToolButton *m_save;
    NoteBox *m_note;
    NoteBox *m_trouble;
    LogView *m_view;
    QToolButton *m_list; ///< shows m_matches
    LogView *m_matches; ///< the lines that match, while a search is on
    Ruler *m_ruler;
    QPushButton *m_more; ///< "214 new lines, follow again"
    TokenLabel *m_state;
    TokenLabel *m_origin;
    QPushButton *m_keeper; ///< object name "logKeeper"
    TokenLabel *m_times; ///< which zone the times of the lines are in
    QPushButton *m_toSighting = nullptr; ///< of the known failure
    QPushButton *m_runbook = nullptr;
    std::unique_ptr<logs::PagedFile> m_file;
    std::unique_ptr<logs::Scan> m_search;
    std::unique_ptr<logs::Scan> m_filtered;
    std::unique_ptr<logs::Scan> m_errors;
    std::unique_ptr<logs::FailureHunt> m_hunt;
    qint64 m_sighting = -1; ///< where the known failure's line begins; -1: none
    QString m_placeholder;
    core::TimePoint m_ended{};
    QTimer m_typing;
    QTimer m_filterTyping;
    qint64 m_current = -1; ///< the match gone to
    bool m_wantsFirstError = false;
    bool m_opensAtError = false; ///< the next file is shown from its first error on
    bool m_shown = true;
};

} // namespace ui
