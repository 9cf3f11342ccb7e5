// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/textsort.h"

#include "models/tables/naturalorder.h"

#include <algorithm>

namespace tables {

namespace {

struct Entry
{
    uint64_t chunk = 0; ///< eight bytes of the collation, the first one most significant
    CollationPlace next; ///< what comes behind them
    uint32_t text = 0;
};

constexpr size_t fetchAhead = 8;

class Sorter
{
public:
    explicit Sorter(std::span<const std::string_view> texts)
        : m_texts(texts)
        , m_entries(texts.size())
    {
        for (uint32_t text = 0; text < texts.size(); ++text)
            m_entries[text].text = text;
    }

    std::vector<uint32_t> sorted()
    {
        if (m_entries.empty())
            return {};
        sortRange(m_entries);
        std::vector<uint32_t> order;
        order.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            order.push_back(entry.text);
        return order;
    }

private:
    static bool hasEnded(const Entry &entry) { return (entry.chunk & 0xff) == 0; }

    void sortRange(std::span<Entry> range)
    {
        load(range);
        while (isOne(range) && !hasEnded(range.front())) // long texts must not recurse deeply
            load(range);
        std::sort(range.begin(), range.end(), [](const Entry &a, const Entry &b) {
            return a.chunk != b.chunk ? a.chunk < b.chunk : a.text < b.text;
        });
        for (size_t begin = 0; begin < range.size();) {
            size_t end = begin + 1;
            while (end < range.size() && range[end].chunk == range[begin].chunk)
                ++end;
            if (end - begin > 1)
                sortEquals(range.subspan(begin, end - begin));
            begin = end;
        }
    }

    /// Texts lie far apart: those that come soon are fetched.
    void load(std::span<Entry> range)
    {
        for (size_t i = 0; i < range.size(); ++i) {
            if (i + fetchAhead < range.size()) {
                const Entry &soon = range[i + fetchAhead];
                __builtin_prefetch(m_texts[soon.text].data() + soon.next.at);
            }
            range[i].chunk = nextCollation(m_texts[range[i].text], range[i].next);
        }
    }

    static bool isOne(std::span<const Entry> range)
    {
        return std::ranges::all_of(range, [&](const Entry &entry) { return entry.chunk == range.front().chunk; });
    }

    void sortEquals(std::span<Entry> range)
    {
        if (!hasEnded(range.front()))
            return sortRange(range);
        // These differ in case or leading zeros, or not at all.
        std::sort(range.begin(), range.end(), [this](const Entry &a, const Entry &b) {
            const int order = m_texts[a.text].compare(m_texts[b.text]);
            return order != 0 ? order < 0 : a.text < b.text;
        });
    }

    std::span<const std::string_view> m_texts;
    std::vector<Entry> m_entries;
};

} // namespace

std::vector<uint32_t> sortTexts(std::span<const std::string_view> texts)
{
    return Sorter(texts).sorted();
}

} // namespace tables
