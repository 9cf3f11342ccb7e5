// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/actionrows.h"

#include "models/core/tr.h"
#include "models/tables/cellrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Cell;
using tables::CellRows;
using tables::Kind;

using core::tr;

/// Half done wants somebody; then what goes on, then what failed, then the rest.
int rankOf(State state)
{
    static constexpr State order[]
        = { State::HalfDone, State::Stopping, State::Waiting, State::Running,   State::Held,
            State::Failed,   State::Void,     State::Done,    State::Cancelled, State::Dismissed };
    return static_cast<int>(std::ranges::find(order, state) - std::begin(order));
}

CellRows::Row rowOf(const Record &record, const QString &me, core::TimePoint now)
{
    const core::TimePoint end = isOver(record.state) ? record.endedAt : now;
    CellRows::Row row;
    row.key = record.id.toStdString();
    row.severity = needsSomebody(record.state) ? tables::Severity::Warning
        : record.state == State::Failed        ? tables::Severity::Failure
                                               : tables::Severity::None;
    row.cells = { Cell::state(stateWord(record.state), {}, rankOf(record.state)),
                  Cell::words(record.plan->title.full()),
                  Cell::words(record.user == me ? tr("you") : record.user),
                  Cell::moment(record.startedAt),
                  core::isKnown(end) ? Cell::span(end - record.startedAt) : Cell(),
                  Cell::words(record.plan->title.touched),
                  Cell::words(wayOf(record, now)),
                  Cell::words(record.id) };
    return row;
}

} // namespace

QString wayOf(const Record &record, core::TimePoint now)
{
    if (record.state == State::Held)
        return tr("Cancel");
    if (isUnderWay(record.state))
        return tr("Stop…");
    if (record.canResume())
        return tr("Resume…");
    if (record.canRetry())
        return tr("Retry the rest…");
    if (record.state == State::Void)
        return tr("Review…");
    if (!record.undoneBy.isEmpty())
        return tr("undone");
    if (record.canUndo(now))
        return tr("Undo…");
    if (record.state == State::Done)
        return record.undo ? tr("undo ended after 24 h") : tr("no way back");
    return tr("nothing to do");
}

const QList<tables::Column> &actionColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 104, 0, false },
        { u"action"_s, tr("Action"), {}, {}, Kind::Name, 420, 0, false },
        { u"by"_s, tr("By"), {}, {}, Kind::Text, 70, 2, false },
        { u"started"_s, tr("Started"), {}, {}, Kind::Time, 110, 1, false },
        { u"took"_s, tr("Took"), {}, {}, Kind::Span, 80, 3, false },
        { u"touched"_s, tr("Touched"), {}, {}, Kind::Text, 150, 2, false },
        { u"way"_s, tr("What next"), {}, tr("The way on, or back"), Kind::Text, 120, 0, false },
        { u"id"_s, tr("Id"), {}, tr("As comportactl names it"), Kind::Id, 230, 4, true },
    };
    return columns;
}

tables::Rows actionRows(QList<Record> records, const QString &me, core::TimePoint now)
{
    std::vector<CellRows::Row> rows;
    rows.reserve(static_cast<size_t>(records.size()));
    for (const Record &record : std::as_const(records))
        rows.push_back(rowOf(record, me, now));
    return std::make_shared<CellRows>(actionColumns(), std::move(rows), tr("1 action"), tr("%1 actions"));
}

} // namespace actions
