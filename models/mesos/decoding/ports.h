// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mesos {

/// A set of whole numbers as Mesos writes ranges: "[31000-31999, 32500-32510]". Ranges are inclusive at both ends.
class Ranges
{
public:
    struct Range
    {
        uint64_t begin = 0;
        uint64_t end = 0;
        bool operator==(const Range &) const = default;
    };

    /// What cannot be read is left out.
    static Ranges parse(std::string_view text);

    void add(Range range);
    void add(const Ranges &other);
    void remove(Range range);
    void remove(const Ranges &other);
    bool isEmpty() const { return m_ranges.empty(); }
    uint64_t count() const; ///< of numbers
    std::string text() const; ///< "" when empty

private:
    std::vector<Range> m_ranges; ///< sorted; neither overlapping nor touching
};

} // namespace mesos
