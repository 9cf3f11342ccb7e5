// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/aurora/store.h"
#include "models/aws/store.h"
#include "models/config/airflowconfig.h"
#include "models/core/format.h"
#include "models/dag/nightboard.h"
#include "models/mesos/operator.h"
#include "models/mesos/store.h"
#include "models/pools/join.h"
#include "models/verbs/protection.h"

#include <QPointer>

namespace verbs {

/// What the verbs of one stack work with. The stores are the stack's and may go while a verb waits for an answer.
struct Context
{
    QPointer<aurora::Store> aurora; ///< null: the stack has none
    QPointer<airflow::Store> airflow; ///< null: the stack has none
    QPointer<aws::Store> aws; ///< null: the stack has none
    pools::Prices prices; ///< of on-demand machines
    QPointer<dag::NightBoard> night; ///< as it was seen last; null: the stack has none
    QList<config::JobRule> nodeJobs; ///< which Aurora job a node of the night stands for
    QPointer<mesos::Operator> mesos;
    QPointer<mesos::Store> picture; ///< of the cluster as it was seen last: for what no single question tells
    QString stack;
    bool production = true;
    QString poolAttribute; ///< whose value names an agent's pool
    Protection protection;
    const core::Clock *clock = nullptr;

    /// "comportactl --stack NAME ", the beginning of every equal command.
    QString command() const { return QStringLiteral("comportactl --stack %1 ").arg(stack); }
};

/// A count in words: "1 task" as it stands, or "%1 tasks" with the number in it.
inline QString counted(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(core::formatCount(count));
}

} // namespace verbs
