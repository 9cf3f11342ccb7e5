// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace config {

/// What `aws:` of a stack says. Keys are never in it: a profile names them.
struct AwsConfig
{
    QString profile; ///< empty: as other tools of AWS choose it
    QString region; ///< empty: the profile's
    QUrl endpoint; ///< of all three services, instead of AWS's; empty: as configured for the profile, else AWS's
    QStringList groups; ///< names of Auto Scaling groups, with `*` and `?`; empty: all
    QMap<QString, double> prices; ///< dollars an hour by instance type; AWS tells those of spot machines alone
    bool operator==(const AwsConfig &) const = default;
};

} // namespace config
