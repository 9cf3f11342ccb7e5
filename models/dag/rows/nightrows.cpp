// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/rows/nightrows.h"

#include "models/actions/rows/valuerows.h"
#include "models/core/format.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace dag {

namespace {

using tables::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Night", text);
}

enum Column {
    StateColumn,
    NodeColumn,
    StageColumn,
    JobColumn,
    TryColumn,
    StartedColumn,
    TookColumn,
    MedianColumn,
    LastColumn,
    ChangeColumn,
    EndsColumn,
    PoolColumn,
    HostColumn,
    MessageColumn,
    ColumnCount
};

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

double millisecondsOf(core::Duration span)
{
    return static_cast<double>(span.count());
}

class NightRows final : public actions::ValueRows<ColumnCount>
{
public:
    NightRows(const Night &night, const Forecast *forecast, const Comparison *comparison)
    {
        for (size_t i = 0; i < night.nodes.size(); ++i) {
            const NodeRun &run = night.nodes[i];
            m_rows.push_back(cellsOf(night.graph->nodes[i], run, forecast ? &forecast->nodes[i] : nullptr));
            m_ranks.push_back(rankOf(run.state));
            if (comparison)
                compare(&m_rows.back(), comparison->nodes[i], run.state);
        }
        if (!comparison)
            return;
        for (const QString &id : comparison->gone) {
            Row row;
            row.key = id.toStdString();
            row.texts[StateColumn] = stateWord(NodeState::Removed).toStdString();
            row.texts[NodeColumn] = id.toStdString();
            row.texts[ChangeColumn] = tr("gone since last night").toStdString();
            m_rows.push_back(std::move(row));
            m_ranks.push_back(rankOf(NodeState::Removed));
        }
    }

    const QList<tables::Column> &columns() const override { return nightColumns(); }
    int rank(uint32_t row, int column) const override { return column == StateColumn ? m_ranks[row] : 0; }
    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (column == StateColumn && role == tables::TableModel::GlyphRole)
            return text(row, column) == "up for retry" ? u"up_for_retry"_s
                                                       : QString::fromStdString(m_rows[row].texts[StateColumn]);
        if (column == JobColumn && role == tables::TableModel::LinkRole && !text(row, column).empty())
            return u"job/"_s + QString::fromStdString(m_rows[row].texts[JobColumn]);
        return {};
    }
    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 node") : tr("%1 nodes").arg(core::formatCount(rows));
    }

private:
    static Row cellsOf(const Node &node, const NodeRun &run, const NodeForecast *forecast)
    {
        Row row;
        row.key = node.id.toStdString();
        row.texts[StateColumn]
            = (run.state == NodeState::Unknown && !run.word.isEmpty() ? run.word : stateWord(run.state)).toStdString();
        row.texts[NodeColumn] = node.label.toStdString();
        row.texts[StageColumn] = node.group.toStdString();
        row.texts[JobColumn] = node.job.toStdString();
        row.texts[PoolColumn] = node.pool.toStdString();
        row.texts[HostColumn] = run.host.toStdString();
        row.texts[MessageColumn] = run.message.toStdString();
        if (run.tryNumber > 0)
            row.numbers[TryColumn] = run.tryNumber;
        row.numbers[StartedColumn] = actions::moment(run.started);
        if (core::isKnown(run.started) && core::isKnown(run.ended))
            row.numbers[TookColumn] = millisecondsOf(run.ended - run.started);
        row.numbers[EndsColumn] = actions::moment(run.ended);
        if (forecast && !forecast->estimate.isGuess)
            row.numbers[MedianColumn] = millisecondsOf(forecast->estimate.median);
        if (forecast && (!isOver(run.state) || run.state == NodeState::Blocked))
            row.numbers[EndsColumn] = actions::moment(forecast->end.median);
        if (run.state == NodeState::Failed)
            row.severity = tables::Severity::Failure;
        else if (run.state == NodeState::PendingJob || run.state == NodeState::UpForRetry
                 || (forecast && forecast->overdue.count() > 0))
            row.severity = tables::Severity::Warning;
        return row;
    }

    static void compare(Row *row, const NodeChange &change, NodeState now)
    {
        if (change.lastTook.count() > 0)
            row->numbers[LastColumn] = millisecondsOf(change.lastTook);
        row->texts[ChangeColumn] = changeWords(change, now).join(u" · "_s).toStdString();
    }

    std::vector<int> m_ranks;
};

} // namespace

const QList<tables::Column> &nightColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 104, 0, false },
        { u"node"_s, tr("Node"), {}, {}, Kind::Name, 220, 0, false },
        { u"stage"_s, tr("Stage"), {}, tr("The task groups it lies in"), Kind::Text, 96, 4, false },
        { u"job"_s, tr("Job"), {}, tr("The Aurora job behind it"), Kind::Text, 200, 2, false },
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
          210,
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

tables::Rows nightRows(const NightPtr &night, const ForecastPtr &forecast, const Comparison *comparison)
{
    const size_t count = night->nodes.size();
    return std::make_shared<const NightRows>(*night,
                                             forecast && forecast->nodes.size() == count ? forecast.get() : nullptr,
                                             comparison && comparison->nodes.size() == count ? comparison : nullptr);
}

} // namespace dag
