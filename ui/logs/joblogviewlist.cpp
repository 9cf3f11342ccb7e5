// SPDX-License-Identifier: GPL-3.0-or-later
// JobLogView: which instances there are, and which are wanted.
#include "models/core/text.h"
#include "models/core/whendone.h"
#include "models/logs/merging.h"
#include "ui/common/notebox.h"
#include "ui/logs/joblogview.h"
#include "ui/logs/logcolours.h"
#include "ui/style/theme.h"

#include <QListWidget>
#include <QPixmap>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int instanceRole = Qt::UserRole;

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(Theme::instance()->px(10), Theme::instance()->px(10));
    pixmap.fill(colour);
    return pixmap;
}

} // namespace

/// By number; at first those that are worth reading are ticked when there are too many.
void JobLogView::list()
{
    const mesos::Snapshot state = m_stack->mesos()->snapshot();
    if (!state)
        return;
    const QString job = QString::fromUtf8(m_ref.id);
    const QList<const mesos::Task *> tasks = tasklogs::newestTasks(*state, job);
    QMap<int, Told> instances;
    QSet<int> urgent;
    for (const mesos::Task *task : tasks) {
        const QString id = state->string(task->id);
        const std::string_view word = mesos::word(task->state);
        const int instance = tasklogs::instanceOf(job, id);
        instances.insert(instance, { id, core::toQString(word).mid(5).toLower() });
        if (urgent.size() < mostMerged)
            urgent.insert(instance);
    }
    if (!instances.isEmpty())
        return fill(instances, urgent);
    core::whenDone(m_logs->copies()->copiesOfJob(job), this, [this, job](const QList<tasklogs::Copy> &copies) {
        QMap<int, Told> saved;
        QSet<int> first;
        for (const tasklogs::Copy &copy : copies) { // the newest first
            const int instance = tasklogs::instanceOf(job, copy.task);
            if (instance < 0 || saved.contains(instance))
                continue;
            saved.insert(instance, { copy.task, tr("saved") });
            if (first.size() < mostMerged)
                first.insert(instance);
        }
        fill(saved, first);
    });
}

void JobLogView::fill(const QMap<int, Told> &instances, const QSet<int> &urgent)
{
    const bool isFirst = m_told.isEmpty();
    m_told = instances;
    {
        const QSignalBlocker quiet(m_instances);
        for (int i = m_instances->count() - 1; i >= 0; --i) {
            if (!instances.contains(m_instances->item(i)->data(instanceRole).toInt()))
                delete m_instances->takeItem(i);
        }
        int row = 0;
        for (auto it = instances.cbegin(); it != instances.cend(); ++it, ++row) {
            QListWidgetItem *item = itemOf(it.key());
            if (!item) {
                item = new QListWidgetItem;
                item->setData(instanceRole, it.key());
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
                item->setCheckState(isFirst && urgent.contains(it.key()) ? Qt::Checked : Qt::Unchecked);
                m_instances->insertItem(row, item);
            }
            item->setText(tr("%1  %2").arg(it.key()).arg(it->state));
        }
    }
    colour();
    if (isFirst)
        openTicked();
    else
        offer();
}

QListWidgetItem *JobLogView::itemOf(int instance) const
{
    for (int i = 0; i < m_instances->count(); ++i) {
        if (m_instances->item(i)->data(instanceRole).toInt() == instance)
            return m_instances->item(i);
    }
    return nullptr;
}

QSet<int> JobLogView::ticked() const
{
    QSet<int> instances;
    for (int i = 0; i < m_instances->count(); ++i) {
        if (m_instances->item(i)->checkState() == Qt::Checked)
            instances.insert(m_instances->item(i)->data(instanceRole).toInt());
    }
    return instances;
}

int JobLogView::newerTasks() const
{
    int newer = 0;
    for (auto it = m_read.cbegin(); it != m_read.cend(); ++it)
        newer += m_told.contains(it.key()) && m_told.value(it.key()).task != it.value() ? 1 : 0;
    return newer;
}

/// Lines do not move under the eyes of who reads.
void JobLogView::offer()
{
    const int newer = newerTasks();
    if (newer == 0)
        return m_newer->setQuiet();
    m_newer->say(NoteBox::Weight::Note,
                 newer == 1 ? tr("One instance has a newer task") : tr("%1 instances have newer tasks").arg(newer),
                 tr("Shown are the logs of the tasks before."));
}

/// In the colours their lines have.
void JobLogView::colour()
{
    const QSignalBlocker quiet(m_instances); // a changed icon is no changed tick
    for (int i = 0; i < m_instances->count(); ++i) {
        QListWidgetItem *item = m_instances->item(i);
        const int instance = item->data(instanceRole).toInt();
        item->setIcon(swatch(ansiColour(logs::laneColour(instance), Theme::instance()->tokens())));
    }
}

} // namespace ui
