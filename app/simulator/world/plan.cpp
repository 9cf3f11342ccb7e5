// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/plan.h"

namespace sim::plan {

namespace {

using enum WorkloadPlan::Kind;
constexpr double always = 1e7; // minutes: nineteen years
std::vector<std::string> fixedPool()
{
    return { "mesos-fixed" };
}

std::vector<std::string> onDemand()
{
    return { "mesos-on-demand" };
}

std::vector<std::string> spot1a()
{
    return { "mesos-spot-1a" };
}

std::vector<std::string> spot1c()
{
    return { "mesos-spot-1c" };
}

std::vector<std::string> spot1d()
{
    return { "mesos-spot-1d" };
}

/// The first where there is room.
std::vector<std::string> spot1aOrOnDemand()
{
    return { "mesos-spot-1a", "mesos-on-demand" };
}

std::vector<std::string> modelPool()
{
    return { "model" };
}

constexpr char fullMachine[] = "ip-10-130-118-157";

} // namespace

// Columns: name, squad, kind, pools, instances, cpus, GiB memory, GiB disk, from, to, lifetime (minutes), failing part,
// pins.

std::vector<WorkloadPlan> services()
{
    return {
        { "capivara-http", "capivara", Service, fixedPool(), 8, 2.0, 6.0, 20, -1040, always, 0, 0, true },
        { "itaipu-serving", "itaipu", Service, fixedPool(), 8, 1.1, 5.2, 30, -1040, always, 0, 0, true },
        { "query-gateway", "platform", Service, fixedPool(), 6, 1.1, 5.0, 10, -1040, always, 0, 0, true },
    };
}

std::vector<WorkloadPlan> firstDay()
{
    return {
        { "analyst-notebooks", "analytics", Service, onDemand(), 9, 3.0, 22.0, 60, -1040, -330, 0, 0 },
        { "sunday-backfill", "itaipu", Batch, onDemand(), 8, 2.0, 14.0, 80, -1040, -540, 35, 0.04 },
        { "ledger-snapshots-day", "ledger", Batch, onDemand(), 6, 1.0, 8.0, 40, -1040, 2, 24, 0.03 },
    };
}

std::vector<WorkloadPlan> day()
{
    return {
        { "analyst-notebooks", "analytics", Service, onDemand(), 12, 3.0, 22.0, 60, 725, 1320, 0, 0 },
        { "ledger-snapshots-day", "ledger", Batch, onDemand(), 6, 1.0, 8.0, 40, 720, 1442, 24, 0.03 },
    };
}

std::vector<WorkloadPlan> night(bool first)
{
    std::vector<WorkloadPlan> jobs{
        // Contracts
        { "itaipu-contracts-card", "itaipu", Spark, spot1d(), 30, 3.0, 22.5, 90, 12, 109, 50, 0.01 },
        { "itaipu-contracts-ledger", "itaipu", Spark, spot1a(), 44, 3.0, 22.0, 80, 12, 116.7, 50, 0.01 },
        { "itaipu-contracts", "itaipu", Spark, onDemand(), 52, 3.0, 24.0, 70, 12.5, 183, 60, 0.01 },
        { "itaipu-contracts-accounts", "itaipu", Spark, spot1c(), 20, 3.0, 22.0, 80, 13, 111, 45, 0.01 },
        // Datasets
        { "itaipu-datasets", "itaipu", Spark, spot1a(), 40, 3.0, 21.0, 70, 118, 422, 55, 0.01 },
        { "itaipu-accounts", "itaipu", Spark, spot1c(), 20, 3.0, 22.0, 80, 112.5, 470, 50, 0.015 },
        { "itaipu-statements", "itaipu", Spark, spot1d(), 24, 3.0, 22.5, 90, 111, 480, 50, 0.01 },
        { "itaipu-datasets-driver", "itaipu", Batch, onDemand(), 4, 7.0, 30.0, 70, 117, 422, 0, 0 },
        // Features
        { "itaipu-card-features", "cards", Spark, onDemand(), 30, 3.0, 24.0, 60, 249, 282.5, 22, 0.01 },
        { "savings-features", "savings", Spark, onDemand(), 20, 3.0, 24.0, 60, 184, 440, 45, 0.02 },
        { "itaipu-dimensional-modeling", "itaipu", Batch, spot1aOrOnDemand(), 1, 6.0, 40.0, 1, 160,
          first ? 700.0 : 420.0, 0, 0 },
        { "itaipu-dimensional-modeling-spark", "itaipu", Spark, spot1a(), 5, 1.5, 16.0, 60, 161, first ? 900.0 : 421.0,
          0, 0 },
        // Models
        { "hyoga-model", "hyoga", Batch, onDemand(), 4, 4.0, 38.0, 60, 369.2, 500, 0, 0 },
        { "hyoga-model-spark", "hyoga", Spark, onDemand(), 30, 3.0, 24.0, 60, 370, 500, 38, 0.02 },
        { "fx-model", "models", Batch, modelPool(), 6, 15.0, 110.0, 190, 384.05, 505, 0, 0 },
        { "credit-model", "credit", Spark, onDemand(), 40, 3.0, 24.0, 60, 505, 590, 30, 0.01 },
        // Scores, loads, closing
        { "fraud-scores", "fraud", Spark, spot1a(), 40, 3.0, 21.0, 70, 430, 560, 30, 0.01 },
        { "limit-scores", "credit", Spark, spot1d(), 30, 3.0, 22.0, 70, 484, 600, 30, 0.01 },
        { "warehouse-load", "itaipu", Spark, spot1a(), 44, 3.0, 20.0, 70, 562, 660, 25, 0.02 },
        { "serving-load", "itaipu", Batch, onDemand(), 12, 2.0, 12.0, 60, 592, 668, 18, 0.02 },
        { "itaipu-closing", "itaipu", Batch, onDemand(), 5, 4.0, 30.0, 40, 668, 692, 0, 0 },
        // All night long
        { "fraud-signals", "fraud", Service, onDemand(), 6, 2.0, 12.0, 40, 30, 690, 0, 0 },
        { "credit-limits", "credit", Batch, onDemand(), 4, 4.0, 45.0, 120, 186, 690, 0, 0 },
        { "kafka-to-s3", "platform", Batch, spot1a(), 10, 1.5, 16.0, 30, 14, 690, 8, 0.02 },
        { "ledger-snapshots", "ledger", Batch, spot1c(), 4, 2.75, 25.0, 30, 14, 690, 12, 0.03 },
        { "score-batch", "scores", Batch, spot1d(), 6, 2.0, 13.0, 30, 14, 690, 9, 0.02 },
        { "capivara-clj", "capivara", Service, onDemand(), 10, 0.5, 4.0, 20, 30, always, 0, 0 },
    };
    if (!first)
        return jobs;
    // What shares the machine that runs full. Together they leave it 1.1 GiB of disk.
    const auto pin = [&jobs](const std::string &name, int instance, double diskGib) {
        for (WorkloadPlan &job : jobs) {
            if (job.name == name)
                job.pins[instance] = { fullMachine, diskGib };
        }
    };
    pin("hyoga-model", 1, 150.0);
    pin("hyoga-model-spark", 17, 120.0);
    pin("fraud-signals", 0, 78.875);
    pin("capivara-clj", 3, 50.0);
    return jobs;
}

} // namespace sim::plan
