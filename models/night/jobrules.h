// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/airflowconfig.h"

namespace night {

/// The Aurora job ("role/env/name") a task stands for; empty: none, or no rule fits.
QByteArray jobOf(const QList<config::JobRule> &rules, const QString &taskId);

/// Whether a whole task id fits a pattern with * and ?.
bool fits(QStringView pattern, QStringView id);

} // namespace night
