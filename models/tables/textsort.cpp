// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/textsort.h"

#include "models/tables/naturalorder.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <string>

namespace tables {

namespace {

constexpr size_t chunkBytes = sizeof(uint64_t);

struct Entry
{
    uint64_t chunk = 0; ///< the eight bytes of this round, the first one most significant
    uint32_t offset = 0; ///< of the collation bytes still to look at
    uint32_t text = 0;
};

class Sorter
{
public:
    explicit Sorter(std::span<const std::string_view> texts)
        : m_texts(texts)
    {
        m_entries.reserve(texts.size());
        for (const std::string_view text : texts) {
            m_entries.push_back({ 0, static_cast<uint32_t>(m_bytes.size()), static_cast<uint32_t>(m_entries.size()) });
            appendCollation(text, m_bytes);
            m_bytes += '\0'; // ends the text: collation bytes are never zero
        }
        m_bytes.append(chunkBytes, '\0');
    }

    std::vector<uint32_t> sorted()
    {
        if (m_entries.empty())
            return {};
        skipCommonBeginning();
        sortRange(m_entries);
        std::vector<uint32_t> order;
        order.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            order.push_back(entry.text);
        return order;
    }

private:
    void skipCommonBeginning()
    {
        const char *const first = m_bytes.data() + m_entries.front().offset;
        size_t common = std::strlen(first);
        for (const Entry &entry : m_entries) {
            const char *const other = m_bytes.data() + entry.offset; // differs at the latest at its own final zero
            common = static_cast<size_t>(std::mismatch(first, first + common, other).first - first);
        }
        for (Entry &entry : m_entries)
            entry.offset += static_cast<uint32_t>(common);
    }

    /// The next eight bytes; what lies behind the text's end counts as zero.
    uint64_t chunkAt(uint32_t offset) const
    {
        const auto raw = qFromBigEndian<uint64_t>(m_bytes.data() + offset);
        const bool holdsZero = ((raw - 0x0101010101010101U) & ~raw & 0x8080808080808080U) != 0;
        if (!holdsZero)
            return raw;
        uint64_t kept = 0;
        for (int shift = 56; (raw >> shift & 0xff) != 0; shift -= 8)
            kept |= raw & uint64_t{ 0xff } << shift;
        return kept;
    }

    static bool hasEnded(const Entry &entry) { return (entry.chunk & 0xff) == 0; }

    void sortRange(std::span<Entry> range)
    {
        loadAndSort(range);
        while (range.front().chunk == range.back().chunk
               && !hasEnded(range.front())) // long texts must not recurse deeply
            advanceAndSort(range);
        for (size_t begin = 0; begin < range.size();) {
            size_t end = begin + 1;
            while (end < range.size() && range[end].chunk == range[begin].chunk)
                ++end;
            if (end - begin > 1)
                sortEquals(range.subspan(begin, end - begin));
            begin = end;
        }
    }

    void loadAndSort(std::span<Entry> range)
    {
        for (Entry &entry : range)
            entry.chunk = chunkAt(entry.offset);
        std::sort(range.begin(), range.end(), [](const Entry &a, const Entry &b) {
            return a.chunk != b.chunk ? a.chunk < b.chunk : a.text < b.text;
        });
    }

    void advanceAndSort(std::span<Entry> range)
    {
        for (Entry &entry : range)
            entry.offset += chunkBytes;
        loadAndSort(range);
    }

    void sortEquals(std::span<Entry> range)
    {
        if (!hasEnded(range.front())) {
            for (Entry &entry : range)
                entry.offset += chunkBytes;
            sortRange(range);
            return;
        }
        // These differ in case or leading zeros, or not at all.
        std::sort(range.begin(), range.end(), [this](const Entry &a, const Entry &b) {
            const int order = m_texts[a.text].compare(m_texts[b.text]);
            return order != 0 ? order < 0 : a.text < b.text;
        });
    }

    std::span<const std::string_view> m_texts;
    std::vector<Entry> m_entries;
    std::string m_bytes;
};

} // namespace

std::vector<uint32_t> sortTexts(std::span<const std::string_view> texts)
{
    return Sorter(texts).sorted();
}

} // namespace tables
