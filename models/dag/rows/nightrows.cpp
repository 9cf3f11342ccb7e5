// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/rows/nightrows.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/tables/cellrows.h"

using namespace Qt::StringLiterals;

namespace dag {

namespace {

using tables::Cell;
using tables::CellRows;
using tables::Kind;

using core::tr;

/// Worst first, then what is under way, then what is over.
int rankOf(NodeState state)
{
    switch (state) {
    case NodeState::Failed:
        return 0;
    case NodeState::UpForRetry:
        return 1;
    case NodeState::PendingJob:
        return 2;
    case NodeState::Blocked:
        return 3;
    case NodeState::Unknown:
        return 4;
    case NodeState::Restarting:
        return 5;
    case NodeState::Running:
        return 6;
    case NodeState::Queued:
        return 7;
    case NodeState::Scheduled:
        return 8;
    case NodeState::Held:
        return 9;
    case NodeState::Waiting:
        return 10;
    case NodeState::MarkedDone:
        return 11;
    case NodeState::Done:
        return 12;
    case NodeState::Skipped:
        return 13;
    case NodeState::Removed:
        return 14;
    }
    return 15;
}

tables::Severity severityOf(const NodeRun &run, const NodeForecast *forecast)
{
    if (run.state == NodeState::Failed)
        return tables::Severity::Failure;
    const bool isLate = forecast && forecast->overdue.count() > 0;
    const bool waits = run.state == NodeState::PendingJob || run.state == NodeState::UpForRetry;
    return waits || isLate ? tables::Severity::Warning : tables::Severity::None;
}

Cell stateCell(const NodeRun &run)
{
    const bool isOther = run.state == NodeState::Unknown && !run.word.isEmpty();
    const QString glyph = run.state == NodeState::UpForRetry ? u"up_for_retry"_s : QString();
    return Cell::state(isOther ? run.word : stateWord(run.state), glyph, rankOf(run.state));
}

Cell jobCell(const QByteArray &job)
{
    Cell cell = Cell::words(QString::fromUtf8(job));
    if (!job.isEmpty())
        cell.link = u"job/"_s + QString::fromUtf8(job);
    return cell;
}

CellRows::Row rowOf(const Node &node, const NodeRun &run, const NodeForecast *forecast, const NodeChange *change)
{
    const bool hasTook = core::isKnown(run.started) && core::isKnown(run.ended);
    const bool hasMedian = forecast && !forecast->estimate.isGuess;
    const bool isForecast = forecast && (!isOver(run.state) || run.state == NodeState::Blocked);
    const bool hasLast = change && change->lastTook.count() > 0;
    CellRows::Row row;
    row.key = node.id.toStdString();
    row.severity = severityOf(run, forecast);
    row.cells = { stateCell(run),
                  Cell::words(node.label),
                  Cell::words(node.group),
                  jobCell(node.job),
                  run.tryNumber > 0 ? Cell::figure(run.tryNumber) : Cell(),
                  Cell::moment(run.started),
                  hasTook ? Cell::span(run.ended - run.started) : Cell(),
                  hasMedian ? Cell::span(forecast->estimate.median) : Cell(),
                  hasLast ? Cell::span(change->lastTook) : Cell(),
                  Cell::words(change ? changeWords(*change, run.state).join(u" · "_s) : QString()),
                  Cell::moment(isForecast ? forecast->end.median : run.ended),
                  Cell::words(node.pool),
                  Cell::words(run.host),
                  Cell::words(run.message) };
    return row;
}

/// Of a node that last night had.
CellRows::Row goneRow(const QString &id)
{
    Node node;
    node.id = node.label = id;
    NodeRun run;
    run.state = NodeState::Removed;
    CellRows::Row row = rowOf(node, run, nullptr, nullptr);
    row.cells[static_cast<size_t>(tables::columnOf(nightColumns(), u"change"))]
        = Cell::words(tr("gone since last night"));
    return row;
}

} // namespace

const QList<tables::Column> &nightColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 104, 0, false },
        { u"node"_s, tr("Node"), {}, {}, Kind::Name, 220, 0, false },
        { u"stage"_s, tr("Stage"), {}, tr("The task groups it lies in"), Kind::Text, 84, 4, false },
        { u"job"_s, tr("Job"), {}, tr("The Aurora job behind it"), Kind::Text, 180, 2, false },
        { u"try"_s, tr("Try"), {}, {}, Kind::Count, 44, 3, false },
        { u"started"_s, tr("Started"), {}, {}, Kind::Time, 106, 1, false },
        { u"took"_s, tr("Took"), {}, tr("Its last try"), Kind::Span, 86, 0, false },
        { u"median"_s, tr("Median"), {}, tr("Of its own nights, failed tries included"), Kind::Span, 86, 2, false },
        { u"last"_s, tr("Last night"), {}, tr("What its last try took then"), Kind::Span, 86, 3, false },
        { u"change"_s,
          tr("Against usual"),
          {},
          tr("Started late, slower, new, gone, failed last night"),
          Kind::Text,
          130,
          2,
          false },
        { u"ends"_s, tr("Ends"), {}, tr("When it ended, or will by the forecast"), Kind::Time, 106, 1, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text, 120, 5, true },
        { u"host"_s, tr("Host"), {}, {}, Kind::Text, 130, 6, true },
        { u"message"_s, tr("Message"), {}, {}, Kind::Text, 300, 1, false },
    };
    return columns;
}

QStringList changeWords(const NodeChange &change, NodeState now)
{
    QStringList words;
    const auto span = [](core::Duration d) { return core::formatSpan(std::chrono::abs(d)); };
    if (change.isNew)
        words << tr("new");
    if (change.startedLater.count() != 0)
        words << (change.startedLater.count() > 0 ? tr("started %1 late") : tr("started %1 early"))
                     .arg(span(change.startedLater));
    if (change.slower.count() != 0)
        words << (change.slower.count() > 0 ? tr("%1 slower") : tr("%1 faster")).arg(span(change.slower));
    if (change.last == NodeState::Failed)
        words << (now == NodeState::Failed ? tr("failed last night, too") : tr("failed last night"));
    return words;
}

tables::Rows nightRows(const NightPtr &night, const ForecastPtr &forecast, const Comparison *comparison,
                       const std::vector<char> &only)
{
    const size_t count = night->nodes.size();
    const bool isForecast = forecast && forecast->nodes.size() == count;
    const bool isCompared = comparison && comparison->nodes.size() == count;
    const bool isPart = only.size() == count;
    std::vector<CellRows::Row> rows;
    rows.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        if (isPart && only[i] == 0)
            continue;
        rows.push_back(rowOf(night->graph->nodes[i], night->nodes[i], isForecast ? &forecast->nodes[i] : nullptr,
                             isCompared ? &comparison->nodes[i] : nullptr));
    }
    if (isCompared && !isPart) {
        for (const QString &id : comparison->gone)
            rows.push_back(goneRow(id));
    }
    return std::make_shared<const CellRows>(nightColumns(), std::move(rows), tr("1 node"), tr("%1 nodes"));
}

} // namespace dag
