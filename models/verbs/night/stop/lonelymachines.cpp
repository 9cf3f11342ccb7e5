// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/lonelymachines.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

struct Use
{
    bool ending = false;
    bool staying = false;
};

} // namespace

QList<LonelyMachine> lonelyMachines(const mesos::State &state, const QSet<QString> &tasks,
                                    const QSet<QString> &frameworks, const QString &poolAttribute)
{
    QSet<uint32_t> endingFrameworks;
    for (const mesos::Framework &framework : state.frameworks) {
        if (frameworks.contains(state.string(framework.id)))
            endingFrameworks.insert(framework.id.value);
    }
    QHash<uint32_t, Use> uses;
    for (const mesos::Task &task : state.tasks) {
        if (task.list != mesos::TaskList::Live || mesos::isTerminal(task.state))
            continue;
        const bool ends = endingFrameworks.contains(task.framework.value) || tasks.contains(state.string(task.id));
        Use &use = uses[task.agent.value];
        (ends ? use.ending : use.staying) = true;
    }
    QList<LonelyMachine> machines;
    for (const mesos::Agent &agent : state.agents) {
        const Use use = uses.value(agent.id.value);
        if (use.ending && !use.staying)
            machines << LonelyMachine{ state.string(agent.hostname),
                                       state.string(state.attribute(agent, poolAttribute.toStdString())) };
    }
    std::ranges::sort(machines, {}, [](const LonelyMachine &each) { return std::tie(each.pool, each.host); });
    return machines;
}

QString wordsOf(const QList<LonelyMachine> &machines)
{
    QMap<QString, QStringList> byPool;
    for (const LonelyMachine &machine : machines)
        byPool[machine.pool] << machine.host;
    QStringList parts;
    for (auto it = byPool.begin(); it != byPool.end(); ++it) {
        const QString pool = it.key().isEmpty() ? tr("no pool") : it.key();
        parts << tr("%1 of %2 (%3)").arg(it->size()).arg(pool, waitingText(it.value()));
    }
    return parts.join(u", "_s);
}

} // namespace verbs
