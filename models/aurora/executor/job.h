// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

/// The job as the Thermos executor gets it: the JSON object in ExecutorConfig.data of the executor "AuroraExecutor".
/// Defaults are the executor's own. Texts may hold `{{mesos.instance}}`, `{{thermos.ports[NAME]}}` and the like, which
/// the executor fills in when it starts. `unknown` keeps the keys that this program does not know, so that writing a
/// job back loses nothing. Source: golden/aurora/README.md, section 6.
namespace aurora::executor {

struct Resources
{
    double cpu = 0; ///< cores
    qint64 ram = 0; ///< bytes
    qint64 disk = 0; ///< bytes
    qint64 gpu = 0; ///< whole devices
    QJsonObject unknown;
    bool operator==(const Resources &) const = default;
};

struct Rotation
{
    qint64 logSize = 100 << 20; ///< bytes
    int backups = 5;
    QJsonObject unknown;
    bool operator==(const Rotation &) const = default;
};

struct Logger
{
    enum class Destination { File, Console, Both, None };
    enum class Mode { Standard, Rotate };

    Destination destination = Destination::File;
    Mode mode = Mode::Standard;
    std::optional<Rotation> rotate;
    QJsonObject unknown;
    bool operator==(const Logger &) const = default;
};

struct Process
{
    QString name;
    QString cmdline; ///< for bash
    int maxFailures = 1; ///< runs that may fail until the process has failed; 0: without limit
    bool daemon = false; ///< started again when it ends well
    bool ephemeral = false; ///< does not keep the task alive
    bool final = false; ///< runs after all others, whatever became of them
    int minDuration = 5; ///< seconds between two runs
    std::optional<Resources> resources; ///< the executor does not use it
    std::optional<Logger> logger;
    QJsonObject unknown;
    bool operator==(const Process &) const = default;
};

/// Each process of `order` starts when the one before it has ended well. Several together make a graph.
struct Order
{
    QStringList order; ///< names of processes
    QJsonObject unknown;
    bool operator==(const Order &) const = default;
};

struct Task
{
    QString name; ///< the first process' name where not given
    QList<Process> processes;
    QList<Order> constraints;
    std::optional<Resources> resources;
    int maxFailures = 1; ///< processes that may fail until the task has failed; 0: without limit
    int maxConcurrency = 0; ///< processes at once; 0: without limit
    int finalizationWait = 30; ///< seconds for the final processes
    std::optional<QString> user;
    QJsonObject unknown;
    bool operator==(const Task &) const = default;
};

struct HttpChecker
{
    QString endpoint = QStringLiteral("/health");
    QString expectedResponse = QStringLiteral("ok"); ///< "": any
    int expectedResponseCode = 0; ///< 0: any
    QJsonObject unknown;
    bool operator==(const HttpChecker &) const = default;
};

struct ShellChecker
{
    QString shellCommand;
    QJsonObject unknown;
    bool operator==(const ShellChecker &) const = default;
};

struct HealthChecker
{
    std::optional<HttpChecker> http = HttpChecker(); ///< acts only when the task has a port named "health"
    std::optional<ShellChecker> shell;
    QJsonObject unknown;
    bool operator==(const HealthChecker &) const = default;
};

struct HealthCheck
{
    HealthChecker checker;
    double initialInterval = 15; ///< seconds
    double interval = 10; ///< seconds
    double timeout = 1; ///< seconds
    int maxConsecutiveFailures = 0;
    int minConsecutiveSuccesses = 1;
    QJsonObject unknown;
    bool operator==(const HealthCheck &) const = default;
};

struct HttpLifecycle
{
    QString port = QStringLiteral("health"); ///< name of a port
    QString gracefulShutdownEndpoint = QStringLiteral("/quitquitquit");
    QString shutdownEndpoint = QStringLiteral("/abortabortabort");
    int gracefulShutdownWait = 5; ///< seconds
    int shutdownWait = 5; ///< seconds
    QJsonObject unknown;
    bool operator==(const HttpLifecycle &) const = default;
};

struct Lifecycle
{
    std::optional<HttpLifecycle> http = HttpLifecycle(); ///< none: the task is only signalled
    QJsonObject unknown;
    bool operator==(const Lifecycle &) const = default;
};

/// Registers the task in ZooKeeper.
struct Announcer
{
    QString primaryPort = QStringLiteral("http"); ///< name of a port
    QMap<QString, QString> portmap{ { QStringLiteral("aurora"), QStringLiteral("{{primary_port}}") } };
    std::optional<QString> zkPath;
    QJsonObject unknown;
    bool operator==(const Announcer &) const = default;
};

struct Parameter
{
    QString name;
    QString value;
    QJsonObject unknown;
    bool operator==(const Parameter &) const = default;
};

struct Docker
{
    QString image;
    QList<Parameter> parameters;
    QJsonObject unknown;
    bool operator==(const Docker &) const = default;
};

/// The older way to write a Docker container: {"docker": …}.
struct WrappedDocker
{
    Docker docker;
    QJsonObject unknown;
    bool operator==(const WrappedDocker &) const = default;
};

struct Image
{
    QString name;
    std::optional<QString> tag; ///< of a Docker image
    std::optional<QString> imageId; ///< of an AppC image
    QJsonObject unknown;
    bool operator==(const Image &) const = default;
};

struct Volume
{
    enum class Mode { ReadOnly, ReadWrite };

    QString containerPath;
    QString hostPath;
    Mode mode = Mode::ReadOnly;
    QJsonObject unknown;
    bool operator==(const Volume &) const = default;
};

/// The Mesos containerizer, with or without an image.
struct Mesos
{
    std::optional<Image> image;
    QList<Volume> volumes;
    QJsonObject unknown;
    bool operator==(const Mesos &) const = default;
};

using Container = std::variant<Mesos, Docker, WrappedDocker>;

struct Metadata
{
    QString key;
    QString value;
    QJsonObject unknown;
    bool operator==(const Metadata &) const = default;
};

struct ExecutorName
{
    QString name = QStringLiteral("AuroraExecutor");
    QString data;
    QJsonObject unknown;
    bool operator==(const ExecutorName &) const = default;
};

struct PartitionPolicy
{
    bool reschedule = true;
    int delay = 0; ///< seconds
    QJsonObject unknown;
    bool operator==(const PartitionPolicy &) const = default;
};

struct PercentageSla
{
    double percentage = 0; ///< 0 to 100
    qint64 duration = 0; ///< seconds
    QJsonObject unknown;
    bool operator==(const PercentageSla &) const = default;
};

struct CountSla
{
    qint64 count = 0; ///< instances
    qint64 duration = 0; ///< seconds
    QJsonObject unknown;
    bool operator==(const CountSla &) const = default;
};

struct CoordinatorSla
{
    QString coordinatorUrl;
    QString statusKey = QStringLiteral("drain");
    QJsonObject unknown;
    bool operator==(const CoordinatorSla &) const = default;
};

using SlaPolicy = std::variant<PercentageSla, CountSla, CoordinatorSla>;

struct UpdateStrategy
{
    std::optional<int> batchSize; ///< instances at once
    std::optional<QList<int>> batchSizes; ///< one after another
    std::optional<bool> autopauseAfterBatch;
    QJsonObject unknown;
    bool operator==(const UpdateStrategy &) const = default;
};

struct UpdateConfig
{
    int batchSize = 1;
    int watch = 45; ///< seconds an instance must run to count as updated
    int maxPerShardFailures = 0;
    int maxTotalFailures = 0;
    bool rollbackOnFailure = true;
    bool waitForBatchCompletion = false;
    bool slaAware = false;
    std::optional<int> pulseInterval; ///< seconds
    std::optional<UpdateStrategy> updateStrategy;
    QJsonObject unknown;
    bool operator==(const UpdateConfig &) const = default;
};

enum class CronCollision { KillExisting, CancelNew, RunOverlap };

struct Job
{
    QString role;
    QString cluster;
    QString environment;
    QString name; ///< the task's where not given
    Task task;
    bool service = false; ///< started again whenever it ends
    int maxTaskFailures = 1; ///< -1: without limit
    int priority = 0;
    bool production = false;
    bool enableHooks = false;
    CronCollision cronCollisionPolicy = CronCollision::KillExisting;
    HealthCheck healthCheck;
    Lifecycle lifecycle;
    QList<Metadata> metadata;
    ExecutorName executorConfig;
    std::optional<QString> contact;
    std::optional<QString> tier;
    std::optional<QString> cronSchedule;
    std::optional<int> instances; ///< clients leave it out of the executor's data
    std::optional<UpdateConfig> updateConfig; ///< likewise
    std::optional<Announcer> announce;
    std::optional<QMap<QString, QString>> constraints; ///< attribute → "limit:N", "a,b", "!a,b"
    std::optional<QMap<QString, QString>> taskLinks;
    std::optional<PartitionPolicy> partitionPolicy;
    std::optional<SlaPolicy> slaPolicy;
    std::optional<Container> container;
    QJsonObject unknown;
    bool operator==(const Job &) const = default;
};

} // namespace aurora::executor
