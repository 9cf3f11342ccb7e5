// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/startupdateverb.h"
#include "tests/gui/consolefixture.h"
#include "ui/common/segments.h"
#include "ui/plan/plandialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The updates of a job in the window, by key and click. What went out is read from the simulator's own log of calls.
class tst_Updates : public QObject
{
    Q_OBJECT

private slots:
    void listsUpdates_withHowFarTheyAre();
    void buttonsFollowTheState();
    void pause_goesThroughTheStrip_byKey();
    void rollBack_opensItsPlan_fromTheMenu();
    void failedLook_keepsTheList_withItsAge();

private:
    static inline const QByteArray m_job = "services/prod/query-gateway";

    /// The panel's tab Updates of the job, with an update in flight that stands still.
    static void open(ConsoleFixture &console)
    {
        console.window().showPage(u"jobs"_s);
        ui::TableView *const jobs = console.table("jobsTable");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(jobs->tableModel()->totalCount() > 0, 20000); }();
        beginUpdate(console);
        console.window().open({ links::ObjectRef::Kind::Job, m_job });
        [&] { QTRY_COMPARE_WITH_TIMEOUT(jobs->currentKey(), m_job, 10000); }();
        auto *const tabs = console.window().findChild<ui::Segments *>(u"jobTabs"_s);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(tabs->button(1)->height() > 0, 10000); }();
        QTest::mouseClick(tabs->button(1), Qt::LeftButton);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(tabs->current(), 1, 10000); }();
        const auto rolls = [&] { return line(console).contains(u"ROLLING_FORWARD"_s); };
        [&] { QTRY_VERIFY2_WITH_TIMEOUT(rolls(), qPrintable(line(console)), 20000); }();
    }

    static void beginUpdate(ConsoleFixture &console)
    {
        aurora::Client *const client = console.stack().aurora()->client();
        const auto key = *aurora::JobKey::parse(QString::fromUtf8(m_job));
        for (const aurora::UpdateDetails &update : wait(client->updateDetails(aurora::UpdateQuery::forJob(key)))) {
            if (aurora::isActive(update.summary.status))
                wait(client->abortUpdate(update.summary.key, {}));
        }
        console.world().advance(1s); // the newest is told by its time
        for (const aurora::JobSummary &job : wait(client->jobSummaries(key.role))) {
            if (job.job.key != key)
                continue;
            aurora::UpdateRequest request{ job.job.config, job.stats.active, verbs::defaultUpdateSettings(), {} };
            request.config.resources.ramMb += 64;
            wait(client->startUpdate(request, u"drill"_s));
        }
        console.world().advance(100ms);
    }

    template <typename Value>
    static Value wait(QCoro::Task<core::Result<Value>> task)
    {
        std::optional<core::Result<Value>> result;
        QCoro::connect(std::move(task), qApp, [&result](core::Result<Value> value) { result = std::move(value); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 20000); }();
        return result && *result ? **result : Value();
    }

    static QString line(ConsoleFixture &console)
    {
        return console.window().findChild<QLabel *>(u"updateLine"_s)->text();
    }
    static QPushButton *button(ConsoleFixture &console, const char *name)
    {
        return console.window().findChild<QPushButton *>(QLatin1StringView(name));
    }
    static qint64 callsOf(ConsoleFixture &console, QLatin1StringView method)
    {
        const auto calls = console.world().calls();
        return std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; });
    }
    static void unlock(ConsoleFixture &console)
    {
        QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    }
};

void tst_Updates::listsUpdates_withHowFarTheyAre()
{
    ConsoleFixture console;
    open(console);
    ui::TableView *const list = console.table("updatesTable");
    QTRY_VERIFY_WITH_TIMEOUT(list->tableModel()->totalCount() >= 2, 10000); // the demo's own one is ended
    QVERIFY2(line(console).contains(u"0 of "_s), qPrintable(line(console)));
    ui::TableView *const events = console.table("updateEventsTable");
    QTRY_VERIFY_WITH_TIMEOUT(events->tableModel()->totalCount() >= 2, 10000); // it began, with an instance
    console.world().advance(3min);
    console.stack().aurora()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!line(console).contains(u"0 of "_s), 20000);
}

void tst_Updates::buttonsFollowTheState()
{
    ConsoleFixture console;
    open(console);
    QVERIFY(button(console, "updatePause")->isVisible());
    QVERIFY(!button(console, "updateResume")->isVisible());
    QVERIFY(button(console, "updateRollBack")->isVisible());
    QVERIFY(button(console, "updateAbort")->isVisible());
    QVERIFY(!button(console, "updatePulse")->isVisible());
    ui::TableView *const list = console.table("updatesTable");
    QTRY_VERIFY_WITH_TIMEOUT(list->tableModel()->totalCount() >= 2, 10000);
    // Of one that has ended there is nothing to steer.
    for (int row = 0; row < list->tableModel()->rowCount(); ++row)
        list->setCurrentIndex(list->tableModel()->index(row, 0));
    QTRY_VERIFY_WITH_TIMEOUT(line(console).contains(u"ABORTED"_s), 10000);
    for (const char *name : { "updatePause", "updateResume", "updateRollBack", "updateAbort", "updatePulse" })
        QVERIFY2(!button(console, name)->isVisible(), name);
}

void tst_Updates::pause_goesThroughTheStrip_byKey()
{
    ConsoleFixture console;
    open(console);
    unlock(console);
    QPushButton *const pause = button(console, "updatePause");
    pause->setFocus();
    QTest::keyClick(pause, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    QCOMPARE(callsOf(console, "pauseJobUpdate"_L1), 0);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "pauseJobUpdate"_L1), 1, 20000);
    QCOMPARE(console.world().calls().back().object.toUtf8(), m_job);
    console.stack().aurora()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(line(console).contains(u"ROLL_FORWARD_PAUSED"_s), 20000);
    QVERIFY(button(console, "updateResume")->isVisible());
    QVERIFY(!button(console, "updatePause")->isVisible());
}

void tst_Updates::rollBack_opensItsPlan_fromTheMenu()
{
    ConsoleFixture console;
    open(console);
    unlock(console);
    ui::TableView *const list = console.table("updatesTable");
    QTRY_VERIFY_WITH_TIMEOUT(list->currentIndex().isValid(), 10000);
    const QPoint at = list->visualRect(list->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, list->viewport()->mapToGlobal(at));
    QApplication::sendEvent(list->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    const QList<QAction *> entries = menu->actions();
    const auto rollBack = std::ranges::find(entries, u"Roll back…"_s, &QAction::text);
    QVERIFY(rollBack != entries.end());
    (*rollBack)->trigger();
    menu->close();
    const auto dialog = [&] { return console.window().findChild<ui::PlanDialog *>(); };
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), 10000);
    auto *calls = dialog()->findChild<QPlainTextEdit *>(u"planCalls"_s);
    QTRY_VERIFY_WITH_TIMEOUT(calls->isVisible(), 20000);
    QVERIFY2(calls->toPlainText().contains(u"rollbackJobUpdate services/prod/query-gateway"_s),
             qPrintable(calls->toPlainText()));
    // It ends tasks in production: the number that stays changed is asked for.
    QVERIFY(dialog()->findChild<QLineEdit *>(u"planNumber"_s)->isVisible());
    QCOMPARE(callsOf(console, "rollbackJobUpdate"_L1), 0);
}

void tst_Updates::failedLook_keepsTheList_withItsAge()
{
    ConsoleFixture console;
    open(console);
    ui::TableView *const list = console.table("updatesTable");
    QTRY_VERIFY_WITH_TIMEOUT(list->tableModel()->totalCount() >= 2, 10000);
    const int before = list->tableModel()->totalCount();
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::HtmlPage;
    faults.layer = u"aurora"_s;
    console.world().setFaults(faults);
    // Looked away and back: it is asked again, unless a question from before the fault is still under way.
    auto *const tabs = console.window().findChild<ui::Segments *>(u"jobTabs"_s);
    const auto isOldAfterAnotherLook = [&] {
        QTest::mouseClick(tabs->button(0), Qt::LeftButton);
        QTest::mouseClick(tabs->button(1), Qt::LeftButton);
        return line(console).startsWith(u"Old, as of"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOldAfterAnotherLook(), 20000);
    QCOMPARE(list->tableModel()->totalCount(), before);
    console.world().setFaults({});
}

QTEST_MAIN(tst_Updates)
#include "tst_updates.moc"
