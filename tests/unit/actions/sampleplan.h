// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

/// The plan of the mock-up 08: 14 tasks of 4 jobs, one job protected.
inline actions::Plan samplePlan(const actions::Request &request = {})
{
    using namespace Qt::StringLiterals;
    using namespace actions;
    Plan plan;
    plan.request = request;
    plan.request.verb = u"kill"_s;
    ItemTable table{ {}, {}, { u"Instances"_s, u"Then"_s }, u"Job"_s, {} };
    struct Job
    {
        const char16_t *name;
        int instances;
        bool fixed;
    };
    constexpr Job jobs[] = { { u"hyoga-model", 6, false },
                             { u"fraud-signals", 2, false },
                             { u"itaipu-series-tail", 4, false },
                             { u"fx-model", 2, false },
                             { u"capivara-clj", 8, true } };
    int killed = 0;
    for (const Job &job : jobs) {
        Item item;
        item.name = QString::fromUtf16(job.name);
        item.key = u"jobs/prod/"_s + item.name;
        item.facts = { QString::number(job.instances), u"no DAG node"_s };
        item.seen = u"%1 running"_s.arg(job.instances);
        if (job.fixed)
            item.protection = u"not fault tolerant"_s;
        item = tickedBy(request, item);
        table.items.append(item);
        if (!item.ticked)
            continue;
        Step step;
        step.key = step.object = step.item = item.key;
        step.name = item.name;
        step.call = u"killTasks %1 [0–%2]"_s.arg(item.key).arg(job.instances - 1);
        step.payload = { { u"job"_s, item.key }, { u"instances"_s, job.instances } };
        step.things = step.ends = job.instances;
        plan.steps.append(step);
        killed += job.instances;
    }
    plan.tables = { table };
    plan.title = { u"Kill %1 tasks of %2 jobs"_s.arg(killed).arg(plan.steps.size()), u"jobs/prod"_s,
                   u"Killed %1 of %2 tasks"_s, u"did not end"_s, u"%1 tasks"_s.arg(killed) };
    plan.facts = { Harm::Irreversible, true, false, static_cast<int>(plan.steps.size()), killed, true };
    Effect cpus;
    cpus.touches = u"CPUs used"_s;
    cpus.before = u"236.0"_s;
    cpus.after = u"208.0"_s;
    plan.effects = { countEffect(u"Tasks running"_s, 214, 214 - killed), cpus };
    plan.question = { u"Of 214 running tasks, how many keep running after this?"_s, 0 };
    plan.cannotBeUndone = u"14 tasks lose 7 h 48 min of work."_s;
    plan.watch = { u"all are terminal"_s, std::chrono::seconds(300) };
    plan.command = u"comportactl job kill …"_s;
    return plan;
}
