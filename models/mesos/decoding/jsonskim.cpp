// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/jsonskim.h"

#include <array>
#include <bit>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace mesos {

/// The bytes of one step that matter.
struct JsonSkim::Marks
{
    uint64_t quotes = 0;
    uint64_t backslashes = 0;
    uint64_t opening = 0;
    uint64_t closing = 0;
};

namespace {

// In ASCII, '[' and '{', and ']' and '}', differ by this bit alone.
constexpr char bracketBit = 0x20;

/// Bit n: an odd number of bits is set up to and including bit n.
[[gnu::always_inline]] inline uint64_t parities(uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

} // namespace

struct JsonSkim::Portable
{
    static Marks marks(const char *at)
    {
        Marks marks;
        for (size_t i = 0; i < step; ++i) {
            const uint64_t bit = uint64_t{ 1 } << i;
            const char c = at[i];
            marks.quotes |= c == '"' ? bit : 0;
            marks.backslashes |= c == '\\' ? bit : 0;
            marks.opening |= (c | bracketBit) == '{' ? bit : 0;
            marks.closing |= (c | bracketBit) == '}' ? bit : 0;
        }
        return marks;
    }
};

#ifdef __x86_64__

struct JsonSkim::Sse2
{
    [[gnu::always_inline]] static Marks marks(const char *at)
    {
        Marks marks;
        for (int i = 0; i < 64; i += 16) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + i)); // NOLINT: as Intel has it
            const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(bracketBit));
            const auto where = [i](__m128i a, char c) {
                const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(a, _mm_set1_epi8(c)));
                return static_cast<uint64_t>(static_cast<uint32_t>(mask)) << i;
            };
            marks.quotes |= where(bytes, '"');
            marks.backslashes |= where(bytes, '\\');
            marks.opening |= where(folded, '{');
            marks.closing |= where(folded, '}');
        }
        return marks;
    }
};

#define COMPORTA_AVX2 __attribute__((target("avx2,bmi,popcnt")))

struct JsonSkim::Avx2
{
    COMPORTA_AVX2 static uint64_t where(__m256i low, __m256i high, char c)
    {
        const __m256i wanted = _mm256_set1_epi8(c);
        const auto first = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
        const auto second = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
        return uint64_t{ second } << 32 | first;
    }

    COMPORTA_AVX2 static Marks marks(const char *at)
    {
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at)); // NOLINT: as Intel has it
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32)); // NOLINT
        const __m256i bit = _mm256_set1_epi8(bracketBit);
        const __m256i lowFolded = _mm256_or_si256(low, bit);
        const __m256i highFolded = _mm256_or_si256(high, bit);
        return { where(low, high, '"'), where(low, high, '\\'), where(lowFolded, highFolded, '{'),
                 where(lowFolded, highFolded, '}') };
    }
};

#endif

/// Bit n: a backslash makes byte n of the step an ordinary one.
uint64_t JsonSkim::escapedBy(uint64_t backslashes)
{
    uint64_t escaped = m_escaped;
    m_escaped = 0;
    for (; backslashes; backslashes &= backslashes - 1) {
        const uint64_t bit = backslashes & (~backslashes + 1);
        if (escaped & bit)
            continue;
        escaped |= bit << 1;
        m_escaped = bit >> 63;
    }
    return escaped;
}

template <typename Kind>
[[gnu::always_inline]] inline const char *JsonSkim::passBy(const char *at, const char *end, int64_t level,
                                                           Brackets &brackets)
{
    for (; static_cast<size_t>(end - at) >= step; at += step) {
        Marks marks = Kind::marks(at);
        if (marks.backslashes | m_escaped)
            marks.quotes &= ~escapedBy(marks.backslashes);
        const uint64_t strings = parities(marks.quotes) ^ m_inString;
        m_inString = ~(strings >> 63) + 1;
        const uint64_t opening = marks.opening & ~strings;
        const uint64_t closing = marks.closing & ~strings;
        if (std::popcount(closing) >= m_depth - level) {
            brackets = { opening, closing };
            return at;
        }
        m_depth += std::popcount(opening) - std::popcount(closing);
    }
    return nullptr;
}

const char *JsonSkim::pass(const char *at, const char *end, int64_t level, Brackets &brackets)
{
    switch (m_way) {
#ifdef __x86_64__
    case Way::Avx2:
        return passByAvx2(at, end, level, brackets);
    case Way::Sse2:
        return passBy<Sse2>(at, end, level, brackets);
#endif
    default:
        return passBy<Portable>(at, end, level, brackets);
    }
}

#ifdef __x86_64__

COMPORTA_AVX2 const char *JsonSkim::passByAvx2(const char *at, const char *end, int64_t level, Brackets &brackets)
{
    return passBy<Avx2>(at, end, level, brackets);
}

#undef COMPORTA_AVX2

std::span<const JsonSkim::Way> JsonSkim::ways()
{
    static constexpr std::array all{ Way::Portable, Way::Sse2, Way::Avx2 };
    static const bool hasAvx2
        = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    return std::span(all).first(hasAvx2 ? 3 : 2);
}

#else

std::span<const JsonSkim::Way> JsonSkim::ways()
{
    static constexpr std::array all{ Way::Portable };
    return all;
}

#endif

} // namespace mesos
