// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/stopsteps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

QString runObject(const StopWish &wish)
{
    return u"run/%1/%2"_s.arg(wish.dagId, wish.runId);
}

} // namespace

actions::Step runStep(const StopWish &wish, int nodes, int running)
{
    actions::Step step;
    step.key = u"run "_s + wish.runId;
    step.object = runObject(wish);
    step.name = wish.runId;
    step.call = u"PATCH dagRuns/%1 state=failed, the reason as its note and that of what runs"_s.arg(wish.runId);
    step.payload = { { u"kind"_s, u"run"_s }, { u"dag"_s, wish.dagId }, { u"run"_s, wish.runId } };
    step.phase = stopphase::nodes;
    step.things = nodes;
    step.ends = running;
    return step;
}

actions::Step nodeStep(const StopWish &wish, const airflow::TaskInstance &instance, airflow::TaskState end,
                       bool isFirst)
{
    const airflow::Reference place{ instance.taskId, instance.mapIndex };
    actions::Step step;
    step.key = u"node "_s + nameOf(place);
    step.item = step.name = nameOf(place);
    step.object = runObject(wish);
    step.call = (end == airflow::TaskState::Failed
                     ? u"set %1 %2 to failed, the reason as its note"_s
                     : u"set %1 %2 to skipped (failed if it has begun by then), the reason as its note"_s)
                    .arg(wish.runId, step.name);
    step.payload
        = { { u"kind"_s, u"node"_s },       { u"dag"_s, wish.dagId },          { u"run"_s, wish.runId },
            { u"task"_s, instance.taskId }, { u"index"_s, instance.mapIndex }, { u"end"_s, airflow::word(end) } };
    step.phase = stopphase::nodes;
    step.things = isFirst ? 1 : 0;
    step.ends = airflow::isActive(instance.state) ? 1 : 0;
    return step;
}

actions::Step frameworkStep(const DrivenFramework &each)
{
    actions::Step step;
    step.key = step.item = each.framework.id;
    step.object = u"framework/"_s + each.framework.id;
    step.name = each.framework.name;
    step.call = u"TEARDOWN %1 (%2)"_s.arg(each.framework.id, each.framework.name);
    step.payload
        = { { u"kind"_s, u"framework"_s }, { u"framework"_s, each.framework.id }, { u"driver"_s, each.driver.text() } };
    step.phase = stopphase::frameworks;
    step.things = 0;
    step.ends = 1;
    return step;
}

actions::Step lookStep(const StopEnd &end)
{
    actions::Step step;
    step.key = u"look"_s;
    step.object = runObject(end.wish);
    step.name = QCoreApplication::translate("StopVerb", "a look at what is left");
    step.call
        = u"look twice: %1 nodes over, %2 jobs without tasks of this run, %3 frameworks gone; what is left of them, "
          "end again"_s.arg(end.nodes.size())
              .arg(end.jobs.size())
              .arg(end.frameworks.size());
    step.payload = toJson(end);
    step.phase = stopphase::look;
    step.things = 0;
    return step;
}

StopStep kindOf(const actions::Step &step)
{
    const QString kind = step.payload.value("kind"_L1).toString();
    return kind == "run"_L1      ? StopStep::Run
        : kind == "node"_L1      ? StopStep::Node
        : kind == "framework"_L1 ? StopStep::Framework
        : kind == "leftovers"_L1 ? StopStep::Leftovers
                                 : StopStep::Kill;
}

} // namespace verbs
