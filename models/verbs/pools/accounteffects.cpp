// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/accounteffects.h"

#include "models/aws/accountlimit.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// "standard spot machines"
QString kindWords(const aws::LimitKind &kind)
{
    return kind.spot ? tr("%1 spot machines").arg(kind.family) : tr("%1 on-demand machines").arg(kind.family);
}

void addKind(actions::Plan *plan, const aws::State &state, const aws::LimitKind &kind, int added)
{
    const aws::AccountLimit limit = aws::accountLimit(state, kind);
    const int after = limit.used + added;
    actions::Effect effect;
    effect.group = tr("Limit of the account");
    effect.touches = tr("vCPUs of %1").arg(kindWords(kind));
    effect.before = core::formatCount(limit.used);
    effect.after = core::formatCount(after);
    effect.delta = limit.most > 0 ? tr("of %1 allowed").arg(core::formatCount(limit.most)) : tr("limit not known");
    plan->effects << effect;
    if (limit.most > 0 && after > limit.most) {
        plan->warnings
            << tr("The account may run %1 vCPUs of %2, as AWS said at %3; with these it would be %4, and what "
                  "runs elsewhere in the account comes on top: AWS will refuse some.")
                   .arg(core::formatCount(limit.most), kindWords(kind), core::formatClock(limit.toldAt, plan->readAt),
                        core::formatCount(after));
    } else if (!limit.refusal.isEmpty()) {
        plan->warnings << tr("AWS refuses %1 since %2 for a limit of the account, %3, and has launched none since.")
                              .arg(kindWords(kind), core::formatClock(limit.toldAt, plan->readAt), limit.refusal);
    }
}

} // namespace

void addAccountLimits(actions::Plan *plan, const aws::State &state, const QList<NewMachines> &asked)
{
    QList<QPair<aws::LimitKind, int>> kinds;
    for (const NewMachines &machines : asked) {
        const aws::LimitKind kind = aws::limitKindOf(machines.type, machines.spot);
        const int vcpus = aws::vcpusOf(machines.type) * machines.count;
        if (kind.family.isEmpty() || vcpus <= 0)
            continue;
        const auto known = std::ranges::find(kinds, kind, &QPair<aws::LimitKind, int>::first);
        if (known == kinds.end())
            kinds << qMakePair(kind, vcpus);
        else
            known->second += vcpus;
    }
    for (const auto &[kind, vcpus] : std::as_const(kinds))
        addKind(plan, state, kind, vcpus);
}

} // namespace verbs
