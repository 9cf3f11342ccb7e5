// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/stringpool.h"
#include "models/mesos/decoding/jsonreader.h"

#include <memory>

namespace mesos {

using core::TextId;

/// Interns the texts of a document. Comparing with a guess (what stood there in the last picture, or in the row before)
/// is several times cheaper than hashing, and guesses are right nearly always.
class Texts
{
public:
    Texts();

    TextId read(Reader &reader, od::value value, TextId guess = {})
    {
        const std::string_view spelled = reader.spelled(value);
        if (!m_hasBackslashes && spelled == m_pool->view(guess))
            return guess;
        return readSpelled(reader, value, spelled);
    }
    /// For a text without escapes, e.g. a part of one.
    TextId match(std::string_view text, TextId guess) { return text == m_pool->view(guess) ? guess : intern(text); }
    TextId intern(std::string_view text);
    TextId find(std::string_view text) const { return m_pool->find(text); }
    /// Interns `text`; its bytes are shared with `whole`, when that ends with them.
    TextId internTail(TextId whole, std::string_view text);
    bool hasBackslashes() const { return m_hasBackslashes; }
    std::string_view view(TextId id) const { return m_pool->view(id); }
    std::shared_ptr<const core::StringPool> pool() const { return m_pool; }

    /// Ended tasks leave their texts behind. When they may outweigh the living ones, a new pool is begun: true then,
    /// and ids of the old pool mean nothing any more. Called between two pictures.
    bool renew();
    /// To be called after each picture, so that renew() knows what one picture needs.
    void settle();

private:
    TextId readSpelled(Reader &reader, od::value value, std::string_view spelled);

    std::shared_ptr<core::StringPool> m_pool;
    uint32_t m_settled = 0; ///< ids after the pool's first picture; 0: it has none yet
    bool m_hasBackslashes = false; ///< some text has one: spelled and meant text may differ, guesses are off
};

} // namespace mesos
