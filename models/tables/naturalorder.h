// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tables {

/// Appends bytes whose order (as of memcmp) is the order people expect of names: ASCII case is ignored and runs of
/// digits count as numbers, so that ip-10-0-2-9 comes before ip-10-0-10-1. Never holds a zero byte.
void appendCollation(std::string_view text, std::string &out);

/// Natural order as above; texts that differ only in case or leading zeros are told apart by their bytes.
int compareNatural(std::string_view a, std::string_view b);

} // namespace tables
