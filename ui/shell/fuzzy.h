// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ui {

/// How well a text fits what was typed, and which letters did.
struct FuzzyMatch
{
    int score = 0; ///< higher is better; comparable between texts of one query
    struct Span
    {
        int from = 0;
        int length = 0;
        bool operator==(const Span &) const = default;
    };
    QList<Span> spans; ///< ascending, not touching
};

/// Each word of the query must be in the text, in any order and case: best as the whole, then at its beginning, at the
/// beginning of a word of it, somewhere inside, last as letters in order with gaps. An empty query fits everything.
std::optional<FuzzyMatch> fuzzyMatch(const QString &text, const QString &query);

} // namespace ui
