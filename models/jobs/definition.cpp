// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/definition.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
namespace executor = aurora::executor;

namespace jobs {

namespace {


using core::tr;

template <typename... Of>
struct Overloaded : Of...
{
    using Of::operator()...;
};
template <typename... Of>
Overloaded(Of...) -> Overloaded<Of...>;

/// As the client does: a port referred to by its alias is the one behind the alias; a number needs no port.
QStringList portsOf(const Definition &definition, const QByteArray &data)
{
    static const QRegularExpression reference(uR"(\{\{\s*thermos\.ports\[(\w[\w-]*)\]\s*\}\})"_s);
    QSet<QString> names(definition.ports.begin(), definition.ports.end());
    for (auto matches = reference.globalMatch(QString::fromUtf8(data)); matches.hasNext();)
        names << matches.next().captured(1);
    if (const auto &announce = definition.job.announce) {
        QMap<QString, QString> portmap = announce->portmap;
        for (QString &target : portmap)
            target.replace(u"{{primary_port}}"_s, announce->primaryPort);
        for (const QString &target : std::as_const(portmap))
            names << target;
        QSet<QString> resolved;
        for (QString name : std::as_const(names)) {
            for (int steps = 0; portmap.contains(name) && steps < portmap.size(); ++steps)
                name = portmap.value(name);
            bool isNumber = false;
            name.toInt(&isNumber);
            if (!isNumber)
                resolved << name;
        }
        names = resolved;
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

aurora::Container containerOf(const executor::Job &job)
{
    if (!job.container)
        return {};
    const auto docker = [](const executor::Docker &of) -> aurora::Container {
        aurora::DockerContainer container{ of.image, QList<aurora::DockerParameter>() };
        for (const auto &parameter : of.parameters)
            *container.parameters << aurora::DockerParameter{ parameter.name, parameter.value };
        return container;
    };
    return std::visit(
        Overloaded{ docker, [&](const executor::WrappedDocker &of) { return docker(of.docker); },
                    [](const executor::Mesos &of) -> aurora::Container {
                        aurora::MesosContainer container;
                        if (of.image && of.image->imageId)
                            container.image = aurora::AppcImage{ of.image->name, *of.image->imageId };
                        else if (of.image)
                            container.image = aurora::DockerImage{ of.image->name, of.image->tag.value_or(QString()) };
                        container.volumes.emplace();
                        for (const auto &volume : of.volumes)
                            *container.volumes << aurora::Volume{ volume.containerPath, volume.hostPath,
                                                                  volume.mode == executor::Volume::Mode::ReadOnly };
                        return container;
                    } },
        *job.container);
}

std::optional<aurora::SlaPolicy> slaOf(const executor::Job &job)
{
    using std::chrono::seconds;
    if (!job.slaPolicy)
        return {};
    return std::visit(Overloaded{ [](const executor::PercentageSla &of) -> aurora::SlaPolicy {
                                     return aurora::PercentageSla{ of.percentage, seconds(of.duration) };
                                 },
                                  [](const executor::CountSla &of) -> aurora::SlaPolicy {
                                      return aurora::CountSla{ of.count, seconds(of.duration) };
                                  },
                                  [](const executor::CoordinatorSla &of) -> aurora::SlaPolicy {
                                      return aurora::CoordinatorSla{ of.coordinatorUrl, of.statusKey };
                                  } },
                      *job.slaPolicy);
}

/// What the executor is told of a job: it learns neither how many there are nor how they are updated.
executor::Job toldOf(const Definition &definition)
{
    executor::Job told = definition.job;
    told.instances.reset();
    told.updateConfig.reset();
    return told;
}

QMap<QString, QString> constraintTexts(const QList<aurora::Constraint> &constraints)
{
    QMap<QString, QString> texts;
    for (const aurora::Constraint &constraint : constraints)
        texts[constraint.name] = constraint.text();
    return texts;
}

QList<aurora::Constraint> constraintsOf(const executor::Job &job)
{
    QList<aurora::Constraint> constraints;
    const auto texts = job.constraints.value_or(QMap<QString, QString>());
    for (auto it = texts.begin(); it != texts.end(); ++it)
        constraints << constraintOf(it.key(), it.value());
    return constraints;
}

std::optional<aurora::PartitionPolicy> partitionOf(const executor::Job &job)
{
    if (!job.partitionPolicy)
        return {};
    return aurora::PartitionPolicy{ job.partitionPolicy->reschedule, std::chrono::seconds(job.partitionPolicy->delay) };
}

template <typename Span>
qint64 wholeSeconds(Span span)
{
    return std::chrono::duration_cast<std::chrono::seconds>(span).count();
}

executor::SlaPolicy toldSla(const aurora::SlaPolicy &policy)
{
    return std::visit(Overloaded{ [](const aurora::PercentageSla &of) -> executor::SlaPolicy {
                                     return executor::PercentageSla{ of.percentage, wholeSeconds(of.duration), {} };
                                 },
                                  [](const aurora::CountSla &of) -> executor::SlaPolicy {
                                      return executor::CountSla{ of.count, wholeSeconds(of.duration), {} };
                                  },
                                  [](const aurora::CoordinatorSla &of) -> executor::SlaPolicy {
                                      return executor::CoordinatorSla{ of.url, of.statusKey, {} };
                                  } },
                      policy);
}

/// The scheduler acts on its own half of a job. Where the executor was told otherwise, or less, the scheduler's half
/// counts, or a clone would run elsewhere or with less than the job it was made of. Links are left, as the scheduler
/// adds its own; so is the container, which the executor sees from inside.
void takeSchedulersWord(executor::Job &job, const aurora::JobConfiguration &configuration)
{
    const aurora::TaskConfig &config = configuration.config;
    job.role = configuration.key.role;
    job.environment = configuration.key.environment;
    job.name = configuration.key.name;
    job.instances = configuration.instanceCount;
    job.service = config.isService;
    job.priority = config.priority;
    job.maxTaskFailures = config.maxTaskFailures;
    job.production = config.production.value_or(job.production);
    if (!config.tier.isEmpty())
        job.tier = config.tier;
    job.contact = config.contactEmail.isEmpty() ? std::nullopt : std::optional(config.contactEmail);
    job.cronSchedule = configuration.cronSchedule.isEmpty() ? std::nullopt : std::optional(configuration.cronSchedule);
    if (configuration.isCron() && configuration.cronCollisionPolicy != aurora::CronCollisionPolicy::Unknown)
        job.cronCollisionPolicy = static_cast<executor::CronCollision>(configuration.cronCollisionPolicy);
    job.metadata.clear();
    for (const auto &metadata : config.metadata)
        job.metadata << executor::Metadata{ metadata.key, metadata.value, {} };
    if (constraintsOf(job) != config.constraints)
        job.constraints = constraintTexts(config.constraints);

    if (slaOf(job) != config.slaPolicy)
        job.slaPolicy = config.slaPolicy ? std::optional(toldSla(*config.slaPolicy)) : std::nullopt;
    if (partitionOf(job) != config.partitionPolicy) {
        job.partitionPolicy.reset();
        if (const auto &policy = config.partitionPolicy)
            job.partitionPolicy = executor::PartitionPolicy{
                policy->reschedule, static_cast<int>(wholeSeconds(policy->delay.value_or(core::Duration(0)))), {}
            };
    }

    executor::Resources &resources = job.task.resources ? *job.task.resources : job.task.resources.emplace();
    resources.cpu = config.resources.cpus;
    resources.gpu = config.resources.gpus;
    if (resources.ram / core::mebibyte != config.resources.ramMb) // else the executor's is the more exact
        resources.ram = config.resources.ramMb * core::mebibyte;
    if (resources.disk / core::mebibyte != config.resources.diskMb)
        resources.disk = config.resources.diskMb * core::mebibyte;
}

} // namespace

aurora::Constraint constraintOf(const QString &name, const QString &text)
{
    static const QRegularExpression limit(u"\\Alimit:(\\d{1,9})\\z"_s);
    if (const auto match = limit.match(text); match.hasMatch())
        return { name, aurora::LimitConstraint{ match.captured(1).toInt() } };
    aurora::ValueConstraint value;
    value.negated = text.startsWith(u'!');
    value.values = (value.negated ? text.sliced(1) : text).split(u',');
    value.values.sort();
    return { name, value };
}

aurora::JobConfiguration configurationOf(const Definition &definition)
{
    const executor::Job told = toldOf(definition);
    const executor::Job &job = definition.job;

    aurora::JobConfiguration made;
    made.key = { job.role, job.environment, job.name };
    made.owner = definition.owner;
    made.cronSchedule = job.cronSchedule.value_or(QString());
    made.cronCollisionPolicy = static_cast<aurora::CronCollisionPolicy>(job.cronCollisionPolicy);
    made.instanceCount = job.instances.value_or(1);

    aurora::TaskConfig &config = made.config;
    config.job = made.key;
    config.owner = definition.owner;
    config.isService = job.service;
    config.priority = job.priority;
    config.maxTaskFailures = job.maxTaskFailures;
    config.production = job.production;
    config.tier = job.tier.value_or(QString());
    config.contactEmail = job.contact.value_or(QString());
    if (const auto &resources = job.task.resources) {
        config.resources.cpus = resources->cpu;
        config.resources.ramMb = resources->ram / core::mebibyte;
        config.resources.diskMb = resources->disk / core::mebibyte;
        config.resources.gpus = resources->gpu;
    }
    config.constraints = constraintsOf(job);
    for (const auto &metadata : job.metadata)
        config.metadata << aurora::Metadata{ metadata.key, metadata.value };
    std::ranges::sort(config.metadata, {}, [](const aurora::Metadata &m) { return std::pair(m.key, m.value); });
    config.fetcherUris = definition.fetcherUris;
    config.taskLinks = job.taskLinks.value_or(QMap<QString, QString>());
    config.partitionPolicy = partitionOf(job);
    config.slaPolicy = slaOf(job);
    config.container = containerOf(job);

    const QByteArray data = executor::produce(told);
    config.resources.namedPorts = portsOf(definition, data);
    config.executor = aurora::ExecutorConfig{ job.executorConfig.name, QString::fromUtf8(data) };
    if (definition.before) {
        const auto was = definitionOf(*definition.before);
        if (was && toldOf(*was) == told)
            config.executor = definition.before->config.executor;
    }
    return made;
}

core::Result<Definition> definitionOf(const aurora::JobConfiguration &configuration)
{
    const auto refused = [&](const QString &path, const QString &detail) {
        core::Error error;
        error.kind = core::Error::Kind::WrongShape;
        error.endpoint = configuration.key.text();
        error.path = path;
        error.detail = detail;
        return core::failure(error);
    };
    const aurora::TaskConfig &config = configuration.config;
    if (!config.executor || config.executor->data.isNull())
        return refused(u"executorConfig"_s,
                       tr("The scheduler gave no data for the executor; ask for the job with its "
                          "configuration."));
    executor::Reading reading = executor::parse(config.executor->data.toUtf8());
    if (!reading.isWhole())
        return refused(reading.mistakes.constFirst().path, executor::mistakeText(reading.mistakes.constFirst()));

    Definition definition;
    definition.job = std::move(reading.job);
    takeSchedulersWord(definition.job, configuration);
    definition.owner = configuration.owner.isNull() ? config.owner : configuration.owner;
    definition.fetcherUris = config.fetcherUris;
    const QStringList implied = configurationOf(definition).config.resources.namedPorts;
    for (const QString &port : config.resources.namedPorts) {
        if (!implied.contains(port))
            definition.ports << port;
    }
    definition.before = configuration;
    return definition;
}

} // namespace jobs
