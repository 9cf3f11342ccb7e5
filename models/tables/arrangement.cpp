// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/arrangement.h"

#include "models/tables/grouping.h"
#include "models/tables/roworder.h"

#include <numeric>

namespace tables {

namespace {

std::vector<uint32_t> allRows(const RowSource &rows)
{
    std::vector<uint32_t> all(rows.rowCount());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// Whether what `older` found out by its filter still holds for rows that did not change.
bool sameFilter(const Arrangement &older, const ArrangementSettings &settings)
{
    return older.settings.filter == settings.filter && !settings.filter.dependsOnTime();
}

void applyFilter(Arrangement &next, const Arrangement *older, const std::optional<RowDiff> &diff)
{
    const Filter &filter = next.settings.filter;
    const uint32_t count = next.rows->rowCount();
    if (filter.isEmpty()) {
        next.passes.assign(count, 1);
        next.passing = count;
        return;
    }
    if (older != nullptr && sameFilter(*older, next.settings) && !diff) {
        next.passes = older->passes;
        next.passing = older->passing;
        return;
    }
    next.passes.resize(count);
    if (older != nullptr && sameFilter(*older, next.settings)) {
        std::vector<uint32_t> changed;
        for (uint32_t row = 0; row < count; ++row) {
            if (diff->changes[row] != 0)
                changed.push_back(row);
            else
                next.passes[row] = older->passes[diff->oldRowOf[row]];
        }
        filter.evaluate(*next.rows, next.madeAt, changed, next.passes);
    } else {
        filter.evaluate(*next.rows, next.madeAt, allRows(*next.rows), next.passes);
    }
    next.passing = std::accumulate(next.passes.begin(), next.passes.end(), uint32_t{ 0 });
}

void placeItems(Arrangement &next)
{
    const int groupColumn
        = next.settings.groupColumn.isEmpty() ? -1 : columnOf(next.rows->columns(), next.settings.groupColumn);
    if (groupColumn >= 0) {
        groupItems(next, groupColumn);
    } else {
        next.items.reserve(next.passing);
        for (const uint32_t row : next.order) {
            if (next.passes[row] != 0)
                next.items.push_back(Item::ofRow(row));
        }
    }
    next.positions.assign(next.rows->rowCount(), noRow);
    for (uint32_t i = 0; i < next.items.size(); ++i) {
        const Item item = next.items[i];
        if (item.isGroup())
            next.groups[item.group()].position = i;
        else
            next.positions[item.row()] = i;
    }
}

} // namespace

bool Folding::isFolded(std::string_view text) const
{
    const auto raw = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return byDefault != exceptions.contains(raw);
}

const Group *Arrangement::groupByText(std::string_view text) const
{
    const auto found = std::find_if(groups.begin(), groups.end(), [text](const Group &g) { return g.text == text; });
    return found == groups.end() ? nullptr : &*found;
}

std::shared_ptr<const Arrangement> arrange(Rows rows, ArrangementSettings settings, core::TimePoint now,
                                           const Arrangement *older, const std::optional<RowDiff> &diff,
                                           const std::atomic<bool> &cancelled)
{
    const auto next = std::make_shared<Arrangement>();
    next->rows = std::move(rows);
    next->settings = std::move(settings);
    next->madeAt = now;
    applyFilter(*next, older, diff);
    if (cancelled)
        return nullptr;
    orderRows(*next, older, diff);
    if (cancelled)
        return nullptr;
    placeItems(*next);
    return next;
}

} // namespace tables
