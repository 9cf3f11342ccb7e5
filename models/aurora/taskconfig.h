// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "models/core/clock.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

/// What a task is made of. Texts the server left out are null, so that a configuration read can be sent back unchanged.
/// Collections come in a fixed order (by value), as the server sends sets in any.
namespace aurora {

struct Resources
{
    double cpus = 0; ///< cores
    qint64 ramMb = 0; ///< MiB
    qint64 diskMb = 0; ///< MiB
    qint64 gpus = 0; ///< whole devices
    QStringList namedPorts; ///< one port of the agent each
    bool operator==(const Resources &) const = default;
};

struct ValueConstraint
{
    bool negated = false;
    QStringList values; ///< the agent's attribute is one of these, or none of these
    bool operator==(const ValueConstraint &) const = default;
};

struct LimitConstraint
{
    int limit = 0; ///< at most so many tasks of the job for each value of the attribute
    bool operator==(const LimitConstraint &) const = default;
};

/// A condition on an agent's attribute `name`.
struct Constraint
{
    QString name;
    std::variant<ValueConstraint, LimitConstraint> condition;
    bool operator==(const Constraint &) const = default;

    const ValueConstraint *value() const { return std::get_if<ValueConstraint>(&condition); }
    const LimitConstraint *limit() const { return std::get_if<LimitConstraint>(&condition); }
    QString text() const; ///< as in a job's file: "limit:2", "a,b", "!a,b"
};

struct Metadata
{
    QString key;
    QString value;
    bool operator==(const Metadata &) const = default;
};

struct FetcherUri
{
    QString value;
    std::optional<bool> extract;
    std::optional<bool> cache;
    QString outputFile; ///< null: not given
    bool operator==(const FetcherUri &) const = default;
};

struct ExecutorConfig
{
    QString name; ///< "AuroraExecutor" for Thermos
    QString data; ///< JSON for Thermos; null where the list was asked without configurations
    bool operator==(const ExecutorConfig &) const = default;
};

struct PartitionPolicy
{
    bool reschedule = true;
    std::optional<core::Duration> delay; ///< whole seconds on the wire
    bool operator==(const PartitionPolicy &) const = default;
};

struct PercentageSla
{
    double percentage = 0; ///< 0 to 100, of the active instances
    core::Duration duration{ 0 }; ///< running for so long counts; whole seconds on the wire
    bool operator==(const PercentageSla &) const = default;
};

struct CountSla
{
    qint64 count = 0; ///< instances
    core::Duration duration{ 0 };
    bool operator==(const CountSla &) const = default;
};

struct CoordinatorSla
{
    QString url;
    QString statusKey;
    bool operator==(const CoordinatorSla &) const = default;
};

using SlaPolicy = std::variant<PercentageSla, CountSla, CoordinatorSla>;

struct DockerImage
{
    QString name;
    QString tag;
    bool operator==(const DockerImage &) const = default;
};

struct AppcImage
{
    QString name;
    QString imageId;
    bool operator==(const AppcImage &) const = default;
};

struct Volume
{
    QString containerPath;
    QString hostPath;
    bool readOnly = false;
    bool operator==(const Volume &) const = default;
};

struct MesosContainer
{
    std::optional<std::variant<DockerImage, AppcImage>> image;
    std::optional<QList<Volume>> volumes;
    bool operator==(const MesosContainer &) const = default;
};

struct DockerParameter
{
    QString name;
    QString value;
    bool operator==(const DockerParameter &) const = default;
};

struct DockerContainer
{
    QString image;
    std::optional<QList<DockerParameter>> parameters;
    bool operator==(const DockerContainer &) const = default;
};

using Container = std::variant<MesosContainer, DockerContainer>;

struct TaskConfig
{
    JobKey job;
    QString owner; ///< whatever the client sent, not who was authenticated; null: not given
    bool isService = false; ///< started again whenever it ends
    int priority = 0;
    int maxTaskFailures = 0; ///< -1: without limit
    std::optional<bool> production; ///< the server fills it in from the tier
    QString tier; ///< null: the server's default
    Resources resources;
    QList<Constraint> constraints; ///< by name
    QList<FetcherUri> fetcherUris;
    QMap<QString, QString> taskLinks; ///< title → address; %host%, %port:NAME% in it
    QString contactEmail; ///< null: none
    std::optional<ExecutorConfig> executor; ///< a task without one fails whole lists of the server
    QList<Metadata> metadata;
    std::optional<PartitionPolicy> partitionPolicy;
    std::optional<SlaPolicy> slaPolicy;
    Container container;
    bool operator==(const TaskConfig &) const = default;
};

/// Instances that share a configuration.
struct ConfigGroup
{
    TaskConfig config;
    QList<InstanceRange> instances; ///< ascending
    bool operator==(const ConfigGroup &) const = default;
};

} // namespace aurora
