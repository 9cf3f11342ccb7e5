// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "models/mesos/operator.h"

#include <QSet>

namespace verbs {

/// A job that may have registered a framework of its own, as Spark drivers do.
struct Driver
{
    aurora::JobKey job;
    QSet<QString> hosts; ///< where its tasks run; may be empty
};

/// A framework that a driver registered.
struct DrivenFramework
{
    mesos::ListedFramework framework;
    aurora::JobKey driver;
    bool isCertain = true; ///< false: it goes by the name alone, and another job has that name, too
};

/// The frameworks these drivers registered since then: one carries the driver's name, whatever "-driver" or "-spark" is
/// added to either, or begins with it and was registered from one of the driver's hosts. Where the names of `others`
/// (active jobs that are none of the drivers) fit as well, only the host makes it certain. Aurora's own is never among
/// them. Pure.
QList<DrivenFramework> frameworksOf(const QList<Driver> &drivers, const QList<Driver> &others,
                                    const QList<mesos::ListedFramework> &frameworks, core::TimePoint since);

} // namespace verbs
