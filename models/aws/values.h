// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

/// What AWS tells, as far as the product uses it. Plain values; texts that AWS may extend stay texts.
namespace aws {

using Tags = QMap<QString, QString>;

/// A machine as its group lists it. Source: DescribeAutoScalingGroups, Instances.
struct GroupInstance
{
    QString id; ///< "i-0a93be7710c2f4d18"
    QString type; ///< "r5.4xlarge"
    QString zone; ///< "us-east-1a"
    QString lifecycle; ///< "InService", "Pending:Wait", …; one of 30, or a new one
    bool healthy = true;
    bool isProtected = false; ///< from scale-in
    bool operator==(const GroupInstance &) const = default;

    bool isLeaving() const; ///< on its way out of the group or of life: does not count as launched
    bool inService() const; ///< counts towards the desired capacity and runs
};

/// An Auto Scaling group. Source: DescribeAutoScalingGroups.
struct Group
{
    QString name;
    QString launchTemplate; ///< launch template's or launch configuration's name
    QString templateVersion; ///< "$Latest"; empty for a launch configuration
    int min = 0;
    int max = 0;
    int desired = 0;
    QStringList zones;
    QStringList subnets; ///< of its VPC, one zone each; empty: it is given zones alone
    QStringList types; ///< overrides of a mixed group; empty: the template's
    bool mixed = false;
    int onDemandBase = 0; ///< of a mixed group
    int onDemandPercentage = 100; ///< of a mixed group, above the base
    QString spotMaxPrice; ///< $/h; empty: the on-demand price
    QStringList suspended; ///< processes: "Terminate", "ReplaceUnhealthy", …
    Tags tags;
    QList<GroupInstance> instances;
    bool operator==(const Group &) const = default;

    bool isSpot() const { return mixed && onDemandPercentage == 0 && onDemandBase == 0; }
};

/// An EC2 instance. Source: DescribeInstances, RunInstances.
struct Instance
{
    enum class State : uint8_t { Pending, Running, ShuttingDown, Terminated, Stopping, Stopped, Other };
    QString id;
    QString type;
    QString zone;
    State state = State::Other;
    QString privateAddress; ///< "10.130.101.22"; empty once it is terminated
    QString privateName; ///< "ip-10-130-101-22.ec2.internal"
    core::TimePoint launched{};
    bool spot = false;
    QString stateReason; ///< "Server.SpotInstanceTermination: …"; empty: none
    Tags tags;
    bool operator==(const Instance &) const = default;

    QString group() const { return tags.value(QStringLiteral("aws:autoscaling:groupName")); } ///< empty: of none
    bool isAlive() const { return state == State::Pending || state == State::Running; }
    bool costs() const { return isAlive(); } ///< stopped ones pay for their disks alone
};

/// One step of a group's life. Source: DescribeScalingActivities, newest first.
struct Activity
{
    QString id;
    QString group;
    QString description; ///< "Launching a new EC2 instance: i-0b7c52e81d94f6a30"
    QString cause;
    QString status; ///< "Successful", "Failed", "InProgress", …; one of 16, or a new one
    QString message; ///< why it failed; empty otherwise
    int progress = 0; ///< per cent
    QString zone; ///< of Details
    QString subnet; ///< of Details
    core::TimePoint started{};
    core::TimePoint ended{}; ///< not known: under way
    bool operator==(const Activity &) const = default;

    bool isUnderWay() const { return !core::isKnown(ended) && status != u"Failed" && status != u"Cancelled"; }
};

/// Source: DescribeSpotPriceHistory.
struct SpotPrice
{
    QString type;
    QString zone;
    double dollars = 0; ///< an hour
    core::TimePoint since{};
    bool operator==(const SpotPrice &) const = default;
};

/// A part of a VPC in one zone. Source: DescribeSubnets.
struct Subnet
{
    QString id; ///< "subnet-267193bef53357d5b"
    QString zone; ///< "us-east-1a"
    QString vpc;
    QString name; ///< its tag Name; empty: none
    int freeAddresses = 0;
    bool operator==(const Subnet &) const = default;
};

/// Source: DescribeLaunchTemplates.
struct LaunchTemplate
{
    QString id;
    QString name;
    qint64 defaultVersion = 0;
    qint64 latestVersion = 0;
    bool operator==(const LaunchTemplate &) const = default;
};

/// Source: DescribeInstanceTypes.
struct InstanceType
{
    QString name;
    int cpus = 0; ///< virtual ones
    qint64 memory = 0; ///< MiB
    bool operator==(const InstanceType &) const = default;
};

/// What became of an instance that was told to stop, start or end. Source: TerminateInstances and its like.
struct StateChange
{
    QString id;
    Instance::State before = Instance::State::Other;
    Instance::State now = Instance::State::Other;
    bool operator==(const StateChange &) const = default;
};

/// Who signs. Source: GetCallerIdentity.
struct Identity
{
    QString account;
    QString arn; ///< "arn:aws:iam::123456789012:user/oncall-console"
    bool operator==(const Identity &) const = default;
};

/// Done as asked; there is nothing to tell.
struct Done
{
    bool operator==(const Done &) const = default;
};

/// Part of a list; `next` is opaque, and empty at the end. May be short or empty with a `next`.
template <typename Value>
struct Page
{
    QList<Value> items;
    QString next;
    bool operator==(const Page &) const = default;
};

} // namespace aws
