// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/listing.h"

#include <optional>

namespace tasklogs {

/// So many tries are looked through one by one; of more, one is picked (groupTries(), TryFilter).
inline constexpr qsizetype fewTries = 20;

/// The tries of one index of a mapped node.
struct TryLine
{
    int mapIndex = -1; ///< -1: the node is not mapped; then a line is one try
    QList<LogFile> tries; ///< the newest first; never empty
    QString stateWord() const { return tries.first().stateWord; } ///< "FAILED"; empty: an earlier try
};

/// Lines that stand under one heading.
struct TryGroup
{
    QString key; ///< stays the same from listing to listing: "failed", "range:50"
    QString title; ///< "Failed", "Indexes 50–99"
    QList<TryLine> lines;
    bool open = false; ///< at first
};

/// What is typed to pick a try: "217" or "100-120" (indexes; tries of a node that is not mapped), "try 2", "failed",
/// all of which must hold.
class TryFilter
{
public:
    TryFilter() = default;
    explicit TryFilter(const QString &text);
    bool isEmpty() const { return !m_numbers && !m_try && m_words.isEmpty(); }
    bool accepts(const TryLine &line) const;
    /// Of the line's tries those that are meant: all, or the one whose number was typed.
    TryLine narrowed(TryLine line) const;

private:
    struct Range
    {
        int first = 0;
        int last = 0;
    };
    std::optional<Range> m_numbers;
    std::optional<int> m_try;
    QStringList m_words; ///< parts of states, upper case
};

/// The tries of Airflow among `files`, to pick one of: what failed first, then what is under way, then the others in
/// ranges of fifty. With a filter: what it accepts, in one group. Pure.
QList<TryGroup> groupTries(const QList<LogFile> &files, const TryFilter &filter = {});

/// What the log of a try is called: "try 2", "index 7, try 2".
QString tryName(int mapIndex, int number);

qsizetype tryCount(const QList<LogFile> &files);

} // namespace tasklogs
