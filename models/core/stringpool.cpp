// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/stringpool.h"

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

    StringPool *q;
    std::vector<std::unique_ptr<char[]>> memory;
    uint32_t blockCount = 0;
    uint32_t freePlace = 0;
    uint32_t freeBytes = 0;
    std::atomic<uint32_t> count{ 0 };
    std::vector<uint32_t> buckets = std::vector<uint32_t>(1024); // open addressing; 0 is a free slot
    std::vector<uint32_t> hashes; // by id: growing must not touch the texts again

    std::string_view at(uint32_t id) const { return q->view({ id }); }

    void allocate(size_t size)
    {
        const size_t wanted = (size + padding + blockBytes - 1) / blockBytes;
        if (wanted > maxBlocks - blockCount)
            throw std::length_error("StringPool: more than 4 GiB of text");
        memory.push_back(std::make_unique_for_overwrite<char[]>(wanted * blockBytes));
        freePlace = blockCount << blockBits;
        freeBytes = static_cast<uint32_t>(wanted * blockBytes - padding);
        for (size_t i = 0; i < wanted; ++i)
            q->m_blocks[blockCount++].store(memory.back().get() + i * blockBytes, std::memory_order_release);
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

    uint32_t append(Entry stored, uint32_t hash)
    {
        const uint32_t id = count.load(std::memory_order_relaxed);
        if (id / pageSize >= maxPages)
            throw std::length_error("StringPool: more than 268 million texts");
        if (id % pageSize == 0)
            q->m_pages[id / pageSize].store(new Page, std::memory_order_release);
        (*q->m_pages[id / pageSize].load(std::memory_order_relaxed))[id % pageSize] = stored;
        hashes.push_back(hash);
        count.store(id + 1, std::memory_order_release);
        return id;
    }

    /// The slot that holds `text`, or the free one where it belongs.
    size_t slotOf(std::string_view text, uint32_t hash) const
    {
        const size_t mask = buckets.size() - 1;
        size_t slot = hash & mask;
        while (buckets[slot] != 0 && (hashes[buckets[slot]] != hash || at(buckets[slot]) != text))
            slot = (slot + 1) & mask;
        return slot;
    }

    void put(size_t slot, uint32_t id)
    {
        buckets[slot] = id;
        if (uint64_t{ id } * 4 > uint64_t{ buckets.size() } * 3)
            grow();
    }

    void grow()
    {
        std::vector<uint32_t> larger(buckets.size() * 2);
        const size_t mask = larger.size() - 1;
        for (const uint32_t id : buckets) {
            if (id == 0)
                continue;
            size_t slot = hashes[id] & mask;
            while (larger[slot] != 0)
                slot = (slot + 1) & mask;
            larger[slot] = id;
        }
        buckets = std::move(larger);
    }
};

StringPool::StringPool()
    : m_pages(std::make_unique<std::atomic<Page *>[]>(maxPages))
    , m_blocks(std::make_unique<std::atomic<char *>[]>(maxBlocks))
    , d(std::make_unique<Private>(this))
{
    d->append(d->copy({}), 0);
}

StringPool::~StringPool()
{
    for (uint32_t page = 0; page * pageSize < d->count.load(); ++page)
        delete m_pages[page].load();
}

TextId StringPool::intern(std::string_view text)
{
    if (text.empty())
        return {};
    const uint32_t hash = hashOf(text);
    const size_t slot = d->slotOf(text, hash);
    if (d->buckets[slot] != 0)
        return { d->buckets[slot] };
    const uint32_t id = d->append(d->copy(text), hash);
    d->put(slot, id);
    return { id };
}

TextId StringPool::internTail(TextId whole, std::string_view text)
{
    if (text.empty())
        return {};
    const uint32_t hash = hashOf(text);
    const size_t slot = d->slotOf(text, hash);
    if (d->buckets[slot] != 0)
        return { d->buckets[slot] };
    Entry stored = (*m_pages[whole.value / pageSize].load(std::memory_order_relaxed))[whole.value % pageSize];
    const auto size = static_cast<uint32_t>(text.size());
    stored.place += stored.size - size;
    stored.size = size;
    const uint32_t id = d->append(stored, hash);
    d->put(slot, id);
    return { id };
}

TextId StringPool::find(std::string_view text) const
{
    return text.empty() ? TextId() : TextId{ d->buckets[d->slotOf(text, hashOf(text))] };
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
    return size_t{ d->blockCount } * blockBytes + (d->buckets.size() + d->hashes.capacity()) * sizeof(uint32_t)
        + (count() / pageSize + 1) * sizeof(Page) + maxPages * sizeof(void *) + maxBlocks * sizeof(void *);
}

} // namespace core
