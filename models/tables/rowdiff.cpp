// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/rowdiff.h"

#include <bit>
#include <functional>

namespace tables {

namespace {

std::vector<uint64_t> identities(const RowSource &rows, bool byKey)
{
    std::vector<uint64_t> result;
    result.reserve(rows.rowCount());
    std::string key;
    for (uint32_t row = 0; row < rows.rowCount(); ++row) {
        if (!byKey) {
            result.push_back(rows.identity(row));
            continue;
        }
        key.clear();
        rows.appendKey(row, key);
        result.push_back(std::hash<std::string_view>()(key));
    }
    return result;
}

/// Old rows that were not met in step, findable by identity. Taken ones stay as noRow, so that probing passes over
/// them.
class Leftovers
{
public:
    Leftovers(const std::vector<uint64_t> &identities, const std::vector<uint32_t> &newRowOf, size_t count)
        : m_identities(identities)
        , m_slots(std::bit_ceil(count * 2 + 1), empty)
    {
        for (uint32_t row = 0; row < newRowOf.size(); ++row) {
            if (newRowOf[row] == noRow)
                m_slots[freeSlot(identities[row])] = row;
        }
    }

    uint32_t take(uint64_t identity)
    {
        for (size_t slot = first(identity); m_slots[slot] != empty; slot = next(slot)) {
            if (m_slots[slot] != noRow && m_identities[m_slots[slot]] == identity)
                return std::exchange(m_slots[slot], noRow);
        }
        return noRow;
    }

private:
    static constexpr uint32_t empty = noRow - 1;

    size_t next(size_t slot) const { return (slot + 1) & (m_slots.size() - 1); }
    size_t first(uint64_t identity) const
    {
        return (identity * 0x9e3779b97f4a7c15U >> 32) & (m_slots.size() - 1); // identities may be consecutive numbers
    }
    size_t freeSlot(uint64_t identity) const
    {
        size_t slot = first(identity);
        while (m_slots[slot] != empty)
            slot = next(slot);
        return slot;
    }

    const std::vector<uint64_t> &m_identities;
    std::vector<uint32_t> m_slots;
};

/// Walks both lists in step, passing over a few old rows that have gone. Returns how many rows met.
size_t matchInStep(const std::vector<uint64_t> &older, const std::vector<uint64_t> &newer, RowDiff &diff)
{
    constexpr size_t lookAhead = 16;
    size_t matched = 0;
    size_t old = 0;
    for (size_t row = 0; row < newer.size() && old < older.size(); ++row) {
        size_t candidate = old;
        const size_t end = std::min(old + lookAhead, older.size());
        while (candidate < end && older[candidate] != newer[row])
            ++candidate;
        if (candidate == end)
            continue;
        diff.newRowOf[candidate] = static_cast<uint32_t>(row);
        diff.oldRowOf[row] = static_cast<uint32_t>(candidate);
        old = candidate + 1;
        ++matched;
    }
    return matched;
}

} // namespace

RowDiff diffRows(const RowSource &older, const RowSource &newer)
{
    RowDiff diff;
    diff.newRowOf.resize(older.rowCount(), noRow);
    diff.oldRowOf.resize(newer.rowCount(), noRow);
    diff.changes.resize(newer.rowCount(), ~uint64_t{ 0 });

    const bool byKey = older.family() != newer.family();
    const std::vector<uint64_t> oldIdentities = identities(older, byKey);
    const std::vector<uint64_t> newIdentities = identities(newer, byKey);
    const size_t matched = matchInStep(oldIdentities, newIdentities, diff);
    if (matched < newIdentities.size() && matched < oldIdentities.size()) {
        Leftovers leftovers(oldIdentities, diff.newRowOf, oldIdentities.size() - matched);
        for (uint32_t row = 0; row < newIdentities.size(); ++row) {
            if (diff.oldRowOf[row] != noRow)
                continue;
            const uint32_t old = leftovers.take(newIdentities[row]);
            diff.oldRowOf[row] = old;
            if (old != noRow)
                diff.newRowOf[old] = row;
        }
    }

    for (uint32_t row = 0; row < newIdentities.size(); ++row) {
        if (diff.oldRowOf[row] == noRow)
            continue;
        uint64_t mask = 0;
        diff.changes[row] = newer.sameRow(row, older, diff.oldRowOf[row], mask) ? 0 : mask;
    }
    return diff;
}

} // namespace tables
