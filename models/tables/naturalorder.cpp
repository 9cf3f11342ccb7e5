// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/naturalorder.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tables {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::ptrdiff_t countDigits(const char *at, const char *end)
{
    return std::find_if_not(at, end, isDigit) - at;
}

const char *withoutZeros(const char *at, const char *end)
{
    while (at + 1 < end && *at == '0' && isDigit(at[1]))
        ++at;
    return at;
}

// A number's length goes first, within the range of the digits themselves, so that other characters keep their place:
// '1'…'8' for that many digits, '9' and a count of what is beyond eight for longer ones.
constexpr std::ptrdiff_t longDigits = 9;

char lengthByte(std::ptrdiff_t digits)
{
    return static_cast<char>('0' + std::min(digits, longDigits));
}

char beyondByte(std::ptrdiff_t digits)
{
    return static_cast<char>(std::min<std::ptrdiff_t>(digits - longDigits + 1, 255));
}

/// What each character becomes: lower case, and never zero.
constexpr std::array<char, 256> folded = [] {
    std::array<char, 256> table{};
    for (size_t c = 0; c < table.size(); ++c)
        table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : std::max<size_t>(c, 1));
    return table;
}();

} // namespace

uint64_t nextCollation(std::string_view text, CollationPlace &place)
{
    using Within = CollationPlace::Within;
    const char *const end = text.data() + text.size();
    const char *at = text.data() + place.at;
    Within within = place.within;
    uint64_t bytes = 0;
    int shift = 56;
    const auto put = [&](char byte) {
        bytes |= uint64_t{ static_cast<uint8_t>(byte) } << shift;
        shift -= 8;
    };
    while (shift >= 0 && at < end) {
        if (within == Within::LongNumber) {
            put(beyondByte(countDigits(at, end)));
            within = Within::Digits;
        } else if (!isDigit(*at)) {
            put(folded[static_cast<uint8_t>(*at++)]);
            within = Within::Text;
        } else if (within == Within::Digits) {
            put(*at++);
        } else {
            at = withoutZeros(at, end);
            const std::ptrdiff_t digits = countDigits(at, end);
            put(lengthByte(digits));
            within = digits < longDigits ? Within::Digits : Within::LongNumber;
        }
    }
    place.at = static_cast<uint32_t>(at - text.data()) & 0x3fff'ffff;
    place.within = within;
    return bytes;
}

int compareNatural(std::string_view a, std::string_view b)
{
    CollationPlace placeOfA;
    CollationPlace placeOfB;
    while (true) {
        const uint64_t left = nextCollation(a, placeOfA);
        const uint64_t right = nextCollation(b, placeOfB);
        if (left != right)
            return left < right ? -1 : 1;
        if ((left & 0xff) == 0) // both have ended
            return a.compare(b);
    }
}

} // namespace tables
