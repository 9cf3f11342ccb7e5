// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/mergedsource.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/logs/logtab.h"
#include "ui/shell/page.h"

#include <stop_token>

class QLabel;
class QListWidget;

namespace ui {

/// The logs of a job's instances merged by time, each in its colour; which of them is chosen with ticks. Of each the
/// file is opened that would be opened alone. GUI thread.
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
    QListWidget *instances() const { return m_instances; }

    static constexpr int mostMerged = 24; ///< instances that are ticked at first

private:
    void list();
    void colour();
    void openTicked();
    static QCoro::Task<void> gather(QPointer<JobLogView> self, QStringList instances, std::stop_token stop);
    void open(const QList<logs::MergePart> &parts, const QStringList &troubles);

    tasklogs::TaskLogs *m_logs;
    const stack::Stack *m_stack;
    links::ObjectRef m_ref;
    QListWidget *m_instances; ///< object name "logInstances"
    QLabel *m_note;
    LogPane *m_pane;
    std::shared_ptr<logs::Source> m_merged; ///< nullptr: none is open, and none can be saved
    std::stop_source m_stop;
};

} // namespace ui
