// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/mergedsource.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/logs/logtab.h"
#include "ui/shell/page.h"

#include <QMap>
#include <QSet>
#include <QTimer>

#include <stop_token>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace ui {

class NoteBox;

/// The logs of a job's instances merged by time, each in its colour; which of them is chosen with ticks. Of each the
/// file is opened that would be opened alone. States are those of now; of newer tasks it tells, and reads them when
/// that is asked for. A job nobody lists any more has the instances that were saved here. GUI thread.
class JobLogView final : public LogTab
{
    Q_OBJECT
public:
    /// `ref`: "job/role/env/name".
    JobLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent = nullptr);
    ~JobLogView() override;

    links::ObjectRef ref() const override { return m_ref; }
    QString title() const override;
    QString stateWord() const override { return {}; }
    LogPane *pane() const override { return m_pane; }
    void setShown(bool shown) override;
    void refresh() override;
    void reopen() override;
    void setCompact() override;
    QListWidget *instances() const { return m_instances; }

    static constexpr int mostMerged = 24; ///< instances that are ticked at first

private:
    struct Told ///< of an instance
    {
        QString task;
        QString state; ///< "running"; of those that were saved "saved"
    };
    void begin(); ///< once, when it is first shown
    void list(); ///< the instances of now; ticks stay
    void fill(const QMap<int, Told> &instances, const QSet<int> &ticked);
    QListWidgetItem *itemOf(int instance) const;
    QSet<int> ticked() const;
    int newerTasks() const; ///< of the instances that are read
    void offer();
    void colour();
    void openTicked();
    static QCoro::Task<void> gather(QPointer<JobLogView> self, QStringList instances, std::stop_token stop);
    void open(const QList<logs::MergePart> &parts, const QStringList &troubles);

    tasklogs::TaskLogs *m_logs;
    const stack::Stack *m_stack;
    links::ObjectRef m_ref;
    QWidget *m_side;
    QListWidget *m_instances; ///< object name "logInstances"
    QLabel *m_note;
    LogPane *m_pane;
    std::shared_ptr<logs::Source> m_merged; ///< nullptr: none is open, and none can be saved
    NoteBox *m_newer; ///< object name "logNewer"
    QMap<int, Told> m_told; ///< by instance, as listed now
    QMap<int, QString> m_read; ///< tasks whose logs are merged, or asked for
    QTimer m_tick; ///< looks at new pictures
    QTimer m_again; ///< where none of them could be read
    int m_failures = 0;
    bool m_begun = false;
    bool m_changed = false; ///< there are new pictures
    std::stop_source m_stop;
};

} // namespace ui
