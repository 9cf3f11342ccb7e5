// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/search.h"

#include "models/aurora/instancename.h"
#include "models/aurora/jobkey.h"
#include "models/chain/linkof.h"
#include "models/core/foldedsearch.h"
#include "models/core/text.h"
#include "models/tasklogs/place.h"

#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

QList<Link> nodes(const dag::Night &night, const QString &needle, core::TimePoint now)
{
    QList<Link> found;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const dag::Node &node = night.graph->nodes[i];
        if (node.id.contains(needle, Qt::CaseInsensitive) || node.label.contains(needle, Qt::CaseInsensitive))
            found.append(linkOfNode(night, i, now));
    }
    return found;
}

/// Tasks, and the jobs that their names tell.
void addTasks(const Pictures &pictures, const std::string &needle, int limit, QList<Link> *jobs, QList<Link> *tasks)
{
    const mesos::State &state = *pictures.mesos;
    QList<Link> ended;
    QSet<uint32_t> seen; // names
    for (const mesos::Task &task : state.tasks) {
        const bool named = core::containsFolded(state.view(task.name), needle);
        if (named && jobs->size() < limit && !seen.contains(task.name.value)) {
            seen.insert(task.name.value);
            if (const QString name = state.string(task.name); aurora::JobKey::parse(name))
                jobs->append(linkOfJob(pictures.aurora.get(), name));
        }
        QList<Link> &list = mesos::isTerminal(task.state) ? ended : *tasks;
        if (list.size() < limit && (named || core::containsFolded(state.view(task.id), needle)))
            list.append(linkOfTask(tasklogs::placeOf(state, task), pictures.now));
    }
    jobs->removeIf([](const Link &job) { return !job.leads(); });
    *tasks += ended.mid(0, limit - tasks->size());
}

/// By the name that is shown: "hyoga-model/0", also while it waits for a machine.
QList<Link> instances(const Pictures &pictures, const QString &needle, int limit)
{
    const auto name = aurora::InstanceName::parse(needle.toLower());
    if (!name)
        return {};
    const std::string wanted = name->job.toStdString();
    QMap<QString, QString> words; // by job: of the newest task's state
    if (const aurora::State *aurora = pictures.aurora.get()) {
        for (const aurora::JobRow &job : aurora->jobs) {
            if (!core::containsFolded(aurora->view(job.key), wanted))
                continue;
            const auto tasks = aurora->tasksOf(job); // the newest of an instance first
            const auto newest = std::ranges::find(tasks, name->instance, &aurora::TaskRow::instance);
            if (newest != tasks.end())
                words.insert(aurora->string(job.key), core::toQString(aurora::word(newest->status)));
        }
    }
    if (const mesos::State *mesos = pictures.mesos.get()) {
        QMap<QString, const mesos::Task *> newest;
        for (const mesos::Task &task : mesos->tasks) {
            if (!core::containsFolded(mesos->view(task.name), wanted))
                continue;
            const QString job = mesos->string(task.name);
            if (tasklogs::instanceOf(job, mesos->string(task.id)) != name->instance)
                continue;
            const mesos::Task *&known = newest[job];
            if (!known || task.changed > known->changed)
                known = &task;
        }
        for (auto it = newest.cbegin(); it != newest.cend(); ++it) {
            if (!words.contains(it.key()))
                words.insert(it.key(), core::toQString(mesos::word(it.value()->state)));
        }
    }
    QList<Link> found;
    for (auto it = words.cbegin(); it != words.cend() && found.size() < limit; ++it)
        found.append(linkOfInstance(it.key(), name->instance, it.value()));
    return found;
}

QList<Link> agents(const mesos::State &state, const std::string &needle, int limit)
{
    QList<Link> found;
    for (const mesos::Agent &agent : state.agents) {
        const auto has = [&](mesos::TextId text) { return core::containsFolded(state.view(text), needle); };
        if (found.size() < limit && (has(agent.hostname) || has(agent.address) || has(agent.id)))
            found.append(linkOfAgent(state, agent));
    }
    return found;
}

} // namespace

QList<Link> search(const Pictures &pictures, const QString &needle, int limit)
{
    const std::string folded = needle.toLower().toStdString();
    if (folded.empty())
        return {};
    QList<Link> found;
    if (pictures.night)
        found += nodes(*pictures.night, needle, pictures.now).mid(0, limit);
    found += instances(pictures, needle, limit);
    if (pictures.mesos) {
        QList<Link> jobs;
        QList<Link> tasks;
        addTasks(pictures, folded, limit, &jobs, &tasks);
        found += jobs + tasks + agents(*pictures.mesos, folded, limit);
    }
    if (!pictures.pools)
        return found;
    QList<Link> machines;
    for (const pools::Machine &machine : pictures.pools->machines) {
        if (machines.size() < limit
            && (machine.instance.contains(needle, Qt::CaseInsensitive) || machine.address.contains(needle)))
            machines.append(linkOfMachine(machine));
    }
    QList<Link> named;
    for (const pools::Pool &pool : pictures.pools->pools) {
        if (named.size() < limit && pool.name.contains(needle, Qt::CaseInsensitive))
            named.append(linkOfPool(pictures.pools.get(), pool.name));
    }
    return found + machines + named;
}

} // namespace chain
