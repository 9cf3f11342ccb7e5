// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/search.h"

#include "models/aurora/jobkey.h"
#include "models/chain/linkof.h"
#include "models/core/foldedsearch.h"
#include "models/tasklogs/place.h"

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
        if (machines.size() < limit && machine.instance.contains(needle, Qt::CaseInsensitive))
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
