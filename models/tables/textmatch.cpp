// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/textmatch.h"

#include "models/core/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tables {

namespace {

using Block = uint8_t __attribute__((vector_size(16)));
using Halves = uint64_t __attribute__((vector_size(16)));

Block load(const char *bytes)
{
    Block block;
    std::memcpy(&block, bytes, sizeof block);
    return block;
}

bool isLower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

/// Setting this bit turns upper case letters into lower case ones, and nothing else into a letter.
uint8_t caseBit(uint8_t c, bool ignoresCase)
{
    return ignoresCase && isLower(c) ? 0x20 : 0;
}

uint8_t folded(char c)
{
    const auto byte = static_cast<uint8_t>(c);
    return byte >= 'A' && byte <= 'Z' ? static_cast<uint8_t>(byte | 0x20) : byte;
}

} // namespace

TextMatch::TextMatch(const QString &word, Case sensitivity)
    : m_word(word)
    , m_bytes(word.toUtf8().toStdString())
    , m_ignoresCase(sensitivity == Case::Ignored)
    , m_isAscii(std::none_of(m_bytes.begin(), m_bytes.end(), [](char c) { return static_cast<uint8_t>(c) > 127; }))
{
    if (m_ignoresCase)
        std::transform(m_bytes.begin(), m_bytes.end(), m_bytes.begin(),
                       [](char c) { return static_cast<char>(folded(c)); });
}

bool TextMatch::isIn(std::string_view text) const
{
    if (m_bytes.empty())
        return true;
    if (m_ignoresCase && !m_isAscii)
        return core::toQString(text).contains(m_word, Qt::CaseInsensitive);
    if (text.size() < m_bytes.size())
        return false;
    const size_t places = text.size() - m_bytes.size() + 1;
    if (places < sizeof(Block))
        return isInShort(text);

    // A place is looked at closely only where the word's first and last byte both fit.
    const auto first = static_cast<uint8_t>(m_bytes.front());
    const auto last = static_cast<uint8_t>(m_bytes.back());
    const uint8_t firstBit = caseBit(first, m_ignoresCase);
    const uint8_t lastBit = caseBit(last, m_ignoresCase);
    for (size_t begin = 0; begin < places; begin += sizeof(Block)) {
        begin = std::min(begin, places - sizeof(Block)); // the last block overlaps, so as not to read beyond the text
        const char *const bytes = text.data() + begin;
        const Block hits = ((load(bytes) | firstBit) == first) & ((load(bytes + m_bytes.size() - 1) | lastBit) == last);
        Halves halves;
        std::memcpy(&halves, &hits, sizeof halves);
        if ((halves[0] | halves[1]) == 0)
            continue;
        for (size_t i = 0; i < sizeof(Block); ++i) {
            if (hits[i] && isAt(bytes + i))
                return true;
        }
    }
    return false;
}

bool TextMatch::isInShort(std::string_view text) const
{
    for (size_t i = 0; i + m_bytes.size() <= text.size(); ++i) {
        if (isAt(text.data() + i))
            return true;
    }
    return false;
}

bool TextMatch::isAt(const char *place) const
{
    if (!m_ignoresCase)
        return std::memcmp(place, m_bytes.data(), m_bytes.size()) == 0;
    for (size_t i = 0; i < m_bytes.size(); ++i) {
        if (folded(place[i]) != static_cast<uint8_t>(m_bytes[i]))
            return false;
    }
    return true;
}

bool TextMatch::isAll(std::string_view text) const
{
    if (m_ignoresCase && !m_isAscii)
        return core::toQString(text).compare(m_word, Qt::CaseInsensitive) == 0;
    return text.size() == m_bytes.size() && isAt(text.data());
}

} // namespace tables
