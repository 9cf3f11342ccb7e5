// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/editscript.h"
#include "models/tables/tablemodel.h"

namespace tables {

/// What a table asks the pool to work out. Holds everything by value: the model may die meanwhile.
struct TableJob
{
    Rows rows;
    std::shared_ptr<const Arrangement> older; ///< what is shown; null: nothing yet
    QList<Column> columns; ///< that sort and groupColumn count in; empty: those of `rows`
    QList<SortKey> sort;
    int groupColumn = -1;
    Filter filter;
    Folding folding;
    core::TimePoint now{};
    int swapThreshold = 0;
    std::shared_ptr<std::atomic<bool>> cancelled;
};

/// What the model then does in the GUI thread: a swap of pointers and the signals that tell of it.
struct TableOutcome
{
    std::shared_ptr<const Arrangement> older;
    std::shared_ptr<const Arrangement> next;
    std::optional<RowDiff> diff;
    std::optional<ItemMap> map; ///< absent: nothing was shown before
    bool sameAsBefore = false; ///< nothing that is shown differs
    bool swap = false; ///< too many items or steps for single signals
    EditScript script; ///< else
};

/// Null: cancelled. Any thread.
std::shared_ptr<const TableOutcome> runTableJob(const TableJob &job);

} // namespace tables
