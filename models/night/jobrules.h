// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/airflowconfig.h"

namespace night {

/// The first rule that fits a task; nullptr: none does.
const config::JobRule *ruleOf(const QList<config::JobRule> &rules, const QString &taskId);

/// The Aurora job ("role/env/name") a task stands for; empty: none, no rule fits, or only its rendered fields tell.
QByteArray jobOf(const QList<config::JobRule> &rules, const QString &taskId);

/// Whether a whole task id fits a pattern with * and ?.
bool fits(QStringView pattern, QStringView id);

} // namespace night
