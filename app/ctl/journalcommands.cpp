// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/journalcommands.h"

#include "app/ctl/changeprint.h"
#include "app/ctl/seethrough.h"
#include "models/actions/rows/actionrows.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QString journalWord()
{
    return tr("The journal");
}

/// Once the journal is read; what ails it is told.
QCoro::Task<QList<actions::Record>> readRecords(actions::ActionCenter *center)
{
    if (!center->isLoaded()) {
        const auto loaded = QtFuture::connect(center, &actions::ActionCenter::loaded);
        co_await loaded;
    }
    if (const QString notice = center->notice(); !notice.isEmpty())
        complain(notice);
    co_return center->records();
}

/// The one action whose id begins so.
QCoro::Task<core::Result<actions::Record>> readRecord(Session *session)
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 1)
        co_return core::failure(
            usageError(tr("Which action? Write one id, or its beginning: action list tells them.")));
    const QList<actions::Record> records = co_await readRecords(session->stack()->actions());
    QList<actions::Record> found;
    for (const actions::Record &record : records) {
        if (record.id.startsWith(arguments.first()))
            found << record;
    }
    if (found.isEmpty())
        co_return core::failure(
            usageError(tr("The journal of %1 holds no action %2.").arg(session->stack()->name(), arguments.first())));
    if (found.size() > 1)
        co_return core::failure(
            usageError(tr("%1 actions begin with %2. Write more of the id.").arg(found.size()).arg(arguments.first())));
    co_return core::Result<actions::Record>(found.first());
}

QString textOf(const actions::Record &record, const QList<actions::Entry> &entries, core::TimePoint now)
{
    QString text = record.plan->title.full() + u'\n';
    const auto line = [&text](const QString &what, const QString &value) {
        if (!value.isEmpty())
            text += u"  %1  %2\n"_s.arg(what.leftJustified(12), value);
    };
    line(tr("State"), actions::stateWord(record.state));
    line(tr("Outcome"), record.outcome);
    line(tr("By"), record.user);
    line(tr("Reason"), record.reason);
    line(tr("Ticket"), record.ticket);
    line(tr("Began"), core::formatMoment(record.startedAt));
    if (core::isKnown(record.endedAt))
        line(tr("Ended"), core::formatMoment(record.endedAt));
    line(tr("The way on"), actions::wayOf(record, now));
    line(tr("Id"), record.id);
    text += tr("Steps:\n");
    for (const actions::StepRecord &step : record.steps)
        text += u"  %1  %2  %3\n"_s.arg(actions::stateWord(step.state).leftJustified(12), step.step.call, step.answer);
    text += tr("Journal, newest first:\n");
    for (const actions::Entry &entry : entries)
        text += u"  %1  %2  %3\n"_s.arg(core::formatMoment(entry.at), entry.kind.leftJustified(8), entry.text);
    return text;
}

QByteArray jsonOf(const actions::Record &record, const QList<actions::Entry> &entries)
{
    QJsonArray journal;
    for (const actions::Entry &entry : entries)
        journal.append(QJsonObject{
            { u"at"_s, core::formatIso(entry.at) }, { u"kind"_s, entry.kind }, { u"text"_s, entry.text } });
    return QJsonDocument(QJsonObject{ { u"plan"_s, planJson(*record.plan) },
                                      { u"result"_s, resultJson(record) },
                                      { u"by"_s, record.user },
                                      { u"reason"_s, record.reason },
                                      { u"ticket"_s, record.ticket },
                                      { u"began"_s, core::formatIso(record.startedAt) },
                                      { u"journal"_s, journal } })
        .toJson();
}

/// The steps that resuming sends, or looks at first.
QStringList callsLeft(const actions::Record &record)
{
    QStringList calls;
    for (const actions::StepRecord &step : record.steps) {
        if (!actions::isFinal(step.state))
            calls << step.step.call;
    }
    return calls;
}

} // namespace

// ---- list

QString ActionListCommand::name() const
{
    return u"action list"_s;
}

QString ActionListCommand::summary() const
{
    return tr("What was done from this machine, newest first, with the way on or back.");
}

QCoro::Task<core::Result<tables::Rows>> ActionListCommand::read(Session *session) const
{
    actions::ActionCenter *center = session->stack()->actions();
    const QList<actions::Record> records = co_await readRecords(center);
    co_return actions::actionRows(records, center->options().user, session->now());
}

const QList<tables::Column> &ActionListCommand::columns() const
{
    return actions::actionColumns();
}

QStringList ActionListCommand::shownColumns() const
{
    return { u"id"_s, u"state"_s, u"action"_s, u"by"_s, u"started"_s, u"way"_s };
}

QString ActionListCommand::system() const
{
    return journalWord();
}

// ---- show

QString ActionShowCommand::name() const
{
    return u"action show"_s;
}

QString ActionShowCommand::summary() const
{
    return tr("One action with its steps and its journal: action show ID");
}

QString ActionShowCommand::help() const
{
    return tr(
        "  action show ID      The id of action list, or as much of its beginning as only one has.\n\n"
        "--output json is one object: plan and result as a change prints them (see job kill), by, reason, ticket,\n"
        "began, journal (newest first: at, kind, text). Times are ISO 8601 UTC.\n");
}

QCoro::Task<int> ActionShowCommand::run(Session *session)
{
    const auto record = co_await readRecord(session);
    if (!record)
        co_return complain(record.error(), journalWord());
    const auto entries = co_await session->stack()->actions()->journal(record->id);
    if (!entries)
        co_return complain(entries.error(), journalWord());
    if (session->options().output == tables::ExportFormat::Json)
        print(jsonOf(*record, *entries));
    else
        print(textOf(*record, *entries, session->now()));
    co_return Fine;
}

// ---- resume

QString ActionResumeCommand::name() const
{
    return u"action resume"_s;
}

QString ActionResumeCommand::summary() const
{
    return tr("Go on with what is left of a half-done action: action resume ID");
}

QString ActionResumeCommand::help() const
{
    return tr("  action resume ID    As it was consented to when it was begun, by this or another console of this\n"
              "                      machine. What was sent without an answer is looked at first; nothing is done "
              "twice.\n\n"
              "Prints the steps that are left; goes on only with --yes, and stays until it is over.\n");
}

QCoro::Task<int> ActionResumeCommand::run(Session *session)
{
    const Options options = session->options();
    actions::ActionCenter *center = session->stack()->actions();
    const auto record = co_await readRecord(session);
    if (!record)
        co_return complain(record.error(), journalWord());
    if (!record->canResume()) {
        complain(tr("Nothing of it is left to resume: %1.").arg(actions::stateWord(record->state)));
        co_return Usage;
    }
    if (options.output != tables::ExportFormat::Json)
        print(record->plan->title.full() + u'\n' + tr("Left:\n  %1\n").arg(callsLeft(*record).join(u"\n  "_s)));
    if (options.dryRun || !options.yes) {
        showEnd(*record->plan, *record, options.output);
        complain(options.dryRun ? tr("Nothing was sent.") : tr("Nothing was sent. Add --yes to go on."));
        co_return options.dryRun ? Fine : Usage;
    }
    if (const auto resumed = co_await center->resume(record->id); !resumed)
        co_return complain(resumed.error(), journalWord());
    co_return co_await seeThrough(center, *record->plan, record->id, options.output);
}

// ---- retry, undo

QString ActionAgainCommand::name() const
{
    return m_way == Way::Retry ? u"action retry"_s : u"action undo"_s;
}

QString ActionAgainCommand::summary() const
{
    return m_way == Way::Retry ? tr("Try again what an action did not get done: action retry ID")
                               : tr("Take an action back: action undo ID");
}

QString ActionAgainCommand::help() const
{
    return (m_way == Way::Retry
                ? tr("  action retry ID     Of a half-done action, what was refused, failed or came too late.\n")
                : tr("  action undo ID      Within 24 h, once, where there is a way back; action list tells.\n"))
        + tr("\nA plan of its own: prints it; sends it only with --yes, and with --expect and --reason where it asks "
             "for\n"
             "them.\n");
}

QString ActionAgainCommand::system() const
{
    return journalWord();
}

QCoro::Task<core::Result<actions::Request>> ActionAgainCommand::request(Session *session) const
{
    const Way way = m_way;
    const auto record = co_await readRecord(session);
    if (!record)
        co_return core::failure(record.error());
    const actions::ActionCenter *center = session->stack()->actions();
    std::optional<actions::Request> request;
    if (way == Way::Retry)
        request = center->retryRequest(record->id);
    else
        request = center->undoRequest(record->id);
    if (!request)
        co_return core::failure(
            usageError(tr("That cannot be done with it: %1, %2.")
                           .arg(actions::stateWord(record->state), actions::wayOf(*record, session->now()))));
    co_return *request;
}

} // namespace ctl
