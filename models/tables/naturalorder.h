// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace tables {

/// Natural order: ASCII case is ignored and runs of digits count as numbers, so that ip-10-0-2-9 comes before
/// ip-10-0-10-1. Texts that differ only in case or leading zeros are told apart by their bytes.
int compareNatural(std::string_view a, std::string_view b);

/// Where a text's collation goes on. The default is its beginning.
struct CollationPlace
{
    enum class Within : uint32_t { Text, Digits, LongNumber };
    uint32_t at : 30 = 0; ///< of the text
    Within within : 2 = Within::Text; ///< what was begun there
};

/// A text's collation are bytes whose order (as of memcmp) is natural order; none is zero. Made as far as they are
/// looked at: names differ early, and the ids of a hundred thousand tasks are ten million characters. This gives the
/// next eight of them, the first one most significant; zeros behind the last. For texts of less than 1 GiB.
uint64_t nextCollation(std::string_view text, CollationPlace &place);

} // namespace tables
