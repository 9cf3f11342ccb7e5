// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/clone.h"

#include "models/core/tr.h"
#include "models/jobs/jobwriter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace jobs {

namespace {

using core::tr;

/// Collects the blanks of a clone, each with the value that stands there now.
class Blanks
{
public:
    Binding &add(const QString &key, const QString &name, Binding::Type type, const QString &value,
                 const QString &help = {})
    {
        static const QRegularExpression foreign(u"\\W"_s);
        QString plain = name;
        plain.replace(foreign, u"_"_s);
        if (plain.isEmpty() || plain.at(0).isDigit())
            plain.prepend(u'_');
        QString free = plain;
        for (int n = 2; std::ranges::find(bindings, free, &Binding::name) != bindings.end(); ++n)
            free = plain + u'_' + QString::number(n);
        Binding &binding = bindings.emplaceBack();
        binding.name = free;
        binding.type = type;
        binding.byDefault = value;
        binding.help = help;
        keys[key] = free;
        return binding;
    }

    QList<Binding> bindings;
    QMap<QString, QString> keys;
};

/// `named`: the name is a blank, too.
core::Result<JobTemplate> templateOf(const aurora::JobConfiguration &configuration, bool named, const QString &title)
{
    using Type = Binding::Type;
    const auto definition = definitionOf(configuration);
    if (!definition)
        return core::failure(definition.error());
    const aurora::executor::Job &job = definition->job;

    Blanks blanks;
    if (named) {
        const QString name = u"[\\w\\-.]+"_s;
        blanks.add(u"role"_s, u"role"_s, Type::Text, job.role).pattern = name;
        blanks.add(u"environment"_s, u"environment"_s, Type::Text, job.environment, tr("prod, devel, test or staging"))
            .pattern
            = u"prod|devel|test|staging\\d*"_s;
        blanks.add(u"name"_s, u"name"_s, Type::Text, job.name, tr("Active jobs have different names")).pattern = name;
    }
    Binding &instances
        = blanks.add(u"instances"_s, u"instances"_s, Type::Int, QString::number(job.instances.value_or(1)));
    instances.least = u"1"_s;
    instances.most = u"4000"_s;
    if (const auto &resources = job.task.resources) {
        blanks.add(u"resources.cpus"_s, u"cpus"_s, Type::Number, QString::number(resources->cpu, 'g', 15)).least
            = u"0.01"_s;
        blanks.add(u"resources.ram"_s, u"ram"_s, Type::Bytes, bytesText(resources->ram)).least = u"1MiB"_s;
        blanks.add(u"resources.disk"_s, u"disk"_s, Type::Bytes, bytesText(resources->disk)).least = u"1MiB"_s;
        if (resources->gpu > 0)
            blanks.add(u"resources.gpus"_s, u"gpus"_s, Type::Int, QString::number(resources->gpu)).least = u"0"_s;
    }
    if (job.tier)
        blanks.add(u"tier"_s, u"tier"_s, Type::Text, *job.tier).required = false;
    blanks.add(u"priority"_s, u"priority"_s, Type::Int, QString::number(job.priority));
    if (job.cronSchedule)
        blanks.add(u"cron.schedule"_s, u"schedule"_s, Type::Text, *job.cronSchedule,
                   tr("Minute hour day month weekday"));
    if (job.constraints) {
        for (auto it = job.constraints->begin(); it != job.constraints->end(); ++it)
            blanks.add(u"constraints."_s + it.key(), it.key(), Type::Text, it.value(), tr("a,b or !a,b or limit:2"))
                .required
                = false;
    }
    for (const auto &process : job.task.processes) {
        const bool alone = job.task.processes.size() == 1;
        blanks
            .add(u"processes.%1.cmdline"_s.arg(process.name), alone ? u"cmdline"_s : process.name, Type::Text,
                 process.cmdline)
            .multiline
            = true;
    }

    const QByteArray yaml = toYaml(*definition, title, {}, blanks.bindings, blanks.keys);
    JobTemplate made = parseTemplate(yaml, {}).of;
    made.title = title;
    made.before = configuration;
    return made;
}

} // namespace

core::Result<JobTemplate> cloneOf(const aurora::JobConfiguration &configuration)
{
    return templateOf(configuration, true, tr("Clone of %1").arg(configuration.key.text()));
}

core::Result<JobTemplate> changeOf(const aurora::JobConfiguration &configuration)
{
    return templateOf(configuration, false, tr("%1 as it is").arg(configuration.key.text()));
}

core::Result<JobTemplate> cloneOf(const aurora::TaskConfig &config, int instances)
{
    aurora::JobConfiguration job;
    job.key = config.job;
    job.owner = config.owner;
    job.config = config;
    job.instanceCount = instances;
    return cloneOf(job);
}

} // namespace jobs
