// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/context.h"

#include <QHash>
#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// Hosts in Aurora's maintenance, by host name; those in none are not in it.
using HostModes = QHash<QString, aurora::MaintenanceMode>;

/// Read afresh from the scheduler's page /maintenance, which needs no administrator.
QCoro::Task<core::Result<HostModes>> readModes(Context context, std::stop_token stop);

/// "scheduled", "draining", "drained"; "none" for one that is in no maintenance.
QString modeText(aurora::MaintenanceMode mode);

/// What the scheduler answered about one host. Rejected: it said nothing of it, as it does for hosts it never had an
/// offer from.
core::Result<aurora::MaintenanceMode> modeIn(const QList<aurora::HostStatus> &answer, const QString &host);

} // namespace verbs
