// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/jobwriter_p.h"

using namespace Qt::StringLiterals;

namespace jobs {

void JobWriter::logger(const executor::Logger &logger)
{
    static constexpr const char *destinations[] = { "file", "console", "both", "none" };
    open(u"log"_s);
    put(u"destination"_s, QString::fromLatin1(destinations[static_cast<size_t>(logger.destination)]));
    if (logger.rotate) {
        putBytes(u"size"_s, logger.rotate->logSize);
        put(u"backups"_s, qint64{ logger.rotate->backups });
    }
    close();
}

void JobWriter::healthCheck(const executor::HealthCheck &check)
{
    static const executor::HealthCheck byDefault;
    if (check == byDefault)
        return;
    open(u"healthCheck"_s);
    if (const auto &http = check.checker.http; http && *http != executor::HttpChecker()) {
        open(u"http"_s);
        put(u"endpoint"_s, http->endpoint);
        put(u"response"_s, http->expectedResponse);
        put(u"code"_s, qint64{ http->expectedResponseCode });
        close();
    }
    if (check.checker.shell)
        put(u"shell"_s, check.checker.shell->shellCommand);
    const std::pair<QString, double executor::HealthCheck::*> times[] = {
        { u"initial"_s, &executor::HealthCheck::initialInterval },
        { u"interval"_s, &executor::HealthCheck::interval },
        { u"timeout"_s, &executor::HealthCheck::timeout },
    };
    for (const auto &[key, time] : times) {
        if (check.*time != byDefault.*time)
            putSeconds(key, check.*time);
    }
    putUnless(u"maxFailures"_s, check.maxConsecutiveFailures, byDefault.maxConsecutiveFailures);
    putUnless(u"minSuccesses"_s, check.minConsecutiveSuccesses, byDefault.minConsecutiveSuccesses);
    close();
}

void JobWriter::lifecycle(const executor::Lifecycle &lifecycle)
{
    if (lifecycle == executor::Lifecycle())
        return;
    if (!lifecycle.http) {
        put(u"lifecycle"_s, u"none"_s);
        return;
    }
    open(u"lifecycle"_s);
    put(u"port"_s, lifecycle.http->port);
    put(u"graceful"_s, lifecycle.http->gracefulShutdownEndpoint);
    put(u"shutdown"_s, lifecycle.http->shutdownEndpoint);
    putSeconds(u"gracefulWait"_s, lifecycle.http->gracefulShutdownWait);
    putSeconds(u"shutdownWait"_s, lifecycle.http->shutdownWait);
    close();
}

void JobWriter::container(const executor::Container &container)
{
    if (const auto *docker = std::get_if<executor::Docker>(&container)) {
        open(u"container"_s);
        open(u"docker"_s);
        put(u"image"_s, docker->image);
        QStringList parameters;
        for (const executor::Parameter &parameter : docker->parameters)
            parameters << parameter.name + u'=' + parameter.value;
        if (!parameters.isEmpty())
            put(u"parameters"_s, parameters);
        close();
        close();
    } else if (const auto *mesos = std::get_if<executor::Mesos>(&container)) {
        open(u"container"_s);
        open(u"mesos"_s);
        if (mesos->image) {
            put(u"image"_s, mesos->image->name);
            putIf(u"tag"_s, mesos->image->tag);
            putIf(u"imageId"_s, mesos->image->imageId);
        }
        QStringList volumes;
        for (const executor::Volume &volume : mesos->volumes)
            volumes << u"%1:%2:%3"_s.arg(volume.hostPath, volume.containerPath,
                                         volume.mode == executor::Volume::Mode::ReadOnly ? u"ro"_s : u"rw"_s);
        if (!volumes.isEmpty())
            put(u"volumes"_s, volumes);
        close();
        close();
    }
}

void JobWriter::metadata(const QList<executor::Metadata> &metadata)
{
    if (metadata.isEmpty())
        return;
    QMap<QString, QStringList> byKey;
    for (const executor::Metadata &each : metadata)
        byKey[each.key] << each.value;
    open(u"metadata"_s);
    for (auto it = byKey.begin(); it != byKey.end(); ++it) {
        if (it->size() == 1)
            put(it.key(), it->constFirst());
        else
            put(it.key(), *it);
    }
    close();
}

void JobWriter::sla(const executor::SlaPolicy &policy)
{
    open(u"sla"_s);
    if (const auto *percentage = std::get_if<executor::PercentageSla>(&policy)) {
        put(u"percentage"_s, percentage->percentage);
        putSeconds(u"duration"_s, static_cast<double>(percentage->duration));
    } else if (const auto *count = std::get_if<executor::CountSla>(&policy)) {
        put(u"count"_s, count->count);
        putSeconds(u"duration"_s, static_cast<double>(count->duration));
    } else {
        const auto &coordinator = std::get<executor::CoordinatorSla>(policy);
        put(u"coordinator"_s, coordinator.coordinatorUrl);
        put(u"statusKey"_s, coordinator.statusKey);
    }
    close();
}

void JobWriter::fetch(const QList<aurora::FetcherUri> &uris)
{
    if (uris.isEmpty())
        return;
    const auto flag = [](bool value) { return value ? u"true"_s : u"false"_s; };
    m_out << YAML::Key << "fetch" << YAML::Value << YAML::BeginSeq;
    for (const aurora::FetcherUri &uri : uris) {
        m_out << YAML::BeginMap;
        put(u"uri"_s, uri.value);
        if (uri.extract)
            put(u"extract"_s, flag(*uri.extract));
        if (uri.cache)
            put(u"cache"_s, flag(*uri.cache));
        putUnless(u"outputFile"_s, uri.outputFile, QString());
        m_out << YAML::EndMap;
    }
    m_out << YAML::EndSeq;
}

} // namespace jobs
