// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/grouping.h"

#include "models/tables/textsort.h"

#include <algorithm>
#include <unordered_map>

namespace tables {

namespace {

/// Numbers the groups as their texts are met.
class GroupFinder
{
public:
    GroupFinder(const RowSource &rows, int column)
        : m_rows(rows)
        , m_column(column)
    {
    }

    uint32_t groupOf(uint32_t row)
    {
        const uint32_t id = m_rows.textId(row, m_column);
        if (id != 0 && id == m_lastId) // sorted rows come group by group
            return m_lastGroup;
        const std::string_view text = m_rows.text(row, m_column);
        const auto [found, isNew] = m_groups.try_emplace(text, static_cast<uint32_t>(m_texts.size()));
        if (isNew)
            m_texts.push_back(text);
        m_lastId = id;
        m_lastGroup = found->second;
        return m_lastGroup;
    }

    const std::vector<std::string_view> &texts() const { return m_texts; }

private:
    const RowSource &m_rows;
    int m_column;
    std::unordered_map<std::string_view, uint32_t> m_groups;
    std::vector<std::string_view> m_texts;
    uint32_t m_lastId = 0;
    uint32_t m_lastGroup = 0;
};

bool isDescending(const Arrangement &next)
{
    return std::any_of(next.settings.sort.cbegin(), next.settings.sort.cend(),
                       [&](const ArrangementSettings::Sort &key) {
                           return key.column == next.settings.groupColumn && key.order == Qt::DescendingOrder;
                       });
}

} // namespace

void groupItems(Arrangement &next, int column)
{
    GroupFinder finder(*next.rows, column);
    std::vector<uint32_t> shown;
    std::vector<uint32_t> groupOfShown;
    shown.reserve(next.passing);
    groupOfShown.reserve(next.passing);
    for (const uint32_t row : next.order) {
        if (next.passes[row] == 0)
            continue;
        shown.push_back(row);
        groupOfShown.push_back(finder.groupOf(row));
    }

    const std::vector<std::string_view> &texts = finder.texts();
    std::vector<uint32_t> sequence = sortTexts(texts);
    if (isDescending(next))
        std::reverse(sequence.begin(), sequence.end());
    std::stable_partition(sequence.begin(), sequence.end(), [&](uint32_t group) { return !texts[group].empty(); });
    std::vector<uint32_t> placeOf(texts.size());
    for (uint32_t place = 0; place < sequence.size(); ++place) {
        placeOf[sequence[place]] = place;
        const std::string_view text = texts[sequence[place]];
        next.groups.push_back({ text, 0, 0, 0, next.settings.folding.isFolded(text) });
    }

    for (const uint32_t group : groupOfShown)
        ++next.groups[placeOf[group]].count;
    std::vector<uint32_t> free;
    uint32_t first = 0;
    for (Group &group : next.groups) {
        group.first = first;
        free.push_back(first);
        first += group.count;
    }
    next.members.resize(shown.size());
    for (size_t i = 0; i < shown.size(); ++i)
        next.members[free[placeOf[groupOfShown[i]]]++] = shown[i];

    next.items.reserve(shown.size() + next.groups.size());
    for (uint32_t place = 0; place < next.groups.size(); ++place) {
        const Group &group = next.groups[place];
        next.items.push_back(Item::ofGroup(place));
        if (group.folded)
            continue;
        for (const uint32_t row : next.membersOf(group))
            next.items.push_back(Item::ofRow(row));
    }
}

} // namespace tables
