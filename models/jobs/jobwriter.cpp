// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/jobwriter_p.h"

using namespace Qt::StringLiterals;

namespace jobs {

void JobWriter::about(const QString &title, const QString &help, const QList<Binding> &bindings)
{
    putUnless(u"title"_s, title, QString());
    putUnless(u"help"_s, help, QString());
    if (bindings.isEmpty())
        return;
    open(u"bindings"_s);
    for (const Binding &binding : bindings) {
        open(binding.name);
        putUnless(u"type"_s, word(binding.type), word(Binding::Type::Text));
        putUnless(u"help"_s, binding.help, QString());
        if (!binding.choices.isEmpty())
            put(u"choices"_s, binding.choices);
        putUnless(u"pattern"_s, binding.pattern, QString());
        putUnless(u"min"_s, binding.least, QString());
        putUnless(u"max"_s, binding.most, QString());
        putUnless(u"required"_s, binding.required, true);
        putUnless(u"multiline"_s, binding.multiline, false);
        put(u"default"_s, binding.byDefault);
        close();
    }
    close();
}

void JobWriter::job(const Definition &definition, bool withData)
{
    static const executor::Job byDefault;
    const executor::Job &job = definition.job;
    open(u"job"_s);
    m_path.clear(); // keys of blanks are those of the job
    put(u"role"_s, job.role);
    put(u"environment"_s, job.environment);
    put(u"name"_s, job.name);
    putUnless(u"cluster"_s, job.cluster, QString());
    putUnless(u"owner"_s, definition.owner, QString());
    putIf(u"contact"_s, job.contact);
    put(u"instances"_s, qint64{ job.instances.value_or(1) });
    putUnless(u"service"_s, job.service, false);
    putIf(u"tier"_s, job.tier);
    putUnless(u"production"_s, job.production, false);
    putUnless(u"hooks"_s, job.enableHooks, false);
    putUnless(u"priority"_s, job.priority, 0);
    putUnless(u"maxTaskFailures"_s, job.maxTaskFailures, byDefault.maxTaskFailures);
    if (job.cronSchedule) {
        open(u"cron"_s);
        put(u"schedule"_s, *job.cronSchedule);
        if (job.cronCollisionPolicy == executor::CronCollision::CancelNew)
            put(u"collision"_s, u"CANCEL_NEW"_s);
        close();
    }
    resources(definition);
    if (job.constraints)
        put(u"constraints"_s, *job.constraints);
    processes(job.task);
    putUnless(u"maxFailedProcesses"_s, job.task.maxFailures, byDefault.task.maxFailures);
    putUnless(u"maxConcurrency"_s, job.task.maxConcurrency, byDefault.task.maxConcurrency);
    if (job.task.finalizationWait != byDefault.task.finalizationWait)
        putSeconds(u"finalizationWait"_s, job.task.finalizationWait);
    putIf(u"user"_s, job.task.user);
    if (job.task.name != (job.task.processes.size() == 1 ? job.task.processes.constFirst().name : job.name))
        put(u"taskName"_s, job.task.name);
    healthCheck(job.healthCheck);
    lifecycle(job.lifecycle);
    if (job.announce) {
        open(u"announce"_s);
        put(u"port"_s, job.announce->primaryPort);
        if (job.announce->portmap != executor::Announcer().portmap)
            put(u"portmap"_s, job.announce->portmap);
        putIf(u"path"_s, job.announce->zkPath);
        close();
    }
    if (job.container)
        container(*job.container);
    metadata(job.metadata);
    if (job.taskLinks)
        put(u"links"_s, *job.taskLinks);
    if (job.slaPolicy)
        sla(*job.slaPolicy);
    if (job.partitionPolicy) {
        open(u"partition"_s);
        put(u"reschedule"_s, job.partitionPolicy->reschedule ? u"true"_s : u"false"_s);
        putSeconds(u"delay"_s, job.partitionPolicy->delay);
        close();
    }
    fetch(definition.fetcherUris);
    if (withData) {
        executor::Job told = job;
        told.instances.reset();
        put(u"executorData"_s, QString::fromUtf8(executor::produce(told)));
    }
    m_path = u"job."_s;
    close();
}

void JobWriter::resources(const Definition &definition)
{
    if (!definition.job.task.resources)
        return;
    const executor::Resources &resources = *definition.job.task.resources;
    open(u"resources"_s);
    put(u"cpus"_s, resources.cpu);
    putBytes(u"ram"_s, resources.ram);
    putBytes(u"disk"_s, resources.disk);
    putUnless(u"gpus"_s, resources.gpu, qint64{ 0 });
    if (!definition.ports.isEmpty())
        put(u"ports"_s, definition.ports);
    close();
}

void JobWriter::processes(const executor::Task &task)
{
    static const executor::Process byDefault;
    m_out << YAML::Key << "processes" << YAML::Value << YAML::BeginSeq;
    for (const executor::Process &process : task.processes) {
        m_path = u"processes.%1."_s.arg(process.name);
        m_out << YAML::BeginMap;
        put(u"name"_s, process.name);
        put(u"cmdline"_s, process.cmdline);
        putUnless(u"maxFailures"_s, process.maxFailures, byDefault.maxFailures);
        putUnless(u"daemon"_s, process.daemon, false);
        putUnless(u"ephemeral"_s, process.ephemeral, false);
        putUnless(u"final"_s, process.final, false);
        if (process.minDuration != byDefault.minDuration)
            putSeconds(u"minDuration"_s, process.minDuration);
        if (process.logger)
            logger(*process.logger);
        m_out << YAML::EndMap;
    }
    m_out << YAML::EndSeq;
    m_path.clear();
    if (task.constraints.isEmpty())
        return;
    m_out << YAML::Key << "order" << YAML::Value << YAML::BeginSeq;
    for (const executor::Order &order : task.constraints) {
        m_out << YAML::Flow << YAML::BeginSeq;
        for (const QString &name : order.order)
            scalar(name);
        m_out << YAML::EndSeq;
    }
    m_out << YAML::EndSeq;
}

namespace {

QByteArray written(const Definition &definition, const QString &title, const QString &help,
                   const QList<Binding> &bindings, const QMap<QString, QString> &blanks, bool withData)
{
    JobWriter writer(blanks);
    writer.about(title, help, bindings);
    writer.job(definition, withData);
    return writer.yaml();
}

} // namespace

QByteArray toYaml(const Definition &definition, const QString &title, const QString &help,
                  const QList<Binding> &bindings, const QMap<QString, QString> &blanks)
{
    const QByteArray plain = written(definition, {}, {}, {}, {}, false);
    const Resolution readBack = resolve(parseTemplate(plain, {}).of, {}, {});
    const bool saysAll = readBack.definition.job == definition.job;
    return written(definition, title, help, bindings, blanks, !saysAll);
}

QByteArray toYaml(const Definition &definition, const QString &title, const QString &help)
{
    return toYaml(definition, title, help, {}, {});
}

} // namespace jobs
