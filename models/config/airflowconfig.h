// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>
#include <QUrl>

#include <optional>

namespace config {

/// Which Aurora job a task of the DAG stands for. The first rule whose pattern fits counts; they are in the order from
/// the narrowest to the widest.
struct JobRule
{
    QString tasks; ///< task ids, with * and ?
    QString job; ///< "jobs/prod/{task}", {task} being the id without its groups; empty: none
    QString field = {}; ///< instead of `job`: the operator's rendered field that names it
    bool operator==(const JobRule &) const = default;
};

/// Until when how much of the night has to be done.
struct DeadlineConfig
{
    QString name;
    QTime at; ///< wall clock in `zone`
    QByteArray zone; ///< "America/Sao_Paulo", "UTC"
    QStringList tasks; ///< task ids, with * and ?; empty: all
    double share = 1; ///< of these, above 0 to 1
    bool operator==(const DeadlineConfig &) const = default;
};

/// Where a parameter of the run is read.
struct ParameterRule
{
    enum class Source { Conf, Xcom, Field };
    QString name;
    Source source = Source::Conf;
    QString task; ///< Xcom, Field
    QString key; ///< in the conf, of the XCom, or of the rendered field
    bool operator==(const ParameterRule &) const = default;
};

/// The nightly DAG of a stack: of an Airflow, of a definition file with Aurora's jobs, or both: the file then stands in
/// while Airflow is away.
struct AirflowConfig
{
    enum class Version { Auto, Two, Three };

    QUrl url; ///< with the path it may be served below; empty: no Airflow
    QString dag; ///< id
    Version version = Version::Auto;
    QString user; ///< empty: the stack's
    QString definition; ///< whole path of a DAG's definition; empty: none
    QList<JobRule> jobs;
    QList<DeadlineConfig> deadlines;
    QList<ParameterRule> parameters;

    bool isThere() const { return !url.isEmpty() || !definition.isEmpty(); }
    bool operator==(const AirflowConfig &) const = default;
};

/// What stands below `airflow:` as a text of its own; nullopt where there is a mistake in it.
std::optional<AirflowConfig> parseAirflow(const QByteArray &yaml);

/// "08:30 America/Sao_Paulo", "95 % of itaipu-contracts* by 05:00 UTC"; without a name. nullopt: it is none.
std::optional<DeadlineConfig> parseDeadline(const QString &text);
/// "conf transaction", "xcom metapod-transaction", "xcom TASK KEY", "field TASK KEY"; without a name.
std::optional<ParameterRule> parseParameter(const QString &text);

} // namespace config
