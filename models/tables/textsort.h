// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tables {

/// Indexes of the texts in natural order (naturalorder.h); equal texts in the order given.
/// Sorts by eight bytes at a time held beside the index, so that no comparison leaves the cache; texts of a long common
/// beginning, such as task ids, cost only as many rounds as they share.
std::vector<uint32_t> sortTexts(std::span<const std::string_view> texts);

} // namespace tables
