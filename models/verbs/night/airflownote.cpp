// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/airflownote.h"

#include "models/core/errortext.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QCoro::Task<core::Result<QString>> readNote(Context context, airflow::calls::TaskKey place, std::stop_token stop)
{
    if (!context.airflow)
        co_return QString();
    if (place.taskId.isEmpty()) {
        const core::Result<airflow::Run> run = co_await context.airflow->client()->run(place.dagId, place.runId, stop);
        if (!run)
            co_return core::failure(run.error());
        co_return QString(run->note);
    }
    const core::Result<airflow::TaskInstanceDetails> task
        = co_await context.airflow->client()->taskInstance(place, stop);
    if (!task)
        co_return core::failure(task.error());
    co_return QString(task->instance.note);
}

QCoro::Task<core::Result<void>> writeNote(Context context, airflow::calls::TaskKey place, QString text, QString before,
                                          std::stop_token stop)
{
    const QString note = noteOver(text, before);
    if (note == before || !context.airflow)
        co_return core::Result<void>();
    const core::Result<net::Response> done
        = co_await context.airflow->client()->ask(airflow::calls::setNote(place, note), stop);
    if (!done)
        co_return core::failure(done.error());
    co_return core::Result<void>();
}

QString without(const core::Error &error)
{
    return tr("; without a note: %1").arg(core::errorText(error, u"Airflow"_s).what);
}

} // namespace

QString noteText(const actions::Sending &sending)
{
    const QString reason = sending.reason.trimmed();
    if (reason.isEmpty())
        return {};
    const QString ticket = sending.ticket.isEmpty() ? QString() : u" (%1)"_s.arg(sending.ticket);
    const QString user = sending.user.isEmpty() ? QString() : u" – "_s + sending.user;
    return reason + ticket + user;
}

QString noteOver(const QString &text, const QString &before)
{
    if (text.isEmpty() || before == text || before.startsWith(text + u'\n'))
        return before;
    const QString whole = before.isEmpty() ? text : text + u'\n' + before;
    return whole.left(airflow::calls::longestNote);
}

QCoro::Task<QString> leaveNote(Context context, QList<airflow::calls::TaskKey> places, actions::Sending sending,
                               std::stop_token stop)
{
    const QString text = noteText(sending);
    if (text.isEmpty())
        co_return QString();
    for (const airflow::calls::TaskKey &place : places) {
        const core::Result<QString> before = co_await readNote(context, place, stop);
        if (!before)
            co_return without(before.error());
        const core::Result<void> done = co_await writeNote(context, place, text, *before, stop);
        if (!done)
            co_return without(done.error());
    }
    co_return QString();
}

QCoro::Task<QString> leaveNoteOver(Context context, airflow::calls::TaskKey place, QString before,
                                   actions::Sending sending, std::stop_token stop)
{
    const QString text = noteText(sending);
    if (text.isEmpty())
        co_return QString();
    const core::Result<void> done = co_await writeNote(context, place, text, before, stop);
    if (!done)
        co_return without(done.error());
    co_return QString();
}

} // namespace verbs
