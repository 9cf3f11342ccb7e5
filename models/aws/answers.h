// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/keys.h"
#include "models/aws/values.h"
#include "models/core/result.h"

#include <QByteArrayView>

/// Answers of AWS as values. Pure; unknown elements are ignored, missing ones leave their default. What is no XML, or
/// the answer to something else, is WrongShape with the place in it. Errors of AWS itself: see serviceerror.h.
namespace aws::answers {

/// A machine and the group it is in. Source: DescribeAutoScalingInstances.
struct Membership
{
    QString group;
    GroupInstance instance;
    bool operator==(const Membership &) const = default;
};

core::Result<Page<Group>> groups(QByteArrayView body);
core::Result<Page<Membership>> memberships(QByteArrayView body);
core::Result<Page<Activity>> activities(QByteArrayView body);
core::Result<QList<Activity>> begun(QByteArrayView body); ///< of terminateInGroup, enterStandby, detach …
core::Result<Page<Instance>> instances(QByteArrayView body);
core::Result<QList<Instance>> launched(QByteArrayView body);
core::Result<QList<StateChange>> stateChanges(QByteArrayView body); ///< of stop and terminate
core::Result<Page<SpotPrice>> spotPrices(QByteArrayView body);
core::Result<Page<InstanceType>> instanceTypes(QByteArrayView body);
core::Result<Page<LaunchTemplate>> launchTemplates(QByteArrayView body);
core::Result<QStringList> zones(QByteArrayView body); ///< those that can be used
core::Result<QList<Subnet>> subnets(QByteArrayView body); ///< those that can be used
core::Result<QString> consoleOutput(QByteArrayView body);
core::Result<Identity> identity(QByteArrayView body);
core::Result<Keys> keys(QByteArrayView body); ///< of assumeRole and sessionToken
core::Result<Done> done(QByteArrayView body); ///< where only the success matters

} // namespace aws::answers
