// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/jobs/jobtemplate.h"

namespace ctl {

/// A job definition as it is named on the command line: a file, "-" for the standard input, or the name of a template
/// ("scale"). Config: there is none, or it has mistakes, with their lines.
core::Result<jobs::JobTemplate> templateOf(const QString &argument);

/// Puts the values of --bind in, with what the scheduler says of itself. Config: each blank that is missing or wrong.
QCoro::Task<core::Result<aurora::JobConfiguration>> filledIn(Session *session, jobs::JobTemplate of);

} // namespace ctl
