// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/tables/rowsource.h"

#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace tables {

/// The filter language of every table and of `comportactl --filter`. Terms, joined by blanks (all must hold):
///   itaipu            some text column contains it (case is ignored, unless the term has a capital)
///   !host             no text column contains it
///   slave-type:spot   that column contains it; state:running
///   slave-type=spot   that column is exactly it; slave-type!=spot: it is not; rack= : it is empty
///   cpus>8  mem>=64   numeric columns: > >= < <= = !=; mem and disk in GiB unless a unit follows (512M, 2T); ages as
///                     20m, 2h, 1d12h; meters in per cent. A figure that is not known satisfies no comparison.
///   !cpus>8           negated
///   "two words"       quotes keep blanks; col:"two words" too
///   a|b               either, within one term: state:failed|lost
///   /regex/           regular expression over all text columns; col:/regex/
/// A word before : = < > that is no column is taken as text (ids hold colons), except that an unknown column before
/// > or < is an error that names the columns there are. What is still being typed (`state:`, `!`, `a|`) is left out.
/// Columns are meant by key: a filter stays good when later pictures have other columns.
class Filter
{
public:
    Filter(); ///< lets everything through
    /// Error: Config; `detail` is the sentence to show, `path` the term it is about.
    static core::Result<Filter> parse(const QString &text, const QList<Column> &columns);

    bool isEmpty() const;
    QString text() const;
    bool operator==(const Filter &other) const { return text() == other.text(); }

    /// Rows that pass, in ascending order. Any thread. `now` is for ages.
    std::vector<uint32_t> apply(const RowSource &rows, core::TimePoint now) const;
    /// Sets passes[row] of these rows alone to 0 or 1. Any thread.
    void evaluate(const RowSource &rows, core::TimePoint now, std::span<const uint32_t> candidates,
                  std::vector<uint8_t> &passes) const;
    /// Whether rows come and go with the time alone, because an age is compared.
    bool dependsOnTime() const;

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace tables
