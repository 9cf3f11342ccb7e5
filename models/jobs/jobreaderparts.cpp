// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/tr.h"
#include "models/jobs/jobreader_p.h"

using namespace Qt::StringLiterals;
namespace executor = aurora::executor;

namespace jobs {

namespace {

using core::tr;

} // namespace

void JobReader::healthCheck(const Entry &entry)
{
    executor::HealthCheck &check = m_definition.job.healthCheck;
    Keys keys(entry,
              { u"http"_s, u"shell"_s, u"initial"_s, u"interval"_s, u"timeout"_s, u"maxFailures"_s, u"minSuccesses"_s },
              m_mistakes);
    if (keys.has(u"http"_s) && keys.has(u"shell"_s))
        keys.mistake(u"shell"_s, tr("stands beside http."), tr("Keep one of them."));
    if (const auto *http = keys.entry(u"http"_s)) {
        executor::HttpChecker &checker = kept(check.checker.http);
        Keys below(*http, { u"endpoint"_s, u"response"_s, u"code"_s }, m_mistakes);
        below.text(u"endpoint"_s, checker.endpoint);
        if (const auto *response = below.entry(u"response"_s); response && response->value.IsScalar())
            checker.expectedResponse = QString::fromStdString(response->value.Scalar()); // may be empty: any
        below.whole(u"code"_s, checker.expectedResponseCode, 0, 599);
    }
    if (keys.has(u"shell"_s)) {
        check.checker.http.reset();
        keys.text(u"shell"_s, kept(check.checker.shell).shellCommand);
    }
    keys.seconds(u"initial"_s, check.initialInterval);
    keys.seconds(u"interval"_s, check.interval);
    keys.seconds(u"timeout"_s, check.timeout);
    keys.whole(u"maxFailures"_s, check.maxConsecutiveFailures, 0, maxInt);
    keys.whole(u"minSuccesses"_s, check.minConsecutiveSuccesses, 0, maxInt);
}

void JobReader::lifecycle(const Entry &entry)
{
    executor::Lifecycle &lifecycle = m_definition.job.lifecycle;
    if (entry.value.IsScalar() && entry.value.Scalar() == "none") {
        lifecycle.http.reset();
        return;
    }
    executor::HttpLifecycle &http = kept(lifecycle.http);
    Keys keys(entry, { u"port"_s, u"graceful"_s, u"shutdown"_s, u"gracefulWait"_s, u"shutdownWait"_s }, m_mistakes);
    keys.text(u"port"_s, http.port);
    keys.text(u"graceful"_s, http.gracefulShutdownEndpoint);
    keys.text(u"shutdown"_s, http.shutdownEndpoint);
    keys.seconds(u"gracefulWait"_s, http.gracefulShutdownWait);
    keys.seconds(u"shutdownWait"_s, http.shutdownWait);
}

void JobReader::announce(const Entry &entry)
{
    executor::Announcer &announcer = kept(m_definition.job.announce);
    Keys keys(entry, { u"port"_s, u"portmap"_s, u"path"_s }, m_mistakes);
    keys.text(u"port"_s, announcer.primaryPort);
    if (keys.has(u"portmap"_s)) {
        announcer.portmap.clear();
        keys.textMap(u"portmap"_s, announcer.portmap);
    }
    keys.text(u"path"_s, announcer.zkPath);
}

void JobReader::cron(const Entry &entry)
{
    using Collision = executor::CronCollision;
    Keys keys(entry, { u"schedule"_s, u"collision"_s }, m_mistakes);
    if (entry.value.IsMap())
        keys.demand({ u"schedule"_s }, tr("Write five fields: «15 2 * * *»."));
    keys.text(u"schedule"_s, m_definition.job.cronSchedule);
    keys.choice<Collision>(
        u"collision"_s, m_definition.job.cronCollisionPolicy,
        { { u"KILL_EXISTING"_s, Collision::KillExisting }, { u"CANCEL_NEW"_s, Collision::CancelNew } });
}

void JobReader::container(const Entry &entry)
{
    Keys keys(entry, { u"docker"_s, u"mesos"_s }, m_mistakes);
    if (keys.has(u"docker"_s) == keys.has(u"mesos"_s)) {
        if (entry.value.IsMap())
            mistake(entry.line, entry.key, tr("names not one kind."), tr("Write docker: or mesos: below it."));
        return;
    }
    if (const auto *found = keys.entry(u"docker"_s)) {
        executor::Docker docker;
        Keys below(*found, { u"image"_s, u"parameters"_s }, m_mistakes);
        below.demand({ u"image"_s }, tr("Name the image."));
        below.text(u"image"_s, docker.image);
        QStringList parameters;
        below.texts(u"parameters"_s, parameters);
        for (const QString &text : parameters) {
            executor::Parameter &parameter = docker.parameters.emplaceBack();
            if (!cut(text, u'=', parameter.name, parameter.value))
                below.mistake(u"parameters"_s, tr("holds «%1».").arg(text), tr("Write «name=value»."));
        }
        m_definition.job.container = docker;
        return;
    }
    executor::Mesos mesos;
    Keys below(*keys.entry(u"mesos"_s), { u"image"_s, u"tag"_s, u"imageId"_s, u"volumes"_s }, m_mistakes);
    if (below.has(u"image"_s)) {
        below.text(u"image"_s, mesos.image.emplace().name);
        below.text(u"tag"_s, mesos.image->tag);
        below.text(u"imageId"_s, mesos.image->imageId);
    }
    QStringList volumes;
    below.texts(u"volumes"_s, volumes);
    for (const QString &text : volumes) {
        const QStringList parts = text.split(u':');
        const bool fits = parts.size() == 3 && !parts[0].isEmpty() && !parts[1].isEmpty()
            && (parts[2] == u"ro" || parts[2] == u"rw");
        if (fits)
            mesos.volumes << executor::Volume{ parts[1],
                                               parts[0],
                                               parts[2] == u"ro" ? executor::Volume::Mode::ReadOnly
                                                                 : executor::Volume::Mode::ReadWrite,
                                               {} };
        else
            below.mistake(u"volumes"_s, tr("holds «%1».").arg(text),
                          tr("Write «host path:container path:ro» or «…:rw»."));
    }
    m_definition.job.container = mesos;
}

/// A map; of several values under one key a list.
void JobReader::metadata(const Entry &entry)
{
    m_definition.job.metadata.clear();
    Keys keys(entry, {}, m_mistakes);
    for (const auto &[key, value] : keys.entries()) {
        QStringList values;
        if (value.value.IsSequence())
            keys.texts(key, values);
        else
            keys.text(key, values.emplaceBack());
        for (const QString &each : std::as_const(values))
            m_definition.job.metadata << executor::Metadata{ key, each, {} };
    }
}

void JobReader::sla(const Entry &entry)
{
    Keys keys(entry, { u"percentage"_s, u"count"_s, u"coordinator"_s, u"duration"_s, u"statusKey"_s }, m_mistakes);
    const int kinds = keys.has(u"percentage"_s) + keys.has(u"count"_s) + keys.has(u"coordinator"_s);
    if (kinds != 1) {
        if (entry.value.IsMap())
            mistake(entry.line, entry.key, tr("names not one policy."),
                    tr("Write percentage:, count: or coordinator:."));
        return;
    }
    if (!keys.has(u"coordinator"_s))
        keys.demand({ u"duration"_s }, tr("Say how long an instance must run to count: 5min."));
    if (keys.has(u"percentage"_s)) {
        executor::PercentageSla policy;
        keys.number(u"percentage"_s, policy.percentage, 0);
        keys.seconds(u"duration"_s, policy.duration);
        m_definition.job.slaPolicy = policy;
    } else if (keys.has(u"count"_s)) {
        executor::CountSla policy;
        keys.whole(u"count"_s, policy.count, 0, maxInt);
        keys.seconds(u"duration"_s, policy.duration);
        m_definition.job.slaPolicy = policy;
    } else {
        executor::CoordinatorSla policy;
        keys.text(u"coordinator"_s, policy.coordinatorUrl);
        keys.text(u"statusKey"_s, policy.statusKey);
        m_definition.job.slaPolicy = policy;
    }
}

void JobReader::partition(const Entry &entry)
{
    executor::PartitionPolicy &policy = kept(m_definition.job.partitionPolicy);
    Keys keys(entry, { u"reschedule"_s, u"delay"_s }, m_mistakes);
    keys.flag(u"reschedule"_s, policy.reschedule);
    keys.seconds(u"delay"_s, policy.delay);
}

void JobReader::fetch(const Entry &entry)
{
    if (!entry.value.IsSequence()) {
        mistake(entry.line, entry.key, tr("is no list."), tr("Write «- uri: …» below it."));
        return;
    }
    for (size_t i = 0; i < entry.value.size(); ++i) {
        aurora::FetcherUri uri;
        Keys keys(entry.value[i], u"%1[%2]"_s.arg(entry.key).arg(i),
                  { u"uri"_s, u"extract"_s, u"cache"_s, u"outputFile"_s }, config::lineOf(entry.value[i], entry.line),
                  m_mistakes);
        keys.demand({ u"uri"_s }, tr("Name what to fetch."));
        keys.text(u"uri"_s, uri.value);
        keys.text(u"outputFile"_s, uri.outputFile);
        if (keys.has(u"extract"_s))
            keys.flag(u"extract"_s, uri.extract.emplace());
        if (keys.has(u"cache"_s))
            keys.flag(u"cache"_s, uri.cache.emplace());
        m_definition.fetcherUris << uri;
    }
}

/// What the other keys cannot say. They go on top of it.
void JobReader::executorData(const Entry &entry)
{
    const executor::Reading reading
        = executor::parse(QByteArray::fromStdString(entry.value.IsScalar() ? entry.value.Scalar() : std::string()));
    for (const executor::Mistake &each : reading.mistakes)
        mistake(entry.line, entry.key, executor::mistakeText(each),
                tr("Take executorData out, or write the JSON again."));
    m_definition.job = reading.job;
}

} // namespace jobs
