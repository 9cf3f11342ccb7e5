// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/frameworkrows.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/resourcekinds.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <limits>
#include <mutex>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

enum FrameworkColumn {
    StateColumn,
    NameColumn,
    IdColumn,
    TasksColumn,
    CpusColumn,
    MemColumn,
    InactiveColumn,
    HostColumn,
    DiskColumn,
    GpusColumn,
    RoleColumn,
    UserColumn,
    PrincipalColumn,
    RegisteredColumn,
    ReregisteredColumn,
    FailoverColumn,
    AddressColumn,
    CapabilitiesColumn,
    WebUiColumn
};

/// A disconnected framework is what operators look for as an inactive one: `state:inactive` must find both.
std::string_view stateWord(FrameworkPhase phase)
{
    return phase == FrameworkPhase::Disconnected ? "inactive, disconnected" : word(phase);
}

int rankOf(FrameworkPhase phase)
{
    using enum FrameworkPhase;
    constexpr std::array<FrameworkPhase, 5> worstFirst{ Disconnected, Recovering, Inactive, Active, Completed };
    return static_cast<int>(std::find(worstFirst.begin(), worstFirst.end(), phase) - worstFirst.begin());
}

class FrameworkRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(FrameworkRows)
public:
    using StateRows::StateRows;

    const QList<Column> &columns() const override { return frameworkColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().frameworks.size()); }
    std::string_view key(uint32_t row) const override { return state().view(framework(row).id); }
    uint64_t identity(uint32_t row) const override { return framework(row).id.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return stateWord(framework(row).phase);
        case RoleColumn:
            return lists(row).roles;
        case CapabilitiesColumn:
            return lists(row).capabilities;
        default:
            return StateRows::text(row, column);
        }
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return static_cast<uint32_t>(framework(row).phase) + 1;
        case RoleColumn:
        case CapabilitiesColumn:
            return 0;
        default:
            return StateRows::textId(row, column);
        }
    }

    double number(uint32_t row, int column) const override
    {
        const Framework &f = framework(row);
        switch (column) {
        case TasksColumn:
            return f.liveTasks;
        case CpusColumn:
            return static_cast<double>(f.used.cpus);
        case MemColumn:
            return static_cast<double>(f.used.mem);
        case DiskColumn:
            return static_cast<double>(f.used.disk);
        case GpusColumn:
            return static_cast<double>(f.used.gpus);
        case InactiveColumn:
            return f.phase == FrameworkPhase::Active ? moment({}) : moment(f.unregistered);
        case RegisteredColumn:
            return moment(f.registered);
        case ReregisteredColumn:
            return moment(f.reregistered);
        case FailoverColumn:
            return static_cast<double>(f.failoverTimeout.count());
        default:
            return std::numeric_limits<double>::quiet_NaN();
        }
    }

    int rank(uint32_t row, int column) const override
    {
        return column == StateColumn ? rankOf(framework(row).phase) : 0;
    }

    Severity severity(uint32_t row) const override
    {
        const Framework &f = framework(row);
        const bool holds = f.liveTasks > 0 || f.used.cpus > 0 || f.used.mem > 0;
        const bool orphan = f.phase == FrameworkPhase::Disconnected || f.phase == FrameworkPhase::Recovering;
        return orphan && holds ? Severity::Warning : Severity::None;
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        const Framework &f = framework(row);
        if (role == tables::TableModel::GlyphRole && column == StateColumn) {
            const std::string_view glyph = word(f.phase);
            return core::toQString(glyph);
        }
        if (role == tables::TableModel::LinkRole && column == RoleColumn && state().rolesOf(f).size() == 1)
            return link("role", state().rolesOf(f).front());
        return {};
    }

    QString toolTip(uint32_t row, int column, core::TimePoint now) const override
    {
        const Framework &f = framework(row);
        if (column == StateColumn && severity(row) == Severity::Warning) {
            return tr("Its scheduler is gone; it still holds %1 CPUs and %2 GiB of memory.")
                .arg(core::formatCpus(static_cast<double>(f.used.cpus)),
                     core::formatGib(static_cast<double>(f.used.mem)));
        }
        return StateRows::toolTip(row, column, now);
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 framework") : tr("%1 frameworks").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        const Framework &f = framework(row);
        switch (column) {
        case NameColumn:
            return f.name;
        case IdColumn:
            return f.id;
        case HostColumn:
            return f.host;
        case UserColumn:
            return f.user;
        case PrincipalColumn:
            return f.principal;
        case AddressColumn:
            return f.address;
        case WebUiColumn:
            return f.webUi;
        default:
            return {};
        }
    }

private:
    /// Roles and capabilities as texts; there is no such text in the pool.
    struct Lists
    {
        std::string roles;
        std::string capabilities;
    };

    const Framework &framework(uint32_t row) const { return state().frameworks[row]; }

    const Lists &lists(uint32_t row) const
    {
        std::call_once(m_listsMade, [this] {
            m_lists.reserve(rowCount());
            for (const Framework &f : state().frameworks)
                m_lists.push_back({ joined(state().rolesOf(f)), joined(state().capabilitiesOf(f)) });
        });
        return m_lists[row];
    }

    std::string joined(std::span<const TextId> ids) const
    {
        std::string text;
        for (const TextId id : ids) {
            if (!text.empty())
                text += ", ";
            text += state().view(id);
        }
        return text;
    }

    mutable std::once_flag m_listsMade;
    mutable std::vector<Lists> m_lists;
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("FrameworkRows", text); };
    return {
        { u"state"_s, tr("State"), {}, {}, Kind::State, 176, 0, false },
        { u"name"_s, tr("Name"), {}, {}, Kind::Name, 240, 0, false },
        { u"id"_s, tr("Id"), {}, tr("Framework id"), Kind::Id, 300, 3, false },
        { u"tasks"_s, tr("Tasks"), {}, tr("Tasks that hold resources"), Kind::Count, 60, 0, false },
        resourceColumn(CpusResource, tr("Allocated"), 70, 1, false),
        resourceColumn(MemResource, tr("Allocated"), 90, 1, false),
        { u"inactive"_s,
          tr("Inactive"),
          {},
          tr("Time since its scheduler left, or since it ended"),
          Kind::Age,
          90,
          1,
          false },
        { u"host"_s, tr("Host"), {}, tr("Host of the scheduler"), Kind::Text, 140, 2, false },
        resourceColumn(DiskResource, tr("Allocated"), 80, 4, true),
        resourceColumn(GpusResource, tr("Allocated"), 54, 4, true),
        { u"role"_s, tr("Role"), {}, {}, Kind::Text, 120, 4, true },
        { u"user"_s, tr("User"), {}, {}, Kind::Text, 90, 5, true },
        { u"principal"_s, tr("Principal"), {}, {}, Kind::Text, 110, 5, true },
        { u"registered"_s, tr("Registered"), {}, {}, Kind::Age, 90, 5, true },
        { u"reregistered"_s, tr("Re-registered"), {}, {}, Kind::Age, 100, 5, true },
        { u"failover-timeout"_s,
          tr("Failover"),
          {},
          tr("How long its tasks outlive its scheduler"),
          Kind::Span,
          90,
          5,
          true },
        { u"address"_s, tr("Address"), {}, tr("Address of the scheduler"), Kind::Text, 140, 5, true },
        { u"capabilities"_s, tr("Capabilities"), {}, {}, Kind::Text, 240, 6, true },
        { u"web-ui"_s, tr("Web page"), {}, {}, Kind::Text, 200, 6, true },
    };
}

} // namespace

const QList<Column> &frameworkColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows frameworkRows(Snapshot state)
{
    return std::make_shared<FrameworkRows>(std::move(state));
}

} // namespace mesos
