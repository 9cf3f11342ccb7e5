// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

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

    std::string_view view(TextId id) const;
    QString string(TextId id) const;

    uint32_t count() const; ///< ids handed out, "" included
    size_t byteSize() const; ///< memory held, index included

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace core
