// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/funnel.h"

#include "models/explain/limits.h"
#include "models/explain/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

bool asksForDedicated(const Demand &demand)
{
    return std::ranges::any_of(demand.values,
                               [](const ValueConstraint &c) { return c.attribute == dedicatedAttribute(); });
}

QString resourceTitle(Kind kind, int64_t need)
{
    return kindName(kind) + (kind == Kind::Ports || kind == Kind::Gpus ? u" "_s : u" ≥ "_s) + numberText(kind, need);
}

QList<Filter> filtersOf(const Landscape &landscape, const Demand &demand)
{
    QList<Filter> filters;
    const bool anyDedicated = std::ranges::any_of(landscape.sites(), &Site::isDedicated);
    if (anyDedicated && !asksForDedicated(demand))
        filters += { Filter::Type::NotDedicated, 0, tr("Not dedicated") };
    for (int i = 0; i < demand.values.size(); ++i)
        filters += { Filter::Type::Value, i, constraintText(demand.values[i]) };
    const Amounts need = demand.need();
    for (const Kind kind : allKinds) {
        if (need[kind] > 0)
            filters += { Filter::Type::Resource, static_cast<int>(kind), resourceTitle(kind, need[kind]) };
    }
    filters += { Filter::Type::Available, 0, tr("Takes tasks") };
    for (int i = 0; i < demand.limits.size(); ++i)
        filters += { Filter::Type::Limit, i, limitText(demand.limits[i]) };
    return filters;
}

/// Answers for one demand, filter by filter.
class Judge
{
public:
    Judge(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
        : m_landscape(landscape)
        , m_demand(demand)
        , m_funnel(funnel)
        , m_need(demand.need())
        , m_limits(landscape, demand, funnel.instances)
    {
        for (const ValueConstraint &constraint : demand.values)
            m_matchers.emplace_back(landscape.attributes(), constraint);
    }

    /// For each agent the first filter of these that it does not pass; `to`: it passes all. Filter by filter over all
    /// agents, as that is several times faster than agent by agent.
    std::vector<uint8_t> firstFailing(size_t from, size_t to) const
    {
        std::vector<uint8_t> at(m_landscape.sites().size(), static_cast<uint8_t>(to));
        for (size_t i = to; i-- > from;) // the last one first, so that the first one has the last word
            mark(at, m_funnel.filters[static_cast<qsizetype>(i)], static_cast<uint8_t>(i));
        return at;
    }

private:
    template <typename Fails>
    static void markWhere(std::vector<uint8_t> &at, uint8_t with, Fails fails)
    {
        // Bytes may alias anything: kept out of the vector the loop need not look where it is each time.
        uint8_t *const first = at.data();
        const auto count = static_cast<uint32_t>(at.size());
        for (uint32_t site = 0; site < count; ++site)
            first[site] = fails(site) ? with : first[site];
    }

    void mark(std::vector<uint8_t> &at, const Filter &filter, uint8_t with) const
    {
        switch (filter.type) {
        case Filter::Type::NotDedicated:
            return markWhere(at, with, [&](uint32_t site) { return m_landscape.sites()[site].isDedicated; });
        case Filter::Type::Value: {
            const Matcher &matcher = m_matchers[static_cast<size_t>(filter.index)];
            return markWhere(at, with, [&](uint32_t site) { return !matcher.matches(site); });
        }
        case Filter::Type::Resource: {
            const auto kind = static_cast<Kind>(filter.index);
            const int64_t *const free = m_landscape.free(kind, m_demand.revocable).data();
            const int64_t need = m_need[kind];
            return markWhere(at, with, [=](uint32_t site) { return free[site] < need; });
        }
        case Filter::Type::Available: {
            const Availability *const is = m_landscape.availabilities().data();
            return markWhere(at, with, [=](uint32_t site) { return is[site] != Availability::Open; });
        }
        case Filter::Type::Limit:
            return markWhere(at, with, [&](uint32_t site) { return m_limits.left(filter.index, site) == 0; });
        }
        Q_UNREACHABLE();
    }

    const Landscape &m_landscape;
    const Demand &m_demand;
    const Funnel &m_funnel;
    Amounts m_need;
    Limits m_limits;
    std::vector<Matcher> m_matchers;
};

/// What the agents of a pool that came as far as its first empty cell have instead.
class Remark
{
public:
    /// `column`: of the attribute the filter asks about; null: no agent has it, or it asks about none.
    void see(const Landscape &landscape, const Demand &demand, uint32_t index, const Filter &filter,
             const AttributeColumn *column)
    {
        if (filter.type == Filter::Type::Resource)
            m_most = std::max(m_most, landscape.free(static_cast<Kind>(filter.index), demand.revocable)[index]);
        else if (filter.type == Filter::Type::Value)
            count(column ? column->first[index].value : 0);
        else if (filter.type == Filter::Type::Available)
            count(static_cast<uint32_t>(landscape.availabilities()[index]));
    }

    QString text(const Landscape &landscape, const Filter &filter) const
    {
        switch (filter.type) {
        case Filter::Type::Resource:
            return tr("most free %1").arg(numberText(static_cast<Kind>(filter.index), m_most));
        case Filter::Type::Value:
            return m_counts.size() == 1 ? tr("all are %1").arg(word(landscape, filter, m_counts.begin()->first))
                                        : commonest(landscape, filter);
        case Filter::Type::Available:
            return commonest(landscape, filter);
        case Filter::Type::NotDedicated:
            return tr("all are dedicated");
        case Filter::Type::Limit:
            return tr("all at the limit");
        }
        Q_UNREACHABLE();
    }

private:
    static QString word(const Landscape &landscape, const Filter &filter, uint32_t counted)
    {
        if (filter.type == Filter::Type::Available)
            return availabilityText(static_cast<Availability>(counted));
        return counted == 0 ? tr("without it") : landscape.attributes().spelled(core::TextId{ counted });
    }

    QString commonest(const Landscape &landscape, const Filter &filter) const
    {
        QList<std::pair<int, QString>> words;
        for (const auto &[counted, count] : m_counts)
            words += { -count, word(landscape, filter, counted) };
        std::ranges::sort(words);
        QStringList texts;
        for (const auto &[count, text] : words)
            texts += tr("%1 %2").arg(-count).arg(text);
        return someOf(texts, 2);
    }

    /// Agents of a pool are mostly alike: what was counted last is at hand.
    void count(uint32_t counted)
    {
        if (m_last == nullptr || counted != m_lastCounted) {
            m_last = &m_counts[counted];
            m_lastCounted = counted;
        }
        ++*m_last;
    }

    int64_t m_most = 0;
    std::unordered_map<uint32_t, int> m_counts; ///< by value's id, or by availability
    int *m_last = nullptr; ///< of m_counts, which moves no entry
    uint32_t m_lastCounted = 0;
};

/// Counts of agents that fail at each filter, turned into counts of those that pass.
std::vector<int> passing(const std::vector<int> &failing, int all)
{
    std::vector<int> left;
    for (const int fail : failing)
        left.push_back(all -= fail);
    return left;
}

} // namespace

Funnel funnelOf(const Landscape &landscape, const Demand &demand)
{
    Funnel funnel;
    funnel.filters = filtersOf(landscape, demand);
    const auto firstOf = [&](auto is) {
        return static_cast<uint8_t>(std::ranges::find_if(funnel.filters, is) - funnel.filters.begin());
    };
    funnel.firstResource = firstOf([](const Filter &filter) { return !filter.isMatch(); });
    funnel.available = firstOf([](const Filter &filter) { return filter.type == Filter::Type::Available; });
    if (!demand.job.isEmpty())
        funnel.instances = landscape.instancesOf(demand.job);

    const Judge judge(landscape, demand, funnel);
    funnel.failsAt = judge.firstFailing(0, funnel.firstResource);
    funnel.failsElseAt = judge.firstFailing(funnel.firstResource, static_cast<size_t>(funnel.filters.size()));
    for (size_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.failsAt[site] == funnel.firstResource) // its attributes fit
            funnel.failsAt[site] = funnel.failsElseAt[site];
    }
    return funnel;
}

QList<PoolFunnel> countsOf(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
{
    struct Counts
    {
        int agents = 0;
        std::vector<int> failing;
        std::vector<int> failingElse;
        int firstEmpty = -1;
    };
    const auto filters = static_cast<size_t>(funnel.filters.size());
    std::vector<Counts> counts(landscape.pools().size(),
                               { 0, std::vector<int>(filters + 1), std::vector<int>(filters + 1), -1 });
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        Counts &pool = counts[landscape.poolOfSites()[site]];
        ++pool.agents;
        ++pool.failing[funnel.failsAt[site]];
        ++pool.failingElse[funnel.failsElseAt[site]];
    }

    QList<PoolFunnel> pools;
    for (uint32_t pool = 0; pool < counts.size(); ++pool) {
        Counts &of = counts[pool];
        const std::vector<int> left = passing(of.failing, of.agents);
        const std::vector<int> leftElse = passing(of.failingElse, of.agents);
        PoolFunnel row{ landscape.poolName(pool), of.agents, {}, 0 };
        for (size_t i = 0; i < filters; ++i) {
            Cell cell{ left[i], leftElse[i], false, {} };
            if (left[i] == 0 && of.firstEmpty < 0) {
                of.firstEmpty = static_cast<int>(i);
                cell.isFirstEmpty = true;
            }
            row.cells += cell;
        }
        pools += row;
    }

    std::vector<const AttributeColumn *> columns;
    for (const ValueConstraint &constraint : demand.values)
        columns.push_back(landscape.attributes().column(landscape.attributes().name(constraint.attribute)));
    std::vector<Remark> remarks(counts.size());
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        const uint32_t pool = landscape.poolOfSites()[site];
        const int empty = counts[pool].firstEmpty;
        if (empty < 0 || funnel.failsAt[site] != empty)
            continue;
        const Filter &filter = funnel.filters[empty];
        const bool isValue = filter.type == Filter::Type::Value;
        remarks[pool].see(landscape, demand, site, filter,
                          isValue ? columns[static_cast<size_t>(filter.index)] : nullptr);
    }
    for (uint32_t pool = 0; pool < counts.size(); ++pool) {
        if (const int empty = counts[pool].firstEmpty; empty >= 0)
            pools[pool].cells[empty].remark = remarks[pool].text(landscape, funnel.filters[empty]);
    }
    return pools;
}

int firstEmpty(const Funnel &funnel)
{
    const auto deepest = std::ranges::max_element(funnel.failsAt);
    if (deepest == funnel.failsAt.end() || *deepest == funnel.filters.size())
        return -1;
    return *deepest;
}

} // namespace explain
