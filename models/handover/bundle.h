// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/handover/archive.h"
#include "models/handover/handover.h"

namespace handover {

/// What a report about an incident wants: the note, what needs somebody, the health of all layers, the night, how the
/// jobs that failed are configured, the ends of their logs, actions and audit log of the last day, versions. Secrets
/// are removed from all of it (redact.h), the stack's own logins among them. What cannot be read is a file that says
/// why. GUI thread; nothing when the stack goes meanwhile.
QCoro::Task<std::optional<QList<BundledFile>>> bundleOf(QPointer<stack::Stack> stack, HandOver handOver);

/// The same, written to a file in the pool. How many files are in it. Config, Storage: as writeBundle(); Cancelled: the
/// stack went.
QCoro::Task<core::Result<qsizetype>> saveBundle(QPointer<stack::Stack> stack, HandOver handOver, QString file);

} // namespace handover
