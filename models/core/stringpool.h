// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

namespace core {

/// A string of a StringPool. Equal texts of one pool have equal ids, so comparing is comparing integers. 0 is "".
struct TextId
{
    uint32_t value = 0;
    bool operator==(const TextId &) const = default;
    bool isEmpty() const { return value == 0; }
};

/// Append-only pool of interned UTF-8 strings, kept alive by every snapshot that uses it and shared by successive ones:
/// names repeat ten thousand times, and from poll to poll.
/// Threads: one writer at a time (the decoder) calls intern(); view() is lock-free for ids that were published to the
/// reader by some other means (a snapshot handed over), as blocks never move.
class StringPool
{
public:
    StringPool();
    ~StringPool();
    StringPool(const StringPool &) = delete;
    StringPool &operator=(const StringPool &) = delete;

    TextId intern(std::string_view text);
    /// As intern(), for a text that the text of `whole` ends with: a new one then shares its bytes.
    TextId internTail(TextId whole, std::string_view text);
    /// The id of a text that is already there, or the empty id. Writer's thread only.
    TextId find(std::string_view text) const;

    /// The bytes lie in blocks with `padding` readable bytes behind each text.
    std::string_view view(TextId id) const
    {
        const Entry &found = entry(id);
        return { at(found), found.size };
    }
    /// view() follows two pointers into memory that is most likely far away. Who knows early which text comes first
    /// has its place fetched, later the text itself.
    void fetchPlace(TextId id) const { __builtin_prefetch(&entry(id)); }
    void fetchText(TextId id) const { __builtin_prefetch(at(entry(id))); }
    QString string(TextId id) const;

    uint32_t count() const; ///< ids handed out, "" included
    size_t byteSize() const; ///< memory held, index included

    static constexpr size_t padding = 16;

private:
    struct Private;

    // Texts lie in blocks; one that is larger than a block gets several in a row. A place is a distance over all
    // blocks.
    static constexpr uint32_t blockBits = 18;
    static constexpr uint32_t blockBytes = 1U << blockBits;
    static constexpr uint32_t maxBlocks = 1U << (32 - blockBits);
    static constexpr uint32_t pageSize = 4096; ///< ids per page of the id → place table
    static constexpr uint32_t maxPages = 65536;
    struct Entry
    {
        uint32_t place;
        uint32_t size;
    };
    using Page = std::array<Entry, pageSize>;

    const Entry &entry(TextId id) const
    {
        return (*m_pages[id.value / pageSize].load(std::memory_order_acquire))[id.value % pageSize];
    }
    const char *at(const Entry &entry) const
    {
        return m_blocks[entry.place >> blockBits].load(std::memory_order_acquire) + (entry.place & (blockBytes - 1));
    }

    // Neither table ever moves, so that readers need no lock; pages and blocks are published by release stores. Both
    // are large, but pages of memory that nobody touched cost nothing.
    std::unique_ptr<std::atomic<Page *>[]> m_pages;
    std::unique_ptr<std::atomic<char *>[]> m_blocks;
    std::unique_ptr<Private> d; ///< the writer's side
};

} // namespace core
