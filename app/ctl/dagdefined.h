// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"

namespace ctl {

/// dag runs, show, graph or forecast where the stack has a definition of its night and no Airflow: each node stands as
/// its Aurora job does.
QCoro::Task<int> showDefined(Session *session, QString what);

} // namespace ctl
