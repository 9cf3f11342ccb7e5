// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/place.h"

#include "models/core/text.h"
#include "models/logs/choice.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

bool hasFailed(const mesos::Task &task)
{
    return task.state == mesos::TaskState::Failed || task.state == mesos::TaskState::Error
        || task.state == mesos::TaskState::Lost;
}

bool hasFailed(const aurora::TaskRow &task)
{
    return task.status == aurora::TaskStatus::Failed || task.status == aurora::TaskStatus::Lost;
}

/// How urgent it is to look at a task: what failed, then what is alive, then what is over; the newest first.
using Urgency = std::pair<int, core::TimePoint>;

Urgency urgencyOf(bool failed, bool over, core::TimePoint since)
{
    return { failed ? 2 : over ? 0 : 1, since };
}

Urgency urgencyOf(const mesos::Task &task)
{
    return urgencyOf(hasFailed(task), mesos::isTerminal(task.state), task.changed);
}

Place placeOf(const aurora::State &state, const aurora::TaskRow &task, const mesos::State *mesos)
{
    Place place;
    const QString id = state.string(task.id);
    if (mesos) {
        if (const auto known = placeOfTask(*mesos, {}, id))
            place = *known;
    }
    const aurora::JobRow &job = state.jobs[task.job];
    place.task = id;
    place.thermos = true;
    place.job = state.string(job.key);
    place.instance = task.instance;
    place.title = state.string(job.name) + u'/' + QString::number(task.instance);
    place.stateWord = core::toQString(aurora::word(task.status));
    if (!task.message.isEmpty())
        place.message = state.string(task.message);
    place.since = task.since;
    place.over = aurora::isTerminal(task.status);
    place.failed = hasFailed(task);
    if (place.agent.isEmpty())
        place.agent = state.string(task.agent);
    if (place.host.isEmpty())
        place.host = state.string(task.host);
    if (place.address.isEmpty() && mesos && !task.agent.isEmpty()) {
        const std::string_view agentId = state.view(task.agent);
        const auto agent = std::ranges::find_if(
            mesos->agents, [&](const mesos::Agent &candidate) { return mesos->view(candidate.id) == agentId; });
        if (agent != mesos->agents.end())
            place.address = mesos->string(agent->address);
    }
    return place;
}

} // namespace

Place placeOf(const mesos::State &state, const mesos::Task &task)
{
    Place place;
    place.task = state.string(task.id);
    place.framework = state.string(task.framework);
    place.executor = state.string(task.executor);
    place.agent = state.string(task.agent);
    if (const mesos::Agent *agent = state.agent(task.agent)) {
        place.host = state.string(agent->hostname);
        place.address = state.string(agent->address);
    }
    place.job = state.string(task.name.isEmpty() ? task.id : task.name);
    place.title = place.job.mid(place.job.lastIndexOf(u'/') + 1);
    place.instance = instanceOf(place.job, place.task);
    if (place.instance >= 0)
        place.title += u'/' + QString::number(place.instance);
    place.stateWord = core::toQString(task.state == mesos::TaskState::Unknown ? state.view(task.stateWord)
                                                                              : mesos::word(task.state));
    place.message = state.string(task.message);
    place.since = task.changed;
    place.over = mesos::isTerminal(task.state);
    place.failed = hasFailed(task);
    place.thermos = place.executor.startsWith("thermos"_L1);
    if (const mesos::Framework *framework = state.framework(task.framework)) {
        place.spark = logs::FileChoice::isSpark(state.string(framework->name) + u' ' + state.string(framework->user)
                                                + u' ' + state.string(framework->principal) + u' ' + place.job);
        place.thermos = place.thermos || state.string(framework->name).contains("aurora"_L1, Qt::CaseInsensitive);
    }
    return place;
}

std::optional<Place> placeOfTask(const mesos::State &state, const QString &framework, const QString &task)
{
    const std::string id = task.toStdString();
    const std::string owner = framework.toStdString();
    const mesos::Task *found = nullptr;
    for (const mesos::Task &candidate : state.tasks) {
        if (state.view(candidate.id) != id || (!owner.empty() && state.view(candidate.framework) != owner))
            continue;
        if (!found || candidate.changed > found->changed) // ids are unique within a framework only
            found = &candidate;
    }
    if (!found)
        return std::nullopt;
    return placeOf(state, *found);
}

std::optional<Place> placeOfInstance(const aurora::State &state, const mesos::State *mesos, const aurora::JobKey &key,
                                     int instance)
{
    const aurora::JobRow *job = state.job(key);
    if (!job)
        return std::nullopt;
    for (const aurora::TaskRow &task : state.tasksOf(*job)) { // the newest of an instance first
        if (task.instance == instance && !task.host.isEmpty())
            return placeOf(state, task, mesos);
    }
    return std::nullopt;
}

std::optional<Place> waitingPlace(const aurora::State &state, const aurora::JobKey &key, int instance)
{
    const aurora::JobRow *job = state.job(key);
    if (!job)
        return std::nullopt;
    const auto tasks = state.tasksOf(*job);
    const auto waiting = std::ranges::find_if(tasks, [&](const aurora::TaskRow &task) {
        return task.instance == instance && task.host.isEmpty() && !aurora::isTerminal(task.status);
    });
    return waiting == tasks.end() ? std::nullopt : std::optional(placeOf(state, *waiting, nullptr));
}

std::optional<Place> placeOfInstance(const mesos::State &state, const aurora::JobKey &job, int instance)
{
    const std::string name = job.text().toStdString();
    const mesos::Task *found = nullptr;
    for (const mesos::Task &task : state.tasks) {
        if (state.view(task.name) != name || instanceOf(job.text(), state.string(task.id)) != instance)
            continue;
        if (!found || task.changed > found->changed)
            found = &task;
    }
    if (!found)
        return std::nullopt;
    return placeOf(state, *found);
}

int instanceOf(const QString &job, const QString &task)
{
    const QString prefix = QString(job).replace(u'/', u'-') + u'-';
    if (job.count(u'/') != 2 || !task.startsWith(prefix))
        return -1;
    bool number = false;
    const int instance = task.mid(prefix.size()).section(u'-', 0, 0).toInt(&number);
    return number ? instance : -1;
}

bool isMoreUrgent(const mesos::Task *a, const mesos::Task *b)
{
    return urgencyOf(*a) > urgencyOf(*b);
}

QList<const mesos::Task *> newestTasks(const mesos::State &state, const QString &job)
{
    const std::string name = job.toStdString();
    QHash<int, const mesos::Task *> newest; // by instance
    for (const mesos::Task &task : state.tasks) {
        if (state.view(task.name) != name)
            continue;
        const int instance = instanceOf(job, state.string(task.id));
        if (instance < 0)
            continue;
        const mesos::Task *&known = newest[instance];
        if (!known || task.changed > known->changed)
            known = &task;
    }
    QList<const mesos::Task *> tasks = newest.values();
    std::ranges::sort(tasks, isMoreUrgent);
    return tasks;
}

QList<Place> urgentPlaces(const aurora::State *aurora, const mesos::State *mesos, const QString &job,
                          std::optional<int> instance, int limit)
{
    struct Candidate
    {
        Urgency urgency;
        const mesos::Task *seen = nullptr; ///< by Mesos
        const aurora::TaskRow *told = nullptr; ///< by Aurora, who knows its last words and those that wait
    };
    QHash<int, Candidate> newest; // by instance
    const auto isWanted = [&](int candidate) { return !instance || candidate == *instance; };
    const QList<const mesos::Task *> seen = mesos ? newestTasks(*mesos, job) : QList<const mesos::Task *>();
    for (const mesos::Task *task : seen) {
        if (const int number = instanceOf(job, mesos->string(task->id)); isWanted(number))
            newest.insert(number, { urgencyOf(*task), task, nullptr });
    }
    const auto key = aurora::JobKey::parse(job);
    if (const aurora::JobRow *row = aurora && key ? aurora->job(*key) : nullptr) {
        for (const aurora::TaskRow &task : aurora->tasksOf(*row)) { // the newest of an instance first
            if (!isWanted(task.instance))
                continue;
            Candidate &known = newest[task.instance];
            const bool isSame = known.seen && aurora->view(task.id) == mesos->view(known.seen->id);
            if (!known.told && (!known.seen || isSame || task.since > known.seen->changed))
                known = { urgencyOf(hasFailed(task), aurora::isTerminal(task.status), task.since), nullptr, &task };
        }
    }
    QList<Candidate> candidates = newest.values();
    std::ranges::sort(candidates, std::greater(), &Candidate::urgency);
    QList<Place> places;
    for (const Candidate &candidate : candidates.mid(0, limit))
        places.append(candidate.told ? placeOf(*aurora, *candidate.told, mesos) : placeOf(*mesos, *candidate.seen));
    return places;
}

std::optional<Place> placeOfAuroraTask(const aurora::State &state, const mesos::State *mesos, const QString &id)
{
    const std::string wanted = id.toStdString();
    const auto task
        = std::ranges::find_if(state.tasks, [&](const aurora::TaskRow &row) { return state.view(row.id) == wanted; });
    if (task == state.tasks.end() || task->job == aurora::noRow)
        return std::nullopt;
    return placeOf(state, *task, mesos);
}

} // namespace tasklogs
