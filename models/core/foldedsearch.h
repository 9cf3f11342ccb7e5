// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace core {

/// Whether `text` contains `needle`, which is in lower case. Case is ignored for ASCII letters, which is what names,
/// ids and logs of clusters are made of; a palette asks this of 200,000 texts per key. Pure.
inline bool containsFolded(std::string_view text, std::string_view needle)
{
    const auto same
        = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b; };
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(), same) != text.end();
}

} // namespace core
