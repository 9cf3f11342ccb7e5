// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobpendingcommand.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/jobargument.h"
#include "models/core/tr.h"
#include "models/explain/explain.h"
#include "models/explain/fromaurora.h"
#include "models/explain/report.h"
#include "models/stack/explaincontext.h"
#include "models/verbs/agents/hostmodes.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// What Aurora says of the job, asked now.
struct Asked
{
    QList<explain::PendingGroup> groups;
    QHash<QString, explain::AuroraMode> modes;
    std::optional<QList<explain::Offer>> offers; ///< nullopt: it did not tell
};

QCoro::Task<core::Result<Asked>> askAurora(Session *session, aurora::JobKey job)
{
    aurora::Store *store = session->stack()->aurora();
    if (!store)
        co_return core::failure(verbs::noAurora());
    const auto tasks = co_await store->client()->tasks(aurora::TaskQuery::forJob(job));
    if (!tasks)
        co_return core::failure(tasks.error());
    if (tasks->isEmpty())
        co_return core::failure(noSuchJob(job));
    const auto reasons = co_await store->client()->pendingReasons(aurora::TaskQuery::forJob(job));
    if (!reasons)
        co_return core::failure(reasons.error());
    const auto tiers = co_await store->client()->tiers();
    if (!tiers)
        co_return core::failure(tiers.error());
    verbs::Context context;
    context.aurora = store;
    const auto modes = co_await verbs::readModes(context, {});
    if (!modes)
        co_return core::failure(modes.error());
    QList<aurora::HostStatus> hosts;
    for (auto it = modes->cbegin(); it != modes->cend(); ++it)
        hosts << aurora::HostStatus{ it.key(), it.value() };
    // These two tell more, and are missed by nobody who only wants to know what fails.
    const auto pending = co_await store->client()->pendingGroups();
    const auto offers = co_await store->client()->offers();
    Asked asked;
    asked.groups = explain::pendingGroups(*tasks, *reasons, session->now(), *tiers);
    if (pending)
        explain::addPending(asked.groups, *pending, session->now());
    if (offers)
        asked.offers = explain::offersOf(*offers);
    asked.modes = explain::modesOf(hosts);
    co_return asked;
}

/// Who holds machines is told by AWS; that it does not answer is told, and changes only a word of the verdict.
QCoro::Task<QHash<QString, QString>> heldMachines(Session *session, mesos::Snapshot mesos)
{
    if (!session->stack()->aws())
        co_return QHash<QString, QString>();
    const auto machines = co_await session->awsPicture();
    if (!machines) {
        complain(machines.error(), u"AWS"_s);
        co_return QHash<QString, QString>();
    }
    pools::Sources sources;
    sources.aws = *machines;
    sources.mesos = std::move(mesos);
    sources.poolAttribute = session->stack()->config().poolAttribute.toUtf8();
    sources.now = session->now();
    co_return stack::heldHosts(*pools::join(sources), session->now());
}

} // namespace

QString JobPendingCommand::name() const
{
    return u"job pending"_s;
}

QString JobPendingCommand::summary() const
{
    return tr("Why a job's instances wait, and what would end it: job pending ROLE/ENV/NAME");
}

QString JobPendingCommand::help() const
{
    return tr(
        "Computed from agents, tasks, held machines and what the job asks for; Aurora's own reason and the offers it\n"
        "holds stand beside it. Instances that ask for the same are one group. --output json is an array, an object\n"
        "for each group: what waits, the cause, the sentence, the funnel by pool and filter, the nearest agents and\n"
        "the ways out; amounts in cores and MiB, times in ISO 8601 UTC. It is empty when nothing waits. There is no\n"
        "csv.\n");
}

QCoro::Task<int> JobPendingCommand::run(Session *session)
{
    const QString system = u"Aurora"_s;
    const Options &options = session->options();
    if (options.output == tables::ExportFormat::Csv)
        co_return complain(usageError(tr("job pending prints table or json: its answer is no list.")));
    const auto part = jobArgument(options.arguments, false);
    if (!part)
        co_return complain(part.error(), system);
    const auto picture = co_await session->picture();
    if (!picture)
        co_return complain(picture.error());
    const auto asked = co_await askAurora(session, part->job);
    if (!asked)
        co_return complain(asked.error(), system);
    const QHash<QString, QString> held = co_await heldMachines(session, *picture);
    explain::Context context = stack::explainContext(*session->stack());
    context.held = held;
    context.auroraModes = asked->modes;
    context.offers = asked->offers;
    context.offersAt = session->now();
    const QList<explain::Verdict> verdicts = explain::explainAll(**picture, asked->groups, context);
    if (options.output == tables::ExportFormat::Json) {
        QJsonArray all;
        for (const explain::Verdict &verdict : verdicts)
            all.append(explain::toJson(verdict));
        print(QJsonDocument(all).toJson());
        co_return Fine;
    }
    if (verdicts.isEmpty())
        print(tr("No instance of %1 waits.\n").arg(part->job.text()));
    for (const explain::Verdict &verdict : verdicts)
        print(explain::report(verdict, session->now()) + u'\n');
    co_return Fine;
}

} // namespace ctl
