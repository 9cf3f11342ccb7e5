// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace mesos {

/// Passes over JSON 64 bytes at a time and follows strings and depth, nothing else: about one instruction a byte.
/// Brackets are counted whatever their kind, as simdjson counts those of values that nobody reads; whether the text is
/// JSON at all is found out by who reads it.
class JsonSkim
{
public:
    static constexpr size_t step = 64;

    /// Ways to look at a step; which of them there are is the processor's.
    enum class Way { Portable, Sse2, Avx2 };
    static std::span<const Way> ways(); ///< that can be gone here, the best one last

    explicit JsonSkim(Way way = ways().back())
        : m_way(way)
    {
    }

    /// Where brackets are in one step, outside of strings: bit n is its byte n.
    struct Brackets
    {
        uint64_t opening = 0;
        uint64_t closing = 0;
    };

    /// Passes the whole steps of [at, end) until one might lead up to `level`; its depth is then the caller's to count,
    /// by open() and close(). Returns where that step begins; null when there was none.
    const char *pass(const char *at, const char *end, int64_t level, Brackets &brackets);

    int64_t open() { return ++m_depth; }
    int64_t close() { return --m_depth; }
    int64_t depth() const { return m_depth; }
    /// Goes on from a place at `depth`, outside of strings.
    void restart(int64_t depth)
    {
        m_inString = 0;
        m_escaped = 0;
        m_depth = depth;
    }

private:
    struct Marks;
    struct Portable;
    struct Sse2;
    struct Avx2;
    template <typename Kind>
    const char *passBy(const char *at, const char *end, int64_t level, Brackets &brackets);
    const char *passByAvx2(const char *at, const char *end, int64_t level, Brackets &brackets);
    uint64_t escapedBy(uint64_t backslashes);

    Way m_way;
    uint64_t m_inString = 0; ///< all bits set: the next byte is inside a string
    uint64_t m_escaped = 0; ///< 1: a backslash stands before the next byte
    int64_t m_depth = 0;
};

} // namespace mesos
