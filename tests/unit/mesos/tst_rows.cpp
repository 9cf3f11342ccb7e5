// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentrows.h"
#include "models/mesos/rows/frameworkrows.h"
#include "models/mesos/rows/maintenancerows.h"
#include "models/mesos/rows/rolerows.h"
#include "models/mesos/rows/taskrows.h"
#include "models/tables/filter.h"
#include "models/tables/tablemodel.h"
#include "tests/support/statebuilder.h"
#include "tests/unit/mesos/goldenfiles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace mesos;
using namespace std::chrono_literals;
using AgentPhase::Active;
using tables::Severity;
using tables::TableModel;

namespace {

constexpr TimePoint now{ core::Duration(1'795'400'000'000) };
constexpr float gib = 1024;

/// The cells of one row, "key: text", for the columns asked for.
QStringList cells(const tables::Rows &rows, uint32_t row, const QStringList &keys)
{
    QStringList shown;
    for (const QString &key : keys)
        shown.append(rows->display(row, tables::columnOf(rows->columns(), key), now));
    return shown;
}

QString cell(const tables::Rows &rows, uint32_t row, const QString &key)
{
    return cells(rows, row, { key }).first();
}

QVariant extra(const tables::Rows &rows, uint32_t row, const QString &key, int role)
{
    return rows->extra(row, tables::columnOf(rows->columns(), key), role);
}

/// Names of the rows that pass.
QStringList passing(const tables::Rows &rows, const QString &filterText)
{
    const core::Result<tables::Filter> filter = tables::Filter::parse(filterText, rows->columns());
    if (!filter)
        return { filter.error().detail };
    QStringList keys;
    for (const uint32_t row : filter->apply(*rows, now))
        keys.append(QString::fromStdString(std::string(rows->key(row))));
    return keys;
}

/// Keys of the columns that differ between two pictures of one object.
QStringList changedColumns(const tables::Rows &newer, uint32_t row, const tables::Rows &older, uint32_t olderRow)
{
    uint64_t mask = 0;
    const bool same = newer->sameRow(row, *older, olderRow, mask);
    QStringList keys;
    for (int column = 0; column < newer->columns().size(); ++column) {
        if ((mask & tables::columnBit(column)) != 0)
            keys.append(newer->columns().at(column).key);
    }
    return same == keys.isEmpty() ? keys : QStringList{ u"the answer and the mask differ"_s };
}

} // namespace

class tst_Rows : public QObject
{
    Q_OBJECT

private slots:
    void tellsStatesOfAgentsApart_data();
    void tellsStatesOfAgentsApart();
    void showsAgents();
    void showsAttributesAsColumns();
    void warnsOfFullDisks();
    void sumsAgentsThatCount();
    void tellsMaintenanceAsOfNow();
    void showsTasks();
    void showsTheServersWord_whenAStateIsUnknown();
    void showsFrameworks();
    void showsRolesBesideTheirQuota();
    void showsWhatAgentsUse_beside();
    void showsMaintenanceWindows();
    void findsRowsByKey();
    void tellsChangedColumnsOfAgents();
    void tellsChangedColumnsOfTasks();
    void tellsChanges_acrossPools();
    void showsTheRecordedCluster();
    void survivesAllRecordedPictures();
    void describesEveryColumn();
};

void tst_Rows::tellsStatesOfAgentsApart_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("tasks");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("glyph");
    QTest::addColumn<QString>("note");
    const auto add = [](AgentPhase phase, int tasks, const char *word, const char *glyph, const char *note) {
        QTest::addRow("%s, %d tasks", glyph, tasks) << int(phase) << tasks << QString::fromLatin1(word)
                                                    << QString::fromLatin1(glyph) << QString::fromLatin1(note);
    };
    add(AgentPhase::Active, 3, "active", "active", "");
    add(AgentPhase::Active, 0, "active, idle", "active", "");
    add(AgentPhase::Disconnected, 0, "disconnected", "disconnected", "connection lost");
    add(AgentPhase::Deactivated, 1, "cordoned", "cordoned", "1 task left");
    add(AgentPhase::Draining, 7, "draining", "draining", "7 tasks left");
    add(AgentPhase::Draining, 0, "draining", "draining", "no task left");
    add(AgentPhase::Drained, 0, "drained", "drained", "");
    add(AgentPhase::Unreachable, 2, "unreachable", "unreachable", "as last seen");
    add(AgentPhase::Recovering, 0, "recovering", "recovering", "");
}

void tst_Rows::tellsStatesOfAgentsApart()
{
    QFETCH(int, phase);
    QFETCH(int, tasks);
    support::StateBuilder builder;
    Agent &agent = builder.agent("a1", "host", {});
    agent.phase = static_cast<AgentPhase>(phase);
    agent.liveTasks = static_cast<uint32_t>(tasks);
    const tables::Rows rows = agentRows(builder.build(), {});
    QTEST(cell(rows, 0, u"state"_s), "word");
    QTEST(extra(rows, 0, u"state"_s, TableModel::GlyphRole).toString(), "glyph");
    QTEST(cell(rows, 0, u"note"_s), "note");
    QCOMPARE(rows->text(0, tables::columnOf(rows->columns(), u"note")), cell(rows, 0, u"note"_s).toStdString());
}

void tst_Rows::showsAgents()
{
    support::StateBuilder builder;
    Agent &agent = builder.agent("a1", "ip-10-130-118-157", { 16, 122.8F * gib, 400 * gib, 2 },
                                 { 9.5F, 78 * gib, 190.5F * gib, 1 });
    agent.zone = builder.text("us-east-1d");
    agent.registered = now - 6h - 37min;
    agent.liveTasks = 4;
    builder.attribute("slave-type", "on-demand");
    const tables::Rows rows = agentRows(builder.build(), u"slave-type"_s);
    QCOMPARE(cells(rows, 0,
                   { u"state"_s, u"agent"_s, u"pool"_s, u"tasks"_s, u"cpus"_s, u"mem"_s, u"disk"_s, u"gpus"_s,
                     u"zone"_s, u"registered"_s }),
             (QStringList{ u"active"_s, u"ip-10-130-118-157"_s, u"on-demand"_s, u"4"_s, u"9.5 / 16.0"_s,
                           u"78.0 / 122.8"_s, u"190.5 / 400"_s, u"1 / 2"_s, u"us-east-1d"_s, u"6 h 37"_s }));
    QCOMPARE(cells(rows, 0, { u"cpus-free"_s, u"mem-free"_s, u"cpus-total"_s, u"cpus-use"_s }),
             (QStringList{ u"6.5"_s, u"44.8"_s, u"16.0"_s, u"59 %"_s }));
    QCOMPARE(extra(rows, 0, u"cpus-use"_s, TableModel::MeterRole).toDouble(), 9.5 / 16);
    QCOMPARE(extra(rows, 0, u"pool"_s, TableModel::LinkRole).toString(), u"pool/on-demand"_s);
    QCOMPARE(rows->severity(0), Severity::None);
    QCOMPARE(passing(rows, u"cpus>9 cpus-free>=6.5 mem-use<70 registered<7h state:active"_s), QStringList{ u"a1"_s });
}

void tst_Rows::showsAttributesAsColumns()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", {});
    builder.attribute("slave-type", "mesos-spot");
    builder.attribute("rack", "r1");
    builder.agent("a2", "h2", {});
    builder.attribute("zone", "z9");
    builder.attribute("slave-type", "fixed");
    const tables::Rows rows = agentRows(builder.build(), u"slave-type"_s);
    QStringList keys;
    for (qsizetype i = agentColumns().size(); i < rows->columns().size(); ++i) {
        keys.append(rows->columns().at(i).key);
        QVERIFY(rows->columns().at(i).hiddenAtFirst);
    }
    QCOMPARE(keys, (QStringList{ u"rack"_s, u"slave-type"_s, u"attribute-zone"_s })); // "zone" is another column's key
    QCOMPARE(passing(rows, u"slave-type:spot"_s), QStringList{ u"a1"_s });
    QCOMPARE(passing(rows, u"pool=fixed"_s), QStringList{ u"a2"_s });
    QCOMPARE(passing(rows, u"rack="_s), QStringList{ u"a2"_s });
    QCOMPARE(cell(rows, 1, u"zone"_s), u"z9"_s); // there are no fault domains: the attribute tells
}

void tst_Rows::warnsOfFullDisks()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", { 1, 1, 400 * gib, 0 }, { 0, 0, 379 * gib, 0 });
    builder.agent("a2", "h2", { 1, 1, 400 * gib, 0 }, { 0, 0, 380 * gib, 0 });
    builder.agent("a3", "h3", { 1, 1, 400 * gib, 0 }, { 0, 0, 398.9F * gib, 0 });
    builder.agent("a4", "h4", { 1, 1, 0, 0 });
    const tables::Rows rows = agentRows(builder.build(), {});
    const auto loudness
        = [&](uint32_t row) { return extra(rows, row, u"disk"_s, TableModel::CellSeverityRole).toInt(); };
    QCOMPARE(rows->severity(0), Severity::None);
    QCOMPARE(rows->severity(1), Severity::Warning);
    QCOMPARE(rows->severity(2), Severity::Failure);
    QCOMPARE(rows->severity(3), Severity::None);
    QCOMPARE(loudness(1), int(Severity::Warning));
    QCOMPARE(loudness(2), int(Severity::Failure));
    QCOMPARE(cell(rows, 2, u"disk"_s), u"398.9 / 400"_s);
    QCOMPARE(cell(rows, 2, u"note"_s), u"1.1 GiB of disk left"_s);
    QCOMPARE(cell(rows, 3, u"disk-use"_s), u"–"_s);
    QCOMPARE(passing(rows, u"disk-use>=95%"_s), (QStringList{ u"a2"_s, u"a3"_s }));
}

void tst_Rows::sumsAgentsThatCount()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", { 16, 64 * gib, 400 * gib, 0 }, { 15, 60 * gib, 100 * gib, 0 }).liveTasks = 3;
    builder.agent("a2", "h2", { 16, 64 * gib, 400 * gib, 0 }, { 1, 2 * gib, 0, 0 }).liveTasks = 1;
    builder.agent("a3", "h3", { 16, 64 * gib, 400 * gib, 0 }, { 16, 64 * gib, 0, 0 }).phase = AgentPhase::Unreachable;
    const tables::Rows rows = agentRows(builder.build(), {});
    const std::vector<uint32_t> all{ 0, 1, 2 };
    const auto sum
        = [&](const QString &key) { return rows->groupDisplay(all, tables::columnOf(rows->columns(), key)); };
    QCOMPARE(sum(u"cpus"_s), u"16.0 / 32.0"_s);
    QCOMPARE(sum(u"mem"_s), u"62.0 / 128.0"_s);
    QCOMPARE(sum(u"disk"_s), u"100.0 / 800"_s);
    QCOMPARE(sum(u"tasks"_s), u"4"_s);
    QCOMPARE(sum(u"cpus-use"_s), QString());
    QCOMPARE(sum(u"agent"_s), QString());
    QCOMPARE(rows->countInWords(1), u"1 agent"_s);
    QCOMPARE(rows->countInWords(18), u"18 agents"_s);
}

void tst_Rows::tellsMaintenanceAsOfNow()
{
    support::StateBuilder builder;
    Agent &agent = builder.agent("a1", "h1", {});
    agent.unavailableFrom = now;
    agent.unavailableFor = 2h;
    const tables::Rows rows = agentRows(builder.build(), {});
    const int note = tables::columnOf(rows->columns(), u"note");
    QCOMPARE(rows->display(0, note, now - 65min), u"maintenance in 1 h 05"_s);
    QCOMPARE(rows->display(0, note, now + 80min), u"in maintenance, 40 min left"_s);
    QCOMPARE(rows->display(0, note, now + 3h), u"maintenance ended 1 h 00 ago"_s);
    QCOMPARE(passing(rows, u"note:maintenance"_s), QStringList{ u"a1"_s });
}

void tst_Rows::showsTasks()
{
    support::StateBuilder builder;
    builder.agent("a1", "ip-10-0-0-1", {});
    builder.framework("f1", "aurora");
    Task &task = builder.task("t1", "prod/itaipu", "f1", "a1", TaskState::Running, now - 90s);
    task.resources = { 6, 96 * gib, 0.5F * gib, 0 };
    task.role = builder.text("prod");
    task.started = now - 2h;
    task.health = Health::Unhealthy;
    builder.task("t2", "x", "f9", "a9", TaskState::Failed, now - 4s).message = builder.text("No space left");
    const tables::Rows rows = taskRows(builder.build());
    QCOMPARE(cells(rows, 0,
                   { u"state"_s, u"name"_s, u"id"_s, u"framework"_s, u"agent"_s, u"role"_s, u"cpus"_s, u"mem"_s,
                     u"disk"_s, u"started"_s, u"in-state"_s, u"message"_s, u"list"_s, u"health"_s }),
             (QStringList{ u"RUNNING"_s, u"prod/itaipu"_s, u"t1"_s, u"aurora"_s, u"ip-10-0-0-1"_s, u"prod"_s, u"6.0"_s,
                           u"96.0"_s, u"0.5"_s, u"2 h 00"_s, u"1 min 30 s"_s, QString(), u"live"_s, u"unhealthy"_s }));
    QCOMPARE(extra(rows, 0, u"state"_s, TableModel::GlyphRole).toString(), u"TASK_RUNNING"_s);
    QCOMPARE(extra(rows, 0, u"framework"_s, TableModel::LinkRole).toString(), u"framework/f1"_s);
    QCOMPARE(extra(rows, 0, u"agent"_s, TableModel::LinkRole).toString(), u"agent/a1"_s);
    QCOMPARE(rows->severity(0), Severity::Warning);
    // What is not listed any more is shown by its id.
    QCOMPARE(cells(rows, 1, { u"state"_s, u"framework"_s, u"agent"_s, u"started"_s, u"list"_s }),
             (QStringList{ u"FAILED"_s, u"f9"_s, u"a9"_s, u"–"_s, u"completed"_s }));
    QCOMPARE(rows->severity(1), Severity::Failure);
    QCOMPARE(rows->toolTip(1, 0, now), u"No space left"_s);
    QCOMPARE(std::string(rows->key(1)), std::string("f9/t2"));
    QCOMPARE(passing(rows, u"state:failed|lost message:\"no space\""_s), QStringList{ u"f9/t2"_s });
    QVERIFY(rows->rank(1, 0) < rows->rank(0, 0));
}

void tst_Rows::showsTheServersWord_whenAStateIsUnknown()
{
    support::StateBuilder builder;
    builder.task("t1", "x", "f1", "a1", TaskState::Unknown).stateWord = builder.text("TASK_TELEPORTED");
    const tables::Rows rows = taskRows(builder.build());
    QCOMPARE(cell(rows, 0, u"state"_s), u"TELEPORTED"_s);
    QCOMPARE(extra(rows, 0, u"state"_s, TableModel::GlyphRole).toString(), u"TASK_TELEPORTED"_s);
}

void tst_Rows::showsFrameworks()
{
    support::StateBuilder builder;
    builder.framework("f1", "aurora").host = builder.text("ip-1");
    Framework &orphan = builder.framework("f2", "old spark", FrameworkPhase::Disconnected);
    orphan.used = { 48, 96 * gib, 0, 0 };
    orphan.liveTasks = 12;
    orphan.unregistered = now - 3h;
    orphan.failoverTimeout = 2h;
    const uint32_t first = static_cast<uint32_t>(builder.state().frameworkRoles.size());
    builder.state().frameworkRoles.push_back(builder.text("web"));
    builder.state().frameworkRoles.push_back(builder.text("web/eu"));
    orphan.roles = { first, 2 };
    const tables::Rows rows = frameworkRows(builder.build());
    QCOMPARE(cells(rows, 0, { u"state"_s, u"name"_s, u"inactive"_s, u"host"_s }),
             (QStringList{ u"active"_s, u"aurora"_s, u"–"_s, u"ip-1"_s }));
    QCOMPARE(cells(rows, 1,
                   { u"state"_s, u"id"_s, u"tasks"_s, u"cpus"_s, u"mem"_s, u"inactive"_s, u"role"_s,
                     u"failover-timeout"_s }),
             (QStringList{ u"inactive, disconnected"_s, u"f2"_s, u"12"_s, u"48.0"_s, u"96.0"_s, u"3 h 00"_s,
                           u"web, web/eu"_s, u"2 h 00"_s }));
    QCOMPARE(rows->severity(0), Severity::None);
    QCOMPARE(rows->severity(1), Severity::Warning);
    QCOMPARE(extra(rows, 1, u"state"_s, TableModel::GlyphRole).toString(), u"disconnected"_s);
    QVERIFY(rows->rank(1, 0) < rows->rank(0, 0));
    QCOMPARE(passing(rows, u"state:inactive inactive>2h"_s), QStringList{ u"f2"_s });
}

void tst_Rows::showsRolesBesideTheirQuota()
{
    support::StateBuilder builder;
    Role full;
    full.name = builder.text("prod");
    full.weight = 2.5;
    full.frameworks = 3;
    full.guarantee = ResourceSum{ 8, 0, 0, 0 };
    full.limit = ResourceSum{ 16, 64.0 * 1024, -1, -1 };
    full.allocated = { 16, 32 * gib, 10 * gib, 0 };
    Role open;
    open.name = builder.text("test");
    builder.state().roles = { full, open };
    const tables::Rows rows = roleRows(builder.build());
    QCOMPARE(cells(rows, 0,
                   { u"role"_s, u"weight"_s, u"frameworks"_s, u"cpus"_s, u"cpus-use"_s, u"cpus-guarantee"_s,
                     u"cpus-limit"_s, u"mem-use"_s, u"mem-guarantee"_s, u"disk-limit"_s }),
             (QStringList{ u"prod"_s, u"2.5"_s, u"3"_s, u"16.0"_s, u"100 %"_s, u"8.0"_s, u"16.0"_s, u"50 %"_s, u"–"_s,
                           u"–"_s }));
    QCOMPARE(rows->severity(0), Severity::Warning); // it gets no more CPUs
    QCOMPARE(cells(rows, 1, { u"cpus-use"_s, u"cpus-limit"_s }), (QStringList{ u"–"_s, u"–"_s }));
    QCOMPARE(rows->severity(1), Severity::None);
}

void tst_Rows::showsWhatAgentsUse_beside()
{
    support::StateBuilder builder;
    builder.agent("a1", "one", { 8, 16 * gib, 100 * gib, 0 }, { 6, 8 * gib, 0, 0 });
    builder.agent("a2", "two", { 8, 16 * gib, 100 * gib, 0 });
    const Snapshot state = builder.build();
    const auto use = std::make_shared<AgentUse>();
    use->cpus = 1.5;
    use->memory = 4 * double(gib);
    const tables::Rows rows = agentRows(state, {}, { { "a1", use } });
    QCOMPARE(cells(rows, 0, { u"cpus"_s, u"cpus-used"_s, u"mem-used"_s }),
             (QStringList{ u"6.0 / 8.0"_s, u"1.5"_s, u"4.0"_s }));
    QCOMPARE(cells(rows, 1, { u"cpus-used"_s, u"mem-used"_s }),
             cells(agentRows(state, {}), 0, { u"cpus-used"_s, u"mem-used"_s }));
    QCOMPARE(passing(rows, u"mem-used>2"_s), QStringList{ u"a1"_s });
    const auto more = std::make_shared<AgentUse>(*use);
    more->cpus = 2;
    QCOMPARE(changedColumns(agentRows(state, {}, { { "a1", more } }), 0, rows, 0), QStringList{ u"cpus-used"_s });
}

void tst_Rows::showsMaintenanceWindows()
{
    support::StateBuilder builder;
    builder.agent("a1", "one", {}).phase = AgentPhase::Deactivated;
    const core::TextId one = builder.text("one");
    const core::TextId other = builder.text("other");
    builder.state().maintenance = { { one, builder.text("10.0.0.1"), now + 2h, 30min, false },
                                    { one, builder.text("10.0.0.1"), now - 1h, {}, false },
                                    { other, {}, now - 2h, 1h, true } };
    const tables::Rows rows = maintenanceRows(builder.build());
    QCOMPARE(rows->rowCount(), 3U);
    const QStringList keys{ u"state"_s, u"machine"_s, u"until"_s, u"length"_s, u"agent"_s };
    QCOMPARE(cells(rows, 0, keys).at(0), u"planned"_s);
    QCOMPARE(cells(rows, 0, keys).at(4), u"cordoned"_s);
    QCOMPARE(cells(rows, 1, keys).mid(0, 4), (QStringList{ u"window open"_s, u"one"_s, u"open end"_s, u"open end"_s }));
    QCOMPARE(cells(rows, 2, keys).at(0), u"down"_s);
    QCOMPARE(cells(rows, 2, keys).at(4), u"none registered"_s);
    QCOMPARE(extra(rows, 0, u"machine"_s, TableModel::LinkRole).toString(), u"agent/a1"_s);
    QVERIFY(!extra(rows, 2, u"machine"_s, TableModel::LinkRole).isValid());
    QVERIFY(rows->key(0) != rows->key(1)); // two windows of one machine
    QCOMPARE(passing(rows, u"state=down"_s).size(), 1);
}

void tst_Rows::findsRowsByKey()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", {});
    builder.agent("a2", "h2", {});
    builder.task("t1", "x", "f1", "a1", TaskState::Running);
    builder.task("t1", "x", "f2", "a1", TaskState::Running);
    const Snapshot state = builder.build();
    const tables::Rows tasks = taskRows(state);
    QCOMPARE(tasks->rowOf("f2/t1"), int64_t{ 1 });
    QCOMPARE(tasks->rowOf("f3/t1"), int64_t{ -1 });
    QCOMPARE(tasks->rowOf("t1"), int64_t{ -1 });
    QVERIFY(tasks->identity(0) != tasks->identity(1));
    QCOMPARE(agentRows(state, {})->rowOf("a2"), int64_t{ 1 });
    QCOMPARE(agentRows(state, {})->rowOf(""), int64_t{ -1 });
}

void tst_Rows::tellsChangedColumnsOfAgents()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", { 16, 64 * gib, 0, 0 }, { 4, gib, 0, 0 }).liveTasks = 1;
    builder.attribute("rack", "r1");
    const Snapshot before = builder.build();
    const tables::Rows older = agentRows(before, u"rack"_s);
    const auto changed = [&](auto change) {
        auto state = std::make_shared<State>(*before);
        change(*state);
        return changedColumns(agentRows(state, u"rack"_s), 0, older, 0);
    };
    QCOMPARE(changed([](State &) {}), QStringList());
    QCOMPARE(changed([](State &s) { s.agents[0].used.cpus = 5; }),
             (QStringList{ u"cpus"_s, u"cpus-use"_s, u"cpus-free"_s }));
    QCOMPARE(changed([](State &s) { s.agents[0].total.mem = 65 * gib; }),
             (QStringList{ u"mem"_s, u"mem-use"_s, u"mem-free"_s, u"mem-total"_s }));
    QCOMPARE(changed([](State &s) { s.agents[0].phase = AgentPhase::Draining; }),
             (QStringList{ u"state"_s, u"note"_s }));
    QCOMPARE(changed([](State &s) { s.agents[0].liveTasks = 0; }), (QStringList{ u"state"_s, u"tasks"_s }));
    QCOMPARE(changed([&](State &s) { s.attributes[0].value = builder.text("r2"); }),
             (QStringList{ u"pool"_s, u"rack"_s }));
    QCOMPARE(changed([&](State &s) { s.attributes[0].name = builder.text("shelf"); }),
             (QStringList{ u"pool"_s, u"shelf"_s }));
    QCOMPARE(changed([](State &s) { s.agents[0].unavailableFrom = now; }), QStringList{ u"note"_s });
}

void tst_Rows::tellsChangedColumnsOfTasks()
{
    support::StateBuilder builder;
    builder.agent("a1", "h1", {});
    builder.framework("f1", "aurora");
    builder.task("t1", "x", "f1", "a1", TaskState::Staging, now - 1min);
    const Snapshot before = builder.build();
    const tables::Rows older = taskRows(before);
    const auto changed = [&](auto change) {
        auto state = std::make_shared<State>(*before);
        change(*state);
        return changedColumns(taskRows(state), 0, older, 0);
    };
    QCOMPARE(changed([](State &) {}), QStringList());
    QCOMPARE(changed([](State &s) {
                 s.tasks[0].state = TaskState::Running;
                 s.tasks[0].changed = s.tasks[0].started = now;
             }),
             (QStringList{ u"state"_s, u"started"_s, u"in-state"_s }));
    QCOMPARE(changed([](State &s) { s.agents.clear(); }), QStringList{ u"agent"_s }); // shown by its id now
    QCOMPARE(changed([&](State &s) { s.frameworks[0].name = builder.text("borealis"); }),
             QStringList{ u"framework"_s });
    QCOMPARE(changed([](State &s) { s.tasks[0].list = TaskList::Unreachable; }), QStringList{ u"list"_s });
}

/// After a restart of the decoder all ids are new; objects and what they show are the same.
void tst_Rows::tellsChanges_acrossPools()
{
    const auto build = [](const char *before, float cpus) {
        support::StateBuilder builder;
        builder.text(before); // shifts all ids
        builder.agent("a1", "h1", { 16, 0, 0, 0 }, { cpus, 0, 0, 0 });
        builder.task("t1", "x", "f1", "a1", TaskState::Running, now);
        return builder.build();
    };
    const Snapshot one = build("", 1);
    const Snapshot other = build("something", 2);
    QVERIFY(agentRows(one, {})->family() != agentRows(other, {})->family());
    QCOMPARE(changedColumns(agentRows(other, {}), 0, agentRows(one, {}), 0),
             (QStringList{ u"cpus"_s, u"cpus-use"_s, u"cpus-free"_s }));
    QCOMPARE(changedColumns(taskRows(other), 0, taskRows(one), 0), QStringList());

    TableModel model(core::systemClock());
    QSignalSpy applied(&model, &TableModel::applied);
    model.setRows(agentRows(one, {}));
    QVERIFY(applied.wait(60000));
    const QPersistentModelIndex index = model.index(0, 0);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setRows(agentRows(other, {}));
    QVERIFY(applied.wait(60000));
    QVERIFY(index.isValid());
    QVERIFY(removed.isEmpty());
}

void tst_Rows::showsTheRecordedCluster()
{
    Decoder decoder;
    const core::Result<Snapshot> state = golden::decode(decoder, golden::body(u"main-state"_s));
    QVERIFY(state);
    const tables::Rows agents = agentRows(*state, u"slave-type"_s);
    QCOMPARE(agents->rowCount(), 3U);
    const auto row = [&](const QString &filter) {
        return static_cast<uint32_t>(tables::Filter::parse(filter, agents->columns())->apply(*agents, now).at(0));
    };
    QCOMPARE(cells(agents, row(u"slave-type:spot"_s),
                   { u"agent"_s, u"pool"_s, u"cpus"_s, u"mem"_s, u"zone"_s, u"bid"_s, u"cores"_s, u"ports"_s,
                     u"reserved"_s }),
             (QStringList{ u"ip-10-0-2-13.mesos.test"_s, u"mesos-spot"_s, u"2.8 / 10.0"_s, u"1.4 / 31.0"_s,
                           u"us-east-1b"_s, u"0.125"_s, u"[0-3, 8-11]"_s, u"[31000-31999, 32500-32510]"_s, u"web"_s }));
    QCOMPARE(passing(agents, u"rack=r1"_s).size(), 1);
    QCOMPARE(passing(agents, u"cpus>=2 state:active"_s).size(), 1);

    const tables::Rows frameworks = frameworkRows(*state);
    QCOMPARE(passing(frameworks, u"webshop tasks>0"_s).size(), 1);
    const tables::Rows tasks = taskRows(*state);
    QCOMPARE(passing(tasks, u"framework=webshop list=live"_s).size(), 7);
    QCOMPARE(passing(tasks, u"framework=analytics list=live"_s).size(), 2);
}

/// The recorded sessions one after another through the model: whatever happens in a real cluster.
void tst_Rows::survivesAllRecordedPictures()
{
    TableModel agents(core::systemClock());
    TableModel tasks(core::systemClock());
    TableModel frameworks(core::systemClock());
    const QList<TableModel *> models{ &agents, &tasks, &frameworks };
    for (TableModel *model : models) {
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        model->setSort({ { 0, Qt::AscendingOrder }, { 1, Qt::AscendingOrder } });
    }
    int pictures = 0;
    const QStringList files = QDir(QStringLiteral(GOLDEN_DIR "/mesos")).entryList({ u"*-state.http"_s }, QDir::Files);
    for (const QString &file : files) {
        Decoder decoder; // the recordings are of many clusters
        const core::Result<Snapshot> state = golden::decode(decoder, golden::body(file.chopped(5)));
        if (!state)
            continue;
        ++pictures;
        agents.setRows(agentRows(*state, u"slave-type"_s));
        tasks.setRows(taskRows(*state));
        frameworks.setRows(frameworkRows(*state));
        for (TableModel *model : models) {
            QTRY_VERIFY(!model->isBusy());
            QCOMPARE(model->shownCount(), model->totalCount());
        }
        QCOMPARE(tasks.totalCount(), int((*state)->tasks.size()));
    }
    QVERIFY(pictures >= 10);
}

void tst_Rows::describesEveryColumn()
{
    for (const QList<tables::Column> &columns :
         { agentColumns(), taskColumns(), frameworkColumns(), roleColumns(), maintenanceColumns() }) {
        QSet<QString> keys;
        int fixed = 0;
        for (const tables::Column &column : columns) {
            QVERIFY2(!keys.contains(column.key), qPrintable(column.key));
            keys.insert(column.key);
            QVERIFY2(column.width > 0 && !(column.title.isEmpty() && column.kind != tables::Kind::Meter),
                     qPrintable(column.key));
            fixed += column.priority == 0;
        }
        QVERIFY(fixed >= 1);
    }
}

QTEST_GUILESS_MAIN(tst_Rows)
#include "tst_rows.moc"
