// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/scalejobs.h"

#include "app/simulator/world/jobworkload.h"

namespace sim {

using thrift::Struct;
using thrift::Value;

namespace {

constexpr int tasksPerAgent = 60; // 16 cores, each task 0.26 with its executor
constexpr int mostJobs = 20'000;
constexpr int mostTasks = 200'000;

void addAgents(World &world, int count)
{
    for (int i = 0; i < count; ++i) {
        Agent agent;
        agent.address = "10.140." + std::to_string(i / 250) + '.' + std::to_string(i % 250 + 4);
        agent.hostname = "ip-10-140-" + std::to_string(i / 250) + '-' + std::to_string(i % 250 + 4);
        agent.attributes = { { "slave-type", "mesos-scale" },
                             { "rack", "us-east-1a" },
                             { "instance-type", "r5.4xlarge" },
                             { "host", agent.hostname } };
        agent.region = "us-east-1";
        agent.zone = "us-east-1a";
        agent.total = { 16.0, 125747.0, 409600.0, 0, { { 31000, 31999 } } };
        world.addAgent(std::move(agent));
    }
}

} // namespace

std::optional<ScaleOptions> ScaleOptions::parse(const QString &text)
{
    const QStringList parts = text.split(u'x');
    if (parts.size() != 2)
        return {};
    bool jobsGood = false;
    bool instancesGood = false;
    const ScaleOptions options{ parts[0].toInt(&jobsGood), parts[1].toInt(&instancesGood) };
    const bool good = jobsGood && instancesGood && options.jobs > 0 && options.instances > 0 && options.jobs <= mostJobs
        && options.instances <= mostTasks / options.jobs;
    return good ? std::optional(options) : std::nullopt;
}

void addScaleJobs(aurora::Scheduler &scheduler, const ScaleOptions &options)
{
    addAgents(scheduler.world(), options.jobs * options.instances / tasksPerAgent + 1);
    std::set<int> instances;
    for (int i = 0; i < options.instances; ++i)
        instances.insert(i);
    WorkloadPlan plan;
    plan.squad = "scale";
    plan.pools = { "mesos-scale" };
    plan.cpus = 0.25;
    plan.memGib = 0.25;
    plan.diskGib = 0.5;
    plan.lifetime = 1; // a service, that is; its tries have no end
    for (int i = 0; i < options.jobs; ++i) {
        plan.name = "job-" + QString::number(i).rightJustified(5, u'0').toStdString();
        aurora::JobKey key = JobWorkload::keyOf(plan);
        key.role = "scale";
        scheduler.setBehaviour(key, {});
        scheduler.addTasks(aurora::withJob(JobWorkload::configOf(plan, -1), key), instances);
    }
}

} // namespace sim
