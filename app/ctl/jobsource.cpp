// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobsource.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/auroracontext.h"
#include "models/actions/owner.h"
#include "models/core/tr.h"
#include "models/jobs/library.h"

#include <QFile>
#include <QFileInfo>
#include <QFuture>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QString shortName(const jobs::TemplateReading &reading)
{
    return QFileInfo(reading.of.file).completeBaseName();
}

core::Result<jobs::TemplateReading> readingOf(const QString &argument)
{
    if (argument == u"-"_s) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return core::failure(usageError(tr("The standard input cannot be read.")));
        return jobs::parseTemplate(input.readAll(), tr("standard input"));
    }
    if (QFileInfo(argument).isFile())
        return jobs::readTemplate(argument);
    QStringList names;
    for (const jobs::TemplateReading &reading : jobs::templatesIn(jobs::userTemplateDir()) + jobs::shippedTemplates()) {
        if (shortName(reading) == argument || reading.of.title == argument)
            return reading;
        names << shortName(reading);
    }
    return core::failure(
        usageError(tr("There is no file and no template «%1». Templates: %2.").arg(argument, names.join(u", "_s))));
}

/// Its own name of the cluster, which is part of what the executor is told.
QCoro::Task<core::Result<QString>> clusterOf(Session *session)
{
    aurora::Store *store = session->stack()->aurora();
    if (const QString named = session->stack()->config().auroraCluster; !named.isEmpty())
        co_return named;
    store->start();
    while (!store->snapshot()) {
        if (store->freshness().error)
            co_return core::failure(*store->freshness().error);
        const QFuture<void> changed = QtFuture::connect(store, &aurora::Store::freshnessChanged);
        co_await changed;
    }
    const QString name = store->snapshot()->string(store->snapshot()->scheduler.cluster);
    store->stop();
    co_return name;
}

} // namespace

core::Result<jobs::JobTemplate> templateOf(const QString &argument)
{
    const auto reading = readingOf(argument);
    if (!reading)
        return core::failure(reading.error());
    if (!reading->isWhole())
        return core::failure(usageError(config::mistakesText(reading->mistakes, reading->of.file)));
    return reading->of;
}

QCoro::Task<core::Result<aurora::JobConfiguration>> filledIn(Session *session, jobs::JobTemplate of)
{
    const Options options = session->options();
    QStringList names;
    for (const jobs::Binding &binding : std::as_const(of.bindings))
        names << binding.name;
    for (auto it = options.bindings.cbegin(); it != options.bindings.cend(); ++it) {
        if (!names.contains(it.key()))
            co_return core::failure(
                usageError(tr("«%1» has no blank %2. There are: %3.").arg(of.title, it.key(), names.join(u", "_s))));
    }
    const auto client = auroraOf(session);
    if (!client)
        co_return core::failure(client.error());
    jobs::Surroundings surroundings;
    surroundings.owner = session->stack()->config().user;
    if (surroundings.owner.isEmpty())
        surroundings.owner = actions::thisUser().section(u'@', 0, 0);
    const auto cluster = co_await clusterOf(session);
    if (!cluster)
        co_return core::failure(cluster.error());
    surroundings.cluster = *cluster;
    const auto tiers = co_await (*client)->tiers();
    if (!tiers)
        co_return core::failure(tiers.error());
    for (const aurora::TierConfig &tier : tiers->tiers)
        surroundings.tiers << tier.name;
    const jobs::Resolution made = jobs::resolve(of, options.bindings, surroundings);
    if (!made.isWhole())
        co_return core::failure(usageError(config::mistakesText(made.mistakes, of.file)));
    co_return made.job;
}

} // namespace ctl
