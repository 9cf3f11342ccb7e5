// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentrows.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/agentnotes.h"
#include "models/mesos/rows/resourcekinds.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/joinedrows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>
#include <mutex>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

enum AgentColumn {
    StateColumn,
    AgentNameColumn,
    PoolColumn,
    TasksColumn,
    CpusColumn,
    CpusUseColumn,
    MemColumn,
    MemUseColumn,
    DiskColumn,
    ZoneColumn,
    RegisteredColumn,
    NoteColumn,
    CpusUsedColumn,
    MemUsedColumn,
    DiskUseColumn,
    CpusFreeColumn,
    MemFreeColumn,
    DiskFreeColumn,
    CpusTotalColumn,
    MemTotalColumn,
    DiskTotalColumn,
    GpusColumn,
    GpusTotalColumn,
    PortsColumn,
    AddressColumn,
    IdColumn,
    VersionColumn,
    RegionColumn,
    ReservedColumn,
    ReregisteredColumn,
    FirstAttributeColumn
};

/// Disk that is allocated to this share is about to end somebody's night, and then has.
constexpr double diskWarning = 0.95;
constexpr double diskFailure = 0.99;

/// Attributes that tell the zone where the cluster has no fault domains.
constexpr std::string_view zoneNames[] = { "az", "availability-zone", "availability_zone", "zone" };

float free(float total, float used)
{
    return std::max(0.0F, total - used);
}

/// Whole sizes without decimals: `398.9 / 400`.
QString wholeGib(double mebibytes)
{
    const double gib = mebibytes / 1024.0;
    return std::abs(gib - std::round(gib)) < 0.05 ? core::formatCount(std::llround(gib)) : core::formatGib(mebibytes);
}

QString usedOfTotal(int column, const ResourceSum &used, const ResourceSum &total)
{
    switch (column) {
    case CpusColumn:
        return core::formatCpus(used.cpus) + u" / "_s + core::formatCpus(total.cpus);
    case MemColumn:
        return core::formatGib(used.mem) + u" / "_s + core::formatGib(total.mem);
    case DiskColumn:
        return core::formatGib(used.disk) + u" / "_s + wholeGib(total.disk);
    case GpusColumn:
        return core::formatCount(std::llround(used.gpus)) + u" / "_s + core::formatCount(std::llround(total.gpus));
    default:
        return {};
    }
}

bool isUsedOfTotal(int column)
{
    return column == CpusColumn || column == MemColumn || column == DiskColumn || column == GpusColumn;
}

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

    const QList<Column> &columns() const override { return derived().columns; }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().agents.size()); }
    std::string_view key(uint32_t row) const override { return state().view(agent(row).id); }
    uint64_t identity(uint32_t row) const override { return agent(row).id.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return agentStateWord(agent(row));
        case NoteColumn:
            return found(derived().notes, row);
        case ReservedColumn:
            return found(derived().reserved, row);
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
            return derived().notes.contains(row) ? 0 : 1; // most have none; 1 then stands for the empty text
        case ReservedColumn:
            return derived().reserved.contains(row) ? 0 : 1;
        default:
            return StateRows::textId(row, column);
        }
    }

    double number(uint32_t row, int column) const override
    {
        const Agent &a = agent(row);
        if (m_gone && isOfUse(column))
            return std::numeric_limits<double>::quiet_NaN();
        switch (column) {
        case TasksColumn:
            return a.liveTasks;
        case CpusColumn:
            return static_cast<double>(a.used.cpus);
        case CpusUseColumn:
            return share(a.used.cpus, a.total.cpus);
        case MemColumn:
            return static_cast<double>(a.used.mem);
        case MemUseColumn:
            return share(a.used.mem, a.total.mem);
        case DiskColumn:
            return static_cast<double>(a.used.disk);
        case CpusUsedColumn:
            return told(row, &AgentUse::cpus);
        case MemUsedColumn:
            return told(row, &AgentUse::memory);
        case DiskUseColumn:
            return share(a.used.disk, a.total.disk);
        case CpusFreeColumn:
            return static_cast<double>(free(a.total.cpus, a.used.cpus));
        case MemFreeColumn:
            return static_cast<double>(free(a.total.mem, a.used.mem));
        case DiskFreeColumn:
            return static_cast<double>(free(a.total.disk, a.used.disk));
        case CpusTotalColumn:
            return static_cast<double>(a.total.cpus);
        case MemTotalColumn:
            return static_cast<double>(a.total.mem);
        case DiskTotalColumn:
            return static_cast<double>(a.total.disk);
        case GpusColumn:
            return static_cast<double>(a.used.gpus);
        case GpusTotalColumn:
            return static_cast<double>(a.total.gpus);
        case RegisteredColumn:
            return moment(a.registered);
        case ReregisteredColumn:
            return moment(a.reregistered);
        default:
            return std::numeric_limits<double>::quiet_NaN();
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
            return attribute(a, derived().poolAttribute);
        case ZoneColumn:
            return a.zone.isEmpty() ? attribute(a, derived().zoneAttribute) : a.zone;
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
            return column >= FirstAttributeColumn
                ? attribute(a, derived().attributes[static_cast<size_t>(column - FirstAttributeColumn)])
                : TextId();
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
            && derived().attributes == other.derived().attributes
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
    /// What has to be worked out once for all rows, in the thread that asks first.
    struct Derived
    {
        QList<Column> columns;
        std::vector<TextId> attributes; ///< names, in the order of their columns
        TextId poolAttribute;
        TextId zoneAttribute; ///< where clusters without fault domains tell the zone; empty: nowhere
        std::unordered_map<uint32_t, std::string> notes; ///< by row, where there is one
        std::unordered_map<uint32_t, std::string> reserved;
    };

    const Agent &agent(uint32_t row) const { return state().agents[row]; }

    /// What an agent that is gone has no figures of: not zero, which would find it among the idle ones.
    static bool isOfUse(int column)
    {
        return column != RegisteredColumn && column != ReregisteredColumn && column != CpusTotalColumn
            && column != MemTotalColumn && column != DiskTotalColumn && column != GpusTotalColumn;
    }

    static Severity diskSeverity(const Agent &agent)
    {
        const double used = share(agent.used.disk, agent.total.disk);
        return used >= diskFailure ? Severity::Failure : used >= diskWarning ? Severity::Warning : Severity::None;
    }

    static std::string_view found(const std::unordered_map<uint32_t, std::string> &texts, uint32_t row)
    {
        const auto place = texts.find(row);
        return place == texts.end() ? std::string_view() : place->second;
    }

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

    TextId attribute(const Agent &agent, TextId name) const
    {
        for (const Attribute &attribute : state().attributesOf(agent)) {
            if (attribute.name == name)
                return attribute.value;
        }
        return {};
    }

    const Derived &derived() const
    {
        std::call_once(m_derivedMade, [this] { makeDerived(); });
        return m_derived;
    }

    void makeDerived() const
    {
        for (const Attribute &attribute : state().attributes) {
            if (std::ranges::find(m_derived.attributes, attribute.name) == m_derived.attributes.end())
                m_derived.attributes.push_back(attribute.name);
        }
        std::ranges::sort(m_derived.attributes, {}, [this](TextId name) { return state().view(name); });
        m_derived.columns = agentColumns();
        for (const TextId name : m_derived.attributes) {
            if (state().view(name) == m_poolAttribute)
                m_derived.poolAttribute = name;
            if (std::ranges::find(zoneNames, state().view(name)) != std::end(zoneNames))
                m_derived.zoneAttribute = name;
            const QString key = string(name);
            const bool taken = tables::columnOf(m_derived.columns, key) >= 0;
            m_derived.columns.append({ taken ? u"attribute-"_s + key : key,
                                       key,
                                       {},
                                       tr("Attribute of the agent"),
                                       Kind::Text,
                                       120,
                                       6,
                                       true });
        }
        for (uint32_t row = 0; row < rowCount(); ++row) {
            const QString note = m_gone ? goneNote(m_gone->facts[row]) : agentNote(agent(row));
            if (!note.isEmpty())
                m_derived.notes.emplace(row, note.toStdString());
            if (const std::string roles = reservedRoles(agent(row)); !roles.empty())
                m_derived.reserved.emplace(row, roles);
        }
    }

    std::string reservedRoles(const Agent &agent) const
    {
        std::string text;
        for (const Reservation &reservation : state().reservationsOf(agent)) {
            if (!text.empty())
                text += ", ";
            text += state().view(reservation.role);
        }
        return text;
    }

    std::string m_poolAttribute;
    AgentUsageTable m_usage;
    GoneAgentsPtr m_gone; ///< not null: these rows are its
    mutable std::once_flag m_derivedMade;
    mutable Derived m_derived;
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AgentRows", text); };
    const QString gib = u"GiB"_s;
    return {
        { u"state"_s, tr("State"), {}, {}, Kind::State, 116, 0, false },
        { u"agent"_s, tr("Agent"), {}, tr("Host name"), Kind::Name, 136, 0, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text, 138, 1, false },
        { u"tasks"_s, tr("Tasks"), {}, tr("Tasks that hold resources here"), Kind::Count, 46, 0, false },
        resourceColumn(CpusResource, tr("Allocated / total"), 106, 1, false),
        { u"cpus-use"_s, {}, {}, tr("Share of CPUs allocated"), Kind::Meter, 72, 4, false },
        resourceColumn(MemResource, tr("Allocated / total"), 126, 1, false),
        { u"mem-use"_s, {}, {}, tr("Share of memory allocated"), Kind::Meter, 72, 4, false },
        resourceColumn(DiskResource, tr("Allocated / total"), 106, 2, false),
        { u"zone"_s, tr("Zone"), {}, {}, Kind::Text, 80, 3, false },
        { u"registered"_s, tr("Registered"), {}, {}, Kind::Age, 78, 3, false },
        { u"note"_s, tr("Note"), {}, {}, Kind::Text, 180, 2, false },
        { u"cpus-used"_s,
          tr("CPUs used"),
          {},
          tr("What the agent itself counts; rows on the screen are asked"),
          Kind::Cpus,
          82,
          5,
          true },
        { u"mem-used"_s, tr("Memory used"), gib, tr("What the agent itself counts; rows on the screen are asked"),
          Kind::Mebibytes, 116, 5, true },
        { u"disk-use"_s, tr("Disk use"), {}, tr("Share of disk allocated"), Kind::Meter, 72, 5, true },
        { u"cpus-free"_s, tr("CPUs free"), {}, tr("Not allocated"), Kind::Cpus, 78, 5, true },
        { u"mem-free"_s, tr("Memory free"), gib, tr("Not allocated"), Kind::Mebibytes, 110, 5, true },
        { u"disk-free"_s, tr("Disk free"), gib, tr("Not allocated"), Kind::Mebibytes, 100, 5, true },
        { u"cpus-total"_s, tr("CPUs total"), {}, {}, Kind::Cpus, 78, 5, true },
        { u"mem-total"_s, tr("Memory total"), gib, {}, Kind::Mebibytes, 110, 5, true },
        { u"disk-total"_s, tr("Disk total"), gib, {}, Kind::Mebibytes, 100, 5, true },
        resourceColumn(GpusResource, tr("Allocated / total"), 60, 4, true),
        { u"gpus-total"_s, tr("GPUs total"), {}, {}, Kind::Count, 78, 5, true },
        { u"ports"_s, tr("Ports"), {}, tr("Ranges it offers"), Kind::Text, 130, 6, true },
        { u"address"_s, tr("Address"), {}, {}, Kind::Text, 130, 5, true },
        { u"id"_s, tr("Id"), {}, tr("Agent id"), Kind::Id, 260, 5, true },
        { u"version"_s, tr("Version"), {}, tr("Of Mesos on the agent"), Kind::Text, 70, 6, true },
        { u"region"_s, tr("Region"), {}, {}, Kind::Text, 90, 6, true },
        { u"reserved"_s,
          tr("Reserved for"),
          {},
          tr("Roles that resources are reserved for"),
          Kind::Text,
          110,
          6,
          true },
        { u"reregistered"_s, tr("Re-registered"), {}, {}, Kind::Age, 100, 6, true },
    };
}

} // namespace

const QList<Column> &agentColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

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
