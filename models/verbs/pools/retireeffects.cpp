// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/pools/retirement.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = RetireVerb::Way;

constexpr qsizetype keepersShown = 8;

using core::tr;

/// Named with their reasons: whoever asks for more must know why these stay.
void addKeepers(actions::Plan *plan, const Retirement &of)
{
    for (const Keeper &keeper : of.reads.choice.keepers.mid(0, keepersShown)) {
        actions::Effect effect;
        effect.group = tr("Never candidates: %1").arg(of.reads.choice.keepers.size());
        effect.touches = keeper.machine.agentHost.isEmpty() ? keeper.machine.instance : keeper.machine.agentHost;
        effect.before = keeper.reason;
        effect.after = tr("stays");
        plan->effects << effect;
    }
}

} // namespace

void addRetirementEffects(actions::Plan *plan, const Retirement &of)
{
    if (of.reads.group) {
        plan->effects << actions::countEffect(tr("Machines %1 wants").arg(of.pool), of.reads.group->desired, of.left());
        plan->question = { tr("How many machines does %1 want after this? Type the number:").arg(of.pool), 0 };
    } else {
        plan->effects << actions::countEffect(tr("Machines of %1").arg(of.pool), of.running(), of.left());
        plan->question = { tr("How many machines does %1 have after this? Type the number:").arg(of.pool), 0 };
    }
    if (of.way == Way::Cycle || (of.way == Way::Terminate && of.replaces)) {
        // What is wanted stays as it is: the number is worked out from the machines that are not touched.
        plan->effects << actions::countEffect(tr("Machines of %1 that stay as they are").arg(of.pool), of.running(),
                                              of.running() - of.count());
        plan->question = { tr("How many machines of %1 stay as they are? Type the number:").arg(of.pool), 1 };
    }
    double cpus = 0;
    double memory = 0;
    double price = 0;
    qint64 waits = 0;
    QMap<QString, int> jobs;
    for (const Candidate &candidate : std::as_const(of.going)) {
        cpus += static_cast<double>(candidate.machine.total.cpus);
        memory += static_cast<double>(candidate.machine.total.mem);
        price += candidate.machine.price;
        waits += candidate.tasks.size();
        for (const Endangered &task : candidate.tasks)
            ++jobs[task.job];
    }
    const pools::Pool *pool = of.reads.pools.joined->pool(of.pool);
    if (pool && !of.replaces) {
        plan->effects << actions::sumEffect(tr("CPUs of %1").arg(of.pool), pool->total.cpus, -cpus, &core::formatCpus)
                      << actions::sumEffect(tr("Memory of %1, GiB").arg(of.pool), pool->total.mem, -memory,
                                            &core::formatGib);
        plan->effects += priceEffect(*of.reads.pools.joined, -price);
    }
    // What else runs there is waited for, not ended.
    actions::Effect ended;
    ended.touches = tr("Tasks on them");
    ended.before = core::formatCount(waits);
    ended.after = tr("all end by themselves");
    ended.delta = u"0"_s;
    plan->effects << ended;
    for (auto job = jobs.cbegin(); job != jobs.cend(); ++job) {
        actions::Effect effect;
        effect.group = tr("Waited for, by job");
        effect.touches = job.key();
        effect.before = counted(job.value(), tr("1 task"), tr("%1 tasks"));
        effect.after = tr("ends by itself");
        plan->effects << effect;
    }
    addKeepers(plan, of);
}

} // namespace verbs
