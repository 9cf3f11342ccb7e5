// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/sparkframeworks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

/// "itaipu-datasets-driver" and "itaipu-datasets-spark" are one name.
QStringView stemOf(QStringView name)
{
    for (const auto end : { "-driver"_L1, "-spark"_L1 }) {
        if (name.size() > end.size() && name.endsWith(end))
            return name.chopped(end.size());
    }
    return name;
}

bool isAuroras(const mesos::ListedFramework &framework)
{
    const QString name = framework.name.toLower();
    return name == u"aurora"_s || name == u"twitterscheduler"_s;
}

bool fitsByName(const Driver &driver, const mesos::ListedFramework &framework)
{
    return stemOf(driver.job.name) == stemOf(framework.name);
}

bool fitsByHost(const Driver &driver, const mesos::ListedFramework &framework)
{
    return driver.hosts.contains(framework.host) && framework.name.startsWith(stemOf(driver.job.name));
}

} // namespace

QList<DrivenFramework> frameworksOf(const QList<Driver> &drivers, const QList<Driver> &others,
                                    const QList<mesos::ListedFramework> &frameworks, core::TimePoint since)
{
    QList<DrivenFramework> found;
    for (const mesos::ListedFramework &framework : frameworks) {
        if (isAuroras(framework) || framework.registered < since)
            continue;
        const auto fits
            = [&](const Driver &driver) { return fitsByName(driver, framework) || fitsByHost(driver, framework); };
        const auto driver = std::ranges::find_if(drivers, fits);
        if (driver == drivers.end())
            continue;
        const bool isShared = std::ranges::any_of(others, fits);
        found << DrivenFramework{ framework, driver->job, !isShared || driver->hosts.contains(framework.host) };
    }
    std::ranges::sort(found, {}, [](const DrivenFramework &each) { return each.framework.id; });
    return found;
}

} // namespace verbs
