// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/dagengine.h"

#include <QJsonArray>

/// What Airflow says of its things, field by field as the recorded ones do. 2.10 and 3.x differ in most of them.
namespace sim::airflow {

enum class Version { V2, V3 };

QString runId(const Run &run, Version version);

/// Of one DAG engine in one version's words.
class Documents
{
public:
    Documents(const DagEngine *engine, Version version)
        : m_engine(engine)
        , m_version(version)
    {
    }

    QJsonObject version() const;
    QJsonObject health() const;
    QJsonObject dag() const;
    QJsonObject task(int node) const;
    QJsonObject run(const Run &run) const;
    QJsonObject instance(const Run &run, int slot) const;
    /// In a list of tries; `attempt` is an index.
    QJsonObject attempt(const Run &run, int slot, size_t attempt) const;
    QJsonObject reference(const Run &run, int slot) const; ///< what 2.x tells of a touched one: no map index
    QJsonObject xcomKey(const Run &run, int slot) const;
    QJsonObject xcom(const Run &run, int slot) const;

    QJsonValue moment(Moment at) const; ///< null where it is not known

private:
    QJsonObject common(const Run &run, int slot) const;
    QJsonObject dagVersion() const;

    const DagEngine *m_engine;
    Version m_version;
};

} // namespace sim::airflow
