// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/steprows.h"

#include "models/core/tr.h"
#include "models/tables/cellrows.h"

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Cell;
using tables::CellRows;
using tables::Kind;

using core::tr;

CellRows::Row rowOf(const StepRecord &step)
{
    const bool bad = step.state == StepState::Refused || step.state == StepState::Failed;
    CellRows::Row row;
    row.key = step.step.key.toStdString();
    row.severity = bad                  ? tables::Severity::Failure
        : step.state == StepState::Late ? tables::Severity::Warning
                                        : tables::Severity::None;
    row.cells
        = { Cell::state(stateWord(step.state), {}, static_cast<int>(StepState::Left) - static_cast<int>(step.state)),
            Cell::words(step.step.name.isEmpty() ? step.step.object : step.step.name),
            Cell::words(step.step.call),
            Cell::figure(step.attempts),
            Cell::moment(step.sentAt),
            Cell::words(step.answer) };
    return row;
}

} // namespace

const QList<tables::Column> &stepColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 110, 0, false },
        { u"step"_s, tr("Step"), {}, {}, Kind::Name, 210, 0, false },
        { u"call"_s, tr("Call"), {}, {}, Kind::Id, 330, 1, false },
        { u"tries"_s, tr("Tries"), {}, tr("How often it was sent, or may have been"), Kind::Count, 54, 3, false },
        { u"sent"_s, tr("Sent"), {}, {}, Kind::Time, 90, 2, false },
        { u"answer"_s, tr("Answer"), {}, {}, Kind::Text, 320, 0, false },
    };
    return columns;
}

tables::Rows stepRows(const Record &record)
{
    std::vector<CellRows::Row> rows;
    for (const StepRecord &step : record.steps)
        rows.push_back(rowOf(step));
    return std::make_shared<CellRows>(stepColumns(), std::move(rows));
}

const QList<tables::Column> &journalColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("Time"), {}, {}, Kind::Time, 112, 0, false },
        { u"kind"_s, tr("What"), {}, {}, Kind::Text, 84, 1, false },
        { u"text"_s, tr("Journal"), {}, {}, Kind::Name, 760, 0, false },
    };
    return columns;
}

tables::Rows journalRows(const QList<Entry> &entries)
{
    std::vector<CellRows::Row> rows;
    qsizetype place = entries.size();
    for (const Entry &entry : entries) {
        rows.push_back({ std::to_string(place--),
                         { Cell::moment(entry.at), Cell::words(entry.kind), Cell::words(entry.text) },
                         tables::Severity::None });
    }
    return std::make_shared<CellRows>(journalColumns(), std::move(rows));
}

} // namespace actions
