// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobdiffcommand.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/auroracontext.h"
#include "app/ctl/jobsource.h"
#include "models/core/format.h"
#include "models/core/paths.h"
#include "models/core/tr.h"
#include "models/jobs/description.h"
#include "models/jobs/kept/configarchive.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/jobs/sourcejob.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// Two jobs side by side, each with what it is called.
struct Comparison
{
    QString beforeName;
    aurora::JobConfiguration before;
    QString afterName;
    aurora::JobConfiguration after;
};

QCoro::Task<core::Result<Comparison>> withArgument(Session *session, aurora::JobConfiguration running, QString argument)
{
    Comparison comparison{ running.key.text(), running, argument, {} };
    const auto key = aurora::JobKey::parse(argument);
    if (key && !QFileInfo(argument).isFile()) {
        const auto client = auroraOf(session);
        if (!client)
            co_return core::failure(client.error());
        const auto other = co_await verbs::readSource(*client, *key, std::nullopt, {});
        if (!other)
            co_return core::failure(other.error());
        comparison.after = *other;
        co_return comparison;
    }
    const auto of = templateOf(argument);
    if (!of)
        co_return core::failure(of.error());
    const auto job = co_await filledIn(session, *of);
    if (!job)
        co_return core::failure(job.error());
    comparison.after = *job;
    co_return comparison;
}

/// What windows have seen of it, newest first: the nights that Aurora has forgotten.
QCoro::Task<QList<jobs::KeptConfig>> keptOf(Session *session, aurora::JobKey job)
{
    const QString file = core::dataDir() + u'/' + session->stack()->name() + u'/' + jobs::ConfigArchive::fileName();
    if (session->options().demo || !QFileInfo::exists(file))
        co_return QList<jobs::KeptConfig>();
    jobs::ConfigArchive archive(file, session->stack()->clock());
    const QFuture<QList<jobs::KeptConfig>> read = archive.read(job);
    const QList<jobs::KeptConfig> kept = co_await read;
    co_return QList<jobs::KeptConfig>(kept);
}

Comparison withConfig(const QString &name, const aurora::TaskConfig &config, const aurora::JobConfiguration &running)
{
    Comparison comparison{ name, running, running.key.text(), running };
    comparison.before.config = config;
    return comparison;
}

bool isOtherwise(const aurora::TaskConfig &config, const aurora::JobConfiguration &running)
{
    return !jobs::difference(config, running.config).isEmpty();
}

/// The newest that was configured otherwise: of the runs Aurora keeps, else of those that were seen from here.
QCoro::Task<core::Result<Comparison>> withEarlier(Session *session, QPointer<aurora::Client> client,
                                                  aurora::JobConfiguration running)
{
    const auto tasks = co_await client->tasksWithConfigs(aurora::TaskQuery::forJob(running.key));
    if (!tasks)
        co_return core::failure(tasks.error());
    const QList<verbs::PastConfig> past = verbs::pastConfigs(*tasks);
    for (const verbs::PastConfig &each : past) {
        if (isOtherwise(each.config, running))
            co_return withConfig(tr("the run that ended %1").arg(core::formatMoment(each.until)), each.config, running);
    }
    const QList<jobs::KeptConfig> kept = co_await keptOf(session, running.key);
    for (const jobs::KeptConfig &each : kept) {
        if (isOtherwise(each.config, running))
            co_return withConfig(tr("what was seen until %1").arg(core::formatMoment(each.until)), each.config,
                                 running);
    }
    if (past.isEmpty())
        co_return core::failure(usageError(tr("Aurora keeps no ended run of %1.").arg(running.key.text())));
    co_return withConfig(tr("the run that ended %1").arg(core::formatMoment(past.first().until)), past.first().config,
                         running);
}

/// The night that ended with this day.
QCoro::Task<core::Result<Comparison>> withNight(Session *session, aurora::JobConfiguration running, QDate morning)
{
    const QList<jobs::KeptConfig> kept = co_await keptOf(session, running.key);
    const jobs::KeptConfig *const then = jobs::configOfNight(kept, morning);
    if (!then)
        co_return core::failure(usageError(
            tr("%1 was not seen from here before noon of %2.").arg(running.key.text(), morning.toString(Qt::ISODate))));
    co_return withConfig(
        tr("the night to %1, seen until %2").arg(morning.toString(Qt::ISODate), core::formatMoment(then->until)),
        then->config, running);
}

QCoro::Task<core::Result<Comparison>> compared(Session *session)
{
    const QStringList arguments = session->options().arguments;
    if (arguments.isEmpty() || arguments.size() > 2)
        co_return core::failure(usageError(tr("job diff needs a job, and what it is compared with.")));
    const auto part = verbs::partFromArgument(arguments.first());
    if (!part)
        co_return core::failure(part.error());
    const auto client = auroraOf(session);
    if (!client)
        co_return core::failure(client.error());
    std::optional<int> instance;
    if (!part->instances.isEmpty())
        instance = part->instances.first();
    const auto running = co_await verbs::readSource(*client, part->job, instance, {});
    if (!running)
        co_return core::failure(running.error());
    if (arguments.size() == 1)
        co_return co_await withEarlier(session, *client, *running);
    const QDate morning = QDate::fromString(arguments.last(), Qt::ISODate);
    if (morning.isValid() && !QFileInfo::exists(arguments.last()))
        co_return co_await withNight(session, *running, morning);
    co_return co_await withArgument(session, *running, arguments.last());
}

QString textOf(const Comparison &comparison, const QList<jobs::Change> &changes)
{
    QString text = tr("From %1 to %2:\n").arg(comparison.beforeName, comparison.afterName);
    if (changes.isEmpty())
        return text + tr("  no difference\n");
    for (const jobs::Change &change : changes)
        text += u"  "_s + jobs::changeText(change) + u'\n';
    return text;
}

QByteArray jsonOf(const Comparison &comparison, const QList<jobs::Change> &changes)
{
    QJsonArray list;
    for (const jobs::Change &change : changes) {
        list.append(QJsonObject{
            { u"group"_s, change.group },
            { u"name"_s, change.name },
            { u"before"_s, change.before.isNull() ? QJsonValue() : QJsonValue(change.before) },
            { u"after"_s, change.after.isNull() ? QJsonValue() : QJsonValue(change.after) },
        });
    }
    return QJsonDocument(QJsonObject{ { u"before"_s, comparison.beforeName },
                                      { u"after"_s, comparison.afterName },
                                      { u"changes"_s, list } })
        .toJson();
}

} // namespace

QString JobDiffCommand::name() const
{
    return u"job diff"_s;
}

QString JobDiffCommand::summary() const
{
    return tr("What is otherwise about a job: job diff ROLE/ENV/NAME[/INSTANCE] [DATE|FILE|TEMPLATE|-|OTHER]");
}

QString JobDiffCommand::help() const
{
    return tr(
        "  job diff KEY          The newest run that was configured otherwise, against the job as it is.\n"
        "  job diff KEY DATE     The night that ended on the morning of 2026-11-23, against the job as it is. Runs\n"
        "                        that Aurora has forgotten are known where a window of this user has seen them.\n"
        "  job diff KEY FILE     The job as it is, against a definition (with --bind for its blanks).\n"
        "  job diff KEY OTHER    The job as it is, against another one.\n\n"
        "Field by field, in words. JSON keys: before, after, changes (group, name, before, after; null: not "
        "there).\n");
}

QCoro::Task<int> JobDiffCommand::run(Session *session)
{
    const auto comparison = co_await compared(session);
    if (!comparison)
        co_return complain(comparison.error(), u"Aurora"_s);
    const QList<jobs::Change> changes = jobs::difference(comparison->before, comparison->after);
    if (session->options().output == tables::ExportFormat::Json)
        print(jsonOf(*comparison, changes));
    else
        print(textOf(*comparison, changes));
    co_return Fine;
}

} // namespace ctl
