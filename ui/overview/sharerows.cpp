// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/sharerows.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/links/objectref.h"
#include "models/tables/tablemodel.h"
#include "ui/overview/figures.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

double amountOf(const mesos::Resources &resources, Capacity kind)
{
    mesos::ResourceSum sum;
    sum += resources;
    return amount(sum, kind);
}

/// What each role could still be given, by the role's text id.
struct Room
{
    std::unordered_map<uint32_t, double> byRole;
    double withoutQuota = 0; ///< for roles Mesos does not list
};

Room roomOf(const mesos::State &state, Capacity kind)
{
    const double idle
        = std::max(0.0, amount(state.total(), kind) - amount(state.used(), kind) - amount(state.offered(), kind));
    // Mesos does not tell which of a role's allocations are on its reservations: what it has less than reserved is
    // taken to be idle and kept for it.
    const auto keptFor = [kind](const mesos::Role &role) {
        return std::max(0.0,
                        amountOf(role.reserved, kind) - amountOf(role.allocated, kind) - amountOf(role.offered, kind));
    };
    double kept = 0;
    for (const mesos::Role &role : state.roles)
        kept += keptFor(role);
    Room room;
    room.withoutQuota = std::max(0.0, idle - kept);
    for (const mesos::Role &role : state.roles) {
        double here = std::max(0.0, idle - (kept - keptFor(role)));
        const double limit = role.limit ? amount(*role.limit, kind) : -1.0;
        if (limit >= 0)
            here = std::min(here, std::max(0.0, limit - amountOf(role.allocated, kind) - amountOf(role.offered, kind)));
        room.byRole.emplace(role.name.value, here);
    }
    return room;
}

} // namespace

std::vector<Share> shares(const mesos::State &state, ShareBy by, Capacity kind)
{
    std::vector<Share> all;
    const Room room = roomOf(state, kind);
    if (by == ShareBy::Role) {
        std::unordered_map<uint32_t, int> tasks;
        for (const mesos::Task &task : state.tasks)
            tasks[task.role.value] += task.list == mesos::TaskList::Live && !mesos::isTerminal(task.state);
        for (const mesos::Role &role : state.roles) {
            const std::string name(state.view(role.name));
            const auto count = tasks.find(role.name.value);
            all.push_back({ name, name, amountOf(role.allocated, kind), amountOf(role.offered, kind),
                            room.byRole.at(role.name.value), count == tasks.end() ? 0 : count->second });
        }
        return all;
    }
    for (const mesos::Framework &framework : state.frameworks) {
        if (framework.phase == mesos::FrameworkPhase::Completed)
            continue;
        double most = 0;
        for (const core::TextId role : state.rolesOf(framework)) {
            const auto listed = room.byRole.find(role.value);
            most = std::max(most, listed == room.byRole.end() ? room.withoutQuota : listed->second);
        }
        // Nobody is offered anything without a scheduler that listens.
        if (framework.phase != mesos::FrameworkPhase::Active)
            most = 0;
        all.push_back({ std::string(state.view(framework.id)), std::string(state.view(framework.name)),
                        amountOf(framework.used, kind), amountOf(framework.offered, kind), most,
                        static_cast<int>(framework.liveTasks) });
    }
    return all;
}

ShareRows::ShareRows(std::vector<Share> shares, ShareBy by, Capacity kind)
    : m_shares(std::move(shares))
    , m_by(by)
    , m_kind(kind)
{
}

const QList<tables::Column> &ShareRows::columns() const
{
    using tables::Column;
    using tables::Kind;
    const auto make = [](const QString &title, const QString &unit, Kind kind) {
        const QString idle
            = tr("What it could still be given: idle in the cluster, within its quota and not reserved to others");
        return QList<Column>{
            { u"name"_s, title, {}, {}, Kind::Name, 220, 0, false },
            { u"share"_s, tr("Share"), {}, tr("Allocated and offered, of its total"), Kind::Meter, 80, 1, false },
            { u"allocated"_s, tr("Allocated"), unit, {}, kind, 92, 0, false },
            { u"offered"_s, tr("Offered"), unit, {}, kind, 86, 1, false },
            { u"idle"_s, tr("Idle"), unit, idle, kind, 86, 1, false },
            { u"total"_s, tr("Total"), unit, tr("Allocated, offered and idle"), kind, 92, 1, false },
            { u"tasks"_s, tr("Tasks"), {}, {}, Kind::Count, 60, 2, false },
        };
    };
    static const std::array<QString, 2> titles{ tr("Role"), tr("Framework") };
    static const std::array<std::array<QList<Column>, capacityKinds>, 2> all = [&make] {
        std::array<std::array<QList<Column>, capacityKinds>, 2> made;
        for (size_t by = 0; by < made.size(); ++by) {
            made[by] = { make(titles[by], {}, Kind::Cpus), make(titles[by], u"GiB"_s, Kind::Mebibytes),
                         make(titles[by], u"GiB"_s, Kind::Mebibytes), make(titles[by], {}, Kind::Count) };
        }
        return made;
    }();
    return all[static_cast<size_t>(m_by)][static_cast<size_t>(m_kind)];
}

std::string_view ShareRows::text(uint32_t row, int) const
{
    return m_shares[row].name;
}

double ShareRows::number(uint32_t row, int column) const
{
    const Share &share = m_shares[row];
    switch (column) {
    case Meter:
        return share.total() > 0 ? (share.allocated + share.offered) / share.total() : 0;
    case Allocated:
        return share.allocated;
    case Offered:
        return share.offered;
    case Idle:
        return share.idle;
    case Total:
        return share.total();
    case Tasks:
        return share.tasks;
    default:
        return std::numeric_limits<double>::quiet_NaN();
    }
}

QString ShareRows::display(uint32_t row, int column, core::TimePoint now) const
{
    return column == Meter ? percent(number(row, Meter), 1) : RowSource::display(row, column, now);
}

QVariant ShareRows::extra(uint32_t row, int column, int role) const
{
    if (role == tables::TableModel::MeterRole && column == Meter)
        return number(row, Meter);
    if (role == tables::TableModel::LinkRole && column == Name) {
        const auto kind = m_by == ShareBy::Role ? links::ObjectRef::Kind::Role : links::ObjectRef::Kind::Framework;
        return links::toPath({ kind, QByteArray::fromStdString(m_shares[row].key) });
    }
    return {};
}

bool ShareRows::sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const
{
    const auto &before = static_cast<const ShareRows &>(older);
    mask = 0;
    if (m_shares[row].name != before.m_shares[olderRow].name)
        mask |= tables::columnBit(Name);
    for (int column = Meter; column < ColumnCount; ++column) {
        if (number(row, column) != before.number(olderRow, column))
            mask |= tables::columnBit(column);
    }
    return mask == 0;
}

} // namespace ui
