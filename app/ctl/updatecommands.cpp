// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/updatecommands.h"

#include "app/ctl/auroracontext.h"
#include "app/ctl/jobargument.h"
#include "app/ctl/jobsource.h"
#include "app/ctl/rowsprint.h"
#include "models/core/tr.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updatehistoryrows.h"
#include "models/verbs/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

using Way = verbs::UpdateVerb::Way;

struct Steering
{
    QString word;
    QString summary;
    QString help;
};

Steering steering(Way way)
{
    switch (way) {
    case Way::Pause:
        return {
            u"pause"_s, tr("Hold an update where it is: job update pause ROLE/ENV/NAME [ID]"),
            tr("No further instance is begun; what is under way starts, and is not watched while it is paused.\n")
        };
    case Way::Resume:
        return { u"resume"_s, tr("Let a paused update go on: job update resume ROLE/ENV/NAME [ID]"),
                 tr("It goes on in the direction it had. The plan says how many tasks that ends.\n") };
    case Way::RollBack:
        return { u"rollback"_s, tr("Take an update back: job update rollback ROLE/ENV/NAME [ID]"),
                 tr("Every instance it has begun goes back to how it was. Stays until that is seen.\n") };
    case Way::Abort:
        return {
            u"abort"_s, tr("End an update where it is: job update abort ROLE/ENV/NAME [ID]"),
            tr("Every instance stays as it is now, so that some are new and some are old. It cannot be resumed.\n")
        };
    case Way::Pulse:
        break;
    }
    return { u"pulse"_s, tr("Keep a coordinated update alive: job update pulse ROLE/ENV/NAME [ID]"),
             tr("For updates that wait for a sign from outside; others are refused.\n") };
}

/// All updates the scheduler knows of the job, newest first.
QCoro::Task<core::Result<QList<aurora::UpdateDetails>>> updatesOf(Session *session, QStringList arguments)
{
    const auto part = jobArgument(arguments.mid(0, 1), false); // an id may follow
    if (!part)
        co_return core::failure(part.error());
    const auto context = auroraContext(session);
    if (!context)
        co_return core::failure(context.error());
    co_return co_await context->aurora->client()->updateDetails(aurora::UpdateQuery::forJob(part->job));
}

/// The one that is named; else the one in flight; else the newest.
core::Result<aurora::UpdateDetails> chosen(const QList<aurora::UpdateDetails> &updates, const QStringList &arguments)
{
    if (const QString id = arguments.value(1); !id.isEmpty()) {
        const auto named = std::ranges::find_if(
            updates, [&](const aurora::UpdateDetails &update) { return update.summary.key.id == id; });
        if (named == updates.end())
            return core::failure(usageError(tr("Aurora knows no update %1 of %2.").arg(id, arguments.first())));
        return *named;
    }
    const auto active = std::ranges::find_if(
        updates, [](const aurora::UpdateDetails &update) { return aurora::isActive(update.summary.status); });
    if (active != updates.end())
        return *active;
    if (updates.isEmpty())
        return core::failure(usageError(tr("Aurora knows no update of %1.").arg(arguments.value(0))));
    return updates.first();
}

QCoro::Task<int> printRows(Session *session, tables::Rows rows)
{
    const auto text = printedRows(*rows, session->options(), session->now());
    if (!text)
        co_return complain(text.error(), u"Aurora"_s);
    print(*text);
    co_return Fine;
}

QString keysOf(const QList<tables::Column> &columns)
{
    QStringList keys;
    for (const tables::Column &column : columns)
        keys << column.key;
    return keys.join(u", "_s);
}

} // namespace

// ---- list

QString UpdateListCommand::name() const
{
    return u"job update list"_s;
}

QString UpdateListCommand::summary() const
{
    return tr("Updates of a job, in flight and ended: job update list ROLE/ENV/NAME");
}

QString UpdateListCommand::help() const
{
    return tr("Prints one row each, newest first. --output json is an array of objects with these keys:\n  %1.\n")
        .arg(keysOf(verbs::updateHistoryColumns()));
}

QCoro::Task<int> UpdateListCommand::run(Session *session)
{
    const auto updates = co_await updatesOf(session, session->options().arguments);
    if (!updates)
        co_return complain(updates.error(), u"Aurora"_s);
    co_return co_await printRows(session, verbs::updateHistoryRows(*updates));
}

// ---- show

QString UpdateShowCommand::name() const
{
    return u"job update show"_s;
}

QString UpdateShowCommand::summary() const
{
    return tr("What happened in an update, instance by instance: job update show ROLE/ENV/NAME [ID]");
}

QString UpdateShowCommand::help() const
{
    return tr("Of the update that is named; else of the one in flight, else of the newest. Newest event first.\n"
              "--output json is an array of objects with these keys:\n  %1.\n")
        .arg(keysOf(verbs::updateEventColumns()));
}

QCoro::Task<int> UpdateShowCommand::run(Session *session)
{
    const QStringList arguments = session->options().arguments;
    const auto updates = co_await updatesOf(session, arguments);
    if (!updates)
        co_return complain(updates.error(), u"Aurora"_s);
    const auto update = chosen(*updates, arguments);
    if (!update)
        co_return complain(update.error(), u"Aurora"_s);
    co_return co_await printRows(session, verbs::updateEventRows(*update));
}

// ---- start

QString UpdateStartCommand::name() const
{
    return u"job update start"_s;
}

QString UpdateStartCommand::summary() const
{
    return tr("Update a job to a changed definition: job update start FILE|TEMPLATE|- --bind NAME=VALUE …");
}

QString UpdateStartCommand::help() const
{
    return tr(
        "  job update start FILE   Brings the job the definition names to what it says: packaging/job.example.yaml\n"
        "                          names every key; - is the standard input. Services only.\n\n"
        "The plan is the scheduler's dry run: instances updated, added, removed, unchanged, and what is different.\n"
        "--batch-size instances at a time (1), each watched for --watch (45s); it rolls back when one fails.\n"
        "Sent only with --yes, --reason and --expect, the instances that stay as they are. Stays until the update\n"
        "is through.\n");
}

QCoro::Task<core::Result<actions::Request>> UpdateStartCommand::request(Session *session) const
{
    const Options options = session->options();
    if (options.arguments.size() != 1)
        co_return core::failure(usageError(tr("job update start needs one file, the name of a template, or -.")));
    const auto of = templateOf(options.arguments.first());
    if (!of)
        co_return core::failure(of.error());
    const auto job = co_await filledIn(session, *of);
    if (!job)
        co_return core::failure(job.error());
    aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
    if (options.batchSize > 0)
        settings.groupSize = options.batchSize;
    if (options.watch)
        settings.minWaitInRunning = *options.watch;
    co_return verbs::StartUpdateVerb::request(*job, settings);
}

// ---- pause, resume, roll back, abort, pulse

QString UpdateSteerCommand::name() const
{
    return u"job update "_s + steering(m_way).word;
}

QString UpdateSteerCommand::summary() const
{
    return steering(m_way).summary;
}

QString UpdateSteerCommand::help() const
{
    return steering(m_way).help
        + tr("\nWithout an id: the update that is in flight. Prints the plan; sends it only with --yes, and with "
             "--expect\n"
             "and --reason where the plan asks for them.\n");
}

QCoro::Task<core::Result<actions::Request>> UpdateSteerCommand::request(Session *session) const
{
    const Way way = m_way;
    const QStringList arguments = session->options().arguments;
    const auto updates = co_await updatesOf(session, arguments);
    if (!updates)
        co_return core::failure(updates.error());
    const auto update = chosen(*updates, arguments);
    if (!update)
        co_return core::failure(update.error());
    co_return verbs::UpdateVerb::request(way, update->summary.key);
}

} // namespace ctl
