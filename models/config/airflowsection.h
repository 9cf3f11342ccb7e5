// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/airflowconfig.h"
#include "models/config/section.h"

namespace config {

/// Reads what stands below `airflow:`.
void readAirflow(const Section::Entry &entry, AirflowConfig &airflow, QList<Mistake> &mistakes);

} // namespace config
