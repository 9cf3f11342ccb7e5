// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/linecutter.h"
#include "models/logs/linefilter.h"
#include "models/logs/matcher.h"

#include <vector>

/// A whole file is looked through in stretches, each by itself and in any order.
namespace logs {

inline constexpr qint64 stretchBytes = 2 << 20; ///< a multiple of pageBytes

/// What is looked for in a stretch. Where both are given a line must pass the filter and match.
struct Quest
{
    Matcher matcher; ///< an empty one: every line that passes the filter
    LineFilter filter;
    bool byFilterOnly() const { return matcher.isEmpty(); }
};

/// What was found. A line belongs to the stretch in which it begins.
struct Finds
{
    std::vector<qint64> lines; ///< begins of lines, ascending
    qint64 hits = 0; ///< at least one a line
    std::vector<qint32> lineEnds; ///< by page of the stretch, for the LineIndex
    bool operator==(const Finds &) const = default;
};

/// The bytes needed to look through [begin, end): a block before, so that it is known where its first line begins, and
/// two after, so that its last one is whole.
struct StretchBounds
{
    qint64 begin = 0;
    qint64 end = 0;
    qint64 readBegin = 0;
    qint64 readEnd = 0;
};
StretchBounds boundsOf(qint64 stretch, qint64 fileSize);

/// `bytes`: those of [readBegin, readEnd). Runs in the pool. Pure.
Finds lookThrough(const QByteArray &bytes, const StretchBounds &bounds, const Quest &quest);

} // namespace logs
