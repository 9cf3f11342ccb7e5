// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/values.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// Nodes of the newest run that end the machines of a slave-type and have not begun: they ask no group, so no
/// protection keeps a held machine from them.
struct Downscales
{
    QString dag;
    QList<airflow::TaskInstance> ahead;
    QString trouble; ///< why it is not known; empty: it is
};

/// Their ids, as the night was seen last. Pure.
QStringList downscalesAhead(const dag::NightBoard *night, const QString &pool);

/// Afresh. An Airflow that does not answer keeps nobody from holding a machine: it is told as `trouble`.
QCoro::Task<Downscales> readDownscales(Context context, QString pool, std::stop_token stop);

} // namespace verbs
