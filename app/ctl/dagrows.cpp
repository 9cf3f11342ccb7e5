// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagrows.h"

#include "app/ctl/plainrows.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/forecast.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QStringList rowOf(const QString &what, core::TimePoint due, const QString &chance, const dag::Window &window,
                  bool known)
{
    return { what,
             isoText(due),
             chance,
             known ? isoText(window.early) : QString(),
             isoText(window.median),
             known ? isoText(window.late) : QString() };
}

/// The server's own; of a night without a server ours.
QString wordOf(const dag::NodeRun &node)
{
    return node.word.isEmpty() ? dag::stateWord(node.state) : node.word;
}

} // namespace

QStringList dagRow(const QString &name, const dag::NodeRun &node)
{
    const dag::MappedCounts &counts = node.mapped;
    return { name,
             wordOf(node),
             QString::number(node.tryNumber),
             isoText(node.started),
             isoText(node.ended),
             node.host,
             counts.total > 0 ? tr("%1 of %2 done").arg(counts.done).arg(counts.total) : QString() };
}

ExitCode printDagRows(const QList<QStringList> &rows, const Options &options)
{
    return printRows({ u"node"_s, u"state"_s, u"try"_s, u"start"_s, u"end"_s, u"host"_s, u"instances"_s }, rows,
                     { u"try"_s }, options);
}

ExitCode printGraph(const dag::Night &night, const Options &options)
{
    const dag::Structure structure(*night.graph);
    QList<QStringList> rows;
    for (const dag::NodeIndex index : structure.order()) {
        const dag::Node &node = night.graph->nodes[static_cast<size_t>(index)];
        QStringList parents;
        for (const dag::NodeIndex parent : structure.parents(index))
            parents << night.graph->nodes[static_cast<size_t>(parent)].id;
        rows.append({ node.id, wordOf(night.nodes[static_cast<size_t>(index)]), QString::fromUtf8(node.job), node.pool,
                      parents.join(u' ') });
    }
    return printRows({ u"node"_s, u"state"_s, u"job"_s, u"pool"_s, u"waits_for"_s }, rows, {}, options);
}

dag::Forecast forecastOf(const Session &session, const dag::NightPtr &night, const dag::HistoryPtr &history)
{
    dag::ForecastInput input;
    input.night = night;
    input.history = history;
    for (const config::DeadlineConfig &each : session.stack()->config().airflow.deadlines)
        input.deadlines.push_back({ each.name, each.at, QTimeZone(each.zone), each.tasks, each.share });
    input.now = session.now();
    return dag::forecastOf(input);
}

ExitCode printForecast(Session *session, const dag::NightPtr &night, const dag::HistoryPtr &history)
{
    const dag::Forecast forecast = forecastOf(*session, night, history);
    QList<QStringList> rows{ rowOf(u"run"_s, {}, {}, forecast.finish, forecast.hasInterval) };
    for (const dag::DeadlineForecast &deadline : forecast.deadlines) {
        const QString chance = deadline.isMet ? u"met"_s : QString::number(deadline.chance, 'f', 2);
        rows << rowOf(deadline.deadline.name, deadline.due, forecast.hasInterval || deadline.isMet ? chance : QString(),
                      deadline.reached, forecast.hasInterval);
    }
    if (forecast.needsRestart)
        complain(tr("Something has failed: this holds if it is cleared with all below it right now."));
    if (!forecast.hasInterval)
        complain(tr("Learnt from %1 nights: too few for a range.").arg(forecast.pastNights));
    return printRows({ u"what"_s, u"due"_s, u"chance"_s, u"early"_s, u"median"_s, u"late"_s }, rows, { u"chance"_s },
                     session->options());
}

} // namespace ctl
