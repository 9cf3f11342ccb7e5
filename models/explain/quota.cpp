// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/quota.h"

#include "models/explain/words.h"

#include <algorithm>
#include <cmath>

namespace explain {

namespace {

const mesos::Role *roleOf(const Landscape &landscape)
{
    const mesos::State &state = landscape.state();
    if (!landscape.aurora() || state.rolesOf(*landscape.aurora()).size() != 1)
        return nullptr;
    const core::TextId name = state.rolesOf(*landscape.aurora()).front();
    const auto role = std::ranges::find(state.roles, name, &mesos::Role::name);
    return role == state.roles.end() || !role->limit ? nullptr : &*role;
}

struct Overrun
{
    Kind kind = Kind::Cpus;
    int64_t limit = 0;
    int64_t allocated = 0;
};

std::optional<Overrun> overrunOf(const mesos::Role &role, const Demand &demand)
{
    const Amounts need = demand.need();
    const Amounts allocated = Amounts::of(role.allocated);
    const mesos::ResourceSum &limit = *role.limit;
    const std::array limits{ std::pair(Kind::Cpus, limit.cpus), std::pair(Kind::Memory, limit.mem),
                             std::pair(Kind::Disk, limit.disk), std::pair(Kind::Gpus, limit.gpus) };
    for (const auto &[kind, most] : limits) {
        const int64_t bound = std::llround(most * 1000);
        if (most >= 0 && need[kind] > 0 && allocated[kind] + need[kind] > bound)
            return Overrun{ kind, bound, allocated[kind] };
    }
    return std::nullopt;
}

} // namespace

bool isOverQuota(const Landscape &landscape, const Demand &demand)
{
    const mesos::Role *const role = roleOf(landscape);
    return role && overrunOf(*role, demand);
}

QString quotaClause(const Landscape &landscape, const Demand &demand)
{
    const mesos::Role *const role = roleOf(landscape);
    const std::optional<Overrun> over = role ? overrunOf(*role, demand) : std::nullopt;
    if (!over)
        return {};
    return tr("role %1 may hold %2 and holds %3; one more takes %4")
        .arg(landscape.state().string(role->name), amountText(over->kind, over->limit),
             numberText(over->kind, over->allocated), numberText(over->kind, demand.need()[over->kind]));
}

WayOut raiseQuota(const Landscape &landscape, const PendingGroup &group)
{
    WayOut way;
    way.type = WayOut::Type::RaiseQuota;
    const mesos::Role *const role = roleOf(landscape);
    const std::optional<Overrun> over = role ? overrunOf(*role, group.demand) : std::nullopt;
    if (!over)
        return way;
    way.places = group.pending;
    const int64_t wanted = over->allocated + group.pending * group.demand.need()[over->kind];
    way.sentence = tr("Raise the quota of role %1 in Mesos to %2")
                       .arg(landscape.state().string(role->name), amountText(over->kind, wanted));
    way.remark = tr("or end what the role runs elsewhere");
    return way;
}

} // namespace explain
