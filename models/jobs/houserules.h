// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/definition.h"

namespace jobs {

/// What the scheduler, or the executor once the task has started, would refuse.
struct Refusal
{
    QString key; ///< as in the file: "environment", "resources.cpus"
    QString what; ///< "is “production”."
    QString remedy;
    bool operator==(const Refusal &) const = default;
};

/// The rules that can be told before anything is sent. The scheduler has the last word: its own limits (quota, options
/// of the server) show in the dry run. Pure. Source: golden/aurora/README.md section 2, recordings errors/createJob-*.
/// `tiers`: those the scheduler knows; empty: not asked yet.
QList<Refusal> refusalsOf(const Definition &definition, const QStringList &tiers = {});

/// Five fields of numbers, names, *, lists, ranges and steps in their bounds, which is what the scheduler reads.
bool isCronSchedule(const QString &text);

} // namespace jobs
