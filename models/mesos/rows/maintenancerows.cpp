// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/maintenancerows.h"

#include "models/core/text.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

enum MaintenanceColumn {
    StateColumn,
    MachineColumn,
    AddressColumn,
    FromColumn,
    UntilColumn,
    LengthColumn,
    AgentColumn
};

class MaintenanceRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(MaintenanceRows)
public:
    explicit MaintenanceRows(Snapshot picture)
        : StateRows(std::move(picture))
    {
        for (const MaintenanceWindow &window : state().maintenance) {
            m_keys.push_back(std::string(state().view(window.hostname)) + '|'
                             + std::string(state().view(window.address)) + '|'
                             + std::to_string(window.from.time_since_epoch().count()));
            m_agents.push_back(agentAt(window));
        }
    }

    const QList<Column> &columns() const override { return maintenanceColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_keys.size()); }
    std::string_view key(uint32_t row) const override { return m_keys[row]; }
    const void *family() const override { return nullptr; } // keys are put together: no ids of the pool

    std::string_view text(uint32_t row, int column) const override
    {
        if (column == StateColumn)
            return window(row).down ? "down" : "planned";
        if (column == AgentColumn)
            return m_agents[row] ? word(m_agents[row]->phase) : "none registered";
        return StateRows::text(row, column);
    }
    uint32_t textId(uint32_t row, int column) const override
    {
        return column == StateColumn || column == AgentColumn ? 0 : StateRows::textId(row, column);
    }
    int rank(uint32_t row, int column) const override { return column == StateColumn && !window(row).down ? 1 : 0; }

    double number(uint32_t row, int column) const override
    {
        const MaintenanceWindow &w = window(row);
        const bool ends = w.length > core::Duration::zero();
        switch (column) {
        case FromColumn:
            return moment(w.from);
        case UntilColumn:
            return ends ? moment(w.from + w.length) : notKnown;
        case LengthColumn:
            return ends ? static_cast<double>(w.length.count()) : notKnown;
        default:
            return notKnown;
        }
    }

    QString display(uint32_t row, int column, TimePoint now) const override
    {
        const MaintenanceWindow &w = window(row);
        const bool openEnd = w.length == core::Duration::zero();
        if (openEnd && (column == UntilColumn || column == LengthColumn))
            return tr("open end");
        if (column == StateColumn && !w.down && core::isKnown(w.from) && w.from <= now)
            return !openEnd && w.from + w.length <= now ? tr("over") : tr("window open");
        return StateRows::display(row, column, now);
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (role == tables::TableModel::GlyphRole && column == StateColumn)
            return window(row).down ? u"drained"_s : u"scheduled"_s;
        if (role == tables::TableModel::GlyphRole && column == AgentColumn && m_agents[row]) {
            const std::string_view phase = word(m_agents[row]->phase);
            return core::toQString(phase);
        }
        if (role == tables::TableModel::LinkRole && column == MachineColumn && m_agents[row])
            return link("agent", m_agents[row]->id);
        return {};
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 window") : tr("%1 windows").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        return column == MachineColumn ? window(row).hostname
            : column == AddressColumn  ? window(row).address
                                       : TextId();
    }

private:
    const MaintenanceWindow &window(uint32_t row) const { return state().maintenance[row]; }

    const Agent *agentAt(const MaintenanceWindow &window) const
    {
        const auto found = std::ranges::find_if(state().agents, [&window](const Agent &agent) {
            return !window.hostname.isEmpty() && agent.hostname == window.hostname;
        });
        return found == state().agents.end() ? nullptr : &*found;
    }

    std::vector<std::string> m_keys;
    std::vector<const Agent *> m_agents; ///< of the picture, which stays
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("MaintenanceRows", text); };
    return {
        { u"state"_s, tr("State"), {}, tr("Down: the master has shut its agent out"), Kind::State, 116, 0, false },
        { u"machine"_s, tr("Machine"), {}, {}, Kind::Name, 200, 0, false },
        { u"address"_s, tr("Address"), {}, {}, Kind::Text, 120, 2, false },
        { u"from"_s, tr("From"), {}, {}, Kind::Time, 110, 0, false },
        { u"until"_s, tr("Until"), {}, {}, Kind::Time, 110, 1, false },
        { u"length"_s, tr("For"), {}, {}, Kind::Span, 90, 1, false },
        { u"agent"_s, tr("Agent"), {}, tr("Of the agent that runs there"), Kind::State, 130, 1, false },
    };
}

} // namespace

const QList<Column> &maintenanceColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows maintenanceRows(Snapshot state)
{
    return std::make_shared<MaintenanceRows>(std::move(state));
}

} // namespace mesos
