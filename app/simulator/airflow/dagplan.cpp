// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/dagplan.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace sim::airflow {

namespace {

using enum TriggerRule;

struct Row
{
    const char *id;
    const char *upstream; ///< ids, separated by blanks
    double minutes;
    double from = 0;
    const char *job = ""; ///< of the world's plan
    TriggerRule rule = AllSuccess;
    int mapped = 0; ///< over so many indices; minutes are those of one
};

// What is tied to the world's plan of jobs (world/plan.cpp) begins when that does.
constexpr std::array rows{
    Row{ "dagao-start", "", 0.05 },
    Row{ "check-metapod", "", 1 },
    Row{ "metapod-transaction", "check-metapod", 0.2 },
    Row{ "scale-on-demand", "dagao-start metapod-transaction", 6 },
    Row{ "scale-spot", "dagao-start metapod-transaction", 7 },
    Row{ "scale-ec2-rest", "dagao-start metapod-transaction", 5 },
    // Contracts
    Row{ "itaipu-contracts-auth", "scale-spot", 48, 12 },
    Row{ "itaipu-contracts-card", "scale-spot", 97, 12 },
    Row{ "itaipu-contracts", "scale-on-demand", 170.5, 12.5 },
    Row{ "itaipu-contracts-ledger", "scale-spot", 104, 12 },
    Row{ "itaipu-contracts-accounts", "scale-spot", 98, 13 },
    Row{ "itaipu-contracts-fraud", "scale-spot", 66, 12 },
    Row{ "itaipu-contracts-customers", "scale-spot", 38, 12 },
    Row{ "itaipu-raw-avro", "scale-on-demand", 72 },
    Row{ "export-prices", "scale-ec2-rest", 6, 0, "", AllSuccess, 48 },
    Row{ "capivara-clj", "scale-ec2-rest", 240, 180, "services/prod/capivara-clj" },
    // Datasets
    Row{ "itaipu-dataset-acquisition", "itaipu-contracts-auth", 31 },
    Row{ "itaipu-dataset-card", "itaipu-contracts-card", 44 },
    Row{ "itaipu-dataset-core", "itaipu-contracts", 63 },
    Row{ "itaipu-dataset-ledger", "itaipu-contracts-ledger", 58 },
    Row{ "itaipu-dataset-customer", "itaipu-contracts-customers itaipu-contracts-accounts", 40 },
    Row{ "itaipu-dataset-fraud", "itaipu-contracts-fraud", 37 },
    Row{ "itaipu-dataset-bureau", "itaipu-raw-avro", 29 },
    Row{ "dataset-prices", "export-prices", 12 },
    Row{ "itaipu-datasets-driver", "itaipu-contracts-card itaipu-contracts-ledger", 305, 117,
         "jobs/prod/itaipu-datasets-driver" },
    // Features
    Row{ "itaipu-limits", "itaipu-dataset-acquisition", 21 },
    Row{ "itaipu-card-features", "itaipu-dataset-core itaipu-dataset-card", 33 },
    Row{ "itaipu-policy-features", "itaipu-dataset-ledger", 36 },
    Row{ "itaipu-behavior", "itaipu-dataset-customer", 28 },
    Row{ "itaipu-bureau-scores", "itaipu-dataset-bureau", 17 },
    Row{ "itaipu-series", "dataset-prices", 22 },
    Row{ "itaipu-dimensional-staging", "itaipu-card-features itaipu-dataset-customer", 34 },
    Row{ "itaipu-dimensional-modeling", "itaipu-dimensional-staging itaipu-dataset-ledger", 52, 0,
         "jobs/prod/itaipu-dimensional-modeling" },
    Row{ "fraud-signals", "itaipu-dataset-fraud", 34, 388, "services/prod/fraud-signals" },
    Row{ "scale-ec2-model", "itaipu-behavior", 9, 383 },
    Row{ "capivara-index", "capivara-clj", 15 },
    // Models
    Row{ "limits-model", "itaipu-limits", 14 },
    Row{ "hyoga-model", "itaipu-behavior itaipu-policy-features", 131, 369.2, "jobs/prod/hyoga-model" },
    Row{ "fx-model", "itaipu-series", 121, 384.05, "jobs/prod/fx-model" },
    Row{ "credit-limits", "itaipu-dataset-acquisition", 95, 186, "jobs/prod/credit-limits" },
    Row{ "lusitania-model", "itaipu-bureau-scores", 24 },
    Row{ "lusitania-scores", "lusitania-model", 11 },
    Row{ "capivara-report", "capivara-index", 8 },
    Row{ "hyoga-scores", "hyoga-model scale-ec2-model", 20 },
    Row{ "fx-scores", "fx-model scale-ec2-model", 30 },
    Row{ "fraud-scores-table", "fraud-signals", 18 },
    Row{ "credit-limits-load", "credit-limits", 12 },
    Row{ "statements-table", "itaipu-datasets-driver", 16 },
    // What waits for the dimensions
    Row{ "itaipu-finance", "itaipu-dimensional-modeling", 40 },
    Row{ "itaipu-accounting", "itaipu-dimensional-modeling", 35 },
    Row{ "itaipu-serving-dims", "itaipu-dimensional-modeling", 48 },
    Row{ "itaipu-collections", "itaipu-dimensional-modeling", 30 },
    Row{ "itaipu-regulatory", "itaipu-dimensional-modeling", 44 },
    Row{ "revenue-model", "itaipu-finance", 25 },
    Row{ "ledger-report", "itaipu-accounting", 20 },
    Row{ "policy-model", "itaipu-serving-dims itaipu-policy-features", 66 },
    Row{ "collections-model", "itaipu-collections itaipu-serving-dims", 38 },
    Row{ "regulatory-3040", "itaipu-regulatory", 22 },
    Row{ "redshift_load-finance", "revenue-model ledger-report", 31 },
    Row{ "databricks_load-dims", "itaipu-serving-dims collections-model", 28 },
    Row{ "databricks_load-models", "policy-model", 74 },
    Row{ "load-regulatory", "regulatory-3040", 18 },
    // Loads
    Row{ "load-limits", "limits-model", 4 },
    Row{ "databricks_load-scores", "hyoga-scores fx-scores lusitania-scores fraud-scores-table", 45 },
    Row{ "publish-metapod",
         "redshift_load-finance databricks_load-dims databricks_load-models load-regulatory load-limits "
         "databricks_load-scores credit-limits-load",
         12 },
    Row{ "notify-done", "publish-metapod", 2 },
    Row{ "downscale-spot", "publish-metapod statements-table", 4, 0, "", AllDone },
    Row{ "downscale-ec2-model", "scale-ec2-model fx-scores hyoga-scores", 3, 0, "", AllDone },
    Row{ "downscale-ec2-rest", "publish-metapod capivara-report", 3, 0, "", AllDone },
    Row{ "alert-contracts", "itaipu-contracts itaipu-contracts-card itaipu-contracts-ledger", 0.1, 0, "", OneFailed },
    Row{ "alert-datasets", "itaipu-dimensional-modeling itaipu-datasets-driver", 0.1, 0, "", OneFailed },
    Row{ "alert-models", "hyoga-model fx-model policy-model", 0.1, 0, "", OneFailed },
};

/// Small subjects, alike but for their lengths: contracts → dataset → features → model → load.
struct Subject
{
    const char *name;
    std::array<double, 5> minutes;
};
constexpr std::array subjects{
    Subject{ "loans", { 35, 22, 24, 31, 5 } },       Subject{ "insurance", { 22, 14, 12, 16, 3 } },
    Subject{ "investments", { 40, 27, 18, 22, 6 } }, Subject{ "rewards", { 18, 11, 9, 14, 3 } },
    Subject{ "chargebacks", { 25, 16, 13, 19, 4 } }, Subject{ "pix", { 54, 33, 29, 36, 8 } },
    Subject{ "boletos", { 31, 18, 15, 20, 4 } },     Subject{ "transfers", { 47, 29, 21, 27, 6 } },
    Subject{ "kyc", { 14, 9, 8, 12, 2 } },
};

std::string operatorOf(const std::string &id)
{
    if (id.starts_with("scale-") || id.starts_with("downscale-"))
        return "ScaleEc2Operator";
    if (id == "export-prices") // a partition each, read by Airflow's own workers
        return "UnloadPartitionOperator";
    const bool small = id.starts_with("alert-") || id.starts_with("notify-") || id == "dagao-start"
        || id.ends_with("metapod") || id == "metapod-transaction";
    return small ? "PythonOperator" : "AuroraJobOperator";
}

class Builder
{
public:
    void add(const Row &row)
    {
        add(row.id, row.upstream, row.minutes, row.from);
        DagNode &node = m_nodes.back();
        node.job = row.job;
        node.rule = row.rule;
        node.mapped = row.mapped;
    }

    void add(const std::string &id, const std::string &upstream, double minutes, double from = 0)
    {
        DagNode node;
        node.id = id;
        node.minutes = minutes;
        node.from = from;
        node.operatorName = operatorOf(id);
        node.hasJob = node.operatorName == "AuroraJobOperator";
        node.retries = node.hasJob || node.operatorName == "UnloadPartitionOperator" ? 1 : 0;
        const int index = static_cast<int>(m_nodes.size());
        std::istringstream names(upstream);
        for (std::string name; names >> name;) {
            const auto found = std::ranges::find(m_nodes, name, &DagNode::id);
            const int above = static_cast<int>(found - m_nodes.begin());
            node.upstream.push_back(above);
            m_nodes[static_cast<size_t>(above)].downstream.push_back(index);
        }
        m_nodes.push_back(std::move(node));
    }

    std::vector<DagNode> take() { return std::move(m_nodes); }

private:
    std::vector<DagNode> m_nodes;
};

std::vector<DagNode> made()
{
    Builder builder;
    for (const Row &row : rows)
        builder.add(row);
    for (const Subject &subject : subjects) {
        const std::string name = subject.name;
        builder.add("itaipu-contracts-" + name, "scale-spot", subject.minutes[0], 12);
        builder.add("itaipu-dataset-" + name, "itaipu-contracts-" + name, subject.minutes[1]);
        builder.add("itaipu-" + name + "-features", "itaipu-dataset-" + name, subject.minutes[2]);
        builder.add(name + "-model", "itaipu-" + name + "-features", subject.minutes[3]);
        builder.add("databricks_load-" + name, name + "-model", subject.minutes[4]);
    }
    return builder.take();
}

} // namespace

const std::vector<DagNode> &dagPlan()
{
    static const std::vector<DagNode> nodes = made();
    return nodes;
}

int dagNode(const std::string &id)
{
    const auto found = std::ranges::find(dagPlan(), id, &DagNode::id);
    return found == dagPlan().end() ? -1 : static_cast<int>(found - dagPlan().begin());
}

} // namespace sim::airflow
