// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/executordata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

constexpr double mebibyte = 1 << 20;

QJsonObject process(const char *name, const QString &cmdline, int maxFailures = 1)
{
    return { { u"name"_s, QLatin1StringView(name) },
             { u"cmdline"_s, cmdline },
             { u"max_failures"_s, maxFailures },
             { u"daemon"_s, false },
             { u"ephemeral"_s, false },
             { u"final"_s, false },
             { u"min_duration"_s, 5 } };
}

QString pool(const ExecutorFacts &facts)
{
    QStringList names;
    for (const std::string &name : facts.pools)
        names.append(QString::fromStdString(name));
    return names.join(u',');
}

struct Processes
{
    QJsonArray all;
    QJsonArray order; ///< names, one after the other
};

Processes serviceProcesses(const QString &name, int version)
{
    QJsonObject shipper = process("log-shipper", u"./bin/ship-logs --to kafka.cantareira.internal:9092"_s, 0);
    shipper[u"daemon"_s] = true;
    shipper[u"ephemeral"_s] = true;
    return { { process("fetch", u"aws s3 cp s3://cantareira-builds/%1/%1-%2.jar app.jar"_s.arg(name).arg(version), 3),
               process("server",
                       u"java -Xmx4g -jar app.jar --port={{thermos.ports[http]}} --instance={{mesos.instance}}"_s, 5),
               shipper },
             { u"fetch"_s, u"server"_s } };
}

Processes modelProcesses(const QString &name, int version)
{
    QJsonObject cleanup = process("cleanup", u"rm -rf scratch"_s);
    cleanup[u"final"_s] = true;
    return {
        { process("fetch-jar", u"aws s3 cp s3://cantareira-builds/%1/%1-%2.jar model.jar"_s.arg(name).arg(version), 3),
          process("write-conf",
                  u"./bin/render conf/%1.conf --date $NIGHT --shard {{mesos.instance}} > run.conf"_s.arg(name)),
          process("train", u"java -Xmx96g -jar model.jar train --conf run.conf --threads 14"_s),
          process("upload", u"aws s3 cp --recursive out s3://cantareira-models/%1/$NIGHT/"_s.arg(name), 3), cleanup },
        { u"fetch-jar"_s, u"write-conf"_s, u"train"_s, u"upload"_s }
    };
}

Processes batchProcesses(const QString &name, int version)
{
    return { { process("fetch-jar", u"aws s3 cp s3://cantareira-builds/%1/%1-%2.jar job.jar"_s.arg(name).arg(version),
                       3),
               process("write-conf", u"./bin/render conf/%1.conf --date $NIGHT > run.conf"_s.arg(name)),
               process("run",
                       u"spark-submit --master mesos://zk://zk.cantareira.internal:2181/mesos --conf "
                       "spark.executor.memory=22g job.jar --conf run.conf --shard {{mesos.instance}}"_s),
               process("publish", u"./bin/publish --dataset %1 --date $NIGHT"_s.arg(name), 2) },
             { u"fetch-jar"_s, u"write-conf"_s, u"run"_s, u"publish"_s } };
}

} // namespace

std::string executorData(const ExecutorFacts &facts)
{
    const QString name = QString::fromStdString(facts.name);
    const Processes processes = facts.hasPort ? serviceProcesses(name, facts.version)
        : name.endsWith("-model"_L1)          ? modelProcesses(name, facts.version)
                                              : batchProcesses(name, facts.version);
    const QJsonObject resources{ { u"cpu"_s, facts.resources.cpus },
                                 { u"ram"_s, facts.resources.mem * mebibyte },
                                 { u"disk"_s, facts.resources.disk * mebibyte },
                                 { u"gpu"_s, 0 } };
    const QJsonObject task{ { u"name"_s, name },
                            { u"processes"_s, processes.all },
                            { u"constraints"_s, QJsonArray{ QJsonObject{ { u"order"_s, processes.order } } } },
                            { u"resources"_s, resources },
                            { u"max_failures"_s, 1 },
                            { u"max_concurrency"_s, 0 },
                            { u"finalization_wait"_s, 30 } };
    const QJsonObject checker{ { u"http"_s,
                                 QJsonObject{ { u"endpoint"_s, u"/health"_s },
                                              { u"expected_response"_s, u"ok"_s },
                                              { u"expected_response_code"_s, 0 } } } };
    const QJsonObject health{ { u"health_checker"_s, checker },     { u"initial_interval_secs"_s, 15.0 },
                              { u"interval_secs"_s, 10.0 },         { u"timeout_secs"_s, 1.0 },
                              { u"max_consecutive_failures"_s, 0 }, { u"min_consecutive_successes"_s, 1 } };
    const QJsonObject lifecycle{ { u"http"_s,
                                   QJsonObject{ { u"port"_s, u"health"_s },
                                                { u"graceful_shutdown_endpoint"_s, u"/quitquitquit"_s },
                                                { u"shutdown_endpoint"_s, u"/abortabortabort"_s },
                                                { u"graceful_shutdown_wait_secs"_s, 5 },
                                                { u"shutdown_wait_secs"_s, 5 } } } };
    const QJsonArray metadata{ QJsonObject{ { u"key"_s, u"squad"_s },
                                            { u"value"_s, QString::fromStdString(facts.squad) } } };
    QJsonObject job{ { u"name"_s, name },
                     { u"role"_s, QString::fromStdString(facts.role) },
                     { u"cluster"_s, u"cantareira-stable"_s },
                     { u"environment"_s, QString::fromStdString(facts.environment) },
                     { u"contact"_s, QString::fromStdString(facts.squad) + u"@cantareira.example"_s },
                     { u"tier"_s, facts.hasPort ? u"preferred"_s : u"preemptible"_s },
                     { u"task"_s, task },
                     { u"service"_s, facts.isService },
                     { u"production"_s, false },
                     { u"enable_hooks"_s, false },
                     { u"priority"_s, facts.hasPort ? 10 : 0 },
                     { u"max_task_failures"_s, 1 },
                     { u"cron_collision_policy"_s, u"KILL_EXISTING"_s },
                     { u"constraints"_s, QJsonObject{ { u"slave-type"_s, pool(facts) } } },
                     { u"metadata"_s, metadata },
                     { u"health_check_config"_s, health },
                     { u"lifecycle"_s, lifecycle },
                     { u"executor_config"_s,
                       QJsonObject{ { u"name"_s, u"AuroraExecutor"_s }, { u"data"_s, QString() } } } };
    return QJsonDocument(job).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace sim
