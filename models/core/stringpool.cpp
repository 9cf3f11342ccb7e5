// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/stringpool.h"

#include "models/core/largememory.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace core {

namespace {

uint64_t load(const char *from)
{
    uint64_t value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

/// Ids differ at their ends and are some 40 to 80 bytes long: sixteen bytes a step, the last ones overlapping.
uint32_t hashOf(std::string_view text)
{
    constexpr uint64_t k0 = 0x9e3779b97f4a7c15U;
    constexpr uint64_t k1 = 0xd6e8feb86659fd93U;
    const char *at = text.data();
    const size_t size = text.size();
    uint64_t hash = size * k0;
    if (size < 16) {
        std::array<char, 16> padded{};
        std::memcpy(padded.data(), at, size);
        hash = mix(load(padded.data()) ^ hash, load(padded.data() + 8) ^ k1);
    } else {
        for (const char *const last = at + size - 16; at < last; at += 16)
            hash = mix(load(at) ^ hash, load(at + 8) ^ k1);
        at = text.data() + size - 16;
        hash = mix(load(at) ^ hash, load(at + 8) ^ k1);
    }
    return static_cast<uint32_t>(hash ^ (hash >> 32));
}

} // namespace

struct StringPool::Private
{
    explicit Private(StringPool *pool)
        : q(pool)
    {
    }

    /// The hash comes with the id: growing and searching touch no text but the one that is meant.
    struct Bucket
    {
        uint32_t id = 0; ///< 0: a free slot
        uint32_t hash = 0;
    };
    static constexpr size_t smallChunk = 512 << 10;
    static constexpr size_t fewBuckets = 1024;

    StringPool *q;
    std::vector<LargeMemory> memory;
    char *piece = nullptr; ///< what is left of the last of `memory`
    size_t pieceBytes = 0;
    uint32_t blockCount = 0;
    uint32_t freePlace = 0;
    uint32_t freeBytes = 0;
    std::atomic<uint32_t> count{ 0 };
    std::vector<Bucket> buckets = std::vector<Bucket>(fewBuckets); // open addressing

    std::string_view at(uint32_t id) const { return q->view({ id }); }

    /// Memory for blocks and pages. Both are read at random: a picture's texts fill thousands of small pages of
    /// memory, more than a processor keeps at hand.
    char *take(size_t size)
    {
        if (size > pieceBytes) {
            pieceBytes = std::max(size, memory.empty() ? smallChunk : LargeMemory::hugePage);
            memory.emplace_back(pieceBytes);
            piece = memory.back().data();
        }
        pieceBytes -= size;
        return std::exchange(piece, piece + size);
    }

    void allocate(size_t size)
    {
        const size_t wanted = (size + padding + blockBytes - 1) / blockBytes;
        if (wanted > maxBlocks - blockCount)
            throw std::length_error("StringPool: more than 4 GiB of text");
        char *const bytes = take(wanted * blockBytes);
        freePlace = blockCount << blockBits;
        freeBytes = static_cast<uint32_t>(wanted * blockBytes - padding);
        for (size_t i = 0; i < wanted; ++i)
            q->m_blocks[blockCount++].store(bytes + i * blockBytes, std::memory_order_release);
    }

    Entry copy(std::string_view text)
    {
        if (text.size() > freeBytes || blockCount == 0)
            allocate(text.size());
        const auto size = static_cast<uint32_t>(text.size());
        const Entry stored{ freePlace, size };
        if (size > 0)
            std::memcpy(q->m_blocks[freePlace >> blockBits].load(std::memory_order_relaxed)
                            + (freePlace & (blockBytes - 1)),
                        text.data(), size);
        freePlace += size;
        freeBytes -= size;
        return stored;
    }

    uint32_t append(Entry stored)
    {
        const uint32_t id = count.load(std::memory_order_relaxed);
        if (id / pageSize >= maxPages)
            throw std::length_error("StringPool: more than 268 million texts");
        if (id % pageSize == 0)
            q->m_pages[id / pageSize].store(new (take(sizeof(Page))) Page, std::memory_order_release);
        (*q->m_pages[id / pageSize].load(std::memory_order_relaxed))[id % pageSize] = stored;
        count.store(id + 1, std::memory_order_release);
        return id;
    }

    static size_t home(uint32_t hash, size_t bucketCount) { return (uint64_t{ hash } * bucketCount) >> 32; }

    /// The slot that holds `text`, or the free one where it belongs.
    size_t slotOf(std::string_view text, uint32_t hash) const
    {
        size_t slot = home(hash, buckets.size());
        while (buckets[slot].id != 0 && (buckets[slot].hash != hash || at(buckets[slot].id) != text))
            slot = slot + 1 == buckets.size() ? 0 : slot + 1;
        return slot;
    }

    void put(size_t slot, uint32_t id, uint32_t hash)
    {
        buckets[slot] = { id, hash };
        if (uint64_t{ id } * 5 > uint64_t{ buckets.size() } * 4)
            grow();
    }

    void grow()
    {
        // By half: doubling would leave more free slots than texts.
        std::vector<Bucket> larger(buckets.size() + buckets.size() / 2);
        for (const Bucket &bucket : buckets) {
            if (bucket.id == 0)
                continue;
            size_t slot = home(bucket.hash, larger.size());
            while (larger[slot].id != 0)
                slot = slot + 1 == larger.size() ? 0 : slot + 1;
            larger[slot] = bucket;
        }
        buckets = std::move(larger);
    }
};

StringPool::StringPool()
    : m_pages(std::make_unique<std::atomic<Page *>[]>(maxPages))
    , m_blocks(std::make_unique<std::atomic<char *>[]>(maxBlocks))
    , d(std::make_unique<Private>(this))
{
    d->append(d->copy({}));
}

StringPool::~StringPool() = default;

TextId StringPool::intern(std::string_view text)
{
    if (text.empty())
        return {};
    const uint32_t hash = hashOf(text);
    const size_t slot = d->slotOf(text, hash);
    if (d->buckets[slot].id != 0)
        return { d->buckets[slot].id };
    const uint32_t id = d->append(d->copy(text));
    d->put(slot, id, hash);
    return { id };
}

TextId StringPool::internTail(TextId whole, std::string_view text)
{
    if (text.empty())
        return {};
    const uint32_t hash = hashOf(text);
    const size_t slot = d->slotOf(text, hash);
    if (d->buckets[slot].id != 0)
        return { d->buckets[slot].id };
    Entry stored = (*m_pages[whole.value / pageSize].load(std::memory_order_relaxed))[whole.value % pageSize];
    const auto size = static_cast<uint32_t>(text.size());
    stored.place += stored.size - size;
    stored.size = size;
    const uint32_t id = d->append(stored);
    d->put(slot, id, hash);
    return { id };
}

TextId StringPool::find(std::string_view text) const
{
    return text.empty() ? TextId() : TextId{ d->buckets[d->slotOf(text, hashOf(text))].id };
}

QString StringPool::string(TextId id) const
{
    const std::string_view text = view(id);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

uint32_t StringPool::count() const
{
    return d->count.load(std::memory_order_acquire);
}

size_t StringPool::byteSize() const
{
    size_t bytes = d->buckets.size() * sizeof(Private::Bucket) + maxPages * sizeof(void *) + maxBlocks * sizeof(void *);
    for (const LargeMemory &memory : d->memory)
        bytes += memory.size();
    return bytes;
}

} // namespace core
