// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/steprows.h"

#include "models/actions/rows/valuerows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

enum StepColumn { StateColumn, NameColumn, CallColumn, TriesColumn, SentColumn, AnswerColumn, StepColumnCount };

class StepRows final : public ValueRows<StepColumnCount>
{
public:
    explicit StepRows(const Record &record)
    {
        for (const StepRecord &step : record.steps) {
            Row row;
            row.key = step.step.key.toStdString();
            row.texts[StateColumn] = stateWord(step.state).toStdString();
            row.texts[NameColumn] = (step.step.name.isEmpty() ? step.step.object : step.step.name).toStdString();
            row.texts[CallColumn] = step.step.call.toStdString();
            row.texts[AnswerColumn] = step.answer.toStdString();
            row.numbers[TriesColumn] = step.attempts;
            row.numbers[SentColumn] = moment(step.sentAt);
            const bool bad = step.state == StepState::Refused || step.state == StepState::Failed;
            row.severity = bad                  ? tables::Severity::Failure
                : step.state == StepState::Late ? tables::Severity::Warning
                                                : tables::Severity::None;
            m_rows.push_back(std::move(row));
            m_states.push_back(step.state);
        }
    }

    const QList<tables::Column> &columns() const override { return stepColumns(); }
    int rank(uint32_t row, int column) const override
    {
        return column == StateColumn ? static_cast<int>(StepState::Left) - static_cast<int>(m_states[row]) : 0;
    }

private:
    std::vector<StepState> m_states;
};

enum JournalColumn { AtColumn, KindColumn, TextColumn, JournalColumnCount };

class JournalRows final : public ValueRows<JournalColumnCount>
{
public:
    explicit JournalRows(const QList<Entry> &entries)
    {
        qsizetype place = entries.size();
        for (const Entry &entry : entries) {
            Row row;
            row.key = std::to_string(place--);
            row.texts[KindColumn] = entry.kind.toStdString();
            row.texts[TextColumn] = entry.text.toStdString();
            row.numbers[AtColumn] = moment(entry.at);
            m_rows.push_back(std::move(row));
        }
    }

    const QList<tables::Column> &columns() const override { return journalColumns(); }
};

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
    return std::make_shared<StepRows>(record);
}

const QList<tables::Column> &journalColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("Time"), {}, {}, Kind::Time, 90, 0, false },
        { u"kind"_s, tr("What"), {}, {}, Kind::Text, 84, 1, false },
        { u"text"_s, tr("Journal"), {}, {}, Kind::Name, 760, 0, false },
    };
    return columns;
}

tables::Rows journalRows(const QList<Entry> &entries)
{
    return std::make_shared<JournalRows>(entries);
}

} // namespace actions
