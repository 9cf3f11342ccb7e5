// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagcommand.h"

#include "app/ctl/dagorder.h"
#include "models/verbs/night/freshrun.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

/// Moments as JSON and CSV have them; empty where they are not known.
QString iso(core::TimePoint at)
{
    return core::isKnown(at) ? core::formatIso(at) : QString();
}

void show(const QStringList &columns, const QList<QStringList> &rows, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json) {
        QJsonArray list;
        for (const QStringList &row : rows) {
            QJsonObject object;
            for (qsizetype i = 0; i < columns.size(); ++i)
                object.insert(columns[i], row[i].isEmpty() ? QJsonValue() : QJsonValue(row[i]));
            list.append(object);
        }
        print(QJsonDocument(list).toJson());
        return;
    }
    QString text;
    const auto quoted = [](QString cell) {
        return cell.contains(u',') || cell.contains(u'"') ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell;
    };
    QList<qsizetype> widths(columns.size(), 0);
    for (const QStringList &row : QList<QStringList>{ columns } + rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const QStringList &row : QList<QStringList>{ columns } + rows) {
        QStringList cells;
        for (qsizetype i = 0; i < row.size(); ++i)
            cells << (format == tables::ExportFormat::Csv ? quoted(row[i]) : row[i].leftJustified(widths[i]));
        text += format == tables::ExportFormat::Csv ? cells.join(u',') + u"\r\n"_s
                                                    : cells.join(u"  "_s).trimmed() + u'\n';
    }
    print(text);
}

QCoro::Task<int> showRuns(Session *session)
{
    airflow::Store *const store = session->stack()->airflow();
    airflow::calls::RunQuery query;
    query.dagId = store->dagId();
    query.newestFirst = true;
    query.page.limit = 31;
    const core::Result<airflow::Page<airflow::Run>> runs = co_await store->client()->runs(query);
    if (!runs)
        co_return complain(runs.error(), u"Airflow"_s);
    QList<QStringList> rows;
    for (const airflow::Run &run : runs->items) {
        const core::TimePoint until = core::isKnown(run.end) ? run.end : session->now();
        rows.append({ run.id, airflow::word(run.state), run.type, iso(run.start), iso(run.end),
                      core::isKnown(run.start) ? core::formatSpan(until - run.start) : QString() });
    }
    show({ u"run"_s, u"state"_s, u"type"_s, u"start"_s, u"end"_s, u"took"_s }, rows, session->options().output);
    co_return Fine;
}

QCoro::Task<int> showRun(Session *session)
{
    const core::Result<airflow::Run> run
        = co_await findRun(session, session->options().arguments.value(1, u"latest"_s));
    if (!run)
        co_return complain(run.error(), u"Airflow"_s);
    airflow::calls::TaskInstanceQuery query;
    query.dagId = run->dagId;
    query.runId = run->id;
    core::Result<QList<airflow::TaskInstance>> tasks
        = co_await session->stack()->airflow()->client()->allTaskInstances(query);
    if (!tasks)
        co_return complain(tasks.error(), u"Airflow"_s);
    std::stable_sort(tasks->begin(), tasks->end(), [](const airflow::TaskInstance &a, const airflow::TaskInstance &b) {
        return core::isKnown(a.start) && (!core::isKnown(b.start) || a.start < b.start);
    });
    QList<QStringList> rows;
    for (const airflow::TaskInstance &task : std::as_const(*tasks)) {
        const bool dated = task.state != airflow::TaskState::None; // else the dates are of what was cleared
        rows.append({ verbs::nameOf({ task.taskId, task.mapIndex }), airflow::word(task.state),
                      QString::number(task.tryNumber), dated ? iso(task.start) : QString(),
                      dated ? iso(task.end) : QString(), task.host });
    }
    show({ u"node"_s, u"state"_s, u"try"_s, u"start"_s, u"end"_s, u"host"_s }, rows, session->options().output);
    co_return Fine;
}

} // namespace

QString DagCommand::name() const
{
    return u"dag"_s;
}

QString DagCommand::summary() const
{
    return tr("The nightly run: dag runs | show | clear | mark | trigger | pause | unpause");
}

QString DagCommand::help() const
{
    return tr(
        "  dag runs                      The last 31 runs, the newest first.\n"
        "  dag show [RUN]                The nodes of a run, by their start. Without RUN: the newest.\n"
        "  dag clear RUN NODE…           Runs these nodes again. Further words: downstream (and all below them),\n"
        "                                upstream, failed (of these only what failed or is blocked).\n"
        "  dag clear RUN failed          The same for all that failed in the run.\n"
        "  dag mark success|failed RUN [NODE…]   Says so of the nodes, or of the whole run; failed ends what runs.\n"
        "  dag trigger [JSON]            A new run with these parameters. Without: those of the last run.\n"
        "  dag pause, dag unpause        No further node and no new run begins; they begin again.\n\n"
        "RUN is an id, or latest. What changes something prints its plan, and sends it only with --yes, in\n"
        "production with --reason and --expect, the number that stays, where the plan asks for it.\n"
        "Keys of runs: run, state, type, start, end, took; of show: node, state, try, start, end, host.\n");
}

QCoro::Task<int> DagCommand::run(Session *session)
{
    const QStringList words = session->options().arguments;
    const QString what = words.value(0);
    static const QStringList orders{ u"clear"_s, u"mark"_s, u"trigger"_s, u"pause"_s, u"unpause"_s };
    if (!session->stack()->airflow())
        co_return complain(verbs::noAirflow(), u"Airflow"_s);
    if (what == u"runs"_s)
        co_return co_await showRuns(session);
    if (what == u"show"_s)
        co_return co_await showRun(session);
    if (!orders.contains(what))
        co_return complain(usageError(tr("dag needs runs, show, clear, mark, trigger, pause or unpause.")));
    DagOrder order;
    co_return co_await order.run(session);
}

} // namespace ctl
