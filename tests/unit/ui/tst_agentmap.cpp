// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/statebuilder.h"
#include "ui/agents/agentmap.h"
#include "ui/agents/agenttasks.h"
#include "ui/agents/mappaint.h"
#include "ui/style/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using mesos::TaskState;
using support::StateBuilder;
using ui::AgentMap;
using ui::MapLayout;
using ui::MapMeasures;
using ui::MapPicture;

namespace {

constexpr core::TimePoint now(1795416420s);
constexpr mesos::Resources large{ 16, 64 * 1024, 100 * 1024, 0 };
constexpr mesos::Resources small{ 8, 16 * 1024, 100 * 1024, 0 };

/// Two groups: on-demand with a1…a3, fixed with b1. a1 has two tasks and a failed one, a3 is cordoned.
mesos::Snapshot cluster()
{
    StateBuilder b;
    b.agent("a1", "ip-a1", large, { 8, 48 * 1024, 0, 0 });
    b.attribute("slave-type", "on-demand");
    b.agent("a2", "ip-a2", large, { 4, 0, 0, 0 });
    b.attribute("slave-type", "on-demand");
    b.agent("a3", "ip-a3", large).phase = mesos::AgentPhase::Deactivated;
    b.attribute("slave-type", "on-demand");
    b.agent("b1", "ip-b1", small);
    b.attribute("slave-type", "fixed");
    b.framework("f1", "aurora");
    b.framework("f2", "spark");
    b.task("t1", "etl", "f1", "a1", TaskState::Running, now - 5min).resources = { 4, 16 * 1024, 0, 0 };
    b.task("t2", "model", "f2", "a1", TaskState::Running, now - 5min).resources = { 4, 32 * 1024, 0, 0 };
    b.task("t3", "died", "f1", "a1", TaskState::Failed, now - 5min).resources = { 4, 16 * 1024, 0, 0 };
    b.task("t4", "longago", "f1", "a2", TaskState::Failed, now - 2h).resources = { 4, 16 * 1024, 0, 0 };
    return b.build();
}

ui::MapOptions bySlaveType(const mesos::Snapshot &snapshot)
{
    ui::MapOptions options;
    options.groupOf = [snapshot](uint32_t agent) {
        return snapshot->view(snapshot->attribute(snapshot->agents[agent], "slave-type"));
    };
    options.now = now;
    return options;
}

std::shared_ptr<const MapPicture> picture(const mesos::Snapshot &snapshot)
{
    return std::make_shared<const MapPicture>(ui::makeMapPicture(snapshot, bySlaveType(snapshot)));
}

constexpr MapMeasures plain{ 20, 4, 50, 16, 30, 10, 10 };

} // namespace

class tst_AgentMap : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void groupsAgents_largestGroupFirst();
    void sizesColumns_byTheLargestAgent();
    void fillsColumns_byTheScarcerResource();
    void showsWhatTasksDoNotExplain();
    void marksRecentFailuresOnly();
    void putsTheChosenFrameworkToTheFoot();
    void leavesOutAgents_thatTheFilterHides();
    void flowsGroups_andBreaksWideOnes();
    void findsColumns_whereTheyLie();
    void walksToTheNearestColumnOfTheNextRow();
    void narrowsColumns_whenThereAreThousands();
    void stacksBlocks_withoutGapOrOverflow();
    void saysTaskAndAgent_underThePointer();
    void selectsByClick_andWalksByKey();
    void keepsTheCurrentAgent_whenOthersLeave();
    void tellsScreenReaders_eachColumn();
    void paintsTenThousandAgents_onlyWhereSeen();
    void listsTasksOfAnAgent_failedFirst();
};

void tst_AgentMap::initTestCase()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_AgentMap::groupsAgents_largestGroupFirst()
{
    const auto map = picture(cluster());
    QCOMPARE(map->groups.size(), size_t{ 2 });
    QCOMPARE(map->groups[0].name, u"on-demand"_s);
    QCOMPARE(map->groups[0].columnCount, 3U);
    QCOMPARE(map->groups[1].name, u"fixed"_s);
    QCOMPARE(map->key(3), QByteArray("b1"));
    QCOMPARE(map->columnOf("a2"), 1);
    QCOMPARE(map->columnOf("gone"), -1);
}

void tst_AgentMap::sizesColumns_byTheLargestAgent()
{
    const auto map = picture(cluster());
    QCOMPARE(map->columns[0].size, 1.0F);
    QCOMPARE(map->columns[3].size, 0.5F); // 8 of 16 cpus says more than 16 of 64 GiB
}

void tst_AgentMap::fillsColumns_byTheScarcerResource()
{
    const auto map = picture(cluster());
    QCOMPARE(map->columns[0].filled, 0.75F); // memory 48 of 64, though cpus are 8 of 16
    QCOMPARE(map->columns[1].filled, 0.25F); // cpus 4 of 16
    QCOMPARE(map->columns[0].blockCount, 2U);
    QCOMPARE(map->blocks[map->columns[0].firstBlock].share, 0.5F); // the larger one stands below
}

void tst_AgentMap::showsWhatTasksDoNotExplain()
{
    const auto map = picture(cluster());
    QCOMPARE(map->columns[1].blockCount, 1U);
    const ui::MapBlock &executors = map->blocks[map->columns[1].firstBlock];
    QCOMPARE(executors.task, ui::MapBlock::noTask);
    QCOMPARE(executors.share, 0.25F);
}

void tst_AgentMap::marksRecentFailuresOnly()
{
    const auto map = picture(cluster());
    QVERIFY(map->columns[0].failed);
    QVERIFY(!map->columns[1].failed);
    QCOMPARE(ui::markOf(map->columns[0]), u"TASK_FAILED"_s);
    QCOMPARE(ui::markOf(map->columns[1]), QString());
    QCOMPARE(ui::markOf(map->columns[2]), u"cordoned"_s);
}

void tst_AgentMap::putsTheChosenFrameworkToTheFoot()
{
    const mesos::Snapshot snapshot = cluster();
    ui::MapOptions options = bySlaveType(snapshot);
    options.framework = "f1";
    const MapPicture map = ui::makeMapPicture(snapshot, options);
    const ui::MapBlock *blocks = &map.blocks[map.columns[0].firstBlock];
    QVERIFY(blocks[0].strong);
    QCOMPARE(snapshot->string(snapshot->tasks[blocks[0].task].name), u"etl"_s);
    QVERIFY(!blocks[1].strong);
    QCOMPARE(ui::dominantFramework(*snapshot), QByteArray("f1"));
}

void tst_AgentMap::leavesOutAgents_thatTheFilterHides()
{
    const mesos::Snapshot snapshot = cluster();
    ui::MapOptions options = bySlaveType(snapshot);
    options.shown = std::vector<uint32_t>{ 1, 3 };
    const MapPicture map = ui::makeMapPicture(snapshot, options);
    QCOMPARE(map.columns.size(), size_t{ 2 });
    QCOMPARE(map.columnOf("a1"), -1);
    QCOMPARE(map.columnOf("b1"), map.groups[0].name == u"fixed"_s ? 0 : 1);
}

void tst_AgentMap::flowsGroups_andBreaksWideOnes()
{
    // 200 px hold 8 columns of 20 + 4 (8 × 24 − 4 = 188 > 180, so 7): 10 break into 7 and 3, the next group follows.
    const MapLayout layout = ui::layOutMap({ 10, 2, 2 }, { 0, 0, 0 }, 200, plain);
    QCOMPARE(layout.runs.size(), size_t{ 4 });
    QCOMPARE(layout.runs[0].columnCount, 7);
    QCOMPARE(layout.runs[1].columnCount, 3);
    QVERIFY(layout.runs[0].hasTitle);
    QVERIFY(!layout.runs[1].hasTitle);
    QCOMPARE(layout.runs[1].columnsTopLeft, QPoint(10, 10 + 16 + 50 + 4));
    QVERIFY(layout.runs[2].columnsTopLeft.y() > layout.runs[1].columnsTopLeft.y() + 50);
    QCOMPARE(layout.runs[2].columnsTopLeft.y(), layout.runs[3].columnsTopLeft.y()); // two small ones side by side
    QCOMPARE(layout.runs[3].columnsTopLeft.x(), 10 + 44 + 30);
    for (size_t i = 0; i < layout.runs.size(); ++i)
        QVERIFY(layout.cell(layout.runs[i].firstColumn + layout.runs[i].columnCount - 1).right() < 190);
}

void tst_AgentMap::findsColumns_whereTheyLie()
{
    const MapLayout layout = ui::layOutMap({ 10, 2, 30, 1 }, { 40, 40, 40, 40 }, 200, plain);
    for (int column = 0; column < 43; ++column) {
        QVERIFY(!layout.cell(column).isEmpty());
        QCOMPARE(layout.columnAt(layout.cell(column).center()), column);
        for (int other = 0; other < column; ++other)
            QVERIFY2(!layout.cell(column).intersects(layout.cell(other)),
                     qPrintable(u"%1 and %2"_s.arg(column).arg(other)));
    }
    QVERIFY(layout.cell(43).isEmpty());
    QVERIFY(layout.cell(-1).isEmpty());
    QCOMPARE(layout.columnAt({ 195, 30 }), -1);
    QCOMPARE(layout.columnAt({ 15, 12 }), -1); // the title
}

void tst_AgentMap::walksToTheNearestColumnOfTheNextRow()
{
    const MapLayout layout = ui::layOutMap({ 10, 2 }, { 0, 0 }, 200, plain);
    QCOMPARE(layout.verticalNeighbour(1, 1), 8);
    QCOMPARE(layout.verticalNeighbour(8, -1), 1);
    QCOMPARE(layout.verticalNeighbour(6, 1), 9); // nothing below it: the last one
    QCOMPARE(layout.verticalNeighbour(0, -1), 0);
    QCOMPARE(layout.verticalNeighbour(11, 1), 11);
}

void tst_AgentMap::narrowsColumns_whenThereAreThousands()
{
    QVERIFY(ui::mapMeasures(50, 1).columnWidth > ui::mapMeasures(1000, 1).columnWidth);
    QVERIFY(ui::mapMeasures(10000, 1).columnWidth < ui::narrowestWithBlocks);
    QVERIFY(ui::mapMeasures(10000, 2).columnWidth > ui::mapMeasures(10000, 1).columnWidth);
}

void tst_AgentMap::stacksBlocks_withoutGapOrOverflow()
{
    StateBuilder b;
    b.agent("a1", "ip-a1", { 7, 1024, 0, 0 }, { 7, 0, 0, 0 });
    for (const char *id : { "t1", "t2", "t3", "t4", "t5", "t6", "t7" })
        b.task(id, id, "f1", "a1", TaskState::Running, now).resources = { 1, 0, 0, 0 };
    const MapPicture map = ui::makeMapPicture(b.build(), {});
    const QRect bar(0, 0, 27, 66);
    int foot = 65;
    for (uint32_t i = 0; i < 7; ++i) {
        const QRect block = ui::blockRect(bar, map, map.columns[0], i);
        QCOMPARE(block.bottom(), foot - 1);
        QVERIFY(block.height() >= 9);
        foot = block.top();
    }
    QCOMPARE(foot, 1); // one pixel of outline
}

void tst_AgentMap::saysTaskAndAgent_underThePointer()
{
    core::ManualClock clock(now);
    AgentMap map(clock);
    map.resize(400, 200);
    map.setPicture(picture(cluster()));
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    const QRect column = map.columnRect(0);
    QTest::mouseMove(map.viewport(), QPoint(column.center().x(), column.bottom() - 4));
    QTRY_COMPARE(map.lineText(), u"model · running 5 min · 4.0 cpus, 32.0 GiB · ip-a1"_s);
    QTest::mouseMove(map.viewport(), map.columnRect(1).center() - QPoint(0, 20));
    QTRY_VERIFY2(map.lineText().startsWith(u"ip-a2 · active · 0 tasks"_s), qPrintable(map.lineText()));
}

void tst_AgentMap::selectsByClick_andWalksByKey()
{
    core::ManualClock clock(now);
    AgentMap map(clock);
    map.resize(400, 200);
    map.setPicture(picture(cluster()));
    QSignalSpy selected(&map, &AgentMap::agentSelected);
    QSignalSpy opened(&map, &AgentMap::agentOpened);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.columnRect(1).center());
    QCOMPARE(map.currentKey(), QByteArray("a2"));
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_End);
    QTest::keyClick(&map, Qt::Key_Right); // stays
    QCOMPARE(map.currentKey(), QByteArray("b1"));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(selected.first().first().toByteArray(), QByteArray("a2"));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toByteArray(), QByteArray("b1"));
}

void tst_AgentMap::keepsTheCurrentAgent_whenOthersLeave()
{
    core::ManualClock clock(now);
    AgentMap map(clock);
    map.resize(400, 200);
    map.setPicture(picture(cluster()));
    map.setCurrentKey("a3");
    QCOMPARE(map.currentColumn(), 2);
    StateBuilder fewer;
    fewer.agent("a3", "ip-a3", large);
    fewer.agent("b1", "ip-b1", small);
    map.setPicture(picture(fewer.build()));
    QCOMPARE(map.currentKey(), QByteArray("a3"));
    QCOMPARE(map.picture()->key(static_cast<uint32_t>(map.currentColumn())), QByteArray("a3"));
    StateBuilder without;
    without.agent("b1", "ip-b1", small);
    map.setPicture(picture(without.build()));
    QCOMPARE(map.currentColumn(), -1);
    map.setPicture(picture(cluster())); // it is back: still the one that was looked at
    QCOMPARE(map.currentColumn(), 2);
}

void tst_AgentMap::tellsScreenReaders_eachColumn()
{
    core::ManualClock clock(now);
    AgentMap map(clock);
    map.resize(400, 200);
    map.setPicture(picture(cluster()));
    map.setCurrentKey("a1");
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&map);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::List);
    QCOMPARE(access->childCount(), 4);
    QAccessibleInterface *first = access->child(0);
    QCOMPARE(first->text(QAccessible::Name), u"ip-a1, agent, active, 2 tasks, 75 % allocated, a task failed here"_s);
    QVERIFY(first->state().selected);
    QVERIFY(!access->child(1)->state().selected);
    QCOMPARE(access->indexOfChild(first), 0);
    QCOMPARE(first->rect().size(), map.columnRect(0).size());
    QVERIFY(!access->child(4));
}

void tst_AgentMap::paintsTenThousandAgents_onlyWhereSeen()
{
    StateBuilder b;
    for (int i = 0; i < 10000; ++i) {
        const std::string id = std::to_string(100000 + i);
        b.agent(id, "ip-" + id, large, { 8, 0, 0, 0 });
    }
    core::ManualClock clock(now);
    AgentMap map(clock);
    map.resize(1200, 240);
    map.setPicture(picture(b.build()));
    QVERIFY(map.mapLayout().size.height() > map.height());
    const auto [first, last] = map.mapLayout().runsIn(0, map.viewport()->height());
    QVERIFY(last - first < map.mapLayout().runs.size() / 2);
    const QImage image = map.grab().toImage();
    const QRect column = map.columnRect(0);
    QCOMPARE(image.pixelColor(column.center().x(), column.bottom() - 2), ui::Theme::instance()->tokens().allocated);
    map.setCurrentKey("109999"); // the last one is scrolled to
    QVERIFY(map.viewport()->rect().contains(map.columnRect(map.currentColumn())));
}

void tst_AgentMap::listsTasksOfAnAgent_failedFirst()
{
    const mesos::Snapshot snapshot = cluster();
    const QList<ui::AgentTask> tasks = ui::tasksOn(*snapshot, snapshot->agents[0].id, now);
    QStringList names;
    for (const ui::AgentTask &task : tasks)
        names += task.name;
    QCOMPARE(names, QStringList({ u"died"_s, u"etl"_s, u"model"_s }));
    ui::AgentTasksModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTasks(tasks);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QList<ui::AgentTask> changed = tasks;
    changed[1].cpus = 6;
    model.setTasks(changed);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(model.index(1).data(ui::AgentTasksModel::CpusRole).toString(), u"6.0"_s);
    QCOMPARE(model.index(0).data(ui::AgentTasksModel::LinkRole).toString(), u"task/f1/t3"_s);
}

QTEST_MAIN(tst_AgentMap)
#include "tst_agentmap.moc"
