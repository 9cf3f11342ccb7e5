// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/board.h"
#include "models/pools/words.h"
#include "tests/gui/consolefixture.h"
#include "ui/tablepage/inspectorsheet.h"
#include "ui/tables/totalsrow.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The page Pools over the demo's EC2, Mesos and Aurora: what it shows of a pool, by key, and what is left of it when
/// AWS goes away under it.
class tst_PoolsPage : public QObject
{
    Q_OBJECT

private slots:
    void totals_areThoseOfAllPools();
    void pool_isLookedAt_byKeyAlone();
    void serverKilled_keepsTheLastPicture_withItsAge();
    void machine_isMarked_whereverOneComesFrom();
    void differencesOfAllPools_stay_untilAPoolIsChosen();
    void agentSheet_tellsOfTheInstanceBelow();

private:
    template <typename T>
    static T *find(QWidget *in, const char *name)
    {
        T *widget = in->findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("There is no %s.", name);
        return widget;
    }

    /// Once the machines of EC2 and the agents of Mesos are on it, whichever comes first.
    static pools::Snapshot open(ConsoleFixture &console)
    {
        console.window().showPage(u"pools"_s);
        const auto picture = [&] { return console.stack().poolBoard()->pools(); };
        const auto isJoined = [&] {
            const auto is = [](const pools::Machine &machine) {
                return !machine.instance.isEmpty() && !machine.agentId.isEmpty();
            };
            return picture() && std::ranges::any_of(picture()->machines, is);
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isJoined(), 30000); }();
        ui::TableView *const table = console.table("poolsTable");
        const auto rows = [&] { return table->tableModel()->totalCount(); };
        [&] { QTRY_COMPARE_WITH_TIMEOUT(rows(), static_cast<int>(picture()->pools.size()), 20000); }();
        return picture();
    }
    static bool anyLabelSays(QWidget *in, const QString &words)
    {
        const QList<QLabel *> labels = in->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
};

void tst_PoolsPage::totals_areThoseOfAllPools()
{
    ConsoleFixture console;
    const pools::Snapshot picture = open(console);
    const pools::Pool all = picture->total();
    QVERIFY(all.launched > 0 && all.registered > 0);
    const auto *totals = find<ui::TotalsRow>(&console.window(), "totalsRow");
    QVERIFY(totals->isVisible());
    QCOMPARE(totals->textOf(u"pool"_s), u"All pools"_s);
    QTRY_COMPARE(totals->textOf(u"launched"_s), QString::number(all.launched));
    QTRY_COMPARE(totals->textOf(u"registered"_s), QString::number(all.registered)); // Mesos may come after AWS
    QCOMPARE(totals->textOf(u"pending"_s), QString::number(all.pending));
    QCOMPARE(totals->textOf(u"price"_s), pools::dollars(all.price));
    QVERIFY(totals->accessibleName().contains(u"All pools"_s));
}

void tst_PoolsPage::pool_isLookedAt_byKeyAlone()
{
    ConsoleFixture console;
    const pools::Snapshot picture = open(console);
    ui::TableView *const table = console.table("poolsTable");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(table, Qt::Key_Down);
    const QString pool = QString::fromUtf8(table->currentKey());
    QVERIFY(picture->pool(pool));
    ui::TableView *const machines = console.table("poolMachineTable");
    QTRY_COMPARE_WITH_TIMEOUT(machines->tableModel()->totalCount(), static_cast<int>(picture->machinesOf(pool).size()),
                              10000);
    // From the pools to the machines without the mouse.
    for (int presses = 0; presses < 40 && !machines->hasFocus(); ++presses)
        console.press(Qt::Key_Tab);
    QVERIFY(machines->hasFocus());
    console.press(Qt::Key_Down);
    QVERIFY(!machines->currentKey().isEmpty());
}

void tst_PoolsPage::machine_isMarked_whereverOneComesFrom()
{
    ConsoleFixture console;
    const pools::Snapshot picture = open(console);
    ui::TableView *const table = console.table("poolsTable");
    QTRY_VERIFY_WITH_TIMEOUT(!table->currentKey().isEmpty(), 10000);
    const QString shown = QString::fromUtf8(table->currentKey());
    const auto isElsewhere = [&](const pools::Machine &machine) {
        return !machine.instance.isEmpty() && !machine.agentId.isEmpty() && machine.pool != shown;
    };
    const auto machine = std::ranges::find_if(picture->machines, isElsewhere);
    QVERIFY(machine != picture->machines.end());
    const links::ObjectRef wanted{ links::ObjectRef::Kind::Machine, machine->instance.toUtf8() };
    console.window().open(wanted);
    ui::TableView *const machines = console.table("poolMachineTable");
    QTRY_COMPARE_WITH_TIMEOUT(machines->currentKey(), wanted.id, 10000);
    QCOMPARE(QString::fromUtf8(table->currentKey()), machine->pool);
    const ui::Page *const page = console.window().page(u"pools"_s);
    QCOMPARE(page->currentObject(), wanted); // what the bar below and its keys are about
    // And from the agent by the key of the chain.
    console.window().open({ links::ObjectRef::Kind::Pool, shown.toUtf8() });
    QTRY_COMPARE_WITH_TIMEOUT(page->currentObject().kind, links::ObjectRef::Kind::Pool, 10000);
    console.window().open({ links::ObjectRef::Kind::Agent, machine->agentId });
    QTRY_COMPARE_WITH_TIMEOUT(console.window().page(u"agents"_s)->currentObject().id, machine->agentId, 10000);
    console.press(Qt::Key_5, Qt::AltModifier);
    QCOMPARE(console.window().currentPage(), u"pools"_s);
    QTRY_COMPARE_WITH_TIMEOUT(machines->currentKey(), wanted.id, 10000);
}

void tst_PoolsPage::differencesOfAllPools_stay_untilAPoolIsChosen()
{
    ConsoleFixture console;
    const pools::Snapshot picture = open(console);
    ui::TableView *const table = console.table("poolsTable");
    QTRY_VERIFY_WITH_TIMEOUT(!table->currentKey().isEmpty(), 10000); // the worst
    auto *const button = find<QPushButton>(&console.window(), "poolsDifferences");
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 10000);
    const auto count = [&] { return console.stack().poolBoard()->pools()->differences.size(); };
    QTRY_COMPARE(button->text(), u"Differences (%1)"_s.arg(count()));
    QTest::mouseClick(button, Qt::LeftButton);
    ui::TableView *const differences = console.table("poolDifferenceTable");
    const auto rows = [&] { return static_cast<qsizetype>(differences->tableModel()->totalCount()); };
    QTRY_COMPARE_WITH_TIMEOUT(rows(), count(), 10000);
    QVERIFY(rows() > picture->differencesOf(QString::fromUtf8(table->currentKey())).size()
            || table->currentKey().isEmpty());
    // The next picture takes nothing away.
    QSignalSpy applied(table->tableModel(), &tables::TableModel::applied);
    console.world().advance(1min);
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!applied.isEmpty(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), count(), 10000);
    QVERIFY(table->currentKey().isEmpty());
    QVERIFY(!find<QWidget>(&console.window(), "poolMachineCard")->isVisible()); // of no pool
    QVERIFY(table->select(picture->pools.first().name.toUtf8()));
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(), console.stack().poolBoard()->pools()->differencesOf(picture->pools.first().name).size(), 10000);
}

void tst_PoolsPage::serverKilled_keepsTheLastPicture_withItsAge()
{
    ConsoleFixture console;
    open(console);
    ui::TableView *const table = console.table("poolsTable");
    const int rows = table->tableModel()->totalCount();
    sim::Faults gone;
    gone.answer = sim::Faults::Answer::Dropped;
    gone.layer = u"aws"_s;
    console.world().setFaults(gone);
    console.stack().refresh();
    const auto phase = [&] { return console.stack().poolBoard()->freshness().phase; };
    QTRY_COMPARE_WITH_TIMEOUT(phase(), core::Freshness::Phase::Stale, 60000);
    QCOMPARE(table->tableModel()->totalCount(), rows);
    QVERIFY(table->isVisible());
    // The band above says so, and the chip of AWS how old it is.
    QTRY_VERIFY_WITH_TIMEOUT(anyLabelSays(&console.window(), u"closed without an answer"_s), 10000);
    // Mesos goes on: its part of the picture is not taken for old with AWS's.
    QCOMPARE(console.phase(), core::Freshness::Phase::Fresh);
    console.world().setFaults({});
    console.stack().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(phase(), core::Freshness::Phase::Fresh, 60000);
    QCOMPARE(table->tableModel()->totalCount(), rows);
}

void tst_PoolsPage::agentSheet_tellsOfTheInstanceBelow()
{
    ConsoleFixture console;
    const pools::Snapshot picture = open(console);
    const auto machine = std::ranges::find_if(picture->machines, [](const pools::Machine &each) {
        return each.state == pools::Machine::State::Busy && !each.instance.isEmpty();
    });
    QVERIFY(machine != picture->machines.end());
    console.window().open({ links::ObjectRef::Kind::Agent, machine->agentId });
    const auto text = [&] {
        const auto *sheet = console.window().findChild<ui::InspectorSheet *>(u"agentInspector"_s);
        return sheet && sheet->isVisible() ? sheet->asText() : QString();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(text().contains(machine->instance), qPrintable(text()), 20000);
    QVERIFY2(text().contains(machine->zone) && text().contains(machine->type), qPrintable(text()));
}

QTEST_MAIN(tst_PoolsPage)
#include "tst_poolspage.moc"
