// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sim {

/// FNV-1a: turns a name into a seed, the same everywhere.
constexpr uint64_t hashOf(std::string_view text)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

/// The same numbers on every machine and library version for the same seed, which std's distributions do not promise.
/// SplitMix64: tiny, and good enough for a world of a few thousand draws.
class Random
{
public:
    explicit Random(uint64_t seed)
        : m_state(seed)
    {
    }
    /// A generator of its own for a thing: what one thing draws never shifts what another one gets.
    Random(uint64_t seed, uint64_t thing)
        : m_state(seed * 0x9e3779b97f4a7c15U ^ thing * 0xd1b54a32d192ed03U)
    {
        next();
    }

    uint64_t next()
    {
        uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// 0 … bound − 1.
    uint64_t below(uint64_t bound) { return bound ? next() % bound : 0; }
    int between(int low, int high)
    {
        return low + static_cast<int>(below(static_cast<uint64_t>(int64_t{ high } - low + 1)));
    }
    /// 0 ≤ x < 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + unit() * (high - low); }
    bool chance(double probability) { return unit() < probability; }

    template <typename Range>
    const auto &pick(const Range &range)
    {
        return range[static_cast<size_t>(below(std::size(range)))];
    }

    /// Version 4 in looks.
    std::string uuid()
    {
        static constexpr char hex[] = "0123456789abcdef";
        const std::array<uint64_t, 2> bits{ next(), next() };
        std::string out;
        out.reserve(36);
        for (unsigned i = 0; i < 32; ++i) {
            if (i == 8 || i == 12 || i == 16 || i == 20)
                out += '-';
            auto nibble = static_cast<unsigned>(bits[i / 16] >> (4 * (i % 16)) & 0xf);
            if (i == 12)
                nibble = 4;
            else if (i == 16)
                nibble = 8 | (nibble & 3);
            out += hex[nibble];
        }
        return out;
    }

private:
    uint64_t m_state;
};

} // namespace sim
