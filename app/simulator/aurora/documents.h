// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/api.h"

#include <QByteArray>

/// What the scheduler tells besides its API: JSON, text and one page.
namespace sim::aurora::documents {

QByteArray offers(const Scheduler &scheduler);
QByteArray pendingTasks(const Scheduler &scheduler);
QByteArray maintenance(const Scheduler &scheduler);
QByteArray quotas(const Scheduler &scheduler, const std::string &role); ///< role empty: all
QByteArray cron(const Scheduler &scheduler);
QByteArray tiers();
QByteArray services();
QByteArray agents(const Scheduler &scheduler); ///< an HTML table
/// Metrics, and among them, as in the real one, the process's environment: nothing to show wholesale.
QByteArray varsJson(const Scheduler &scheduler, const Api &api);
QByteArray vars(const Scheduler &scheduler, const Api &api);

} // namespace sim::aurora::documents
