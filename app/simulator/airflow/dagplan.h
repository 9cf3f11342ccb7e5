// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace sim::airflow {

enum class TriggerRule { AllSuccess, AllDone, OneFailed };

/// A task of the night's DAG.
struct DagNode
{
    std::string id;
    std::vector<int> upstream; ///< indices
    std::vector<int> downstream;
    TriggerRule rule = TriggerRule::AllSuccess;
    double minutes = 1; ///< usual length of one try
    double from = 0; ///< not before so many minutes after the night's beginning
    int retries = 1;
    std::string job; ///< "jobs/prod/hyoga-model", which the world's own plan starts by night; empty: see hasJob
    bool hasJob = false; ///< creates an Aurora job and waits for it
    std::string operatorName; ///< "AuroraJobOperator"
    int mapped = 0; ///< how many indices it is expanded over; 0: it is not
};

/// `prod-dagao`: some 120 tasks with the house's names, upstream before downstream.
const std::vector<DagNode> &dagPlan();
int dagNode(const std::string &id); ///< index; −1: none

inline constexpr char dagId[] = "prod-dagao";

} // namespace sim::airflow
