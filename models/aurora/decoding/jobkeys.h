// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/texts.h"

#include <string>
#include <unordered_map>

namespace aurora {

/// The names of jobs as "role/env/name" with their parts.
class JobKeys
{
public:
    struct Parts
    {
        core::TextId role;
        core::TextId environment;
        core::TextId name;
    };

    /// Views need not outlive the call.
    core::TextId key(Texts &texts, std::string_view role, std::string_view environment, std::string_view name)
    {
        m_buffer.assign(role).append(1, '/').append(environment).append(1, '/').append(name);
        const core::TextId key = texts.intern(m_buffer);
        const auto [place, isNew] = m_parts.try_emplace(key.value);
        if (isNew)
            place->second = { texts.intern(role), texts.intern(environment), texts.internTail(key, name) };
        return key;
    }
    /// Whether `key` is the three parts, joined.
    static bool isKey(std::string_view key, std::string_view role, std::string_view environment, std::string_view name)
    {
        const size_t rest = role.size() + 1;
        return key.size() == rest + environment.size() + 1 + name.size() && key.starts_with(role)
            && key.substr(rest, environment.size()) == environment && key.ends_with(name) && key[role.size()] == '/'
            && key[rest + environment.size()] == '/';
    }
    const Parts &parts(core::TextId key) const { return m_parts.at(key.value); }
    bool contains(core::TextId key) const { return m_parts.contains(key.value); }
    void clear() { m_parts.clear(); }

private:
    std::string m_buffer;
    std::unordered_map<uint32_t, Parts> m_parts; ///< by the key's id
};

} // namespace aurora
