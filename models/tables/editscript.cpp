// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/editscript.h"

#include <algorithm>
#include <unordered_map>

namespace tables {

namespace {

/// Marks the members of a longest increasing subsequence: what may stay in place while the others move.
std::vector<uint8_t> stayers(const std::vector<uint32_t> &sequence)
{
    std::vector<uint32_t> ends; // index of the smallest end of a run of each length
    std::vector<uint32_t> before(sequence.size(), noRow);
    for (uint32_t i = 0; i < sequence.size(); ++i) {
        const auto place = std::lower_bound(ends.begin(), ends.end(), sequence[i],
                                            [&](uint32_t end, uint32_t value) { return sequence[end] < value; });
        if (place != ends.begin())
            before[i] = *std::prev(place);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    std::vector<uint8_t> stays(sequence.size());
    for (uint32_t i = ends.empty() ? noRow : ends.back(); i != noRow; i = before[i])
        stays[i] = 1;
    return stays;
}

/// Cuts what has gone, from the end so that earlier positions stay good, in runs.
void addRemovals(const std::vector<uint32_t> &newPositions, EditScript &script)
{
    for (size_t end = newPositions.size(); end > 0;) {
        if (newPositions[end - 1] != noRow) {
            --end;
            continue;
        }
        size_t begin = end - 1;
        while (begin > 0 && newPositions[begin - 1] == noRow)
            --begin;
        EditStep step;
        step.kind = EditStep::Kind::Remove;
        step.first = static_cast<uint32_t>(begin);
        step.count = static_cast<uint32_t>(end - begin);
        script.removals.push_back(std::move(step));
        end = begin;
    }
}

/// Walks down the target; `cursor` is the place behind the last item that is where it belongs. Items that have yet to
/// move may stand anywhere in between and are passed over.
class Walk
{
public:
    Walk(std::vector<uint32_t> remaining, const std::vector<Item> &target)
        : m_current(std::move(remaining))
        , m_target(target)
        , m_kind(target.size(), Placement::New)
    {
        const std::vector<uint8_t> stays = stayers(m_current);
        for (size_t i = 0; i < m_current.size(); ++i)
            m_kind[m_current[i]] = stays[i] != 0 ? Placement::Stays : Placement::Moves;
    }

    void run(EditScript &script, size_t maxSteps)
    {
        for (uint32_t position = 0; position < m_target.size() && script.steps.size() <= maxSteps;) {
            switch (m_kind[position]) {
            case Placement::Stays:
                while (m_current[m_cursor] != position)
                    ++m_cursor;
                ++m_cursor;
                ++position;
                break;
            case Placement::Moves:
                move(position, script);
                ++position;
                break;
            case Placement::New:
                position += insert(position, script);
                break;
            }
        }
    }

private:
    enum class Placement : uint8_t { New, Stays, Moves };

    void move(uint32_t position, EditScript &script)
    {
        const auto found = std::find(m_current.begin(), m_current.end(), position);
        const auto from = static_cast<uint32_t>(found - m_current.begin());
        if (from == m_cursor) {
            ++m_cursor;
            return;
        }
        EditStep step;
        step.kind = EditStep::Kind::Move;
        step.first = from;
        step.to = m_cursor;
        script.steps.push_back(std::move(step));
        m_current.erase(found);
        if (from < m_cursor)
            --m_cursor;
        m_current.insert(m_current.begin() + m_cursor, position);
        ++m_cursor;
    }

    uint32_t insert(uint32_t position, EditScript &script)
    {
        EditStep step;
        step.kind = EditStep::Kind::Insert;
        step.first = m_cursor;
        for (uint32_t i = position; i < m_target.size() && m_kind[i] == Placement::New; ++i) {
            m_current.insert(m_current.begin() + m_cursor, i);
            ++m_cursor;
            step.items.push_back(m_target[i]);
        }
        step.count = static_cast<uint32_t>(step.items.size());
        const uint32_t inserted = step.count;
        script.steps.push_back(std::move(step));
        return inserted;
    }

    std::vector<uint32_t> m_current; ///< target positions in their present order
    const std::vector<Item> &m_target;
    std::vector<Placement> m_kind; ///< by target position
    uint32_t m_cursor = 0;
};

bool headerDiffers(const Arrangement &older, const Arrangement &newer, const Group &group,
                   const std::optional<RowDiff> &diff)
{
    const Group *const before = older.groupByText(group.text);
    if (before == nullptr || before->count != group.count || before->folded != group.folded)
        return true;
    // By changes of a row's own, a row can only come into a group; through a filter it may also take another's place.
    if (!(older.settings.filter == newer.settings.filter) || newer.settings.filter.dependsOnTime()
        || older.settings.groupColumn != newer.settings.groupColumn)
        return true;
    const std::span<const uint32_t> members = newer.membersOf(group);
    return diff && std::any_of(members.begin(), members.end(), [&](uint32_t row) { return diff->changes[row] != 0; });
}

void addChanges(const Arrangement &older, const Arrangement &newer, const std::vector<uint32_t> &newPositions,
                const std::optional<RowDiff> &diff, EditScript &script)
{
    for (const uint32_t position : newPositions) {
        if (position == noRow)
            continue;
        const Item item = newer.items[position];
        uint64_t columns = 0;
        if (!item.isGroup())
            columns = diff ? diff->changes[item.row()] : 0;
        else if (headerDiffers(older, newer, newer.groups[item.group()], diff))
            columns = ~uint64_t{ 0 };
        if (columns != 0)
            script.changes.push_back({ position, columns });
    }
    std::sort(script.changes.begin(), script.changes.end(),
              [](const ItemChange &a, const ItemChange &b) { return a.position < b.position; });
}

} // namespace

ItemMap::ItemMap(const Arrangement &older, const Arrangement &newer, const std::optional<RowDiff> &diff)
    : m_newer(newer)
    , m_diff(diff)
{
    std::unordered_map<std::string_view, uint32_t> byText;
    for (uint32_t group = 0; group < newer.groups.size(); ++group)
        byText.emplace(newer.groups[group].text, group);
    m_newGroupOf.reserve(older.groups.size());
    for (const Group &group : older.groups) {
        const auto found = byText.find(group.text);
        m_newGroupOf.push_back(found == byText.end() ? noRow : found->second);
    }
}

uint32_t ItemMap::positionOf(Item olderItem) const
{
    if (olderItem.isGroup()) {
        const uint32_t group = m_newGroupOf[olderItem.group()];
        return group == noRow ? noRow : m_newer.groups[group].position;
    }
    const uint32_t row = m_diff ? m_diff->newRowOf[olderItem.row()] : olderItem.row();
    return row == noRow ? noRow : m_newer.positions[row];
}

EditScript editScript(const Arrangement &older, const Arrangement &newer, const std::optional<RowDiff> &diff,
                      size_t maxSteps)
{
    EditScript script;
    const ItemMap map(older, newer, diff);
    std::vector<uint32_t> newPositions;
    newPositions.reserve(older.items.size());
    for (const Item item : older.items)
        newPositions.push_back(map.positionOf(item));

    addRemovals(newPositions, script);
    std::vector<uint32_t> remaining = newPositions;
    std::erase(remaining, noRow);
    if (script.removals.size() <= maxSteps)
        Walk(std::move(remaining), newer.items).run(script, maxSteps - script.removals.size());
    script.tooLong = script.removals.size() + script.steps.size() > maxSteps;
    if (!script.tooLong)
        addChanges(older, newer, newPositions, diff, script);
    return script;
}

} // namespace tables
