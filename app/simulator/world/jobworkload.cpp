// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/jobworkload.h"

#include "app/simulator/world/executordata.h"

namespace sim {

using aurora::Config;
using aurora::JobKey;
using thrift::Struct;
using thrift::Type;
using thrift::Value;

JobWorkload::JobWorkload(aurora::Scheduler *scheduler, WorkloadPlan plan, Moment night)
    : Workload(&scheduler->world(), std::move(plan), night)
    , m_scheduler(scheduler)
    , m_key(keyOf(m_plan))
{
}

JobKey JobWorkload::keyOf(const WorkloadPlan &plan)
{
    return { plan.kind == WorkloadPlan::Kind::Service ? "services" : "jobs", "prod", plan.name };
}

Config JobWorkload::configOf(const WorkloadPlan &plan, int instance, int version)
{
    const bool service = plan.kind == WorkloadPlan::Kind::Service;
    const JobKey key = keyOf(plan);
    double diskGib = plan.diskGib;
    if (const auto pin = plan.pins.find(instance); pin != plan.pins.end())
        diskGib = pin->second.diskGib;
    const Resources resources{ plan.cpus, plan.memGib * 1024, diskGib * 1024, 0, {} };
    std::vector<Value> asked = aurora::resourceSet(resources).elements();
    if (service)
        asked.push_back(thrift::single(4, Value::text("http")));
    std::vector<Value> pools;
    for (const std::string &pool : plan.pools)
        pools.push_back(Value::text(pool));
    const Value constraint
        = Struct()
              .text(1, "slave-type")
              .put(2, thrift::single(1, Struct().flag(1, false).put(2, Value::set(Type::String, pools)).done()))
              .done();
    const Value squad = Struct().text(1, "squad").text(2, plan.squad).done();
    ExecutorFacts facts;
    facts.role = key.role;
    facts.environment = key.environment;
    facts.name = key.name;
    facts.squad = plan.squad;
    facts.isService = service || plan.lifetime > 0;
    facts.hasPort = service;
    facts.resources = resources;
    facts.pools = plan.pools;
    facts.version = version;
    return aurora::makeConfig(Struct()
                                  .flag(7, facts.isService)
                                  .i32(11, service ? 10 : 0)
                                  .i32(13, 1)
                                  .put(17, Struct().text(2, "deploy").done())
                                  .put(20, Value::set(Type::Struct, { constraint }))
                                  .text(23, plan.squad + "@cantareira.example")
                                  .put(25, Struct().text(1, "AuroraExecutor").text(2, executorData(facts)).done())
                                  .put(27, Value::set(Type::Struct, { squad }))
                                  .put(28, key.toThrift())
                                  .text(30, service ? "preferred" : "preemptible")
                                  .put(32, Value::set(Type::Struct, std::move(asked)))
                                  .done());
}

int JobWorkload::pending() const
{
    int waiting = 0;
    for (const aurora::ScheduledTask *task : m_scheduler->store().activeOf(m_key))
        waiting += task->waits();
    return waiting;
}

std::string JobWorkload::taskId(int instance) const
{
    const aurora::ScheduledTask *task = m_scheduler->store().active(m_key, instance);
    return task ? task->id : std::string();
}

void JobWorkload::begin()
{
    aurora::Behaviour behaviour;
    behaviour.lifetime = m_plan.lifetime;
    behaviour.failRate = m_plan.failRate;
    behaviour.spread = m_plan.spread;
    behaviour.pools = m_plan.pools;
    for (const auto &[instance, pin] : m_plan.pins)
        behaviour.pins[instance] = { pin.host, pin.diskGib };
    m_scheduler->setBehaviour(m_key, std::move(behaviour));
    add(0, m_plan.instances);
}

void JobWorkload::add(int from, int to)
{
    // Instances of the same configuration share it.
    const Config common = configOf(m_plan, -1);
    std::set<int> alike;
    for (int i = from; i < to; ++i) {
        if (m_plan.pins.contains(i))
            m_scheduler->addTasks(configOf(m_plan, i), { i });
        else
            alike.insert(i);
    }
    m_scheduler->addTasks(common, alike);
}

void JobWorkload::setInstances(int count)
{
    add(m_plan.instances, count);
    m_plan.instances = count;
}

void JobWorkload::setPin(int instance, Pin pin)
{
    m_scheduler->behaviour(m_key).pins[instance] = { pin.host, pin.diskGib };
    m_plan.pins[instance] = std::move(pin);
}

void JobWorkload::failInstance(int instance, const std::string &message)
{
    if (aurora::ScheduledTask *task = m_scheduler->store().active(m_key, instance))
        m_scheduler->endTask(*task, TaskState::Failed, message);
}

void JobWorkload::end()
{
    m_scheduler->behaviour(m_key).closing = true;
    if (m_plan.kind == WorkloadPlan::Kind::Service) {
        m_scheduler->kill(m_key, {}, "Killed by deploy.\nend of the night's run");
        return;
    }
    for (aurora::ScheduledTask *task : m_scheduler->store().activeOf(m_key)) {
        if (task->waits())
            m_scheduler->killTask(*task, "Killed by deploy");
        else if (m_plan.lifetime <= 0) // others come to their own end
            m_scheduler->endTask(*task, TaskState::Finished, "Command exited with status 0");
    }
}

} // namespace sim
