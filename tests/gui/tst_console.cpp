// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "tests/gui/consolefixture.h"
#include "ui/overview/nightcard.h"
#include "ui/tablepage/inspectorsheet.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using Phase = core::Freshness::Phase;

/// What an engineer does on a healthy cluster, by keyboard and mouse alone.
class tst_Console : public QObject
{
    Q_OBJECT

private slots:
    void everyAgentOfTheMasterIsInTheTable();
    void filterByKeyboard_narrowsAndEscapeClears();
    void paletteFindsAnAgentByItsAddress();
    void taskLeadsToItsAgent_andBack();
    void selectionStays_whileTheWorldGoesOn();
    void showsWhatAnAgentUses_besideWhatIsAllocated();
    void copiesTheSelectedRowsAsJson();
    void sessionComesBack();
    void everyPageFitsTheSmallScreen();
    void everyControlHasANameForScreenReaders();

private:
    static int listedAgents(ConsoleFixture &console)
    {
        const mesos::Snapshot state = console.stack().mesos()->snapshot();
        return state ? static_cast<int>(state->agents.size()) : 0;
    }
};

void tst_Console::everyAgentOfTheMasterIsInTheTable()
{
    ConsoleFixture console;
    console.press(Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(console.window().currentPage(), u"agents"_s);
    QTRY_COMPARE(console.phase(), Phase::Fresh);
    ui::TableView *const table = console.table("agentsTable");
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->totalCount(), listedAgents(console), 10000);
    QVERIFY(listedAgents(console) >= 45);
}

void tst_Console::filterByKeyboard_narrowsAndEscapeClears()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    ui::TableView *const table = console.table("agentsTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->totalCount() > 0, 10000);
    const int all = table->tableModel()->totalCount();
    table->setFocus();
    console.press(Qt::Key_Slash);
    auto *const field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(field);
    console.type(u"state:cordoned"_s);
    QTRY_COMPARE(table->tableModel()->shownCount(), 1);
    QCOMPARE(table->tableModel()->totalCount(), all);
    console.press(Qt::Key_Escape);
    QTRY_COMPARE(table->tableModel()->shownCount(), all);
}

void tst_Console::paletteFindsAnAgentByItsAddress()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 10000);
    const mesos::Snapshot state = console.stack().mesos()->snapshot();
    const mesos::Agent &wanted = state->agents.at(state->agents.size() / 2);
    console.press(Qt::Key_K, Qt::ControlModifier);
    console.type(state->string(wanted.hostname));
    auto *const palette = console.window().findChild<QWidget *>(u"palette"_s);
    QVERIFY(palette);
    QTRY_VERIFY(palette->isVisible());
    console.press(Qt::Key_Return); // before the answer is there: it must wait for it, not open what stood there before
    QTRY_COMPARE_WITH_TIMEOUT(console.window().currentPage(), u"agents"_s, 10000);
    ui::TableView *const table = console.table("agentsTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->currentKey(), state->string(wanted.id).toUtf8(), 10000);
    QVERIFY(!palette->isVisible());
}

void tst_Console::taskLeadsToItsAgent_andBack()
{
    ConsoleFixture console;
    console.window().showPage(u"tasks"_s);
    ui::TableView *const tasks = console.table("tasksTable");
    QVERIFY(tasks);
    QTRY_VERIFY_WITH_TIMEOUT(tasks->tableModel()->shownCount() > 100, 10000);
    const mesos::Snapshot state = console.stack().mesos()->snapshot();
    const auto running = std::ranges::find(state->tasks, mesos::TaskState::Running, &mesos::Task::state);
    QVERIFY(running != state->tasks.end());
    emit tasks->linkClicked(u"agent/"_s + state->string(running->agent));
    QCOMPARE(console.window().currentPage(), u"agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.table("agentsTable")->currentKey(), state->string(running->agent).toUtf8(),
                              10000);
    console.press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(console.window().currentPage(), u"tasks"_s);
}

void tst_Console::selectionStays_whileTheWorldGoesOn()
{
    ConsoleFixture console;
    console.window().showPage(u"tasks"_s);
    ui::TableView *const table = console.table("tasksTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->shownCount() > 100, 10000);
    const QByteArray chosen = table->tableModel()->keyAt(20);
    QVERIFY(table->select(chosen));
    const mesos::Snapshot before = console.stack().mesos()->snapshot();
    int pictures = 0;
    QObject::connect(table->tableModel(), &tables::TableModel::applied, table, [&pictures] { ++pictures; });
    for (int minute = 0; minute < 5; ++minute) {
        console.world().advance(std::chrono::minutes(1));
        const int seen = pictures;
        QTRY_VERIFY_WITH_TIMEOUT(pictures > seen, 15000);
        QCOMPARE(table->currentKey(), chosen);
    }
    QVERIFY(console.stack().mesos()->snapshot() != before);
}

void tst_Console::showsWhatAnAgentUses_besideWhatIsAllocated()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 10000);
    const mesos::Snapshot state = console.stack().mesos()->snapshot();
    const auto running = std::ranges::find(state->tasks, mesos::TaskState::Running, &mesos::Task::state);
    QVERIFY(running != state->tasks.end());
    const QByteArray agent = state->string(running->agent).toUtf8();
    console.window().open({ links::ObjectRef::Kind::Agent, agent });
    const auto said = [&console] {
        const auto *sheet = console.window().findChild<ui::InspectorSheet *>(u"agentInspector"_s);
        return sheet && sheet->isVisible() ? sheet->asText() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"its CPUs follow with the next look"_s), 15000);
    console.world().advance(std::chrono::seconds(10));
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"as the agent counted at 03:47:22."_s), 15000);
    const auto use = console.stack().agentUsage()->reading(agent).use;
    QVERIFY(use && use->cpus && *use->cpus > 0 && use->memory);
    QVERIFY2(said().contains(core::formatCpus(*use->cpus) + u" CPUs"_s), qPrintable(said()));
    QVERIFY2(said().contains(core::formatGib(*use->memory) + u" GiB"_s), qPrintable(said()));
}

void tst_Console::copiesTheSelectedRowsAsJson()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    ui::TableView *const table = console.table("agentsTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->shownCount() > 0, 10000);
    const mesos::Snapshot state = console.stack().mesos()->snapshot();
    QVERIFY(table->select(state->string(state->agents.front().id).toUtf8()));
    table->setFocus();
    console.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
    const QJsonDocument json = QJsonDocument::fromJson(copied);
    QVERIFY2(json.isArray() && json.array().size() == 1, copied.constData());
    QVERIFY2(copied.contains(state->string(state->agents.front().hostname).toUtf8()), copied.constData());
}

void tst_Console::sessionComesBack()
{
    ConsoleFixture console;
    console.window().showPage(u"tasks"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 10000);
    console.window().page(u"tasks"_s)->setFilterText(u"state:running"_s);
    console.restartWindow();
    QCOMPARE(console.window().currentPage(), u"tasks"_s);
    ui::TableView *const table = console.table("tasksTable");
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->filter().text(), u"state:running"_s, 10000);
}

void tst_Console::everyPageFitsTheSmallScreen()
{
    ConsoleFixture console;
    for (const char *page : { "overview", "agents", "frameworks", "tasks" }) {
        console.window().showPage(QLatin1StringView(page));
        console.window().resize(1024, 600);
        QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 10000);
        QTest::qWait(0);
        QVERIFY2(console.window().minimumSizeHint().width() <= 1024, page);
        QCOMPARE(console.window().size(), QSize(1024, 600));
    }
    // Will we make it: seen without scrolling, as on the large screen.
    console.window().showPage(u"overview"_s);
    const auto *night = console.window().findChild<ui::NightCard *>();
    QTRY_VERIFY(night && night->isVisible() && !night->visibleRegion().isEmpty());
    QTRY_COMPARE(night->visibleRegion().boundingRect().height(), night->height());
}

void tst_Console::everyControlHasANameForScreenReaders()
{
    ConsoleFixture console;
    QStringList nameless;
    for (const char *page : { "overview", "agents", "frameworks", "tasks" }) {
        console.window().showPage(QLatin1StringView(page));
        for (QWidget *const widget : console.window().findChildren<QWidget *>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            QAccessibleInterface *const access = QAccessible::queryAccessibleInterface(widget);
            if (!access || access->text(QAccessible::Name).isEmpty())
                nameless << u"%1: %2 %3"_s.arg(QLatin1StringView(page),
                                               QLatin1StringView(widget->metaObject()->className()),
                                               widget->objectName());
        }
    }
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

QTEST_MAIN(tst_Console)
#include "tst_console.moc"
