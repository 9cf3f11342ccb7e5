// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// The machines of some pools as AWS lists them now, joined with what Mesos and Aurora show.
struct FreshPools
{
    aws::Snapshot aws; ///< groups and machines of the asked pools afresh, the rest from the last picture
    mesos::Snapshot mesos; ///< of the last few seconds
    aurora::Snapshot aurora; ///< null: the stack has none
    pools::Snapshot joined;

    const aws::Group *group(const QString &name) const; ///< nullptr: no Auto Scaling group is called so
};

/// `pools`: names of Auto Scaling groups, or values of the pool attribute of machines started one by one. Config: the
/// stack has no AWS, or there is no picture of Mesos that is true now.
QCoro::Task<core::Result<FreshPools>> readPools(Context context, QStringList pools, std::stop_token stop);

/// The same from the last pictures alone: asks nobody. For what is asked every few seconds.
QCoro::Task<core::Result<FreshPools>> shownPools(Context context);

/// A group must be there. NotFound in words.
core::Result<aws::Group> groupIn(const FreshPools &pools, const QString &name);

/// "18 machines, 0 to 40": what a form saw of a group, to be compared with what is there when it is sent (P16).
QJsonObject sizesJson(int min, int max, int desired);
/// "Someone set mesos-on-demand to 20 …"; empty: it is as the form saw it, or the form saw nothing.
QString changedSince(const QJsonObject &seen, const aws::Group &group);

/// "Of 18 machines": dollars an hour of all machines AWS knows of; NaN: that of some is not known.
double priceOf(const pools::Picture &picture);
/// A row of money; empty where a price is not known.
QList<actions::Effect> priceEffect(const pools::Picture &picture, double delta);

} // namespace verbs
