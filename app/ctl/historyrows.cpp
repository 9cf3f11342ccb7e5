// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/historyrows.h"

#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/tables/cellrows.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

using tables::Cell;
using tables::CellRows;
using tables::Kind;

core::TimePoint begun(const aurora::Task &task)
{
    return task.events.isEmpty() ? core::TimePoint{} : task.events.first().at;
}

CellRows::Row rowOf(const aurora::Task &task, qsizetype index, core::TimePoint now, int place)
{
    const aurora::TaskEvent &event = task.events[index];
    const bool last = index + 1 == task.events.size();
    const core::TimePoint until = last ? now : task.events[index + 1].at;
    const QString state = core::toQString(aurora::word(event.status));
    CellRows::Row row;
    row.key = task.id.toStdString() + '/' + std::to_string(index);
    row.cells = {
        Cell::figure(task.instance),  Cell::state(state, {}, place), // the order they came in
        Cell::moment(event.at),       !last || aurora::isActive(event.status) ? Cell::span(until - event.at) : Cell(),
        Cell::words(event.message),   Cell::words(task.host),
        Cell::words(event.scheduler), Cell::words(task.id)
    };
    return row;
}

} // namespace

const QList<tables::Column> &historyColumns()
{
    static const QList<tables::Column> columns{
        { u"instance"_s, tr("Instance"), {}, {}, Kind::Count, 60, 0, false },
        { u"state"_s, tr("State"), {}, tr("Which it came into"), Kind::State, 100, 0, false },
        { u"at"_s, tr("At"), {}, {}, Kind::Time, 110, 0, false },
        { u"spent"_s,
          tr("For"),
          {},
          tr("Time spent in the state; of the one it is in, until now"),
          Kind::Span,
          80,
          0,
          false },
        { u"message"_s, tr("Message"), {}, {}, Kind::Text, 300, 0, false },
        { u"host"_s, tr("Host"), {}, {}, Kind::Text, 140, 1, false },
        { u"scheduler"_s, tr("Scheduler"), {}, tr("Which one said so"), Kind::Text, 140, 3, true },
        { u"task"_s, tr("Task"), {}, tr("Id"), Kind::Id, 240, 3, true },
    };
    return columns;
}

tables::Rows historyRows(QList<aurora::Task> tasks, core::TimePoint now)
{
    std::ranges::stable_sort(tasks, [](const aurora::Task &a, const aurora::Task &b) {
        return a.instance != b.instance ? a.instance < b.instance : begun(a) < begun(b);
    });
    std::vector<CellRows::Row> rows;
    for (const aurora::Task &task : std::as_const(tasks)) {
        for (qsizetype i = 0; i < task.events.size(); ++i)
            rows.push_back(rowOf(task, i, now, static_cast<int>(rows.size())));
    }
    return std::make_shared<CellRows>(historyColumns(), std::move(rows));
}

} // namespace ctl
