// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/board.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/jobs/sourcejob.h"
#include "models/verbs/pools/holdverb.h"
#include "tests/gui/jobdriver.h"
#include "tests/support/wait.h"
#include "ui/createjob/jobpreview.h"
#include "ui/explain/explainview.h"
#include "ui/explain/wayoutrow.h"
#include "ui/explain/whypending.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPlainTextEdit>
#include <qcoro/qcorotask.h>

using namespace jobdriver;

/// "Why pending" by key and click, from each place that opens it to the plan behind each way out.
class tst_WhyPending : public QObject
{
    Q_OBJECT

private slots:
    void growing_isPlanned_byClick();
    void bestWayOut_isPlanned_byKey();
    void otherConstraint_isFilledIntoTheClone();
    void heldMachine_isReleased_andTheJobPlaced();
    void cordonedAgent_isUncordoned();
    void menuOfTheJob_opensIt();
    void menuOfAJob_thatWaitsForNothing_saysSo();
    void overview_leadsToIt();
    void aurora_isAskedWhatOnlyItKnows();

private:
    static inline const QByteArray m_waits = "jobs/prod/fx-model";
    static inline const QByteArray m_runs = "jobs/prod/hyoga-model";

    static ui::WhyPending *shown(ui::MainWindow &window)
    {
        ui::WhyPending *dialog = nullptr;
        const auto isShown = [&] {
            dialog = window.findChild<ui::WhyPending *>();
            return dialog && dialog->isVisible() && dialog->view()->isVisible();
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isShown(), 30000); }();
        return dialog;
    }

    /// The way out of that kind, once its button can be pressed.
    static QPushButton *buttonOf(ui::WhyPending *dialog, explain::WayOut::Type type)
    {
        QPushButton *button = nullptr;
        QString told;
        const auto isThere = [&] {
            told.clear();
            for (const ui::WayOutRow *row : dialog->findChildren<ui::WayOutRow *>()) {
                told += row->sentence() + (row->button() ? u" ["_s + row->button()->text() + u"]\n"_s : u"\n"_s);
                if (row->way().type == type && row->button() && row->button()->isEnabled()
                    && row->button()->isVisible())
                    button = row->button();
            }
            return button != nullptr;
        };
        [&] { QTRY_VERIFY2_WITH_TIMEOUT(isThere(), qPrintable(told), 30000); }();
        return button;
    }

    static void press(QPushButton *button)
    {
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    static QMenu *menuOver(ui::TableView *table)
    {
        const QPoint point = table->visualRect(table->currentIndex()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, point, table->viewport()->mapToGlobal(point));
        QApplication::sendEvent(table->viewport(), &event);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }

    static QAction *entryOf(QMenu *menu, const QString &begin)
    {
        const QList<QAction *> entries = menu->actions();
        const auto entry
            = std::ranges::find_if(entries, [&](const QAction *each) { return each->text().startsWith(begin); });
        return entry == entries.end() ? nullptr : *entry;
    }

    /// An agent on which nothing runs, of a pool in which another job may wait for it alone.
    static pools::Machine idleMachine(ConsoleFixture &console)
    {
        pools::Machine idle;
        const auto isThere = [&] {
            const pools::Snapshot pools = console.stack().poolBoard()->pools();
            if (!pools)
                return false;
            for (const pools::Machine &machine : pools->machines) {
                if (machine.state == pools::Machine::State::Idle && !machine.instance.isEmpty()
                    && idle.instance.isEmpty())
                    idle = machine;
            }
            return !idle.instance.isEmpty();
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isThere(), 30000); }();
        return idle;
    }

    /// Sends without the dialog, and runs the world until it is done. What changed meanwhile voids a plan: then anew.
    static void carryOut(ConsoleFixture &console, const actions::Request &request)
    {
        actions::ActionCenter *center = console.stack().actions();
        actions::State state = actions::State::Void;
        for (int tries = 0; tries < 8 && state == actions::State::Void; ++tries) {
            const auto plan = test::wait(center->plan(request));
            QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
            actions::Consent consent;
            consent.reason = u"drill"_s;
            consent.number = plan->expectedNumber();
            const auto id = test::wait(center->confirm(*plan, consent));
            QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
            const auto isOver = [&] {
                console.world().advance(500ms);
                state = center->record(*id)->state;
                return actions::isOver(state);
            };
            QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000);
        }
        QCOMPARE(state, actions::State::Done);
    }

    /// A job that fits nowhere but on machines of this size, and waits as none of them takes tasks.
    static QByteArray createWaiting(ConsoleFixture &console, const QString &host)
    {
        const aurora::JobKey key{ u"jobs"_s, u"prod"_s, u"waits-for-one"_s };
        QString told = u"no answer"_s;
        aurora::Client *client = console.stack().aurora()->client();
        const auto source = aurora::JobKey::parse(QString::fromUtf8(m_runs));
        QCoro::connect(verbs::readSource(client, *source, std::nullopt, {}), qApp,
                       [&, client](const core::Result<aurora::JobConfiguration> &read) {
                           if (!read) {
                               told = read.error().detail;
                               return;
                           }
                           aurora::JobConfiguration job = *read;
                           job.key = job.config.job = key;
                           job.instanceCount = 1;
                           job.config.constraints = { { u"host"_s, aurora::ValueConstraint{ false, { host } } } };
                           job.config.resources = { 1, 1024, 1024, 0, {} };
                           QCoro::connect(client->create(job), qApp, [&](const core::Result<aurora::Done> &done) {
                               told = done ? u"created"_s : done.error().detail;
                           });
                       });
        [&] { QTRY_COMPARE_WITH_TIMEOUT(told, u"created"_s, 20000); }();
        const auto waits = [&] {
            console.world().advance(5s);
            const aurora::Snapshot picture = console.stack().aurora()->snapshot();
            const aurora::JobRow *row = picture ? picture->job(key) : nullptr;
            return row && row->stats.pending == 1;
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(waits(), 30000); }();
        return key.text().toUtf8();
    }

    static QString verdictOf(ui::WhyPending *dialog) { return find<QLabel>(dialog, "verdictSentence")->text(); }
};

void tst_WhyPending::growing_isPlanned_byClick()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_waits);
    click(find<QPushButton>(&console.window(), "jobWhy"));
    QPointer<ui::WhyPending> why = shown(console.window());
    press(buttonOf(why, explain::WayOut::Type::Grow));
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(plan->windowTitle().startsWith(u"Start 3 machines"_s), qPrintable(plan->windowTitle()));
    QTest::keyClick(plan, Qt::Key_Escape);
    QTRY_VERIFY(!console.window().findChild<ui::PlanDialog *>());
    QVERIFY(why && why->isVisible()); // another way can be tried
    QCOMPARE(callsOf(console.world(), "RunInstances"_L1), 0);
}

void tst_WhyPending::bestWayOut_isPlanned_byKey()
{
    ConsoleFixture console;
    openJob(console.window(), m_waits);
    QTest::keyClick(find<ui::TableView>(&console.window(), "jobsTable"), Qt::Key_W);
    ui::WhyPending *why = shown(console.window());
    buttonOf(why, explain::WayOut::Type::Grow); // AWS has answered
    auto *best = find<QPushButton>(why, "bestWayOut");
    best->setFocus();
    QTest::keyClick(best, Qt::Key_Space);
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(plan->windowTitle().startsWith(u"Start 3 machines of model"_s),
             qPrintable(plan->windowTitle() + u" for "_s + best->text()));
}

void tst_WhyPending::otherConstraint_isFilledIntoTheClone()
{
    ConsoleFixture console;
    openJob(console.window(), m_waits);
    click(find<QPushButton>(&console.window(), "jobWhy"));
    ui::WhyPending *why = shown(console.window());
    QPushButton *button = buttonOf(why, explain::WayOut::Type::CorrectConstraint);
    const auto *row = qobject_cast<ui::WayOutRow *>(button->parentWidget());
    const explain::WayOut way = row->way();
    press(button);
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    const QList<aurora::Constraint> constraints = dialog->resolution().job.config.constraints;
    const auto changed = std::ranges::find(constraints, way.attribute, &aurora::Constraint::name);
    QVERIFY(changed != constraints.end());
    QCOMPARE(changed->text(), way.value);
    // What differs from the job that waits is shown as a difference.
    const QString preview = find<ui::JobPreview>(dialog, "jobPreview")->asText();
    QVERIFY2(preview.contains(u"slave-type | model | "_s + way.value), qPrintable(preview));
}

void tst_WhyPending::heldMachine_isReleased_andTheJobPlaced()
{
    ConsoleFixture console;
    unlock(console.stack());
    const pools::Machine machine = idleMachine(console);
    carryOut(console, verbs::HoldVerb::hold(machine.pool, { machine.instance }, console.stack().clock().now() + 2h));
    const QByteArray job = createWaiting(console, machine.agentHost);
    openJob(console.window(), job);
    click(find<QPushButton>(&console.window(), "jobWhy"));
    QPointer<ui::WhyPending> why = shown(console.window());
    QTRY_VERIFY2_WITH_TIMEOUT(verdictOf(why).contains(u"is held for "_s), qPrintable(verdictOf(why)), 30000);
    QPushButton *button = buttonOf(why, explain::WayOut::Type::Release);
    QCOMPARE(button->text(), u"Release…"_s);
    unlock(console.stack()); // the time of the first one is over by now
    press(button);
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(plan->windowTitle().startsWith(u"Release 1 machine of "_s + machine.pool),
             qPrintable(plan->windowTitle()));
    const qsizetype before = console.stack().actions()->records().size();
    consent(plan, 0); // a reason: the node that gives the machines back is cleared along
    click(find<QPushButton>(plan, "planAct"));
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().size(), before + 1, 10000);
    seeThrough(console.world(), console.stack());
    const auto isOver = [&] {
        console.world().advance(2s);
        return why && find<QWidget>(why, "whyPendingNothing")->isVisible();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000); // and the dialog, still open, tells that nothing waits
}

void tst_WhyPending::cordonedAgent_isUncordoned()
{
    ConsoleFixture console;
    unlock(console.stack());
    const pools::Machine machine = idleMachine(console);
    const QString agent = QString::fromUtf8(machine.agentId);
    carryOut(console, verbs::CordonVerb::request(verbs::CordonVerb::Way::Cordon, { agent }));
    openJob(console.window(), createWaiting(console, machine.agentHost));
    click(find<QPushButton>(&console.window(), "jobWhy"));
    ui::WhyPending *why = shown(console.window());
    QPushButton *button = buttonOf(why, explain::WayOut::Type::Release);
    QCOMPARE(button->text(), u"Uncordon…"_s);
    press(button);
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(plan->windowTitle().startsWith(u"Uncordon "_s + machine.agentHost), qPrintable(plan->windowTitle()));
}

void tst_WhyPending::menuOfTheJob_opensIt()
{
    ConsoleFixture console;
    openJob(console.window(), m_waits);
    QTRY_VERIFY(find<QPushButton>(&console.window(), "jobWhy")->isVisible()); // that it waits comes with its tasks
    QMenu *menu = menuOver(find<ui::TableView>(&console.window(), "jobsTable"));
    QVERIFY(menu);
    QAction *why = entryOf(menu, u"Why pending"_s);
    QVERIFY(why && why->isEnabled());
    QCOMPARE(why->text(), u"Why pending…"_s);
    why->trigger();
    menu->close();
    QVERIFY(shown(console.window())->windowTitle().contains(QString::fromUtf8(m_waits)));
}

void tst_WhyPending::menuOfAJob_thatWaitsForNothing_saysSo()
{
    ConsoleFixture console;
    openJob(console.window(), m_runs);
    QMenu *menu = menuOver(find<ui::TableView>(&console.window(), "jobsTable"));
    QVERIFY(menu);
    QAction *why = entryOf(menu, u"Why pending"_s);
    QVERIFY(why && !why->isEnabled());
    QCOMPARE(why->text(), u"Why pending: none waits"_s);
    menu->close();
}

void tst_WhyPending::overview_leadsToIt()
{
    ConsoleFixture console;
    console.window().showPage(u"overview"_s);
    QPushButton *button = nullptr;
    const auto isThere = [&] {
        for (QPushButton *each : console.window().findChildren<QPushButton *>()) {
            if (each->text() == u"Why pending…" && each->objectName() != u"jobWhy" && each->isVisible())
                button = each;
        }
        return button != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 30000);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(shown(console.window())->windowTitle().contains(QString::fromUtf8(m_waits)));
    QTRY_COMPARE(find<QLabel>(&console.window(), "jobTitle")->text().toUtf8(), m_waits);
}

void tst_WhyPending::aurora_isAskedWhatOnlyItKnows()
{
    ConsoleFixture console;
    openJob(console.window(), m_waits);
    click(find<QPushButton>(&console.window(), "jobWhy"));
    ui::WhyPending *why = shown(console.window());
    const auto text = [&] { return why->view()->text(); };
    // Its own words about its offers come from /offers; without them the figure is Mesos'.
    QTRY_VERIFY2_WITH_TIMEOUT(text().contains(u"Aurora's offers: "_s), qPrintable(text()), 30000);
    QTRY_VERIFY2_WITH_TIMEOUT(text().contains(u"tries again in"_s), qPrintable(text()),
                              30000); // which /pendingtasks alone tells
}

QTEST_MAIN(tst_WhyPending)
#include "tst_whypending.moc"
