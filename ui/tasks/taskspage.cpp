// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskspage.h"

#include "models/core/foldedsearch.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/taskrows.h"
#include "ui/style/icons.h"
#include "ui/tables/tableview.h"
#include "ui/tasks/taskinspector.h"

#include <QKeyEvent>
#include <QMenu>

#include <string>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

TablePageSetup tasksSetup()
{
    const auto tr = [](const char *text) { return TasksPage::tr(text); };
    TablePageSetup setup;
    setup.key = u"tasks"_s;
    setup.noun = tr("tasks");
    setup.filterHint = tr("Filter tasks");
    setup.emptyText = tr("Mesos knows no task.");
    setup.noMatchText = tr("No task matches `%1`.");
    setup.kind = links::ObjectRef::Kind::Task;
    setup.sort = { { u"state"_s, Qt::AscendingOrder }, { u"in-state"_s, Qt::AscendingOrder } };
    setup.groupColumns = { u"state"_s, u"framework"_s, u"agent"_s, u"role"_s, u"list"_s };
    setup.quickFilters = {
        { tr("running"), u"state=RUNNING"_s, {} },
        { tr("failed, lost"), u"state:failed|error|lost|unreachable"_s, {} },
        { tr("last hour"), u"in-state<1h"_s, tr("Whose state changed within the last hour") },
    };
    return setup;
}

struct TaskCounts
{
    qint64 running = 0;
    qint64 starting = 0;
    qint64 failed = 0;
    qint64 lost = 0;
};

TaskCounts count(const mesos::State &state)
{
    using mesos::TaskState;
    TaskCounts counts;
    for (const mesos::Task &task : state.tasks) {
        switch (task.state) {
        case TaskState::Running:
            ++counts.running;
            break;
        case TaskState::Staging:
        case TaskState::Starting:
            ++counts.starting;
            break;
        case TaskState::Failed:
        case TaskState::Error:
            ++counts.failed;
            break;
        case TaskState::Lost:
        case TaskState::Unreachable:
            ++counts.lost;
            break;
        default:
            break;
        }
    }
    return counts;
}

Findable findable(const mesos::State &state, const mesos::Task &task)
{
    const std::string_view word
        = task.state == mesos::TaskState::Unknown ? state.view(task.stateWord) : mesos::word(task.state);
    const QString said = core::toQString(word);
    const mesos::Agent *agent = state.agent(task.agent);
    Findable found;
    found.ref
        = { links::ObjectRef::Kind::Task, (state.string(task.framework) + u'/' + state.string(task.id)).toUtf8() };
    found.text = state.string(task.name.isEmpty() ? task.id : task.name);
    found.detail = agent ? TasksPage::tr("task, %1, on %2").arg(said, state.string(agent->hostname))
                         : TasksPage::tr("task, %1").arg(said);
    found.glyph = said;
    return found;
}

/// Tasks whose name or id contains `needle`: live ones first, as those are looked for.
QList<Findable> findTasks(const stack::Stack &stack, const QString &needle, int limit)
{
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    const std::string wanted = needle.toStdString();
    QList<Findable> live;
    QList<Findable> past;
    if (!picture || wanted.empty())
        return {};
    for (const mesos::Task &task : picture->tasks) {
        if (live.size() >= limit)
            break;
        QList<Findable> &list = task.list == mesos::TaskList::Completed ? past : live;
        if (list.size() < limit
            && (core::containsFolded(picture->view(task.name), wanted)
                || core::containsFolded(picture->view(task.id), wanted)))
            list.append(findable(*picture, task));
    }
    live += past;
    return live.mid(0, limit);
}

} // namespace

TasksPage::TasksPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->mesos(), tasksSetup(),
        [](const mesos::Snapshot &picture) { return mesos::taskRows(picture); }, parent)
    , m_inspector(new TaskInspector(pageContext.stack->clock(), this))
{
    m_inspector->hide();
    table()->setPageKeys(u"l"_s);
    connect(m_inspector, &InspectorSheet::linkActivated, this, [this](const QString &path) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::fromPath(path));
    });
}

QWidget *TasksPage::inspectorFor(const QByteArray &key)
{
    if (!shownPicture())
        return nullptr;
    m_inspector->showTask(*shownPicture(), key);
    return m_inspector;
}

void TasksPage::openLog(const QByteArray &key)
{
    if (!key.isEmpty() && context().navigator)
        context().navigator->open({ links::ObjectRef::Kind::Log, "task/" + key });
}

void TasksPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    menu->addAction(icon(u"logs"_s), tr("Open log"), this, [this, key] { openLog(key); })->setShortcut(Qt::Key_L);
}

void TasksPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier)
        return openLog(table()->currentKey());
    TablePageOf::keyPressEvent(event);
}

QString TasksPage::countsDetail(const mesos::State &state) const
{
    const TaskCounts counts = count(state);
    QStringList parts{ tr("%1 running").arg(core::formatCount(counts.running)) };
    if (counts.starting > 0)
        parts << tr("%1 starting").arg(core::formatCount(counts.starting));
    if (counts.failed > 0)
        parts << tr("%1 failed").arg(core::formatCount(counts.failed));
    if (counts.lost > 0)
        parts << tr("%1 lost").arg(core::formatCount(counts.lost));
    return parts.join(u", "_s);
}

PageEntry tasksPage()
{
    PageEntry entry;
    entry.key = u"tasks"_s;
    entry.title = TasksPage::tr("Tasks");
    entry.icon = u"tasks"_s;
    entry.opens = { links::ObjectRef::Kind::Task };
    entry.make = [](const PageContext &context, QWidget *parent) { return new TasksPage(context, parent); };
    entry.find = &findTasks;
    entry.keys = { { TasksPage::tr("Log of the task"), Qt::Key_L } };
    return entry;
}

} // namespace ui
