// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/jobreader.h"

#include "models/core/tr.h"
#include "models/jobs/jobreader_p.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using config::Mistake;
namespace executor = aurora::executor;

namespace jobs {

namespace {

using core::tr;

} // namespace

Definition JobReader::read(const Entry &entry)
{
    executor::Job &job = m_definition.job;
    Keys keys(entry, jobKeys(), m_mistakes);
    if (!entry.value.IsMap())
        return {};
    if (const auto *data = keys.entry(u"executorData"_s))
        executorData(*data);
    keys.demand({ u"role"_s, u"environment"_s, u"name"_s }, tr("Each job is named by role, environment and name."));
    keys.text(u"role"_s, job.role);
    keys.text(u"environment"_s, job.environment);
    keys.text(u"name"_s, job.name);
    keys.text(u"cluster"_s, job.cluster);
    keys.text(u"owner"_s, m_definition.owner);
    keys.text(u"contact"_s, job.contact);
    keys.text(u"taskName"_s, job.task.name);
    keys.whole(u"instances"_s, job.instances.emplace(1), 0, maxInt);
    keys.flag(u"service"_s, job.service);
    keys.text(u"tier"_s, job.tier);
    keys.flag(u"production"_s, job.production);
    keys.flag(u"hooks"_s, job.enableHooks);
    keys.whole(u"priority"_s, job.priority, -maxInt, maxInt);
    keys.whole(u"maxTaskFailures"_s, job.maxTaskFailures, -1, maxInt);
    keys.whole(u"maxFailedProcesses"_s, job.task.maxFailures, 0, maxInt);
    keys.whole(u"maxConcurrency"_s, job.task.maxConcurrency, 0, maxInt);
    keys.seconds(u"finalizationWait"_s, job.task.finalizationWait);
    keys.text(u"user"_s, job.task.user);
    if (keys.has(u"constraints"_s))
        keys.textMap(u"constraints"_s, job.constraints.emplace());
    if (keys.has(u"links"_s))
        keys.textMap(u"links"_s, job.taskLinks.emplace());
    keys.demand({ u"resources"_s }, tr("Add resources: with cpus, ram and disk."));
    keys.demand({ u"processes"_s }, tr("Add processes: with a list of name and cmdline."));
    const std::pair<QString, void (JobReader::*)(const Entry &)> parts[] = {
        { u"resources"_s, &JobReader::resources }, { u"processes"_s, &JobReader::processes },
        { u"order"_s, &JobReader::order },         { u"healthCheck"_s, &JobReader::healthCheck },
        { u"lifecycle"_s, &JobReader::lifecycle }, { u"announce"_s, &JobReader::announce },
        { u"cron"_s, &JobReader::cron },           { u"container"_s, &JobReader::container },
        { u"metadata"_s, &JobReader::metadata },   { u"sla"_s, &JobReader::sla },
        { u"partition"_s, &JobReader::partition }, { u"fetch"_s, &JobReader::fetch },
    };
    for (const auto &[name, part] : parts) {
        if (const auto *found = keys.entry(name))
            (this->*part)(*found);
    }
    // As the client does: a task is named after its first process, or after the job when several stand side by side.
    if (job.task.name.isEmpty())
        job.task.name = job.task.processes.size() == 1 ? job.task.processes.constFirst().name : job.name;
    return m_definition;
}

void JobReader::resources(const Entry &entry)
{
    executor::Resources &resources = kept(m_definition.job.task.resources);
    Keys keys(entry, { u"cpus"_s, u"ram"_s, u"disk"_s, u"gpus"_s, u"ports"_s }, m_mistakes);
    if (entry.value.IsMap())
        keys.demand({ u"cpus"_s, u"ram"_s, u"disk"_s }, tr("A task is placed by cpus, ram and disk."));
    keys.number(u"cpus"_s, resources.cpu, 0);
    keys.bytes(u"ram"_s, resources.ram);
    keys.bytes(u"disk"_s, resources.disk);
    keys.whole(u"gpus"_s, resources.gpu, 0, maxInt);
    keys.texts(u"ports"_s, m_definition.ports);
}

void JobReader::processes(const Entry &entry)
{
    m_before = std::exchange(m_definition.job.task.processes, {});
    if (!entry.value.IsSequence() || entry.value.size() == 0) {
        mistake(entry.line, entry.key, tr("is no list of processes."),
                tr("Write «- name: …» and «cmdline: …» below it."));
        return;
    }
    for (size_t i = 0; i < entry.value.size(); ++i)
        process(entry.value[i], u"%1[%2]"_s.arg(entry.key).arg(i), config::lineOf(entry.value[i], entry.line));
}

void JobReader::process(const YAML::Node &node, const QString &key, int line)
{
    executor::Process process;
    if (node.IsMap() && node["name"] && node["name"].IsScalar()) {
        const auto known
            = std::ranges::find(m_before, QString::fromStdString(node["name"].Scalar()), &executor::Process::name);
        if (known != m_before.end())
            process = *known;
    }
    Keys keys(node, key,
              { u"name"_s, u"cmdline"_s, u"maxFailures"_s, u"daemon"_s, u"ephemeral"_s, u"final"_s, u"minDuration"_s,
                u"log"_s },
              line, m_mistakes);
    if (node.IsMap())
        keys.demand({ u"name"_s, u"cmdline"_s }, tr("A process has a name and a cmdline."));
    keys.text(u"name"_s, process.name);
    keys.text(u"cmdline"_s, process.cmdline);
    keys.whole(u"maxFailures"_s, process.maxFailures, 0, maxInt);
    keys.flag(u"daemon"_s, process.daemon);
    keys.flag(u"ephemeral"_s, process.ephemeral);
    keys.flag(u"final"_s, process.final);
    keys.seconds(u"minDuration"_s, process.minDuration);
    if (const auto *log = keys.entry(u"log"_s))
        logger(*log, kept(process.logger));
    m_definition.job.task.processes << process;
}

void JobReader::logger(const Entry &entry, executor::Logger &logger)
{
    using Logger = executor::Logger;
    Keys keys(entry, { u"destination"_s, u"size"_s, u"backups"_s }, m_mistakes);
    keys.choice<Logger::Destination>(u"destination"_s, logger.destination,
                                     { { u"file"_s, Logger::Destination::File },
                                       { u"console"_s, Logger::Destination::Console },
                                       { u"both"_s, Logger::Destination::Both },
                                       { u"none"_s, Logger::Destination::None } });
    if (!keys.has(u"size"_s) && !keys.has(u"backups"_s))
        return;
    logger.mode = Logger::Mode::Rotate;
    executor::Rotation &rotation = kept(logger.rotate);
    keys.bytes(u"size"_s, rotation.logSize);
    keys.whole(u"backups"_s, rotation.backups, 0, maxInt);
}

/// One chain, or a list of chains.
void JobReader::order(const Entry &entry)
{
    QList<executor::Order> &constraints = m_definition.job.task.constraints;
    constraints.clear();
    if (!entry.value.IsSequence()) {
        mistake(entry.line, entry.key, tr("is no list."), tr("Write [first, second, …], or a list of such lists."));
        return;
    }
    const auto chain = [this, &constraints](const YAML::Node &node, const QString &key, int line) {
        executor::Order order;
        for (size_t i = 0; i < node.size(); ++i) {
            if (node[i].IsScalar())
                order.order << QString::fromStdString(node[i].Scalar());
            else
                mistake(config::lineOf(node[i], line), u"%1[%2]"_s.arg(key).arg(i), tr("is no name of a process."),
                        tr("Write names alone: [first, second, …]."));
        }
        constraints << order;
    };
    const bool nested = entry.value.size() > 0 && entry.value[0].IsSequence();
    if (!nested) {
        chain(entry.value, entry.key, entry.line);
        return;
    }
    for (size_t i = 0; i < entry.value.size(); ++i) {
        const QString key = u"%1[%2]"_s.arg(entry.key).arg(i);
        if (entry.value[i].IsSequence())
            chain(entry.value[i], key, config::lineOf(entry.value[i], entry.line));
        else
            mistake(config::lineOf(entry.value[i], entry.line), key, tr("is no list."),
                    tr("Write [first, second, …]."));
    }
}

namespace {

/// "job.resources.ram" → line, for every key of maps in maps.
void collectLines(const YAML::Node &node, const QString &key, QMap<QString, int> &lines)
{
    if (!node.IsMap())
        return;
    for (const auto &pair : node) {
        if (!pair.first.IsScalar())
            continue;
        const QString name = QString::fromStdString(pair.first.Scalar());
        const QString full = key.isEmpty() ? name : key + u'.' + name;
        lines.insert(full, config::lineOf(pair.first, 0));
        collectLines(pair.second, full, lines);
    }
}

} // namespace

QStringList jobKeys()
{
    return { u"role"_s,
             u"environment"_s,
             u"name"_s,
             u"cluster"_s,
             u"owner"_s,
             u"contact"_s,
             u"instances"_s,
             u"service"_s,
             u"tier"_s,
             u"production"_s,
             u"priority"_s,
             u"resources"_s,
             u"constraints"_s,
             u"processes"_s,
             u"order"_s,
             u"maxTaskFailures"_s,
             u"maxConcurrency"_s,
             u"finalizationWait"_s,
             u"maxFailedProcesses"_s,
             u"user"_s,
             u"taskName"_s,
             u"healthCheck"_s,
             u"lifecycle"_s,
             u"announce"_s,
             u"cron"_s,
             u"container"_s,
             u"metadata"_s,
             u"links"_s,
             u"sla"_s,
             u"partition"_s,
             u"fetch"_s,
             u"hooks"_s,
             u"executorData"_s };
}

Definition readJob(const config::Section::Entry &job, QMap<QString, int> &lines, QList<Mistake> &mistakes)
{
    collectLines(job.value, {}, lines);
    return JobReader(mistakes).read(job);
}

} // namespace jobs
