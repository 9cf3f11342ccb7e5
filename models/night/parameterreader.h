// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/config/airflowconfig.h"
#include "models/dag/run.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <qcoro/qcorotask.h>

namespace night {

/// Reads the parameters of runs that a rule of the stacks file finds in a task's rendered fields or XComs. Each is
/// asked for once it can be there; what failed, again when the run is seen again. GUI thread.
class ParameterReader final : public QObject
{
    Q_OBJECT
public:
    ParameterReader(const config::AirflowConfig &config, airflow::Store *store, QObject *parent = nullptr);

    /// `tasks` of the run; null: it is over, and whatever can be there is.
    void want(const QString &runId, const airflow::RunTasks *tasks);
    QList<dag::Parameter> parametersOf(const QString &runId) const; ///< in the rules' order

signals:
    void changed();

private:
    QCoro::Task<void> read(QString runId, config::ParameterRule rule);

    const QString m_dagId;
    const QList<config::ParameterRule> m_rules;
    const QPointer<airflow::Store> m_store;
    QHash<QString, QHash<QString, dag::Parameter>> m_known; ///< run id → name
    QSet<QString> m_asked; ///< run id + name: under way, or there
};

} // namespace night
