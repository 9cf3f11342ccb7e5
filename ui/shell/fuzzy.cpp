// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int wholeScore = 400;
constexpr int beginScore = 300;
constexpr int wordScore = 200;
constexpr int insideScore = 100;
constexpr int gappedScore = 20;

bool startsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

std::optional<FuzzyMatch> contiguous(const QString &text, const QString &word)
{
    qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at < 0)
        return {};
    for (qsizetype next = at; next >= 0; next = text.indexOf(word, next + 1, Qt::CaseInsensitive)) {
        if (startsWord(text, next)) {
            at = next;
            break;
        }
    }
    const int score = word.size() == text.size() ? wholeScore
        : at == 0                                ? beginScore
        : startsWord(text, at)                   ? wordScore
                                                 : insideScore;
    return FuzzyMatch{ score, { { static_cast<int>(at), static_cast<int>(word.size()) } } };
}

/// Letters in order, with gaps. Two letters would be found in almost everything.
std::optional<FuzzyMatch> gapped(const QString &text, const QString &word)
{
    if (word.size() < 3)
        return {};
    FuzzyMatch match{ gappedScore, {} };
    qsizetype at = 0;
    for (const QChar letter : word) {
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0)
            return {};
        if (!match.spans.isEmpty() && match.spans.last().from + match.spans.last().length == found)
            ++match.spans.last().length;
        else
            match.spans.append({ static_cast<int>(found), 1 });
        match.score += startsWord(text, found) ? 6 : 0;
        at = found + 1;
    }
    // Scattered over the text it is chance, not meaning.
    if (match.spans.size() > (word.size() + 1) / 2 + 1)
        return {};
    return match;
}

QList<FuzzyMatch::Span> merged(QList<FuzzyMatch::Span> spans)
{
    std::ranges::sort(spans, {}, &FuzzyMatch::Span::from);
    QList<FuzzyMatch::Span> out;
    for (const FuzzyMatch::Span &span : spans) {
        if (!out.isEmpty() && span.from <= out.last().from + out.last().length)
            out.last().length = std::max(out.last().length, span.from + span.length - out.last().from);
        else
            out.append(span);
    }
    return out;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &text, const QString &query)
{
    FuzzyMatch total;
    for (const QString &word : query.split(u' ', Qt::SkipEmptyParts)) {
        std::optional<FuzzyMatch> match = contiguous(text, word);
        if (!match)
            match = gapped(text, word);
        if (!match)
            return {};
        total.score += match->score;
        total.spans += match->spans;
    }
    total.spans = merged(total.spans);
    // Of two texts that fit alike the shorter one is meant.
    total.score -= static_cast<int>(std::min<qsizetype>(text.size(), 60)) / 4;
    return total;
}

} // namespace ui
