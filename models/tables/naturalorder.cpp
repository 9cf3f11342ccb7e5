// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/naturalorder.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tables {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A number's length goes first, within the range of the digits themselves, so that other characters keep their place:
/// '1'…'8' for that many digits, '9' and a count of what is beyond eight for longer ones.
char *writeNumber(const char *digit, const char *end, char *out)
{
    while (digit + 1 < end && *digit == '0')
        ++digit;
    const auto length = static_cast<size_t>(end - digit);
    if (length < 9) {
        *out++ = static_cast<char>('0' + length);
    } else {
        *out++ = '9';
        *out++ = static_cast<char>(std::min<size_t>(length - 8, 255));
    }
    while (digit < end)
        *out++ = *digit++;
    return out;
}

/// What each character becomes: lower case, and never zero.
constexpr std::array<char, 256> folded = [] {
    std::array<char, 256> table{};
    for (size_t c = 0; c < table.size(); ++c)
        table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : std::max<size_t>(c, 1));
    return table;
}();

} // namespace

void appendCollation(std::string_view text, std::string &out)
{
    // Written through a pointer: the ids of a hundred thousand tasks are ten million characters.
    const size_t before = out.size();
    out.resize(before + 2 * text.size()); // one digit may become two
    char *to = out.data() + before;
    const char *const end = text.data() + text.size();
    for (const char *from = text.data(); from < end;) {
        if (!isDigit(*from)) {
            *to++ = folded[static_cast<uint8_t>(*from++)];
            continue;
        }
        const char *const first = from;
        while (from < end && isDigit(*from))
            ++from;
        to = writeNumber(first, from, to);
    }
    out.resize(static_cast<size_t>(to - out.data()));
}

int compareNatural(std::string_view a, std::string_view b)
{
    thread_local std::string left;
    thread_local std::string right;
    left.clear();
    right.clear();
    appendCollation(a, left);
    appendCollation(b, right);
    const int order = left.compare(right); // as memcmp: char_traits<char> compares bytes unsigned
    return order != 0 ? order : a.compare(b);
}

} // namespace tables
