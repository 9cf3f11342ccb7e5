// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/linkof.h"

#include "models/aurora/rows/jobstate.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/tasklogs/place.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

using Kind = links::ObjectRef::Kind;

using core::tr;

QString agoText(core::TimePoint since, core::TimePoint now)
{
    return tr("%1 ago").arg(core::formatSpan(now - since));
}

int instancesOf(const aurora::State &state, const aurora::JobRow &job)
{
    QSet<int32_t> numbers;
    for (const aurora::TaskRow &task : state.tasksOf(job))
        numbers.insert(task.instance);
    return static_cast<int>(numbers.size());
}

QString counted(int instances)
{
    return instances == 1 ? tr("1 instance") : tr("%1 instances").arg(core::formatCount(instances));
}

} // namespace

Link linkOfNode(const dag::Night &night, size_t index, core::TimePoint now)
{
    const dag::Node &node = night.graph->nodes[index];
    const dag::NodeRun &run = night.nodes[index];
    const QString word = dag::stateWord(run.state);
    QStringList parts{ word };
    if (run.mapped.total > 0) {
        parts << tr("%1 of %2 done").arg(run.mapped.done).arg(run.mapped.total);
    } else if (run.tryNumber > 0) {
        parts << (run.maxTries > 1 ? tr("try %1 of %2").arg(run.tryNumber).arg(run.maxTries)
                                   : tr("try %1").arg(run.tryNumber));
    }
    const core::TimePoint moment = core::isKnown(run.ended) ? run.ended : run.started;
    if (core::isKnown(moment))
        parts << agoText(moment, now);
    const QString glyph = run.state == dag::NodeState::UpForRetry ? u"up_for_retry"_s : word;
    return { { Kind::Node, node.id.toUtf8() }, node.label, glyph, parts.join(u" · "_s) };
}

Link linkOfJob(const aurora::State *state, const QString &key)
{
    Link link{ { Kind::Job, key.toUtf8() }, key, {}, {} };
    if (!state) {
        link.detail = tr("Aurora was not read yet");
        return link;
    }
    const auto parsed = aurora::JobKey::parse(key);
    const aurora::JobRow *const job = parsed ? state->job(*parsed) : nullptr;
    if (!job)
        return { { Kind::Job, {} }, key, u"gone"_s, tr("Aurora does not list it") };
    link.state = core::toQString(aurora::word(aurora::jobState(*state, *job)));
    // Not the job's own count: of ended ones it counts tasks, each time an instance was started.
    const int instances = instancesOf(*state, *job);
    link.detail = instances == 0 ? link.state : counted(instances) + u" · "_s + link.state;
    return link;
}

Link linkOfInstance(const QString &job, int instance, const QString &state)
{
    const QString number = QString::number(instance);
    return { { Kind::Instance, (job + u'/' + number).toUtf8() },
             job.mid(job.lastIndexOf(u'/') + 1) + u'/' + number,
             state,
             state };
}

Link linkOfTask(const tasklogs::Place &place, core::TimePoint now)
{
    QByteArray id;
    if (!place.framework.isEmpty())
        id = (place.framework + u'/' + place.task).toUtf8();
    QString detail = place.stateWord;
    if (core::isKnown(place.since))
        detail += u" · "_s + agoText(place.since, now);
    return { { Kind::Task, id }, place.task, place.stateWord, detail };
}

Link linkOfAgent(const mesos::State &state, const mesos::Agent &agent)
{
    const QString phase = core::toQString(mesos::word(agent.phase));
    const QString tasks = agent.liveTasks == 1 ? tr("1 task") : tr("%1 tasks").arg(agent.liveTasks);
    return {
        { Kind::Agent, state.string(agent.id).toUtf8() }, state.string(agent.hostname), phase, phase + u" · "_s + tasks
    };
}

Link linkOfMachine(const pools::Machine &machine)
{
    QStringList parts;
    for (const QString &part : { machine.type, machine.zone }) {
        if (!part.isEmpty())
            parts << part;
    }
    if (machine.spot)
        parts << tr("spot");
    if (machine.isProtected)
        parts << tr("protected");
    const QString state = machine.isProtected ? u"held"_s : pools::stateWord(machine.state);
    return { { Kind::Machine, machine.instance.toUtf8() }, machine.instance, state, parts.join(u" · "_s) };
}

Link linkOfPool(const pools::Picture *picture, const QString &name)
{
    Link link{ { Kind::Pool, name.toUtf8() }, name, {}, {} };
    const pools::Pool *const pool = picture ? picture->pool(name) : nullptr;
    if (!pool) {
        link.detail = picture ? tr("no machine is in it") : tr("not read yet");
        return link;
    }
    const QString of = pool->wanted ? tr("%1 of %2").arg(pool->registered).arg(*pool->wanted)
                                    : tr("%1 registered").arg(pool->registered);
    link.state = pools::stateWord(pool->state);
    link.detail = tr("%1 · %2 idle").arg(of).arg(pool->idle);
    return link;
}

Link linkOfLog(const tasklogs::Place &place)
{
    // The task's own where its framework is known; else it is found by the instance.
    const QString whose = place.framework.isEmpty() ? u"instance/%1/%2"_s.arg(place.job).arg(place.instance)
                                                    : u"task/%1/%2"_s.arg(place.framework, place.task);
    return { { Kind::Log, whose.toUtf8() },
             place.title,
             place.stateWord,
             place.failed ? place.message.simplified() : QString() };
}

} // namespace chain
