// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/findlogs.h"

#include "models/aurora/instancename.h"
#include "models/core/foldedsearch.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using core::tr;

namespace {

/// Of tasks that nobody may list any more, but whose logs were saved here.
QList<Findable> findSaved(const stack::Stack &stack, const std::string &needle, const QList<Findable> &listed, int most)
{
    QList<Findable> found;
    for (const tasklogs::Copy &copy : stack::logsOf(&stack)->savedTasks()) {
        const links::ObjectRef log{ links::ObjectRef::Kind::Log,
                                    (u"task/"_s + copy.framework + u'/' + copy.task).toUtf8() };
        const bool isMeant = core::containsFolded(copy.title.toStdString(), needle)
            || core::containsFolded(copy.task.toStdString(), needle);
        if (!isMeant || std::ranges::find(listed, log, &Findable::ref) != listed.end())
            continue;
        found.append({ log, tr("log %1").arg(copy.title),
                       tr("log saved here at %1").arg(core::formatClockBare(copy.savedAt)), u"gone"_s });
        if (found.size() >= most)
            break;
    }
    return found;
}

} // namespace

QList<Findable> findLogs(const stack::Stack &stack, const QString &needle, int limit)
{
    constexpr int offered = 6;
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    const std::string wanted = needle.toStdString();
    const auto typed = aurora::InstanceName::parse(needle); // "hyoga-model/0", as its tab is called
    const std::string job = typed ? typed->job.toStdString() : wanted;
    QList<const mesos::Task *> tasks;
    if (!picture || wanted.empty())
        return {};
    const auto isMeant = [&](const mesos::Task &task) {
        return typed && core::containsFolded(picture->view(task.name), job)
            && tasklogs::instanceOf(picture->string(task.name), picture->string(task.id)) == typed->instance;
    };
    for (const mesos::Task &task : picture->tasks) {
        if (tasks.size() >= limit)
            break;
        if (core::containsFolded(picture->view(task.name), wanted)
            || core::containsFolded(picture->view(task.id), wanted) || isMeant(task))
            tasks.append(&task);
    }
    std::ranges::sort(tasks, tasklogs::isMoreUrgent);
    QList<Findable> found;
    for (const mesos::Task *task : tasks.mid(0, offered)) {
        const QString id = picture->string(task->id);
        const QString name = picture->string(task->name);
        const int instance = tasklogs::instanceOf(name, id);
        const std::string_view word = mesos::word(task->state);
        const QString said = core::toQString(word);
        found.append(
            { { links::ObjectRef::Kind::Log, (u"task/"_s + picture->string(task->framework) + u'/' + id).toUtf8() },
              tr("log %1").arg(instance < 0 ? id : u"%1/%2"_s.arg(name).arg(instance)),
              tr("log of a task, %1").arg(said),
              said });
    }
    return found + findSaved(stack, wanted, found, offered);
}

} // namespace ui
