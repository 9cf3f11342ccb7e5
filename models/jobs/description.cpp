// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/description.h"

#include "models/aurora/executor/mapping.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
namespace executor = aurora::executor;

namespace jobs {

namespace {

using core::tr;

QString span(core::Duration time)
{
    return core::formatSpan(time);
}

QString span(double seconds)
{
    return core::formatSpan(std::chrono::duration_cast<core::Duration>(std::chrono::duration<double>(seconds)));
}

QString gib(qint64 mebibytes)
{
    return tr("%1 GiB").arg(core::formatGib(static_cast<double>(mebibytes)));
}

QString allowed(int failures)
{
    return failures <= 0 ? tr("without limit") : QString::number(failures);
}

class Describer
{
public:
    QList<Fact> facts;

    void job(const aurora::JobConfiguration &job)
    {
        m_group = tr("Job");
        add(tr("Name"), job.key.text());
        add(tr("Instances"), QString::number(job.instanceCount));
        if (job.isCron()) {
            add(tr("Runs at"), job.cronSchedule);
            add(tr("While it still runs"),
                job.cronCollisionPolicy == aurora::CronCollisionPolicy::CancelNew ? tr("the new run is left out")
                                                                                  : tr("the old run is killed"));
        }
        config(job.config, true);
    }
    void config(const aurora::TaskConfig &config, bool named);

private:
    void add(const QString &name, const QString &value) { facts << Fact{ m_group, name, value }; }
    void addUnlessEmpty(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            add(name, value);
    }
    void resources(const aurora::Resources &resources);
    void constraints(const QList<aurora::Constraint> &constraints);
    void executorData(const aurora::ExecutorConfig &config);
    void task(const executor::Task &task);
    void health(const executor::Job &job);
    void container(const aurora::Container &container);
    void rest(const aurora::TaskConfig &config);
    void unknown(const executor::Job &job);

    QString m_group;
};

void Describer::config(const aurora::TaskConfig &config, bool named)
{
    m_group = tr("Job");
    if (!named)
        add(tr("Name"), config.job.text());
    add(tr("Kind"), config.isService ? tr("service, started again whenever it ends") : tr("runs once"));
    addUnlessEmpty(tr("Tier"), config.tier);
    if (config.production)
        add(tr("Production"), *config.production ? tr("yes") : tr("no"));
    add(tr("Priority"), QString::number(config.priority));
    add(tr("Failures until it is given up"), allowed(config.maxTaskFailures));
    addUnlessEmpty(tr("Owner"), config.owner);
    addUnlessEmpty(tr("Contact"), config.contactEmail);
    resources(config.resources);
    constraints(config.constraints);
    if (config.executor)
        executorData(*config.executor);
    rest(config);
    container(config.container);
}

void Describer::resources(const aurora::Resources &resources)
{
    m_group = tr("Resources");
    add(tr("CPUs"), QString::number(resources.cpus, 'g', 6));
    add(tr("Memory"), gib(resources.ramMb));
    add(tr("Disk"), gib(resources.diskMb));
    if (resources.gpus > 0)
        add(tr("GPUs"), QString::number(resources.gpus));
    addUnlessEmpty(tr("Ports"), resources.namedPorts.join(u", "_s));
}

void Describer::constraints(const QList<aurora::Constraint> &constraints)
{
    m_group = tr("Constraints");
    for (const aurora::Constraint &constraint : constraints) {
        if (const auto *limit = constraint.limit()) {
            add(constraint.name,
                limit->limit == 1 ? tr("at most 1 instance each") : tr("at most %1 instances each").arg(limit->limit));
            continue;
        }
        const QString values = constraint.value()->values.join(tr(" or "));
        add(constraint.name, constraint.value()->negated ? tr("not %1").arg(values) : values);
    }
}

void Describer::executorData(const aurora::ExecutorConfig &config)
{
    const executor::Reading reading = executor::parse(config.data.toUtf8());
    if (config.data.isNull() || !reading.isWhole()) {
        m_group = tr("Executor");
        add(tr("Name"), config.name);
        addUnlessEmpty(tr("Data"), config.data);
        return;
    }
    task(reading.job.task);
    health(reading.job);
    unknown(reading.job);
}

void Describer::task(const executor::Task &task)
{
    m_group = tr("Processes");
    for (const executor::Process &process : task.processes) {
        QStringList notes;
        if (process.maxFailures != 1)
            notes << tr("fails for good after %1").arg(allowed(process.maxFailures));
        if (process.daemon)
            notes << tr("started again when it ends well");
        if (process.ephemeral)
            notes << tr("the task does not wait for it");
        if (process.final)
            notes << tr("runs last");
        if (process.minDuration != executor::Process().minDuration)
            notes << tr("%1 between runs").arg(span(double(process.minDuration)));
        if (process.logger && process.logger->rotate)
            notes << tr("log rotated at %1, %2 kept")
                         .arg(core::formatBytes(process.logger->rotate->logSize))
                         .arg(process.logger->rotate->backups);
        add(process.name,
            process.cmdline.trimmed() + (notes.isEmpty() ? QString() : u" ("_s + notes.join(u", "_s) + u')'));
    }
    QStringList chains;
    for (const executor::Order &order : task.constraints) {
        if (order.order.size() > 1)
            chains << order.order.join(u" → "_s);
    }
    addUnlessEmpty(tr("Order"), chains.join(u", "_s));
    if (task.maxFailures != executor::Task().maxFailures)
        add(tr("Failed processes until the task fails"), allowed(task.maxFailures));
    if (task.maxConcurrency > 0)
        add(tr("At once"), QString::number(task.maxConcurrency));
    if (task.finalizationWait != executor::Task().finalizationWait)
        add(tr("Time for the last ones"), span(double(task.finalizationWait)));
    if (task.user)
        add(tr("As user"), *task.user);
}

void Describer::health(const executor::Job &job)
{
    m_group = tr("Health");
    const executor::HealthCheck &check = job.healthCheck;
    if (check.checker.shell) {
        add(tr("Checked by"), check.checker.shell->shellCommand);
    } else if (check.checker.http && *check.checker.http != executor::HttpChecker()) {
        QString text = tr("GET %1").arg(check.checker.http->endpoint);
        if (check.checker.http->expectedResponseCode > 0)
            text += tr(", wants %1").arg(check.checker.http->expectedResponseCode);
        add(tr("Checked by"), text);
    }
    static const executor::HealthCheck byDefault;
    if (check.initialInterval != byDefault.initialInterval)
        add(tr("First after"), span(check.initialInterval));
    if (check.interval != byDefault.interval)
        add(tr("Every"), span(check.interval));
    if (check.timeout != byDefault.timeout)
        add(tr("Waits for"), span(check.timeout));
    if (check.maxConsecutiveFailures != byDefault.maxConsecutiveFailures)
        add(tr("Failures in a row allowed"), QString::number(check.maxConsecutiveFailures));
    if (check.minConsecutiveSuccesses != byDefault.minConsecutiveSuccesses)
        add(tr("Successes in a row wanted"), QString::number(check.minConsecutiveSuccesses));
    if (!job.lifecycle.http)
        add(tr("Told to end by"), tr("a signal alone"));
    else if (*job.lifecycle.http != executor::HttpLifecycle())
        add(tr("Told to end by"),
            tr("%1 on port %2, %3 later %4, %5 later a signal")
                .arg(job.lifecycle.http->gracefulShutdownEndpoint, job.lifecycle.http->port,
                     span(double(job.lifecycle.http->gracefulShutdownWait)), job.lifecycle.http->shutdownEndpoint,
                     span(double(job.lifecycle.http->shutdownWait))));
    if (job.announce) {
        QStringList ports;
        for (auto it = job.announce->portmap.begin(); it != job.announce->portmap.end(); ++it)
            ports << it.key() + u'=' + it.value();
        add(tr("Announced"), tr("port %1; %2").arg(job.announce->primaryPort, ports.join(u", "_s)));
    }
}

void Describer::rest(const aurora::TaskConfig &config)
{
    m_group = tr("Metadata");
    for (qsizetype i = 0; i < config.metadata.size(); ++i) {
        // Several values under one key are one fact, so that two lists compare key by key.
        QStringList values{ config.metadata[i].value };
        while (i + 1 < config.metadata.size() && config.metadata[i + 1].key == config.metadata[i].key)
            values << config.metadata[++i].value;
        add(config.metadata[i].key, values.join(u", "_s));
    }
    m_group = tr("Links");
    for (auto it = config.taskLinks.begin(); it != config.taskLinks.end(); ++it)
        add(it.key(), it.value());
    m_group = tr("Fetched first");
    for (const aurora::FetcherUri &uri : config.fetcherUris) {
        QStringList notes;
        if (uri.extract)
            notes << (*uri.extract ? tr("unpacked") : tr("not unpacked"));
        if (uri.cache)
            notes << (*uri.cache ? tr("cached") : tr("not cached"));
        if (!uri.outputFile.isEmpty())
            notes << tr("as %1").arg(uri.outputFile);
        add(uri.value, notes.isEmpty() ? tr("as it is") : notes.join(u", "_s));
    }
    m_group = tr("Policies");
    if (config.partitionPolicy)
        add(tr("Agent unreachable"),
            config.partitionPolicy->reschedule
                ? tr("started elsewhere after %1").arg(span(config.partitionPolicy->delay.value_or(core::Duration(0))))
                : tr("left where it is"));
    if (!config.slaPolicy)
        return;
    if (const auto *percentage = std::get_if<aurora::PercentageSla>(&*config.slaPolicy))
        add(tr("Always up"),
            tr("%1 % of the instances, each for %2").arg(percentage->percentage).arg(span(percentage->duration)));
    else if (const auto *count = std::get_if<aurora::CountSla>(&*config.slaPolicy))
        add(tr("Always up"), tr("%1 instances, each for %2").arg(count->count).arg(span(count->duration)));
    else
        add(tr("Always up"), tr("as %1 says").arg(std::get<aurora::CoordinatorSla>(*config.slaPolicy).url));
}

void Describer::container(const aurora::Container &container)
{
    m_group = tr("Container");
    if (const auto *docker = std::get_if<aurora::DockerContainer>(&container)) {
        add(tr("Docker image"), docker->image);
        QStringList parameters;
        for (const auto &parameter : docker->parameters.value_or(QList<aurora::DockerParameter>()))
            parameters << parameter.name + u'=' + parameter.value;
        addUnlessEmpty(tr("Parameters"), parameters.join(u", "_s));
        return;
    }
    const auto &mesos = std::get<aurora::MesosContainer>(container);
    if (mesos.image) {
        if (const auto *docker = std::get_if<aurora::DockerImage>(&*mesos.image))
            add(tr("Image"), docker->tag.isEmpty() ? docker->name : docker->name + u':' + docker->tag);
        else
            add(tr("Image"), std::get<aurora::AppcImage>(*mesos.image).name);
    }
    QStringList volumes;
    for (const auto &volume : mesos.volumes.value_or(QList<aurora::Volume>()))
        volumes << tr("%1 as %2, %3")
                       .arg(volume.hostPath, volume.containerPath, volume.readOnly ? tr("read only") : tr("writable"));
    addUnlessEmpty(tr("Volumes"), volumes.join(u"; "_s));
}

/// Keys this program has no word for; they take part all the same.
void Describer::unknown(const executor::Job &job)
{
    m_group = tr("Other keys");
    const auto tell = [this](const QString &where, const QJsonObject &keys) {
        for (auto it = keys.begin(); it != keys.end(); ++it)
            add(where + it.key(),
                QString::fromUtf8(
                    QJsonDocument(QJsonObject{ { it.key(), it.value() } }).toJson(QJsonDocument::Compact)));
    };
    tell({}, job.unknown);
    tell(u"task."_s, job.task.unknown);
    for (const executor::Process &process : job.task.processes)
        tell(process.name + u'.', process.unknown);
}

/// What the scheduler fills in where a definition is silent: of links, one to each port while there is no other.
bool isLeftToTheScheduler(const Fact &fact)
{
    if (fact.group == tr("Job"))
        return fact.name == tr("Tier") || fact.name == tr("Production");
    return fact.group == tr("Links") && fact.value == u"http://%host%:%port:%1%"_s.arg(fact.name);
}

QList<Change> compared(const QList<Fact> &before, const QList<Fact> &after)
{
    const auto find = [](const QList<Fact> &facts, const Fact &fact) {
        return std::ranges::find_if(facts, [&](const Fact &f) { return f.group == fact.group && f.name == fact.name; });
    };
    QList<Change> changes;
    for (const Fact &fact : before) {
        const auto now = find(after, fact);
        if (now == after.end()) {
            if (!isLeftToTheScheduler(fact))
                changes << Change{ fact.group, fact.name, fact.value, {} };
        } else if (now->value != fact.value) {
            changes << Change{ fact.group, fact.name, fact.value, now->value };
        }
    }
    for (const Fact &fact : after) {
        if (find(before, fact) == before.end() && !isLeftToTheScheduler(fact))
            changes << Change{ fact.group, fact.name, {}, fact.value };
    }
    // Changes of one group stand together, in the order of the description.
    QStringList groups;
    for (const QList<Fact> *facts : { &before, &after }) {
        for (const Fact &fact : *facts) {
            if (!groups.contains(fact.group))
                groups << fact.group;
        }
    }
    std::ranges::stable_sort(changes, {}, [&](const Change &change) { return groups.indexOf(change.group); });
    return changes;
}

void addOtherWords(QList<Change> &changes, const aurora::TaskConfig &before, const aurora::TaskConfig &after)
{
    if (!changes.isEmpty() || !before.executor || !after.executor || before.executor->data == after.executor->data)
        return;
    const executor::Reading was = executor::parse(before.executor->data.toUtf8());
    const executor::Reading is = executor::parse(after.executor->data.toUtf8());
    const bool isSame = was.isWhole() && is.isWhole() && was.job == is.job;
    changes << Change{ tr("Executor"), tr("Data"), tr("as it was"),
                       isSame ? tr("says the same in other words; the scheduler takes it for a change")
                              : tr("differs in something that is not shown here") };
}

} // namespace

QList<Fact> describe(const aurora::JobConfiguration &job)
{
    Describer describer;
    describer.job(job);
    return describer.facts;
}

QList<Fact> describe(const aurora::TaskConfig &config)
{
    Describer describer;
    describer.config(config, false);
    return describer.facts;
}

QJsonObject factsJson(const aurora::JobConfiguration &job)
{
    QJsonObject facts;
    const QList<Fact> told = describe(job);
    for (const Fact &fact : told)
        facts.insert(fact.group + u": "_s + fact.name, fact.value);
    return facts;
}

QList<Change> difference(const aurora::JobConfiguration &before, const aurora::JobConfiguration &after)
{
    QList<Change> changes = compared(describe(before), describe(after));
    addOtherWords(changes, before.config, after.config);
    return changes;
}

QList<Change> difference(const aurora::TaskConfig &before, const aurora::TaskConfig &after)
{
    QList<Change> changes = compared(describe(before), describe(after));
    addOtherWords(changes, before, after);
    return changes;
}

QString changeText(const Change &change)
{
    if (change.before.isNull())
        return tr("%1, %2: new, %3").arg(change.group, change.name, change.after);
    if (change.after.isNull())
        return tr("%1, %2: gone, was %3").arg(change.group, change.name, change.before);
    return tr("%1, %2: %3 → %4").arg(change.group, change.name, change.before, change.after);
}

} // namespace jobs
