// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace config {

/// How a machine of its own is started for a pool, by RunInstances.
struct AwsLaunch
{
    QString image; ///< "ami-03cf127a"
    QString type; ///< "r5.4xlarge"
    QStringList subnets; ///< machines are spread over them; empty: AWS's default one
    QStringList securityGroups; ///< ids
    QString keyName; ///< of SSH; empty: none
    QString profile; ///< IAM instance profile; empty: none
    QString userData; ///< script the machine runs at its start; empty: the image's own
    int disk = 0; ///< GiB of the first one; 0: the image's
    QString diskType = QStringLiteral("gp3"); ///< of that disk
    bool spot = false;
    QMap<QString, QString> tags; ///< beside the pool's own
    bool operator==(const AwsLaunch &) const = default;
};

/// What `aws:` of a stack says. Keys are never in it: a profile names them.
struct AwsConfig
{
    QString profile; ///< empty: as other tools of AWS choose it
    QString region; ///< empty: the profile's
    QUrl endpoint; ///< of all three services, instead of AWS's; empty: as configured for the profile, else AWS's
    QStringList groups; ///< names of Auto Scaling groups, with `*` and `?`; empty: all
    QMap<QString, double> prices; ///< dollars an hour by instance type; AWS tells those of spot machines alone
    core::Duration idleLimit = std::chrono::hours(1); ///< idle for longer, with nobody waiting, machines are told of
    QMap<QString, AwsLaunch> launches; ///< by pool: of machines that are started one by one
    bool operator==(const AwsConfig &) const = default;
};

/// What stands below `aws:` alone; nullopt: there is a mistake in it.
std::optional<AwsConfig> parseAws(const QByteArray &yaml);

} // namespace config
