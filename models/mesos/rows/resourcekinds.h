// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

#include <array>

namespace mesos {

/// One of the four resources every table shows: under which key, with which title and unit, and where it stands.
struct ResourceKind
{
    const char16_t *key;
    const char *title; ///< to be translated
    const char16_t *unit; ///< in the header
    tables::Kind kind;
    float Resources::*amount;
    double ResourceSum::*sum;
};

enum ResourceIndex { CpusResource, MemResource, DiskResource, GpusResource };
extern const std::array<ResourceKind, 4> resourceKinds;

QString titleOf(const ResourceKind &kind);
/// The column of an amount: "cpus", "CPUs". Width in logical px at 12 px font.
tables::Column resourceColumn(ResourceIndex kind, const QString &toolTip, int width, int priority, bool hiddenAtFirst);

} // namespace mesos
