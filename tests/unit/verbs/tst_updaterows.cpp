// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"
#include "models/verbs/updates/updatehistoryrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::UpdateAction;
using aurora::UpdateStatus;

/// How far an update is, and its rows: pure functions of what the scheduler told.
class tst_UpdateRows : public QObject
{
    Q_OBJECT

private slots:
    void progress_goesByTheLastThingDoneToAnInstance();
    void progress_countsWhatIsAddedAndRemoved();
    void showsWhatWaitsForSomebodyFirst();
    void tellsEventsNewestFirst();

private:
    static inline constexpr core::TimePoint m_night{ 1795416432s };

    static aurora::UpdateDetails update(UpdateStatus status, QList<std::pair<int, UpdateAction>> events)
    {
        aurora::UpdateDetails details;
        details.summary.key = { { u"r"_s, u"prod"_s, u"a"_s }, QString::number(static_cast<int>(status)) };
        details.summary.status = status;
        details.summary.user = u"alice"_s;
        details.summary.created = m_night - 3min;
        details.instructions.initialState = { { {}, { { 0, 3 } } } };
        details.instructions.desiredState = aurora::ConfigGroup{ {}, { { 0, 3 } } };
        details.events = { { status, m_night - 3min, u"alice"_s, u"begun"_s } };
        core::TimePoint at = m_night - 2min;
        for (const auto &[instance, action] : events)
            details.instanceEvents.append({ instance, at += 1s, action, {} });
        return details;
    }

    static QString cell(const tables::Rows &rows, uint32_t row, const QString &column)
    {
        return rows->display(row, tables::columnOf(rows->columns(), column), m_night);
    }
};

void tst_UpdateRows::progress_goesByTheLastThingDoneToAnInstance()
{
    const auto progress = aurora::progressOf(update(UpdateStatus::RollingBack,
                                                    { { 0, UpdateAction::InstanceUpdating },
                                                      { 0, UpdateAction::InstanceUpdated },
                                                      { 1, UpdateAction::InstanceUpdating },
                                                      { 1, UpdateAction::InstanceUpdateFailed },
                                                      { 2, UpdateAction::InstanceUpdating },
                                                      { 2, UpdateAction::InstanceUpdated },
                                                      { 2, UpdateAction::InstanceRollingBack },
                                                      { 2, UpdateAction::InstanceRolledBack } }));
    QCOMPARE(progress.all, (QList<int>{ 0, 1, 2, 3 }));
    QCOMPARE(progress.updated, QList<int>{ 0 });
    QCOMPARE(progress.failed, QList<int>{ 1 });
    QCOMPARE(progress.rolledBack, QList<int>{ 2 });
    QCOMPARE(progress.working, QList<int>());
    QCOMPARE(progress.waiting(), QList<int>{ 3 });
    QCOMPARE(progress.touched(), (QList<int>{ 0, 1, 2 }));
}

void tst_UpdateRows::progress_countsWhatIsAddedAndRemoved()
{
    aurora::UpdateDetails details = update(UpdateStatus::RollingForward, {});
    details.instructions.initialState = { { {}, { { 0, 1 }, { 5, 5 } } } }; // 5 is removed
    details.instructions.desiredState = aurora::ConfigGroup{ {}, { { 0, 2 } } }; // 2 is added
    const auto progress = aurora::progressOf(details);
    QCOMPARE(progress.all, (QList<int>{ 0, 1, 2, 5 }));
    QCOMPARE(progress.existing, (QList<int>{ 0, 1, 5 }));
    details.instructions.desiredState.reset(); // only removes
    QCOMPARE(aurora::progressOf(details).all, (QList<int>{ 0, 1, 5 }));
}

void tst_UpdateRows::showsWhatWaitsForSomebodyFirst()
{
    const tables::Rows rows = verbs::updateHistoryRows(
        { update(UpdateStatus::RolledForward, { { 0, UpdateAction::InstanceUpdated } }),
          update(UpdateStatus::RollingForward, {}), update(UpdateStatus::RollForwardPaused, {}),
          update(UpdateStatus::Failed, { { 3, UpdateAction::InstanceUpdateFailed } }) });
    QCOMPARE(rows->rowCount(), 4U);
    QCOMPARE(cell(rows, 0, u"state"_s), u"ROLLED_FORWARD"_s);
    QCOMPARE(cell(rows, 0, u"done"_s), u"1 of 4"_s);
    QCOMPARE(cell(rows, 1, u"by"_s), u"alice"_s);
    QCOMPARE(cell(rows, 1, u"started"_s), u"3 min"_s);
    QCOMPARE(cell(rows, 3, u"failed"_s), u"1"_s);
    const int state = tables::columnOf(rows->columns(), u"state");
    QVERIFY(rows->rank(2, state) < rows->rank(1, state));
    QVERIFY(rows->rank(1, state) < rows->rank(0, state));
    QCOMPARE(rows->severity(2), tables::Severity::Warning);
    QCOMPARE(rows->severity(3), tables::Severity::Failure);
}

void tst_UpdateRows::tellsEventsNewestFirst()
{
    const tables::Rows rows = verbs::updateEventRows(update(
        UpdateStatus::RollingForward, { { 2, UpdateAction::InstanceUpdating }, { 2, UpdateAction::InstanceUpdated } }));
    QCOMPARE(rows->rowCount(), 3U);
    QCOMPARE(cell(rows, 0, u"event"_s), u"updated"_s);
    QCOMPARE(cell(rows, 0, u"instance"_s), u"2"_s);
    QCOMPARE(cell(rows, 1, u"event"_s), u"being updated"_s);
    QCOMPARE(cell(rows, 2, u"event"_s), u"ROLLING_FORWARD"_s);
    QCOMPARE(cell(rows, 2, u"instance"_s), u"–"_s); // the update itself
    QCOMPARE(cell(rows, 2, u"by"_s), u"alice"_s);
    const int event = tables::columnOf(rows->columns(), u"event");
    QCOMPARE(rows->extra(0, event, tables::TableModel::GlyphRole).toString(), u"done"_s);
}

QTEST_GUILESS_MAIN(tst_UpdateRows)
#include "tst_updaterows.moc"
