// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/naturalorder.h"

#include <algorithm>

namespace tables {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A number's length goes first, within the range of the digits themselves, so that other characters keep their place:
/// '1'…'9' for that many digits, '9' and a count of what is beyond nine for longer ones.
void appendNumber(std::string_view digits, std::string &out)
{
    const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    digits.remove_prefix(zeros);
    if (digits.size() < 9) {
        out += static_cast<char>('0' + digits.size());
    } else {
        out += '9';
        out += static_cast<char>(std::min<size_t>(digits.size() - 8, 255));
    }
    out += digits;
}

} // namespace

void appendCollation(std::string_view text, std::string &out)
{
    size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (isDigit(c)) {
            size_t end = i + 1;
            while (end < text.size() && isDigit(text[end]))
                ++end;
            appendNumber(text.substr(i, end - i), out);
            i = end;
            continue;
        }
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + ('a' - 'A'));
        else
            out += c == '\0' ? '\1' : c;
        ++i;
    }
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
