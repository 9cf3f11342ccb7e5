// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/updaterows.h"

#include "models/aurora/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

enum UpdateColumn { StateColumn, JobColumn, UserColumn, StartedColumn, InStateColumn, IdColumn };

class UpdateRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(UpdateRows)
public:
    UpdateRows(Snapshot picture, const std::optional<JobKey> &only)
        : StateRows(std::move(picture))
    {
        const std::string wanted = only ? only->text().toStdString() : std::string();
        for (const UpdateRow &update : state().updates) {
            if (!only || state().view(update.jobKey) == wanted)
                m_updates.push_back(&update);
        }
    }

    const QList<Column> &columns() const override { return updateColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_updates.size()); }
    std::string_view key(uint32_t row) const override { return state().view(update(row).id); }
    uint64_t identity(uint32_t row) const override { return update(row).id.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        return column == StateColumn ? word(update(row).status) : StateRows::text(row, column);
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        return column == StateColumn ? static_cast<uint32_t>(update(row).status) + 1 : StateRows::textId(row, column);
    }

    double number(uint32_t row, int column) const override
    {
        if (column == StartedColumn)
            return moment(update(row).created);
        return column == InStateColumn ? moment(update(row).changed) : std::numeric_limits<double>::quiet_NaN();
    }

    /// What goes back or waits for somebody comes first.
    int rank(uint32_t row, int column) const override
    {
        if (column != StateColumn)
            return 0;
        const UpdateStatus status = update(row).status;
        const int group = severity(row) == Severity::Warning ? 0 : 1;
        return group * 16 + static_cast<int>(status);
    }

    Severity severity(uint32_t row) const override
    {
        const UpdateStatus status = update(row).status;
        const bool waits = isPaused(status) || isAwaitingPulse(status);
        return waits || status == UpdateStatus::RollingBack ? Severity::Warning : Severity::None;
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (column == StateColumn && role == tables::TableModel::GlyphRole)
            return wordVariant(word(update(row).status));
        return {};
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 update") : tr("%1 updates").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        switch (column) {
        case JobColumn:
            return update(row).jobKey;
        case UserColumn:
            return update(row).user;
        case IdColumn:
            return update(row).id;
        default:
            return {};
        }
    }

private:
    const UpdateRow &update(uint32_t row) const { return *m_updates[row]; }

    std::vector<const UpdateRow *> m_updates; ///< of the state, which lives as long as these rows
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("UpdateRows", text); };
    return {
        { u"state"_s, tr("State"), {}, {}, Kind::State, 190, 0, false },
        { u"job"_s, tr("Job"), {}, {}, Kind::Name, 240, 0, false },
        { u"user"_s, tr("By"), {}, tr("Who started it"), Kind::Text, 90, 1, false },
        { u"started"_s, tr("Started"), {}, {}, Kind::Age, 80, 1, false },
        { u"in-state"_s, tr("In state"), {}, tr("Time since it last changed"), Kind::Age, 80, 2, false },
        { u"id"_s, tr("Id"), {}, {}, Kind::Id, 220, 4, false },
    };
}

} // namespace

const QList<Column> &updateColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows updateRows(Snapshot state, const std::optional<JobKey> &job)
{
    return std::make_shared<UpdateRows>(std::move(state), job);
}

} // namespace aurora
