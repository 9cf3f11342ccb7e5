// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/search.h"

#include "models/aurora/jobkey.h"
#include "models/core/foldedsearch.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

using Kind = links::ObjectRef::Kind;

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QList<Link> nodes(const dag::Night &night, const QString &needle)
{
    QList<Link> found;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const dag::Node &node = night.graph->nodes[i];
        if (node.id.contains(needle, Qt::CaseInsensitive) || node.label.contains(needle, Qt::CaseInsensitive))
            found.append({ { Kind::Node, node.id.toUtf8() }, node.label, dag::stateWord(night.nodes[i].state) });
    }
    return found;
}

/// Tasks, and the jobs that their names tell.
void addTasks(const mesos::State &state, const std::string &needle, int limit, QList<Link> *jobs, QList<Link> *tasks)
{
    QList<Link> ended;
    QSet<uint32_t> seen; // names
    for (const mesos::Task &task : state.tasks) {
        const bool named = core::containsFolded(state.view(task.name), needle);
        if (named && jobs->size() < limit && !seen.contains(task.name.value)) {
            seen.insert(task.name.value);
            if (const QString name = state.string(task.name); aurora::JobKey::parse(name))
                jobs->append({ { Kind::Job, name.toUtf8() }, name, {} });
        }
        QList<Link> &list = mesos::isTerminal(task.state) ? ended : *tasks;
        if (list.size() >= limit || (!named && !core::containsFolded(state.view(task.id), needle)))
            continue;
        list.append({ { Kind::Task, (state.string(task.framework) + u'/' + state.string(task.id)).toUtf8() },
                      state.string(task.id),
                      toString(mesos::word(task.state)) });
    }
    *tasks += ended.mid(0, limit - tasks->size());
}

QList<Link> agents(const mesos::State &state, const std::string &needle, int limit)
{
    QList<Link> found;
    for (const mesos::Agent &agent : state.agents) {
        const auto has = [&](mesos::TextId text) { return core::containsFolded(state.view(text), needle); };
        if (found.size() < limit && (has(agent.hostname) || has(agent.address) || has(agent.id)))
            found.append({ { Kind::Agent, state.string(agent.id).toUtf8() },
                           state.string(agent.hostname),
                           toString(mesos::word(agent.phase)) });
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
        found += nodes(*pictures.night, needle).mid(0, limit);
    if (pictures.mesos) {
        QList<Link> jobs;
        QList<Link> tasks;
        addTasks(*pictures.mesos, folded, limit, &jobs, &tasks);
        found += jobs + tasks + agents(*pictures.mesos, folded, limit);
    }
    if (!pictures.pools)
        return found;
    QList<Link> machines;
    for (const pools::Machine &machine : pictures.pools->machines) {
        if (machines.size() < limit && machine.instance.contains(needle, Qt::CaseInsensitive))
            machines.append({ { Kind::Machine, machine.instance.toUtf8() }, machine.instance, {} });
    }
    QList<Link> named;
    for (const pools::Pool &pool : pictures.pools->pools) {
        if (named.size() < limit && pool.name.contains(needle, Qt::CaseInsensitive))
            named.append({ { Kind::Pool, pool.name.toUtf8() }, pool.name, {} });
    }
    return found + machines + named;
}

} // namespace chain
