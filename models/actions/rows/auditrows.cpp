// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/auditrows.h"

#include "models/core/tr.h"
#include "models/tables/cellrows.h"

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Kind;

using core::tr;

} // namespace

const QList<tables::Column> &auditColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("When"), {}, {}, Kind::Time, 110, 0, false },
        { u"who"_s, tr("Who"), {}, {}, Kind::Text, 130, 0, false },
        { u"kind"_s, tr("Kind"), {}, {}, Kind::Text, 84, 1, false },
        { u"what"_s, tr("What"), {}, {}, Kind::Name, 300, 0, false },
        { u"object"_s, tr("Object"), {}, {}, Kind::Text, 200, 2, false },
        { u"why"_s, tr("Why"), {}, {}, Kind::Text, 240, 1, false },
        { u"ticket"_s, tr("Ticket"), {}, {}, Kind::Text, 80, 4, false },
        { u"answer"_s, tr("Answer"), {}, {}, Kind::Text, 300, 2, false },
        { u"before"_s, tr("Before"), {}, {}, Kind::Text, 160, 4, false },
        { u"after"_s, tr("After"), {}, {}, Kind::Text, 160, 4, false },
        { u"stack"_s, tr("Stack"), {}, {}, Kind::Text, 120, 5, true },
        { u"action"_s, tr("Action"), {}, {}, Kind::Id, 240, 5, true },
    };
    return columns;
}

tables::Rows auditRows(QList<AuditEntry> entries)
{
    using tables::Cell;
    std::vector<tables::CellRows::Row> rows;
    rows.reserve(static_cast<size_t>(entries.size()));
    for (const AuditEntry &entry : std::as_const(entries)) {
        tables::CellRows::Row row;
        row.key = std::to_string(entry.id);
        row.cells.push_back(Cell::moment(entry.at));
        for (const QString *text :
             { &entry.who, &entry.kind, &entry.what, &entry.object, &entry.why, &entry.ticket, &entry.answer,
               &entry.before, &entry.after, &entry.stack, &entry.action }) // as the columns
            row.cells.push_back(Cell::words(*text));
        rows.push_back(std::move(row));
    }
    return std::make_shared<tables::CellRows>(auditColumns(), std::move(rows), tr("1 line"), tr("%1 lines"));
}

} // namespace actions
