// SPDX-License-Identifier: GPL-3.0-or-later
// What Aurora has besides the night's plan: quotas, cron jobs, a job that flaps, an update under way. A part of Night.
#include "app/simulator/aurora/updatesettings.h"
#include "app/simulator/world/jobworkload.h"
#include "app/simulator/world/night.h"
#include "app/simulator/world/plan.h"

namespace sim {

using namespace std::chrono_literals;
using aurora::JobKey;
using thrift::Struct;
using thrift::Type;
using thrift::Value;

namespace {

WorkloadPlan small(const char *name, const char *squad, WorkloadPlan::Kind kind)
{
    WorkloadPlan plan;
    plan.name = name;
    plan.squad = squad;
    plan.kind = kind;
    plan.pools = { "mesos-fixed" };
    plan.cpus = 0.25;
    plan.memGib = 0.5;
    return plan;
}

Value queueSettings(int groupSize, std::chrono::milliseconds watch)
{
    return Struct()
        .i32(1, groupSize)
        .i32(2, 0)
        .i32(3, 0)
        .i32(5, watch.count())
        .flag(6, true)
        .put(7, Value::set(Type::Struct, {}))
        .flag(8, false)
        .done();
}

} // namespace

void Night::fillScheduler()
{
    m_scheduler->quotas().set("services", { 160, 786432, 4194304, 0, {} });
    m_scheduler->quotas().set("jobs", { 64, 262144, 2097152, 0, {} });

    const auto cron = [this](const WorkloadPlan &plan, const char *schedule, double minutes) {
        aurora::CronJob job;
        job.key = JobWorkload::keyOf(plan);
        job.owner = "deploy";
        job.schedule = schedule;
        job.parsed = *aurora::CronSchedule::parse(schedule);
        job.policy = aurora::wire::CollisionPolicy::CancelNew;
        job.config = JobWorkload::configOf(plan, 0);
        job.instances = plan.instances;
        aurora::Behaviour behaviour;
        behaviour.lifetime = minutes;
        m_scheduler->setBehaviour(job.key, std::move(behaviour));
        m_scheduler->cron().schedule(std::move(job));
    };
    cron(small("s3-compaction", "platform", WorkloadPlan::Kind::Batch), "*/30 * * * *", 4);
    cron(small("ledger-audit", "ledger", WorkloadPlan::Kind::Batch), "15 7 * * MON-FRI", 25);
}

/// 03:25 and later: what the job list shows at the demo's beginning.
void Night::tellAurorasTrouble()
{
    const Moment night = firstNight();
    // Starts, and dies soon after, again and again: most of the time it is THROTTLED.
    WorkloadPlan flapping = small("quote-stream", "fx", WorkloadPlan::Kind::Service);
    m_world->at(night + 6h + 25min, [this, flapping] {
        aurora::Behaviour behaviour;
        behaviour.lifetime = 0.4;
        behaviour.failRate = 1;
        behaviour.failure = "1 process failed: server; task failed";
        m_scheduler->setBehaviour(JobWorkload::keyOf(flapping), std::move(behaviour));
        m_scheduler->addTasks(JobWorkload::configOf(flapping, 0), { 0 });
    });
    // One of fx-model's machines was not ready when its task came.
    m_world->at(night + 6h + 28min + 1s, [this] {
        if (aurora::ScheduledTask *task = m_scheduler->store().active({ "jobs", "prod", "fx-model" }, 2)) {
            if (!task->waits())
                m_scheduler->endTask(*task, TaskState::Lost, "Agent not ready");
        }
    });
    // A new version of the gateway, one instance after the other.
    m_world->at(night + 6h + 43min + 20s, [this] {
        WorkloadPlan plan = workload("query-gateway")->plan();
        const aurora::Config config = JobWorkload::configOf(plan, -1, 42);
        const Value change = Struct().text(1, "change").text(2, "CR-4127").done();
        m_scheduler->updates().start(config, m_scheduler->updates().diff(config, plan.instances, {}),
                                     aurora::readSettings(queueSettings(1, 45s)), Value::set(Type::Struct, { change }),
                                     "deploy", "query-gateway 42");
    });
}

} // namespace sim
