// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/instancerows.h"

#include "models/aurora/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

enum InstanceColumn {
    StateColumn,
    InstanceColumn,
    AgentColumn,
    InStateColumn,
    FailuresColumn,
    LostColumn,
    MessageColumn,
    IdColumn,
    CreatedColumn,
    AncestorColumn,
    AgentIdColumn
};

/// Worst first: what failed, what waits, what is on its way, what runs, what is over.
int rankOf(TaskStatus status)
{
    using enum TaskStatus;
    constexpr std::array<TaskStatus, 16> worstFirst{ Failed,   Lost,    Partitioned, Unknown,  Throttled,  Pending,
                                                     Init,     Killing, Preempting,  Draining, Restarting, Assigned,
                                                     Starting, Running, Killed,      Finished };
    return static_cast<int>(std::ranges::find(worstFirst, status) - worstFirst.begin());
}

class InstanceRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(InstanceRows)
public:
    InstanceRows(const Snapshot &picture, const JobKey &key)
        : StateRows(picture)
    {
        if (const JobRow *const job = state().job(key))
            m_tasks = state().tasksOf(*job);
    }

    const QList<Column> &columns() const override { return instanceColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_tasks.size()); }
    std::string_view key(uint32_t row) const override { return state().view(task(row).id); }
    uint64_t identity(uint32_t row) const override { return task(row).id.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        return column == StateColumn ? word(task(row).status) : StateRows::text(row, column);
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        return column == StateColumn ? static_cast<uint32_t>(task(row).status) + 1 : StateRows::textId(row, column);
    }

    double number(uint32_t row, int column) const override
    {
        const TaskRow &t = task(row);
        switch (column) {
        case InstanceColumn:
            return t.instance;
        case InStateColumn:
            return moment(t.since);
        case FailuresColumn:
            return t.failures;
        case LostColumn:
            return t.timesLost;
        case CreatedColumn:
            return moment(t.created);
        default:
            return std::numeric_limits<double>::quiet_NaN();
        }
    }

    int rank(uint32_t row, int column) const override { return column == StateColumn ? rankOf(task(row).status) : 0; }

    /// Tries that were replaced by a newer one have had their turn.
    Severity severity(uint32_t row) const override
    {
        const TaskRow &t = task(row);
        const bool isNewest = row == 0 || m_tasks[row - 1].instance != t.instance;
        if (!isNewest)
            return Severity::None;
        if (t.status == TaskStatus::Failed || t.status == TaskStatus::Lost)
            return Severity::Failure;
        return t.status == TaskStatus::Partitioned || t.status == TaskStatus::Throttled ? Severity::Warning
                                                                                        : Severity::None;
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (column == StateColumn && role == tables::TableModel::GlyphRole)
            return wordVariant(word(task(row).status));
        if (column == AgentColumn && role == tables::TableModel::LinkRole)
            return link("agent", task(row).agent); // Mesos' id of the agent
        return {};
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 task") : tr("%1 tasks").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        const TaskRow &t = task(row);
        switch (column) {
        case AgentColumn:
            return t.host;
        case MessageColumn:
            return message(t);
        case IdColumn:
            return t.id;
        case AncestorColumn:
            return t.ancestor;
        case AgentIdColumn:
            return t.agent;
        default:
            return {};
        }
    }

    bool sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const override
    {
        const auto &other = static_cast<const InstanceRows &>(older);
        if (column == StateColumn && severity(row) != other.severity(olderRow))
            return false;
        if (column == AgentColumn && state().view(task(row).agent) != other.state().view(other.task(olderRow).agent))
            return false; // the link leads elsewhere
        return StateRows::sameCell(row, column, older, olderRow, olderColumn);
    }

private:
    const TaskRow &task(uint32_t row) const { return m_tasks[row]; }

    /// Of a task that waits, the scheduler's reason says more than its last event.
    TextId message(const TaskRow &t) const
    {
        const PendingRow *const reason = isWaiting(t.status) ? state().pendingReason(t.id) : nullptr;
        return reason != nullptr ? reason->reason : t.message;
    }

    std::span<const TaskRow> m_tasks; ///< of the State
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("InstanceRows", text); };
    return {
        { u"state"_s, tr("State"), {}, {}, Kind::State, 104, 0, false },
        { u"instance"_s, tr("Instance"), {}, {}, Kind::Count, 84, 0, false },
        { u"agent"_s, tr("Agent"), {}, tr("Host of the agent"), Kind::Text, 142, 0, false },
        { u"in-state"_s, tr("In state"), {}, tr("Time since the last event"), Kind::Age, 80, 1, false },
        { u"failures"_s,
          tr("Failures"),
          {},
          tr("Of this instance, earlier tries included"),
          Kind::Count,
          70,
          2,
          false },
        { u"lost"_s, tr("Tries lost"), {}, tr("How often its agent was partitioned away"), Kind::Count, 76, 3, false },
        { u"message"_s, tr("Message"), {}, tr("Why it waits, or its last words"), Kind::Text, 320, 1, false },
        { u"id"_s, tr("Task id"), {}, {}, Kind::Id, 220, 4, false },
        { u"created"_s, tr("Created"), {}, tr("Time since its first event"), Kind::Age, 80, 5, true },
        { u"ancestor"_s, tr("Ancestor"), {}, tr("The task it replaced"), Kind::Id, 220, 6, true },
        { u"agent-id"_s, tr("Agent id"), {}, {}, Kind::Id, 220, 6, true },
    };
}

} // namespace

const QList<Column> &instanceColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows instanceRows(Snapshot state, const JobKey &job)
{
    return std::make_shared<InstanceRows>(state, job);
}

} // namespace aurora
