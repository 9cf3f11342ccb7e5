// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <optional>

namespace logs {

inline constexpr qint64 pageBytes
    = 64 << 10; ///< what is read, kept and counted at once; a Mesos agent's largest answer
inline constexpr qint64 blockBytes = 16 << 10; ///< divides pageBytes; see LineCutter

/// A line of a file. Bytes [begin, end) are its text without the line feed; the next line begins at `next`.
struct Line
{
    qint64 begin = 0;
    qint64 end = 0;
    qint64 next = 0;
    bool operator==(const Line &) const = default;
};

/// Where lines begin and end, found from any place of a file without reading it from its start.
///
/// A line ends behind each line feed. So that a file without one is harmless, a line also ends at each multiple of
/// blockBytes whose block before holds no line feed at all. Whether a place is such a cut is told by that one block, so
/// all who look agree on it, from wherever they come; a line is shorter than two blocks. Pure; cheap to make.
class LineCutter
{
public:
    /// The page's bytes as far as the file goes, or nullptr when they are not at hand.
    using PageAt = std::function<const QByteArray *(qint64 page)>;

    LineCutter(PageAt pageAt, qint64 fileSize);

    /// The line that begins at `begin`, which must be a line's begin below the file's size. nullopt: a page is missing.
    std::optional<Line> lineFrom(qint64 begin) const;
    /// The last begin of a line at or before `offset`. nullopt: a page is missing.
    std::optional<qint64> beginAt(qint64 offset) const;
    /// The line that ends where this one begins; `begin` > 0.
    std::optional<Line> lineBefore(qint64 begin) const;
    std::optional<QByteArray> bytes(const Line &line) const; ///< its text
    qint64 missingPage() const { return m_missing; } ///< the page whose absence gave the last nullopt

private:
    enum class Found { Yes, No, Missing };
    Found findForward(qint64 from, qint64 to, qint64 *at) const; ///< first line feed in [from, to)
    Found findBackward(qint64 from, qint64 to, qint64 *at) const; ///< last line feed in [from, to)
    const QByteArray *page(qint64 index) const;

    PageAt m_pageAt;
    qint64 m_size;
    mutable qint64 m_missing = -1;
};

} // namespace logs
