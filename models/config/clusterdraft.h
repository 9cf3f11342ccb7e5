// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "models/core/result.h"

namespace config {

/// What is asked of somebody who adds a cluster, as it is typed; all other keys of the stacks file have good defaults.
/// Several addresses are parted by commas or blanks; what is empty is left out of the file.
struct ClusterDraft
{
    QString name;
    Tier tier = Tier::Production;
    QString masters; ///< "mesos-1:5050, mesos-2:5050"
    QString schedulers;
    QString airflowUrl;
    QString dag;
    bool machinesAtAws = false;
    QString awsProfile;
    QString awsRegion;
    QString proxy;
    QString user;
    bool operator==(const ClusterDraft &) const = default;
};

/// The draft as it will stand below `stacks:`, its name first. Pure.
QByteArray toYaml(const ClusterDraft &draft);

/// What is wrong with the draft, by the rules of the stacks file itself; else the cluster it describes. Pure.
struct JudgedDraft
{
    std::optional<StackConfig> stack;
    QList<Mistake> mistakes;
};
JudgedDraft judge(const ClusterDraft &draft);

/// The text of a stacks file with the draft behind its other stacks, and otherwise as it was, comments and all. Pure.
/// Fails with Config where the draft has mistakes, the name is taken, or the file is no YAML or laid out so that
/// nothing can be added without touching the rest; in words for people.
core::Result<QByteArray> withCluster(const QByteArray &stacksFile, const ClusterDraft &draft);

/// Does it to the file, made where there is none; it is replaced in one step, or stays as it was. Blocks for one small
/// file. Fails as above, or with Storage.
core::Result<void> addCluster(const QString &path, const ClusterDraft &draft);

} // namespace config
