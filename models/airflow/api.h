// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace airflow {

/// Which of Airflow's REST interfaces a server speaks.
enum class Api : uint8_t {
    V1, ///< Airflow 2: /api/v1
    V2, ///< Airflow 3: /api/v2
};

} // namespace airflow
