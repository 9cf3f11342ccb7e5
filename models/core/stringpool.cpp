// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/stringpool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <vector>

namespace core {

namespace {
constexpr size_t blockBytes = 256 * 1024;
constexpr uint32_t pageSize = 4096; // ids per page of the id → text table
constexpr uint32_t maxPages = 65536;
} // namespace

struct StringPool::Private
{
    using Page = std::array<std::string_view, pageSize>;

    // The page table never moves, so that readers need no lock; a page is published by the release store.
    std::unique_ptr<std::atomic<Page *>[]> pages = std::make_unique<std::atomic<Page *>[]>(maxPages);
    std::vector<std::unique_ptr<char[]>> blocks;
    char *free = nullptr;
    size_t freeBytes = 0;
    size_t heldBytes = 0;
    std::atomic<uint32_t> count{ 0 };
    std::vector<uint32_t> buckets = std::vector<uint32_t>(1024); // open addressing; 0 is a free slot
    std::vector<uint32_t> hashes; // by id: growing must not touch the texts again

    static uint32_t hashOf(std::string_view text) { return static_cast<uint32_t>(std::hash<std::string_view>()(text)); }

    std::string_view at(uint32_t id) const
    {
        return (*pages[id / pageSize].load(std::memory_order_acquire))[id % pageSize];
    }

    std::string_view copy(std::string_view text)
    {
        if (text.size() > freeBytes) {
            const size_t size = std::max(blockBytes, text.size());
            blocks.push_back(std::make_unique_for_overwrite<char[]>(size));
            free = blocks.back().get();
            freeBytes = size;
            heldBytes += size;
        }
        char *const place = free;
        std::memcpy(place, text.data(), text.size());
        free += text.size();
        freeBytes -= text.size();
        return { place, text.size() };
    }

    uint32_t append(std::string_view stored, uint32_t hash)
    {
        const uint32_t id = count.load(std::memory_order_relaxed);
        if (id / pageSize >= maxPages)
            throw std::length_error("StringPool: more than 268 million texts");
        if (id % pageSize == 0)
            pages[id / pageSize].store(new Page, std::memory_order_release);
        (*pages[id / pageSize].load(std::memory_order_relaxed))[id % pageSize] = stored;
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
    : d(std::make_unique<Private>())
{
    d->append(std::string_view(), 0);
}

StringPool::~StringPool()
{
    for (uint32_t page = 0; page * pageSize < d->count.load(); ++page)
        delete d->pages[page].load();
}

TextId StringPool::intern(std::string_view text)
{
    if (text.empty())
        return {};
    const uint32_t hash = Private::hashOf(text);
    const size_t slot = d->slotOf(text, hash);
    if (d->buckets[slot] != 0)
        return { d->buckets[slot] };
    const uint32_t id = d->append(d->copy(text), hash);
    d->buckets[slot] = id;
    if (uint64_t{ id } * 4 > uint64_t{ d->buckets.size() } * 3)
        d->grow();
    return { id };
}

TextId StringPool::find(std::string_view text) const
{
    return text.empty() ? TextId() : TextId{ d->buckets[d->slotOf(text, Private::hashOf(text))] };
}

std::string_view StringPool::view(TextId id) const
{
    return d->at(id.value);
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
    return d->heldBytes + (d->buckets.size() + d->hashes.capacity()) * sizeof(uint32_t)
        + (count() / pageSize + 1) * sizeof(Private::Page) + maxPages * sizeof(void *);
}

} // namespace core
