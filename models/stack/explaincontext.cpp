// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/explaincontext.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/explain/fromaurora.h"
#include "models/pools/board.h"
#include "models/stack/stack.h"

namespace stack {

namespace {

using core::tr;

} // namespace

QHash<QString, QString> heldHosts(const pools::Picture &picture, core::TimePoint now)
{
    QHash<QString, QString> held;
    for (const pools::Machine &machine : picture.machines) {
        if (!machine.isHeld() || machine.agentHost.isEmpty())
            continue;
        const QString by = machine.heldBy.isEmpty() ? tr("somebody") : machine.heldBy;
        held.insert(machine.agentHost, tr("%1 until %2").arg(by, core::formatClock(machine.heldUntil, now)));
    }
    return held;
}

explain::Context explainContext(const Stack &stack)
{
    explain::Context context;
    context.now = stack.clock().now();
    context.poolAttribute = stack.config().poolAttribute;
    context.picturedAt = stack.mesos()->freshness().fetchedAt;
    if (const aurora::Snapshot aurora = stack.aurora() ? stack.aurora()->snapshot() : nullptr)
        context.auroraModes = explain::modesOf(*aurora);
    if (const pools::Snapshot pools = stack.poolBoard()->pools())
        context.held = heldHosts(*pools, context.now);
    return context;
}

} // namespace stack
