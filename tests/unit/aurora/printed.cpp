// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/aurora/printed.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

QString number(core::TimePoint time)
{
    return QString::number(time.time_since_epoch().count());
}

QString word(std::string_view word)
{
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

/// Numbers and words as the interface definition has them; not those of the program.
QString statusWord(int number)
{
    static const QHash<int, QString> words{ { 11, u"INIT"_s },     { 16, u"THROTTLED"_s },  { 0, u"PENDING"_s },
                                            { 9, u"ASSIGNED"_s },  { 1, u"STARTING"_s },    { 2, u"RUNNING"_s },
                                            { 3, u"FINISHED"_s },  { 13, u"PREEMPTING"_s }, { 12, u"RESTARTING"_s },
                                            { 17, u"DRAINING"_s }, { 4, u"FAILED"_s },      { 5, u"KILLED"_s },
                                            { 6, u"KILLING"_s },   { 7, u"LOST"_s },        { 18, u"PARTITIONED"_s } };
    return words.value(number, u"UNKNOWN"_s);
}

QString keyText(const QJsonObject &key)
{
    return QStringList{ key[u"role"_s].toString(), key[u"environment"_s].toString(), key[u"name"_s].toString() }.join(
        u'/');
}

QString milliseconds(const QJsonValue &value)
{
    return QString::number(value.toInteger());
}

QString conditionText(const QJsonObject &constraint)
{
    const QJsonObject condition = constraint[u"constraint"_s].toObject();
    if (const QJsonValue limit = condition[u"limit"_s]; limit.isObject())
        return u"limit:%1"_s.arg(limit[u"limit"_s].toInt());
    QStringList values;
    for (const QJsonValue &value : condition[u"value"_s][u"values"_s].toArray())
        values << value.toString();
    values.sort();
    return (condition[u"value"_s][u"negated"_s].toBool() ? u"!"_s : QString()) + values.join(u',');
}

QJsonArray resultList(const QJsonObject &decoded, const QString &result, const QString &list)
{
    return decoded[u"response"_s][u"result"_s][result][list].toArray();
}

} // namespace

QStringList printedTasks(const aurora::State &state)
{
    QStringList lines;
    for (const aurora::TaskRow &task : state.tasks) {
        lines << QStringList{ state.string(task.id),          state.string(state.jobs[task.job].key),
                              QString::number(task.instance), word(aurora::word(task.status)),
                              state.string(task.host),        state.string(task.agent),
                              QString::number(task.failures), QString::number(task.timesLost),
                              number(task.created),           number(task.since),
                              state.string(task.message),     state.string(task.ancestor) }
                     .join(u'\t');
    }
    lines.sort();
    return lines;
}

QStringList expectedTasks(const QJsonObject &decoded)
{
    QStringList lines;
    for (const QJsonValue &value : resultList(decoded, u"scheduleStatusResult"_s, u"tasks"_s)) {
        const QJsonObject task = value.toObject();
        const QJsonObject assigned = task[u"assignedTask"_s].toObject();
        const QJsonArray events = task[u"taskEvents"_s].toArray();
        QString message;
        for (const QJsonValue &event : events) {
            if (const QString text = event[u"message"_s].toString(); !text.isEmpty())
                message = text;
        }
        lines << QStringList{ assigned[u"taskId"_s].toString(),
                              keyText(assigned[u"task"_s][u"job"_s].toObject()),
                              QString::number(assigned[u"instanceId"_s].toInt()),
                              statusWord(task[u"status"_s].toInt(-1)),
                              assigned[u"slaveHost"_s].toString(),
                              assigned[u"slaveId"_s].toString(),
                              QString::number(task[u"failureCount"_s].toInt()),
                              QString::number(task[u"timesPartitioned"_s].toInt()),
                              milliseconds(events.first()[u"timestamp"_s]),
                              milliseconds(events.last()[u"timestamp"_s]),
                              message,
                              task[u"ancestorId"_s].toString() }
                     .join(u'\t');
    }
    lines.sort();
    return lines;
}

QStringList printedJobs(const aurora::State &state)
{
    QStringList lines;
    for (const aurora::JobRow &job : state.jobs) {
        QStringList constraints;
        for (const aurora::RowConstraint &constraint : state.constraintsOf(job))
            constraints << state.string(constraint.name) + u'=' + state.string(constraint.value);
        lines << QStringList{ state.string(job.key),
                              QString::number(job.stats.pending),
                              QString::number(job.stats.active),
                              QString::number(job.stats.finished),
                              QString::number(job.stats.failed),
                              state.string(job.cronSchedule),
                              job.cronSchedule.isEmpty() ? QString() : word(aurora::word(job.cronCollision)),
                              number(job.nextCronRun),
                              QString::number(job.instances),
                              QString::number(job.priority),
                              QString::number(job.maxFailures),
                              job.service ? u"service"_s : QString(),
                              job.production ? u"production"_s : QString(),
                              state.string(job.tier),
                              state.string(job.owner),
                              state.string(job.contact),
                              number(static_cast<double>(job.resources.cpus)),
                              number(static_cast<double>(job.resources.ram)),
                              number(static_cast<double>(job.resources.disk)),
                              number(static_cast<double>(job.resources.gpus)),
                              QString::number(job.resources.ports),
                              constraints.join(u' ') }
                     .join(u'\t');
    }
    lines.sort();
    return lines;
}

QStringList expectedJobs(const QJsonObject &decoded)
{
    QStringList lines;
    for (const QJsonValue &value : resultList(decoded, u"jobSummaryResult"_s, u"summaries"_s)) {
        const QJsonObject job = value[u"job"_s].toObject();
        const QJsonObject config = job[u"taskConfig"_s].toObject();
        const QJsonObject stats = value[u"stats"_s].toObject();
        QStringList constraints;
        for (const QJsonValue &constraint : config[u"constraints"_s].toArray())
            constraints << constraint[u"name"_s].toString() + u'=' + conditionText(constraint.toObject());
        constraints.sort();
        QHash<QString, double> resources;
        int ports = 0;
        for (const QJsonValue &resource : config[u"resources"_s].toArray()) {
            const QString kind = resource.toObject().keys().value(0);
            ports += kind == u"namedPort" ? 1 : 0;
            resources[kind] = resource[kind].toDouble();
        }
        const QString schedule = job[u"cronSchedule"_s].toString();
        static const QStringList collisions{ u"KILL_EXISTING"_s, u"CANCEL_NEW"_s, u"RUN_OVERLAP"_s };
        lines << QStringList{ keyText(job[u"key"_s].toObject()),
                              QString::number(stats[u"pendingTaskCount"_s].toInt()),
                              QString::number(stats[u"activeTaskCount"_s].toInt()),
                              QString::number(stats[u"finishedTaskCount"_s].toInt()),
                              QString::number(stats[u"failedTaskCount"_s].toInt()),
                              schedule,
                              schedule.isEmpty() ? QString() : collisions.value(job[u"cronCollisionPolicy"_s].toInt()),
                              milliseconds(value[u"nextCronRunMs"_s]),
                              QString::number(job[u"instanceCount"_s].toInt()),
                              QString::number(config[u"priority"_s].toInt()),
                              QString::number(config[u"maxTaskFailures"_s].toInt()),
                              config[u"isService"_s].toBool() ? u"service"_s : QString(),
                              config[u"production"_s].toBool() ? u"production"_s : QString(),
                              config[u"tier"_s].toString(),
                              config[u"owner"_s][u"user"_s].toString(),
                              config[u"contactEmail"_s].toString(),
                              number(resources.value(u"numCpus"_s)),
                              number(resources.value(u"ramMb"_s)),
                              number(resources.value(u"diskMb"_s)),
                              number(resources.value(u"numGpus"_s)),
                              QString::number(ports),
                              constraints.join(u' ') }
                     .join(u'\t');
    }
    lines.sort();
    return lines;
}
