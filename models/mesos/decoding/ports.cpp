// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/ports.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace mesos {

Ranges Ranges::parse(std::string_view text)
{
    Ranges result;
    const char *at = text.data();
    const char *const end = at + text.size();
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    while ((at = std::find_if(at, end, isDigit)) != end) {
        Range range;
        const std::from_chars_result first = std::from_chars(at, end, range.begin);
        if (first.ptr == end || *first.ptr != '-')
            break;
        const std::from_chars_result last = std::from_chars(first.ptr + 1, end, range.end);
        if (first.ec != std::errc() || last.ec != std::errc())
            break;
        result.add(range);
        at = last.ptr;
    }
    return result;
}

void Ranges::add(Range range)
{
    if (range.end < range.begin)
        return;
    // The first one that is not wholly, and by more than one, in front of it; then all it touches melt into it.
    auto from = std::ranges::find_if(m_ranges, [&](const Range &r) {
        return r.end == std::numeric_limits<uint64_t>::max() || r.end + 1 >= range.begin;
    });
    auto to = from;
    for (; to != m_ranges.end() && (range.end == std::numeric_limits<uint64_t>::max() || to->begin <= range.end + 1);
         ++to) {
        range.begin = std::min(range.begin, to->begin);
        range.end = std::max(range.end, to->end);
    }
    m_ranges.insert(m_ranges.erase(from, to), range);
}

void Ranges::add(const Ranges &other)
{
    for (const Range &range : other.m_ranges)
        add(range);
}

void Ranges::remove(Range range)
{
    std::vector<Range> rest;
    for (const Range &r : m_ranges) {
        if (r.end < range.begin || r.begin > range.end) {
            rest.push_back(r);
            continue;
        }
        if (r.begin < range.begin)
            rest.push_back({ r.begin, range.begin - 1 });
        if (r.end > range.end)
            rest.push_back({ range.end + 1, r.end });
    }
    m_ranges = std::move(rest);
}

void Ranges::remove(const Ranges &other)
{
    for (const Range &range : other.m_ranges)
        remove(range);
}

uint64_t Ranges::count() const
{
    uint64_t count = 0;
    for (const Range &range : m_ranges)
        count += range.end - range.begin + 1;
    return count;
}

std::string Ranges::text() const
{
    std::string text;
    for (const Range &range : m_ranges) {
        text += text.empty() ? "[" : ", ";
        text += std::to_string(range.begin) + '-' + std::to_string(range.end);
    }
    return text.empty() ? text : text + ']';
}

} // namespace mesos
