// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/historyrows.h"

#include "models/actions/rows/valuerows.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using tables::Kind;

enum HistoryColumn {
    InstanceColumn,
    StateColumn,
    AtColumn,
    SpentColumn,
    MessageColumn,
    HostColumn,
    SchedulerColumn,
    TaskColumn,
    ColumnCount
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

class HistoryRows final : public actions::ValueRows<ColumnCount>
{
public:
    HistoryRows(QList<aurora::Task> tasks, core::TimePoint now)
    {
        std::ranges::stable_sort(tasks, [](const aurora::Task &a, const aurora::Task &b) {
            return a.instance != b.instance ? a.instance < b.instance : begun(a) < begun(b);
        });
        for (const aurora::Task &task : std::as_const(tasks)) {
            for (qsizetype i = 0; i < task.events.size(); ++i)
                m_rows.push_back(made(task, i, now));
        }
    }

    const QList<tables::Column> &columns() const override { return historyColumns(); }
    int rank(uint32_t row, int) const override { return static_cast<int>(row); } // the order they came in

private:
    static core::TimePoint begun(const aurora::Task &task)
    {
        return task.events.isEmpty() ? core::TimePoint{} : task.events.first().at;
    }

    static Row made(const aurora::Task &task, qsizetype index, core::TimePoint now)
    {
        const aurora::TaskEvent &event = task.events[index];
        const bool last = index + 1 == task.events.size();
        Row row;
        row.key = task.id.toStdString() + '/' + std::to_string(index);
        row.numbers[InstanceColumn] = task.instance;
        row.texts[StateColumn] = aurora::word(event.status);
        row.numbers[AtColumn] = actions::moment(event.at);
        if (!last || aurora::isActive(event.status)) {
            const core::TimePoint until = last ? now : task.events[index + 1].at;
            row.numbers[SpentColumn] = static_cast<double>((until - event.at).count());
        }
        row.texts[MessageColumn] = event.message.toStdString();
        row.texts[HostColumn] = task.host.toStdString();
        row.texts[SchedulerColumn] = event.scheduler.toStdString();
        row.texts[TaskColumn] = task.id.toStdString();
        return row;
    }
};

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

tables::Rows historyRows(const QList<aurora::Task> &tasks, core::TimePoint now)
{
    return std::make_shared<HistoryRows>(tasks, now);
}

} // namespace ctl
