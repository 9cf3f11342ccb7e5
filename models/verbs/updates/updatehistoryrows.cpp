// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updatehistoryrows.h"

#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/tables/cellrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using aurora::UpdateAction;
using aurora::UpdateStatus;
using tables::Cell;
using tables::CellRows;
using tables::Kind;
using tables::Severity;

using core::tr;

Severity severityOf(UpdateStatus status)
{
    if (status == UpdateStatus::Failed || status == UpdateStatus::Error)
        return Severity::Failure;
    const bool waits = aurora::isPaused(status) || aurora::isAwaitingPulse(status);
    return waits || status == UpdateStatus::RollingBack ? Severity::Warning : Severity::None;
}

/// What goes back or waits for somebody comes first, then what rolls, then what has ended.
int rankOf(UpdateStatus status)
{
    const int group = !aurora::isActive(status) ? 2 : severityOf(status) == Severity::None ? 1 : 0;
    return group * 16 + static_cast<int>(status);
}

QString wordOf(UpdateStatus status)
{
    return core::toQString(aurora::word(status));
}

CellRows::Row rowOf(const aurora::UpdateDetails &update)
{
    const aurora::UpdateSummary &summary = update.summary;
    const aurora::UpdateProgress progress = aurora::progressOf(update);
    CellRows::Row row;
    row.key = summary.key.id.toStdString();
    row.severity = severityOf(summary.status);
    row.cells = { Cell::state(wordOf(summary.status), {}, rankOf(summary.status)),
                  Cell::words(tr("%1 of %2").arg(progress.updated.size()).arg(progress.all.size())),
                  Cell::figure(static_cast<double>(progress.failed.size())),
                  Cell::words(summary.user),
                  Cell::moment(summary.created),
                  Cell::moment(summary.lastModified),
                  Cell::words(update.events.isEmpty() ? QString() : update.events.last().message),
                  Cell::words(summary.key.id) };
    return row;
}

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

CellRows::Row rowOf(const aurora::UpdateEvent &event)
{
    const QString status = wordOf(event.status);
    return { {},
             { Cell::moment(event.at), Cell(), Cell::state(status), Cell::words(event.user),
               Cell::words(event.message) },
             severityOf(event.status) };
}

CellRows::Row rowOf(const aurora::InstanceUpdateEvent &event)
{
    const bool failed
        = event.action == UpdateAction::InstanceUpdateFailed || event.action == UpdateAction::InstanceRollbackFailed;
    const Told told = toldOf(event.action);
    return { {},
             { Cell::moment(event.at), Cell::figure(event.instance), Cell::state(told.words, told.glyph), Cell(),
               Cell::words(event.message) },
             failed ? Severity::Failure : Severity::None };
}

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
    std::vector<CellRows::Row> rows;
    for (const aurora::UpdateDetails &update : updates)
        rows.push_back(rowOf(update));
    return std::make_shared<CellRows>(updateHistoryColumns(), std::move(rows));
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
    std::vector<CellRows::Row> rows;
    for (const aurora::UpdateEvent &event : update.events)
        rows.push_back(rowOf(event));
    for (const aurora::InstanceUpdateEvent &event : update.instanceEvents)
        rows.push_back(rowOf(event));
    std::ranges::stable_sort(rows, {}, [](const CellRows::Row &row) { return row.cells.front().number; });
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].key = std::to_string(i + 1);
    std::ranges::reverse(rows);
    return std::make_shared<CellRows>(updateEventColumns(), std::move(rows));
}

} // namespace verbs
