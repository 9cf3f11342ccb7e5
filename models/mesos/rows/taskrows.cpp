// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"

#include "models/core/text.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <limits>
#include <mutex>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Severity;
using enum TaskColumns::Place;

std::string_view withoutPrefix(std::string_view word)
{
    constexpr std::string_view prefix = "TASK_";
    return word.starts_with(prefix) ? word.substr(prefix.size()) : word;
}

std::string_view listWord(TaskList list)
{
    constexpr std::array<std::string_view, 3> words{ "live", "unreachable", "completed" };
    return words[static_cast<size_t>(list)];
}

std::string_view healthWord(Health health)
{
    constexpr std::array<std::string_view, 3> words{ "", "healthy", "unhealthy" };
    return words[static_cast<size_t>(health)];
}

/// Worst first: what failed, what is lost, what is on its way, what runs, what is over.
int rankOf(TaskState state)
{
    using enum TaskState;
    constexpr std::array<TaskState, 14> worstFirst{ Failed,         Error,   Lost,    Unreachable, Gone,
                                                    GoneByOperator, Dropped, Unknown, Killing,     Staging,
                                                    Starting,       Running, Killed,  Finished };
    return static_cast<int>(std::find(worstFirst.begin(), worstFirst.end(), state) - worstFirst.begin());
}

bool isSame(const Task &a, const Task &b)
{
    return a.id == b.id && a.state == b.state && a.changed == b.changed && a.health == b.health && a.list == b.list
        && a.resources == b.resources && a.agent == b.agent && a.name == b.name && a.executor == b.executor
        && a.framework == b.framework && a.role == b.role && a.message == b.message && a.reason == b.reason
        && a.stateWord == b.stateWord && a.ports == b.ports && a.started == b.started;
}

class TaskRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(TaskRows)
public:
    using StateRows::StateRows;

    const QList<Column> &columns() const override { return taskColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().tasks.size()); }

    uint64_t identity(uint32_t row) const override
    {
        return uint64_t{ task(row).framework.value } << 32 | task(row).id.value;
    }

    void appendKey(uint32_t row, std::string &out) const override
    {
        out += state().view(task(row).framework);
        out += '/';
        out += state().view(task(row).id);
    }

    std::string_view key(uint32_t row) const override
    {
        // Only the few keys somebody asks for are put together: all of them would double the size of a task.
        const std::lock_guard lock(m_keysMutex);
        const auto [place, isNew] = m_keyOf.try_emplace(row);
        if (isNew)
            appendKey(row, place->second);
        return place->second;
    }

    int64_t rowOf(std::string_view key) const override
    {
        const size_t slash = key.find('/');
        if (slash == std::string_view::npos)
            return -1;
        const std::string_view framework = key.substr(0, slash);
        const std::string_view id = key.substr(slash + 1);
        for (uint32_t row = 0; row < rowCount(); ++row) {
            if (state().view(task(row).id) == id && state().view(task(row).framework) == framework)
                return row;
        }
        return -1;
    }

    std::string_view text(uint32_t row, int column) const override
    {
        const Task &t = task(row);
        switch (column) {
        case StateColumn:
            return withoutPrefix(t.state == TaskState::Unknown ? state().view(t.stateWord) : word(t.state));
        case ListColumn:
            return listWord(t.list);
        case HealthColumn:
            return healthWord(t.health);
        default:
            return StateRows::text(row, column);
        }
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        const Task &t = task(row);
        switch (column) {
        case StateColumn:
            return t.state == TaskState::Unknown ? 0 : static_cast<uint32_t>(t.state) + 1;
        case ListColumn:
            return static_cast<uint32_t>(t.list) + 1;
        case HealthColumn:
            return static_cast<uint32_t>(t.health) + 1;
        default:
            return StateRows::textId(row, column);
        }
    }

    double number(uint32_t row, int column) const override
    {
        const Task &t = task(row);
        switch (column) {
        case CpusColumn:
            return static_cast<double>(t.resources.cpus);
        case MemColumn:
            return static_cast<double>(t.resources.mem);
        case DiskColumn:
            return static_cast<double>(t.resources.disk);
        case GpusColumn:
            return static_cast<double>(t.resources.gpus);
        case StartedColumn:
            return moment(t.started);
        case InStateColumn:
            return moment(t.changed);
        default:
            return std::numeric_limits<double>::quiet_NaN();
        }
    }

    int rank(uint32_t row, int column) const override { return column == StateColumn ? rankOf(task(row).state) : 0; }

    Severity severity(uint32_t row) const override
    {
        const Task &t = task(row);
        switch (t.state) {
        case TaskState::Failed:
        case TaskState::Error:
            return Severity::Failure;
        case TaskState::Lost:
        case TaskState::Unreachable:
        case TaskState::Gone:
            return Severity::Warning;
        default:
            return t.health == Health::Unhealthy && !isTerminal(t.state) ? Severity::Warning : Severity::None;
        }
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        using Model = tables::TableModel;
        const Task &t = task(row);
        if (role == Model::GlyphRole && column == StateColumn) {
            const std::string_view glyph = t.state == TaskState::Unknown ? state().view(t.stateWord) : word(t.state);
            return core::toQString(glyph);
        }
        if (role == Model::LinkRole) {
            if (column == FrameworkColumn || column == FrameworkIdColumn)
                return link("framework", t.framework);
            if (column == AgentColumn || column == AgentIdColumn)
                return link("agent", t.agent);
            if (column == RoleColumn)
                return link("role", t.role);
        }
        return {};
    }

    QString toolTip(uint32_t row, int column, core::TimePoint now) const override
    {
        const Task &t = task(row);
        if (column == StateColumn && !t.message.isEmpty())
            return string(t.message);
        if (column == MessageColumn && !t.reason.isEmpty())
            return string(t.message) + u'\n' + string(t.reason);
        return StateRows::toolTip(row, column, now);
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 task") : tr("%1 tasks").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        const Task &t = task(row);
        switch (column) {
        case NameColumn:
            return t.name;
        case IdColumn:
            return t.id;
        case FrameworkColumn:
            return names(row).framework;
        case AgentColumn:
            return names(row).host;
        case RoleColumn:
            return t.role;
        case MessageColumn:
            return t.message;
        case ReasonColumn:
            return t.reason;
        case ExecutorColumn:
            return t.executor;
        case PortsColumn:
            return t.ports;
        case FrameworkIdColumn:
            return t.framework;
        case AgentIdColumn:
            return t.agent;
        default:
            return {};
        }
    }

    bool sameObject(uint32_t row, const StateRows &older, uint32_t olderRow) const override
    {
        const auto &other = static_cast<const TaskRows &>(older);
        return isSame(task(row), other.task(olderRow)) && names(row) == other.names(olderRow);
    }

private:
    /// What a task is shown to belong to: names where they are known, else ids.
    struct Names
    {
        TextId framework;
        TextId host;
        bool operator==(const Names &) const = default;
    };

    const Task &task(uint32_t row) const { return state().tasks[row]; }

    /// Looked up once for all tasks, in the thread that asks first, which is one of the pool.
    const Names &names(uint32_t row) const
    {
        std::call_once(m_namesMade, [this] { makeNames(); });
        return m_names[row];
    }

    void makeNames() const
    {
        std::unordered_map<uint32_t, TextId> hosts;
        hosts.reserve(state().agents.size());
        for (const Agent &agent : state().agents)
            hosts.emplace(agent.id.value, agent.hostname);
        m_names.reserve(state().tasks.size());
        TextId lastFramework;
        TextId lastName;
        for (const Task &t : state().tasks) {
            if (t.framework != lastFramework) { // tasks come framework by framework
                const Framework *const framework = state().framework(t.framework);
                lastFramework = t.framework;
                lastName = framework != nullptr && !framework->name.isEmpty() ? framework->name : t.framework;
            }
            const auto host = hosts.find(t.agent.value);
            m_names.push_back({ lastName, host == hosts.end() ? t.agent : host->second });
        }
    }

    mutable std::once_flag m_namesMade;
    mutable std::vector<Names> m_names;
    mutable std::mutex m_keysMutex; ///< guards m_keyOf
    mutable std::unordered_map<uint32_t, std::string> m_keyOf; ///< its strings never move
};

} // namespace

tables::Rows taskRows(Snapshot state)
{
    return std::make_shared<TaskRows>(std::move(state));
}

} // namespace mesos
