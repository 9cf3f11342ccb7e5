// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/instancesteps.h"

#include "models/aurora/rows/people.h"
#include "models/core/text.h"
#include "models/core/tr.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Empty: it is let run.
QString doingTo(aurora::TaskStatus status)
{
    switch (status) {
    case aurora::TaskStatus::Killing:
        return tr("being killed already");
    case aurora::TaskStatus::Restarting:
        return tr("being restarted already");
    case aurora::TaskStatus::Draining:
        return tr("leaving their host already, which is drained");
    case aurora::TaskStatus::Preempting:
        return tr("being preempted already");
    default:
        return {};
    }
}

} // namespace

core::Error unreadableStep()
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.detail = tr("A step in the journal is not readable.");
    return error;
}

QList<int> InstanceStep::instances() const
{
    QList<int> list;
    for (const auto &[instance, id] : tasks)
        list << instance;
    return list;
}

QStringList InstanceStep::ids() const
{
    QStringList list;
    for (const auto &[instance, id] : tasks)
        list << id;
    return list;
}

InstanceStep InstanceStep::without(const QStringList &taskIds) const
{
    InstanceStep rest{ job, {} };
    std::ranges::copy_if(tasks, std::back_inserter(rest.tasks),
                         [&](const auto &task) { return !taskIds.contains(task.second); });
    return rest;
}

QJsonObject toJson(const InstanceStep &step)
{
    QJsonArray tasks;
    for (const auto &[instance, id] : step.tasks)
        tasks.append(QJsonArray{ instance, id });
    return { { u"job"_s, step.job.text() }, { u"tasks"_s, tasks } };
}

core::Result<InstanceStep> instanceStepFromJson(const QJsonObject &json)
{
    const auto job = aurora::JobKey::parse(json.value("job"_L1).toString());
    const QJsonArray tasks = json.value("tasks"_L1).toArray();
    if (!job || tasks.isEmpty())
        return core::failure(unreadableStep());
    InstanceStep step{ *job, {} };
    for (const QJsonValue &task : tasks) {
        const QJsonArray pair = task.toArray();
        const int instance = pair.at(0).toInt(-1);
        const QString id = pair.at(1).toString();
        if (instance < 0 || id.isEmpty())
            return core::failure(unreadableStep());
        step.tasks.append({ instance, id });
    }
    return step;
}

core::Result<QList<InstanceStep>> instanceStepsOf(const QList<actions::Step> &steps)
{
    QList<InstanceStep> payloads;
    for (const actions::Step &step : steps) {
        const auto payload = instanceStepFromJson(step.payload);
        if (!payload)
            return core::failure(payload.error());
        payloads << *payload;
    }
    return payloads;
}

QList<aurora::JobKey> jobsOf(const actions::Plan &plan)
{
    QList<aurora::JobKey> jobs;
    for (const actions::Step &step : plan.steps) {
        const auto payload = instanceStepFromJson(step.payload);
        if (payload && !jobs.contains(payload->job))
            jobs << payload->job;
    }
    return jobs;
}

QList<Chosen> choose(const Selection &selection, const FreshJobs &fresh, QStringList *missing)
{
    QList<Chosen> chosen;
    for (const Selection::Part &part : selection.parts) {
        const QList<aurora::Task> active = fresh.of(part.job);
        Chosen row{ part.job, {}, static_cast<int>(active.size()), {} };
        QList<int> lost = part.instances;
        if (part.instances.isEmpty())
            row.tasks = active;
        for (const aurora::Task &task : active) {
            if (!part.instances.contains(task.instance))
                continue;
            row.tasks << task;
            lost.removeAll(task.instance);
        }
        if (active.isEmpty())
            *missing << tr("%1 has no active task.").arg(part.job.text());
        else if (!lost.isEmpty())
            *missing << tr("%1 has no active instance %2.").arg(part.job.text(), rangesText(lost));
        if (row.tasks.isEmpty())
            continue;
        row.config = row.tasks.first().config;
        chosen << row;
    }
    return chosen;
}

QString argumentsText(const actions::Request &request, const QList<Chosen> &chosen)
{
    QStringList arguments;
    if (!request.unlocked.isEmpty())
        arguments << u"--unlock"_s << request.unlocked.join(u',');
    for (const Chosen &row : chosen) {
        Selection::Part part{ row.job, {} };
        for (const aurora::Task &task : row.tasks)
            part.instances << task.instance;
        arguments << argumentText(part);
    }
    return arguments.join(u' ');
}

QStringList othersAt(const Chosen &chosen)
{
    QMap<QString, QList<int>> instances; // by what is done
    for (const aurora::Task &task : chosen.tasks) {
        const QString doing = doingTo(task.status);
        if (doing.isEmpty())
            continue;
        const QByteArray message = task.events.isEmpty() ? QByteArray() : task.events.last().message.toUtf8();
        const QString actor
            = core::toQString(aurora::actorIn({ message.constData(), static_cast<size_t>(message.size()) }));
        instances[actor.isEmpty() ? doing : tr("%1, by %2").arg(doing, actor)] << task.instance;
    }
    QStringList sentences;
    for (auto it = instances.cbegin(); it != instances.cend(); ++it)
        sentences << tr("Of %1 instances %2 are %3.").arg(chosen.job.text(), rangesText(it.value()), it.key());
    return sentences;
}

core::TimePoint runningSince(const aurora::Task &task)
{
    if (task.status != aurora::TaskStatus::Running)
        return {};
    const auto it = std::ranges::find(task.events, aurora::TaskStatus::Running, &aurora::TaskEvent::status);
    return it == task.events.end() ? core::TimePoint{} : it->at;
}

RunningTime runningTime(const QList<aurora::Task> &tasks, core::TimePoint now)
{
    RunningTime time;
    for (const aurora::Task &task : tasks) {
        const core::TimePoint since = runningSince(task);
        if (!core::isKnown(since) || since > now)
            continue;
        time.longest = std::max(time.longest, now - since);
        time.sum += now - since;
    }
    return time;
}

QString seenOf(const QList<aurora::Task> &tasks)
{
    QStringList seen;
    for (const aurora::Task &task : tasks) {
        const std::string_view word = aurora::word(task.status);
        seen << task.id + u'=' + QLatin1StringView(word.data(), static_cast<qsizetype>(word.size()));
    }
    return seen.join(u';');
}

} // namespace verbs
