// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/stringpool.h"

#include <memory>
#include <string_view>

namespace aurora {

/// Interns the texts of a reply. Comparing with a guess (what stood there in the last picture, or in the row before) is
/// several times cheaper than hashing, and guesses are right nearly always.
class Texts
{
public:
    explicit Texts(core::StringPool &pool)
        : m_pool(pool)
    {
    }
    core::TextId match(std::string_view text, core::TextId guess)
    {
        return text == m_pool.view(guess) ? guess : m_pool.intern(text);
    }
    core::TextId intern(std::string_view text) { return m_pool.intern(text); }
    core::TextId internTail(core::TextId whole, std::string_view text) { return m_pool.internTail(whole, text); }
    std::string_view view(core::TextId id) const { return m_pool.view(id); }
    void fetchPlace(core::TextId id) const { m_pool.fetchPlace(id); }
    void fetchText(core::TextId id) const { m_pool.fetchText(id); }

private:
    core::StringPool &m_pool;
};

} // namespace aurora
