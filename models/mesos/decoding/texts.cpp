// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/texts.h"

namespace mesos {

namespace {
constexpr uint32_t fewTexts = 10000; ///< not worth a new pool
} // namespace

Texts::Texts()
    : m_pool(std::make_shared<core::StringPool>())
{
}

TextId Texts::intern(std::string_view text)
{
    const TextId id = m_pool->intern(text);
    m_hasBackslashes = m_hasBackslashes || text.find('\\') != std::string_view::npos;
    return id;
}

TextId Texts::internTail(TextId whole, std::string_view text)
{
    return m_pool->view(whole).ends_with(text) ? m_pool->internTail(whole, text) : intern(text);
}

TextId Texts::readSpelled(Reader &reader, od::value &value, std::string_view spelled)
{
    if (spelled.find('\\') == std::string_view::npos)
        return m_pool->intern(spelled);
    return intern(reader.text(value));
}

bool Texts::renew()
{
    if (m_settled == 0 || m_pool->count() < fewTexts || m_pool->count() / 2 < m_settled)
        return false;
    m_pool = std::make_shared<core::StringPool>();
    m_settled = 0;
    m_hasBackslashes = false;
    return true;
}

void Texts::settle()
{
    if (m_settled == 0)
        m_settled = m_pool->count();
}

} // namespace mesos
