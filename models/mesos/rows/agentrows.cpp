// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentrows.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/agentfigures.h"
#include "models/mesos/rows/agentnotes.h"
#include "models/mesos/rows/agenttexts.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/joinedrows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;
using enum AgentColumns::Place;

class AgentRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(AgentRows)
public:
    AgentRows(Snapshot state, const QString &poolAttribute, AgentUsageTable usage)
        : StateRows(std::move(state))
        , m_poolAttribute(poolAttribute.toStdString())
        , m_usage(std::move(usage))
    {
    }
    AgentRows(GoneAgentsPtr gone, const QString &poolAttribute)
        : StateRows(gone->state)
        , m_poolAttribute(poolAttribute.toStdString())
        , m_gone(std::move(gone))
    {
    }

    const QList<Column> &columns() const override { return texts().columns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().agents.size()); }
    std::string_view key(uint32_t row) const override { return state().view(agent(row).id); }
    uint64_t identity(uint32_t row) const override { return agent(row).id.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return agentStateWord(agent(row));
        case NoteColumn:
            return texts().note(row);
        case ReservedColumn:
            return texts().reserved(row);
        default:
            return StateRows::text(row, column);
        }
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return static_cast<uint32_t>(agentStateRank(agent(row))) + 1;
        case NoteColumn:
            return texts().note(row).empty() ? 1 : 0; // most have none; 1 then stands for the empty text
        case ReservedColumn:
            return texts().reserved(row).empty() ? 1 : 0;
        default:
            return StateRows::textId(row, column);
        }
    }

    double number(uint32_t row, int column) const override
    {
        if (m_gone && isFigureOfUse(column))
            return std::numeric_limits<double>::quiet_NaN();
        switch (column) {
        case CpusUsedColumn:
            return told(row, &AgentUse::cpus);
        case MemUsedColumn:
            return told(row, &AgentUse::memory);
        default:
            return agentFigure(agent(row), column);
        }
    }

    int rank(uint32_t row, int column) const override { return column == StateColumn ? agentStateRank(agent(row)) : 0; }

    QString display(uint32_t row, int column, TimePoint now) const override
    {
        const Agent &a = agent(row);
        if (isUsedOfTotal(column)) {
            ResourceSum used;
            ResourceSum total;
            return m_gone ? QString::fromUtf16(core::notKnown) : usedOfTotal(column, used += a.used, total += a.total);
        }
        if (column == NoteColumn && m_gone)
            return goneNote(m_gone->facts[row]);
        return column == NoteColumn ? agentNote(a, now) : StateRows::display(row, column, now);
    }

    QString toolTip(uint32_t row, int column, TimePoint now) const override
    {
        const Agent &a = agent(row);
        if (column == NoteColumn && m_gone) {
            QStringList names;
            for (const GonePicture::Facts::Ran &task : m_gone->facts[row].ran)
                names << task.name;
            return goneNote(m_gone->facts[row]) + (names.size() > 1 ? u'\n' + names.join(u'\n') : QString());
        }
        if (column == NoteColumn && core::isKnown(a.unavailableFrom))
            return tr("Maintenance from %1").arg(core::formatMoment(a.unavailableFrom));
        if (isUsedOfTotal(column) && (a.offered.cpus > 0 || a.offered.mem > 0)) {
            ResourceSum offered;
            return tr("offered right now: %1 CPUs, %2 GiB of memory")
                .arg(core::formatCpus((offered += a.offered).cpus), core::formatGib(offered.mem));
        }
        return StateRows::toolTip(row, column, now);
    }

    QString groupDisplay(std::span<const uint32_t> rows, int column) const override
    {
        if (!isUsedOfTotal(column))
            return StateRows::groupDisplay(rows, column);
        ResourceSum used;
        ResourceSum total;
        for (const uint32_t row : rows) {
            const Agent &a = agent(row);
            if (a.phase == AgentPhase::Unreachable || a.phase == AgentPhase::Recovering)
                continue; // what they once offered cannot be counted on
            used += a.used;
            total += a.total;
        }
        return usedOfTotal(column, used, total);
    }

    QString countInWords(qsizetype rows) const override
    {
        if (m_gone)
            return tr("%1 gone").arg(QLocale().toString(rows));
        return rows == 1 ? tr("1 agent") : tr("%1 agents").arg(QLocale().toString(rows));
    }

    bool isGone(uint32_t) const override { return m_gone != nullptr; }

    Severity severity(uint32_t row) const override
    {
        const Agent &a = agent(row);
        if (a.phase == AgentPhase::Unreachable)
            return Severity::Failure;
        return std::max(diskSeverity(a), a.phase == AgentPhase::Disconnected ? Severity::Warning : Severity::None);
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        using Model = tables::TableModel;
        const Agent &a = agent(row);
        if (role == Model::GlyphRole && column == StateColumn) {
            const std::string_view glyph = word(a.phase);
            return core::toQString(glyph);
        }
        if (role == Model::MeterRole && columns().at(column).kind == Kind::Meter) {
            const double value = number(row, column);
            return std::isnan(value) ? QVariant() : QVariant(value);
        }
        if (role == Model::CellSeverityRole && (column == DiskColumn || column == DiskUseColumn))
            return int(diskSeverity(a));
        if (role == Model::LinkRole && column == PoolColumn)
            return link("pool", pooled(row, column));
        return {};
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        const Agent &a = agent(row);
        switch (column) {
        case AgentNameColumn:
            return a.hostname;
        case PoolColumn:
            return texts().pool(a);
        case ZoneColumn:
            return texts().zone(a);
        case PortsColumn:
            return a.ports;
        case AddressColumn:
            return a.address;
        case IdColumn:
            return a.id;
        case VersionColumn:
            return a.version;
        case RegionColumn:
            return a.region;
        default:
            return column >= FirstAttributeColumn ? texts().attributeIn(column, a) : TextId();
        }
    }

    bool sameObject(uint32_t row, const StateRows &older, uint32_t olderRow) const override
    {
        const auto &other = static_cast<const AgentRows &>(older);
        const Agent &a = agent(row);
        const Agent &b = other.agent(olderRow);
        return a.id == b.id && a.hostname == b.hostname && a.address == b.address && a.version == b.version
            && a.ports == b.ports && a.zone == b.zone && a.region == b.region && a.total == b.total && a.used == b.used
            && a.offered == b.offered && a.registered == b.registered && a.reregistered == b.reregistered
            && a.unavailableFrom == b.unavailableFrom && a.unavailableFor == b.unavailableFor && a.phase == b.phase
            && a.liveTasks == b.liveTasks && use(row) == other.use(olderRow)
            && texts().attributes() == other.texts().attributes()
            && std::ranges::equal(state().attributesOf(a), other.state().attributesOf(b))
            && std::ranges::equal(state().reservationsOf(a), other.state().reservationsOf(b));
    }

    bool sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const override
    {
        const auto &other = static_cast<const AgentRows &>(older);
        const Agent &a = agent(row);
        const Agent &b = other.agent(olderRow);
        if (isUsedOfTotal(column) && display(row, column, {}) != other.display(olderRow, olderColumn, {}))
            return false; // figures are those of `used` alone
        if (column == NoteColumn && (a.unavailableFrom != b.unavailableFrom || a.unavailableFor != b.unavailableFor))
            return false;
        return StateRows::sameCell(row, column, older, olderRow, olderColumn);
    }

private:
    const Agent &agent(uint32_t row) const { return state().agents[row]; }

    /// Worked out in the thread that asks first.
    const AgentTexts &texts() const
    {
        std::call_once(m_textsMade, [this] { m_texts.emplace(state(), m_poolAttribute, m_gone.get()); });
        return *m_texts;
    }

    /// What the agent itself told last; null: nothing.
    const AgentUse *use(uint32_t row) const
    {
        if (m_usage.isEmpty())
            return nullptr;
        const std::string_view id = key(row);
        const auto found = m_usage.constFind(QByteArray::fromRawData(id.data(), static_cast<qsizetype>(id.size())));
        return found == m_usage.cend() ? nullptr : found->get();
    }

    double told(uint32_t row, std::optional<double> AgentUse::*figure) const
    {
        const AgentUse *said = use(row);
        return said && said->*figure ? *(said->*figure) : std::numeric_limits<double>::quiet_NaN();
    }

    std::string m_poolAttribute;
    AgentUsageTable m_usage;
    GoneAgentsPtr m_gone; ///< not null: these rows are its
    mutable std::once_flag m_textsMade;
    mutable std::optional<AgentTexts> m_texts;
};

} // namespace

tables::Rows agentRows(Snapshot state, const QString &poolAttribute, AgentUsageTable usage, const GoneAgentsPtr &gone)
{
    auto listed = std::make_shared<AgentRows>(std::move(state), poolAttribute, std::move(usage));
    if (!gone)
        return listed;
    return std::make_shared<tables::JoinedRows>(std::move(listed), std::make_shared<AgentRows>(gone, poolAttribute));
}

uint32_t listedAgents(const tables::RowSource &rows)
{
    const auto *joined = dynamic_cast<const tables::JoinedRows *>(&rows);
    return joined ? joined->front()->rowCount() : rows.rowCount();
}

} // namespace mesos
