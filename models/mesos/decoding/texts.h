// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/stringpool.h"
#include "models/mesos/decoding/jsonreader.h"

#include <bit>
#include <memory>

namespace mesos {

using core::TextId;

/// Interns the texts of a document. Comparing with a guess (what stood there in the last picture, or in the row before)
/// is several times cheaper than hashing, and guesses are right nearly always.
class Texts
{
public:
    Texts();

    TextId read(Reader &reader, od::value &value, TextId guess = {})
    {
        const std::string_view spelled = reader.spelled(value);
        if (!m_hasBackslashes && isSame(spelled, m_pool->view(guess)))
            return guess;
        return readSpelled(reader, value, spelled);
    }
    /// Whether a text in the document is a text of the pool. Both are followed by readable bytes, so that most are
    /// compared sixteen bytes at a time, in place: a call each would cost as much as the rest of the field.
    static bool isSame(std::string_view inDocument, std::string_view inPool)
    {
        if (inDocument.size() != inPool.size())
            return false;
        const char *a = inDocument.data();
        const char *b = inPool.data();
        size_t left = inPool.size();
        if (left == 0) // nor is there anything to point at, after a failure
            return true;
        for (; left > 16; left -= 16, a += 16, b += 16) {
            if ((load(a) ^ load(b)) | (load(a + 8) ^ load(b + 8)))
                return false;
        }
        const uint64_t low = load(a) ^ load(b);
        const uint64_t high = load(a + 8) ^ load(b + 8);
        if (left > 8)
            return low == 0 && (high << (8 * (16 - left))) == 0;
        return (low << (8 * (8 - left))) == 0;
    }
    /// For a text without escapes, e.g. a part of one.
    TextId match(std::string_view text, TextId guess) { return text == m_pool->view(guess) ? guess : intern(text); }
    TextId intern(std::string_view text);
    TextId find(std::string_view text) const { return m_pool->find(text); }
    /// Interns `text`; its bytes are shared with `whole`, when that ends with them.
    TextId internTail(TextId whole, std::string_view text);
    bool hasBackslashes() const { return m_hasBackslashes; }
    std::string_view view(TextId id) const { return m_pool->view(id); }
    void fetchPlace(TextId id) const { m_pool->fetchPlace(id); }
    void fetchText(TextId id) const { m_pool->fetchText(id); }
    std::shared_ptr<const core::StringPool> pool() const { return m_pool; }

    /// Ended tasks leave their texts behind. When they may outweigh the living ones, a new pool is begun: true then,
    /// and ids of the old pool mean nothing any more. Called between two pictures.
    bool renew();
    /// To be called after each picture, so that renew() knows what one picture needs.
    void settle();

private:
    static uint64_t load(const char *from)
    {
        uint64_t value;
        std::memcpy(&value, from, sizeof value);
        return value;
    }

    TextId readSpelled(Reader &reader, od::value &value, std::string_view spelled);

    static_assert(core::StringPool::padding >= 16 && simdjson::SIMDJSON_PADDING >= 16);
    static_assert(std::endian::native == std::endian::little, "isSame() cuts a word's unused end off by a shift");

    std::shared_ptr<core::StringPool> m_pool;
    uint32_t m_settled = 0; ///< ids after the pool's first picture; 0: it has none yet
    bool m_hasBackslashes = false; ///< some text has one: spelled and meant text may differ, guesses are off
};

} // namespace mesos
