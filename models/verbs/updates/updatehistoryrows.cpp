// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updatehistoryrows.h"

#include "models/actions/rows/valuerows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using aurora::UpdateAction;
using aurora::UpdateStatus;
using tables::Kind;
using tables::Severity;

QString tr(const char *text)
{
    return QCoreApplication::translate("UpdateRows", text);
}

Severity severityOf(UpdateStatus status)
{
    if (status == UpdateStatus::Failed || status == UpdateStatus::Error)
        return Severity::Failure;
    const bool waits = aurora::isPaused(status) || aurora::isAwaitingPulse(status);
    return waits || status == UpdateStatus::RollingBack ? Severity::Warning : Severity::None;
}

enum HistoryColumn {
    StateColumn,
    DoneColumn,
    FailedColumn,
    ByColumn,
    StartedColumn,
    ChangedColumn,
    MessageColumn,
    IdColumn,
    HistoryColumnCount
};

class HistoryRows final : public actions::ValueRows<HistoryColumnCount>
{
public:
    explicit HistoryRows(const QList<aurora::UpdateDetails> &updates)
    {
        for (const aurora::UpdateDetails &update : updates) {
            const aurora::UpdateSummary &summary = update.summary;
            const aurora::UpdateProgress progress = aurora::progressOf(update);
            Row row;
            row.key = summary.key.id.toStdString();
            row.texts[StateColumn] = aurora::word(summary.status);
            row.texts[DoneColumn] = tr("%1 of %2").arg(progress.updated.size()).arg(progress.all.size()).toStdString();
            row.texts[ByColumn] = summary.user.toStdString();
            row.texts[IdColumn] = row.key;
            if (!update.events.isEmpty())
                row.texts[MessageColumn] = update.events.last().message.toStdString();
            row.numbers[FailedColumn] = static_cast<double>(progress.failed.size());
            row.numbers[StartedColumn] = actions::moment(summary.created);
            row.numbers[ChangedColumn] = actions::moment(summary.lastModified);
            row.severity = severityOf(summary.status);
            m_rows.push_back(std::move(row));
            m_states.push_back(summary.status);
        }
    }

    const QList<tables::Column> &columns() const override { return updateHistoryColumns(); }

    /// What goes back or waits for somebody comes first, then what rolls, then what has ended.
    int rank(uint32_t row, int column) const override
    {
        if (column != StateColumn)
            return 0;
        const UpdateStatus status = m_states[row];
        const int group = !aurora::isActive(status) ? 2 : severityOf(status) == Severity::None ? 1 : 0;
        return group * 16 + static_cast<int>(status);
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (column == StateColumn && role == tables::TableModel::GlyphRole)
            return QString::fromStdString(m_rows[row].texts[StateColumn]);
        return {};
    }

private:
    std::vector<UpdateStatus> m_states;
};

enum EventColumn { AtColumn, InstanceColumn, WhatColumn, EventByColumn, EventMessageColumn, EventColumnCount };

struct Told
{
    QString words;
    QString glyph; ///< word of ui/style/glyphs.h
};

Told toldOf(UpdateAction action)
{
    switch (action) {
    case UpdateAction::InstanceUpdating:
        return { tr("being updated"), u"STARTING"_s };
    case UpdateAction::InstanceUpdated:
        return { tr("updated"), u"done"_s };
    case UpdateAction::InstanceUpdateFailed:
        return { tr("update failed"), u"failed"_s };
    case UpdateAction::InstanceRollingBack:
        return { tr("being rolled back"), u"rolling_back"_s };
    case UpdateAction::InstanceRolledBack:
        return { tr("rolled back"), u"rolled_back"_s };
    case UpdateAction::InstanceRollbackFailed:
        return { tr("roll back failed"), u"failed"_s };
    case UpdateAction::Unknown:
        break;
    }
    return { tr("not known"), u"unknown"_s };
}

class EventRows final : public actions::ValueRows<EventColumnCount>
{
public:
    explicit EventRows(const aurora::UpdateDetails &update)
    {
        for (const aurora::UpdateEvent &event : update.events) {
            const std::string_view word = aurora::word(event.status);
            const QString status = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
            add(event.at, { status, status }, event.user, event.message, severityOf(event.status));
        }
        for (const aurora::InstanceUpdateEvent &event : update.instanceEvents) {
            const bool failed = event.action == UpdateAction::InstanceUpdateFailed
                || event.action == UpdateAction::InstanceRollbackFailed;
            add(event.at, toldOf(event.action), {}, event.message, failed ? Severity::Failure : Severity::None);
            m_rows.back().numbers[InstanceColumn] = event.instance;
        }
        std::ranges::stable_sort(m_rows, {}, [](const Row &row) { return row.numbers[AtColumn]; });
        for (size_t i = 0; i < m_rows.size(); ++i)
            m_rows[i].key = std::to_string(i + 1);
        std::ranges::reverse(m_rows);
    }

    const QList<tables::Column> &columns() const override { return updateEventColumns(); }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (column != WhatColumn || role != tables::TableModel::GlyphRole)
            return {};
        return m_glyphs.value(QString::fromStdString(m_rows[row].texts[WhatColumn]));
    }

private:
    void add(core::TimePoint at, const Told &told, const QString &user, const QString &message, Severity severity)
    {
        Row row;
        row.texts[WhatColumn] = told.words.toStdString();
        row.texts[EventByColumn] = user.toStdString();
        row.texts[EventMessageColumn] = message.toStdString();
        row.numbers[AtColumn] = actions::moment(at);
        row.severity = severity;
        m_rows.push_back(std::move(row));
        m_glyphs.insert(told.words, told.glyph);
    }

    QHash<QString, QString> m_glyphs; ///< by what is shown
};

} // namespace

const QList<tables::Column> &updateHistoryColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 220, 0, false },
        { u"done"_s,
          tr("Updated"),
          {},
          tr("Instances as the update wants them, of all it changes"),
          Kind::Text,
          80,
          0,
          false },
        { u"failed"_s, tr("Failed"), {}, tr("Instances it has given up"), Kind::Count, 54, 1, false },
        { u"by"_s, tr("By"), {}, tr("Who started it"), Kind::Text, 100, 1, false },
        { u"started"_s, tr("Started"), {}, {}, Kind::Age, 84, 0, false },
        { u"changed"_s, tr("Changed"), {}, tr("Time since anything happened in it"), Kind::Age, 84, 2, false },
        { u"message"_s, tr("Message"), {}, tr("Of its last event"), Kind::Text, 320, 2, false },
        { u"id"_s, tr("Id"), {}, {}, Kind::Id, 220, 3, false },
    };
    return columns;
}

tables::Rows updateHistoryRows(const QList<aurora::UpdateDetails> &updates)
{
    return std::make_shared<HistoryRows>(updates);
}

const QList<tables::Column> &updateEventColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("Time"), {}, {}, Kind::Time, 120, 0, false },
        { u"instance"_s, tr("Instance"), {}, tr("Empty: the update itself"), Kind::Count, 70, 0, false },
        { u"event"_s, tr("Event"), {}, {}, Kind::State, 220, 0, false },
        { u"by"_s, tr("By"), {}, tr("Empty: the scheduler by itself"), Kind::Text, 100, 1, false },
        { u"message"_s, tr("Message"), {}, {}, Kind::Text, 420, 1, false },
    };
    return columns;
}

tables::Rows updateEventRows(const aurora::UpdateDetails &update)
{
    return std::make_shared<EventRows>(update);
}

} // namespace verbs
