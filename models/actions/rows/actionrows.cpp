// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/actionrows.h"

#include "models/actions/rows/valuerows.h"
#include "models/core/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Kind;

enum ActionColumn {
    StateColumn,
    NameColumn,
    ByColumn,
    StartedColumn,
    TookColumn,
    TouchedColumn,
    WayColumn,
    IdColumn,
    ColumnCount
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

class ActionRows final : public ValueRows<ColumnCount>
{
public:
    ActionRows(const QList<Record> &records, const QString &me, core::TimePoint now)
    {
        m_rows.reserve(static_cast<size_t>(records.size()));
        for (const Record &record : records) {
            Row row;
            row.key = record.id.toStdString();
            row.texts[StateColumn] = stateWord(record.state).toStdString();
            row.texts[NameColumn] = record.plan->title.full().toStdString();
            row.texts[ByColumn] = (record.user == me ? tr("you") : record.user).toStdString();
            row.texts[TouchedColumn] = record.plan->title.touched.toStdString();
            row.texts[WayColumn] = wayOf(record, now).toStdString();
            row.texts[IdColumn] = row.key;
            row.numbers[StartedColumn] = moment(record.startedAt);
            const core::TimePoint end = isOver(record.state) ? record.endedAt : now;
            if (core::isKnown(end))
                row.numbers[TookColumn] = static_cast<double>((end - record.startedAt).count());
            row.severity = needsSomebody(record.state) ? tables::Severity::Warning
                : record.state == State::Failed        ? tables::Severity::Failure
                                                       : tables::Severity::None;
            m_rows.push_back(std::move(row));
            m_states.push_back(record.state);
        }
    }

    const QList<tables::Column> &columns() const override { return actionColumns(); }

    int rank(uint32_t row, int column) const override
    {
        // Half done wants somebody; then what goes on, then what failed, then the rest.
        static constexpr State order[]
            = { State::HalfDone, State::Stopping, State::Waiting, State::Running,   State::Held,
                State::Failed,   State::Void,     State::Done,    State::Cancelled, State::Dismissed };
        if (column != StateColumn)
            return 0;
        return static_cast<int>(std::ranges::find(order, m_states[row]) - std::begin(order));
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 action") : tr("%1 actions").arg(core::formatCount(rows));
    }

private:
    std::vector<State> m_states;
};

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
        { u"way"_s, {}, {}, tr("The way on, or back"), Kind::Text, 120, 0, false },
        { u"id"_s, tr("Id"), {}, tr("As comportactl names it"), Kind::Id, 230, 4, true },
    };
    return columns;
}

tables::Rows actionRows(QList<Record> records, const QString &me, core::TimePoint now)
{
    return std::make_shared<ActionRows>(records, me, now);
}

} // namespace actions
