// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/section.h"
#include "models/jobs/definition.h"

namespace jobs {

/// Reads the `job:` of a file after its bindings were put in. `lines` gets the line of each key ("resources.ram"), so
/// that what is found wrong later can name it. What does not fit becomes a mistake, and the reading goes on.
Definition readJob(const config::Section::Entry &job, QMap<QString, int> &lines, QList<config::Mistake> &mistakes);

/// Every key a job may have, for the help and the test that the example names each.
QStringList jobKeys();

} // namespace jobs
