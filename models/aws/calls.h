// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/aws/values.h"

/// Everything that can be asked or ordered, as values: a plan can hold and show its calls before anything is sent.
/// What is missing here is missing on purpose: nothing deletes a group, a template, a volume or an image.
/// Page sizes of 0 leave the size to AWS.
namespace aws::calls {

// ---- reads of AutoScaling
Call groups(const QStringList &names = {}, int pageSize = 0); ///< at most 100 a page; an unknown name is no error
Call groupsTagged(const QString &key, const QStringList &values, int pageSize = 0);
Call groupInstances(const QStringList &ids = {}); ///< at most 50 a page
Call activities(const QString &group = {}, int pageSize = 0); ///< of all groups where none is given; at most 100
Call launchConfigurations();
Call groupTags();
Call scheduledActions(const QString &group);

// ---- reads of EC2
/// One condition; its values are alternatives, several filters all have to hold.
struct Filter
{
    QString name; ///< "tag:slave-type", "instance-state-name"
    QStringList values;
};
Call instances(const QList<Filter> &filters = {}, int pageSize = 0); ///< at most 1000 a page
Call instancesById(const QStringList &ids); ///< one unknown id refuses all of them; not in pages
Call instanceStatus(const QStringList &ids);
Call instanceTypes(const QStringList &names, const QList<Filter> &filters = {});
Call spotPrices(const QStringList &types, core::TimePoint from = {}, const QList<Filter> &filters = {},
                int pageSize = 0);
Call spotRequests();
Call zones();
Call regions();
Call subnets();
Call launchTemplates();
Call launchTemplateVersions(const QString &name);
Call tagsOf(const QString &resourceType);
Call consoleOutput(const QString &id);

// ---- reads of STS
Call callerIdentity();

// ---- credentials of STS: they change nothing, and what they answer is secret
struct Role
{
    QString arn;
    QString sessionName;
    QString externalId; ///< empty: none
    int duration = 0; ///< seconds; 0: AWS's default of an hour
    QString mfaSerial; ///< with `mfaCode`, or both empty
    QString mfaCode;
};
Call assumeRole(const Role &role);
Call sessionToken();

// ---- orders about groups
/// What is not given stays as it is.
struct Sizes
{
    std::optional<int> min;
    std::optional<int> max;
    std::optional<int> desired;
    bool operator==(const Sizes &) const = default;
};
Call setDesired(const QString &group, int desired, bool honorCooldown = false);
Call setSizes(const QString &group, const Sizes &sizes);
Call setSubnets(const QString &group, const QStringList &subnets); ///< all it shall have
Call setZones(const QString &group, const QStringList &zones); ///< the same, of a group without subnets
Call terminateInGroup(const QString &id, bool decrement);
Call protect(const QString &group, const QStringList &ids, bool isProtected); ///< at most 50 ids
Call enterStandby(const QString &group, const QStringList &ids, bool decrement);
Call exitStandby(const QString &group, const QStringList &ids);
Call detach(const QString &group, const QStringList &ids, bool decrement);
Call suspend(const QString &group, const QStringList &processes); ///< none: all
Call resume(const QString &group, const QStringList &processes); ///< none: all
Call setHealth(const QString &id, bool healthy);
Call attach(const QString &group, const QStringList &ids);
Call tagGroup(const QString &group, const QString &key, const QString &value, bool propagate);
Call scheduleDesired(const QString &group, const QString &name, const QString &recurrence, int desired);

// ---- orders about instances
struct Disk
{
    QString device; ///< "/dev/xvda"
    int size = 0; ///< GiB
    QString type; ///< "gp3"
};
struct Launch
{
    int count = 1;
    QString image;
    QString type;
    QString keyName;
    QString subnet;
    QStringList securityGroups;
    QString profile; ///< IAM instance profile
    QString userData; ///< plain text
    QString token; ///< idempotency: the same token launches once, however often it arrives. See newToken()
    bool endsWithShutdown = false; ///< a shutdown from within terminates it
    QList<QPair<QString, QString>> tags; ///< of the instances, in order
    QList<Disk> disks;
    bool spot = false;
    QString spotMaxPrice; ///< $/h; empty: the on-demand price
    bool dryRun = false; ///< asks whether it would be allowed
};
Call launch(const Launch &launch); ///< must have a token
Call stop(const QStringList &ids);
Call terminate(const QStringList &ids);
Call tag(const QStringList &ids, const QList<QPair<QString, QString>> &tags);
Call untag(const QStringList &ids, const QStringList &keys);
Call cancelSpotRequests(const QStringList &ids);

/// For Launch::token: unique, and kept by whoever may have to send the same launch again.
QString newToken();

} // namespace aws::calls
