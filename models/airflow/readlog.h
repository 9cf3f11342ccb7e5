// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/client.h"
#include "models/airflow/log.h"

#include <QPointer>

namespace airflow {

/// Of a try that never was 2.x gives its own excuse as the log; 3.x NotFound.
QCoro::Task<core::Result<LogPiece>> readLog(QPointer<Client> client, calls::TaskKey key, int tryNumber, QString token,
                                            std::stop_token stop);

} // namespace airflow
