// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "tests/unit/mesos/goldenfiles.h"
#include "tests/unit/mesos/printed.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace mesos;

class tst_Decoder : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryFieldThatJqReads_data();
    void readsEveryFieldThatJqReads();
    void readsTheSameAgain_whenItKnowsTheLastPicture();
    void readsAllRecordingsInTurn_whateverTheirOrder_data();
    void readsAllRecordingsInTurn_whateverTheirOrder();
    void guessesNoAttributes_whenThereAreMoreAgentsThanBefore();
    void readsPhasesAndDrainsOfSlaves_data();
    void readsPhasesAndDrainsOfSlaves();
    void takesDrainsFromSlaves_andKeepsThemWhileNotAsked();
    void readsRoles_data();
    void readsRoles();
    void readsMaintenance();
    void marksMachinesThatAreDown();
    void keepsCompanions_whenTheyAreNotAsked();
    void keepsUnreachableAgent_untilTheMasterCountsNone();
    void keepsAgents_whileNewLeaderKnowsNobody();
    void keepsIdsBetweenPolls_andBeginsNewPoolWhenOldTextsOutweigh();
    void keepsFirstStart_whenHealthChangesLater();
    void unescapesTexts();
    void acceptsAnyOrderOfKeys();
};

namespace {

Snapshot decoded(Decoder &decoder, const QByteArray &state)
{
    const core::Result<Snapshot> result = golden::decode(decoder, state);
    if (!result)
        qWarning("%s: %s", qPrintable(result.error().path), qPrintable(result.error().detail));
    return result ? *result : nullptr;
}

QByteArray task(const QByteArray &id, const QByteArray &more)
{
    return R"({"id":")" + id + R"(","framework_id":"f","slave_id":"s","state":"TASK_RUNNING")" + more + "}";
}

QByteArray cluster(const QByteArray &tasks, const QByteArray &agents = {})
{
    return R"({"slaves":[)" + agents + R"(],"frameworks":[{"id":"f","name":"n","tasks":[)" + tasks + "]}]}";
}

} // namespace

void tst_Decoder::readsEveryFieldThatJqReads_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : golden::expectations(u"state"_s))
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_Decoder::readsEveryFieldThatJqReads()
{
    QFETCH(QString, name);
    Decoder decoder;
    const Snapshot snapshot = decoded(decoder, golden::body(name));
    QVERIFY(snapshot);
    QCOMPARE(printed(*snapshot), golden::expected(name));
    QCOMPARE(static_cast<int>(snapshot->pool.use_count()) > 1, true);
}

void tst_Decoder::readsTheSameAgain_whenItKnowsTheLastPicture()
{
    Decoder decoder;
    // Each next to quite another moment: guesses are wrong as often as right.
    for (const QString &name :
         { u"main-state"_s, u"main-state"_s, u"inactive-state"_s, u"drained-state"_s, u"main-state"_s }) {
        const Snapshot snapshot = decoded(decoder, golden::body(name));
        QVERIFY(snapshot);
        QStringList lines = printed(*snapshot);
        const QString started = lines.filter(u"\tcart\t"_s).value(0).section(u'\t', 11, 11);
        QStringList expected = golden::expected(name);
        // A start that a later poll tells later is kept: compare without that one column.
        for (QStringList *list : { &lines, &expected })
            for (QString &line : *list)
                if (line.startsWith(u"task"_s))
                    line = line.section(u'\t', 0, 10) + line.section(u'\t', 12);
        QCOMPARE(lines, expected);
        QVERIFY(!started.isEmpty() || name != u"main-state"_s);
    }
}

void tst_Decoder::readsAllRecordingsInTurn_whateverTheirOrder_data()
{
    QTest::addColumn<QStringList>("names");
    QStringList names;
    for (const QString &file : QDir(QStringLiteral(GOLDEN_DIR "/mesos")).entryList({ u"*-state.http"_s }, QDir::Files))
        names.append(file.chopped(5));
    QVERIFY(names.size() > 20);
    QTest::newRow("by name") << names;
    QTest::newRow("backwards") << QStringList(names.crbegin(), names.crend());
    QStringList twice;
    for (const QString &name : names)
        twice << name << name;
    QTest::newRow("each twice") << twice;
    for (const unsigned seed : { 1U, 2U, 3U, 4U, 5U }) {
        QStringList shuffled = names + names;
        std::ranges::shuffle(shuffled, std::mt19937(seed));
        QTest::addRow("shuffled %u", seed) << shuffled;
    }
}

/// Masters, agents, other clusters and refusals: guesses from the last picture must never do more harm than being
/// wrong.
void tst_Decoder::readsAllRecordingsInTurn_whateverTheirOrder()
{
    QFETCH(QStringList, names);
    Decoder decoder;
    qsizetype read = 0;
    for (const QString &name : names) {
        Decoder fresh;
        const core::Result<Snapshot> expected = golden::decode(fresh, golden::body(name));
        const core::Result<Snapshot> snapshot = golden::decode(decoder, golden::body(name));
        QCOMPARE(snapshot.has_value(), expected.has_value());
        if (!snapshot)
            continue;
        ++read;
        QCOMPARE((*snapshot)->tasks.size(), (*expected)->tasks.size());
        for (size_t i = 0; i < (*expected)->tasks.size(); ++i) {
            QCOMPARE((*snapshot)->string((*snapshot)->tasks[i].id), (*expected)->string((*expected)->tasks[i].id));
            QCOMPARE((*snapshot)->string((*snapshot)->tasks[i].agent),
                     (*expected)->string((*expected)->tasks[i].agent));
        }
        for (const Agent &wanted : (*expected)->agents) {
            const Agent *const agent = (*snapshot)->agent((*snapshot)->pool->find((*expected)->view(wanted.id)));
            QVERIFY(agent);
            const auto attributes = (*snapshot)->attributesOf(*agent);
            const auto wantedAttributes = (*expected)->attributesOf(wanted);
            QCOMPARE(attributes.size(), wantedAttributes.size());
            for (size_t i = 0; i < attributes.size(); ++i) {
                QCOMPARE((*snapshot)->string(attributes[i].name), (*expected)->string(wantedAttributes[i].name));
                QCOMPARE((*snapshot)->string(attributes[i].value), (*expected)->string(wantedAttributes[i].value));
            }
        }
    }
    QVERIFY(read > 10); // the others are refusals and agents' answers
}

/// The agents beyond the last picture's have nothing there to be compared with: what the agent before them has lies in
/// another picture's list.
void tst_Decoder::guessesNoAttributes_whenThereAreMoreAgentsThanBefore()
{
    const auto agents = [](int count) {
        QByteArray list;
        for (int i = 0; i < count; ++i)
            list += QByteArray(i > 0 ? "," : "") + R"({"id":"s)" + QByteArray::number(i)
                + R"(","hostname":"h","attributes":{"rack":"r)" + QByteArray::number(i) + R"(","zone":"z"}})";
        return list;
    };
    Decoder decoder;
    QVERIFY(decoded(decoder, cluster({}, agents(1))));
    const Snapshot snapshot = decoded(decoder, cluster({}, agents(500)));
    QVERIFY(snapshot);
    QCOMPARE(snapshot->agents.size(), size_t{ 500 });
    for (const Agent &agent : snapshot->agents) {
        QCOMPARE(snapshot->string(snapshot->attribute(agent, "rack")), snapshot->string(agent.id).replace(u's', u'r'));
        QCOMPARE(snapshot->string(snapshot->attribute(agent, "zone")), u"z"_s);
    }
}

void tst_Decoder::readsPhasesAndDrainsOfSlaves_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : golden::expectations(u"slaves"_s))
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_Decoder::readsPhasesAndDrainsOfSlaves()
{
    QFETCH(QString, name);
    QByteArray body = golden::body(name).trimmed();
    body.chop(1);
    Decoder decoder;
    const Snapshot snapshot = decoded(decoder, body + ",\"frameworks\":[]}");
    QVERIFY(snapshot);
    QCOMPARE(printedPhases(*snapshot), golden::expected(name));
}

void tst_Decoder::takesDrainsFromSlaves_andKeepsThemWhileNotAsked()
{
    const QByteArray state = golden::body(u"draining-state"_s);
    const QByteArray slaves = golden::body(u"draining-slaves"_s);
    Decoder decoder;
    PolledBodies bodies{ golden::document(state), golden::document(slaves), {}, {}, {} };
    const core::Result<Snapshot> first = decoder.decode(bodies);
    QVERIFY(first);
    QCOMPARE(printedPhases(**first), golden::expected(u"draining-slaves"_s));
    const Snapshot second = decoded(decoder, state);
    QVERIFY(second);
    QCOMPARE(printedPhases(*second), golden::expected(u"draining-slaves"_s));
}

void tst_Decoder::readsRoles_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : golden::expectations(u"roles"_s))
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_Decoder::readsRoles()
{
    QFETCH(QString, name);
    const QByteArray state = golden::body(u"main-state"_s);
    const QByteArray roles = golden::body(name);
    Decoder decoder;
    const core::Result<Snapshot> snapshot
        = decoder.decode({ golden::document(state), {}, golden::document(roles), {}, {} });
    QVERIFY(snapshot);
    QCOMPARE(printedRoles(**snapshot), golden::expected(name));
}

void tst_Decoder::readsMaintenance()
{
    const QByteArray state = golden::body(u"main-state"_s);
    const QByteArray schedule = golden::body(u"maint-schedule"_s);
    const QByteArray status = golden::body(u"maint-status"_s);
    Decoder decoder;
    const core::Result<Snapshot> result
        = decoder.decode({ golden::document(state), {}, {}, golden::document(schedule), golden::document(status) });
    QVERIFY(result);
    const State &snapshot = **result;
    QCOMPARE(snapshot.maintenance.size(), size_t{ 3 });
    const MaintenanceWindow &window = snapshot.maintenance.front();
    QCOMPARE(snapshot.string(window.hostname), u"ip-10-0-1-12.mesos.test"_s);
    QCOMPARE(snapshot.string(window.address), u"127.0.0.1"_s);
    QCOMPARE(window.from.time_since_epoch().count(), 1795427529000);
    QCOMPARE(window.length.count(), 3600000);
    QVERIFY(std::ranges::none_of(snapshot.maintenance, &MaintenanceWindow::down));
    QCOMPARE(snapshot.maintenance[1].length.count(), 0);
    for (const Agent &agent : snapshot.agents) {
        const bool planned = snapshot.string(agent.hostname) == u"ip-10-0-1-12.mesos.test"_s;
        QCOMPARE(core::isKnown(agent.unavailableFrom), planned);
        QCOMPARE(agent.unavailableFor.count(), planned ? 3600000 : 0);
    }
}

void tst_Decoder::marksMachinesThatAreDown()
{
    const QByteArray state = golden::body(u"main-state"_s);
    const QByteArray schedule = golden::body(u"machinedown-schedule"_s);
    const QByteArray status = golden::body(u"machinedown-status"_s);
    Decoder decoder;
    const core::Result<Snapshot> result
        = decoder.decode({ golden::document(state), {}, {}, golden::document(schedule), golden::document(status) });
    QVERIFY(result);
    QStringList down;
    for (const MaintenanceWindow &window : (*result)->maintenance)
        if (window.down)
            down << (*result)->string(window.hostname);
    QCOMPARE(down, QStringList{ u"spare-1.mesos.test"_s });
}

void tst_Decoder::keepsCompanions_whenTheyAreNotAsked()
{
    const QByteArray state = golden::body(u"main-state"_s);
    const QByteArray roles = golden::body(u"main-roles"_s);
    const QByteArray schedule = golden::body(u"maint-schedule"_s);
    Decoder decoder;
    QVERIFY(decoder.decode({ golden::document(state), {}, golden::document(roles), golden::document(schedule), {} }));
    const Snapshot snapshot = decoded(decoder, state);
    QVERIFY(snapshot);
    QCOMPARE(printedRoles(*snapshot), golden::expected(u"main-roles"_s));
    QCOMPARE(snapshot->maintenance.size(), size_t{ 3 });
}

void tst_Decoder::keepsUnreachableAgent_untilTheMasterCountsNone()
{
    Decoder decoder;
    QVERIFY(decoded(decoder, golden::body(u"agentlost-early-state"_s)));
    const Snapshot lost = decoded(decoder, golden::body(u"unreachable-state"_s));
    QVERIFY(lost);
    QCOMPARE(lost->agents.size(), size_t{ 3 });
    const auto gone = std::ranges::find(lost->agents, AgentPhase::Unreachable, &Agent::phase);
    QVERIFY(gone != lost->agents.end());
    QCOMPARE(lost->string(gone->hostname), u"ip-10-0-2-13.mesos.test"_s);
    QCOMPARE(lost->string(lost->attribute(*gone, "slave-type")), u"mesos-spot"_s);
    QCOMPARE(gone->liveTasks, uint32_t{ 0 });
    const Snapshot back = decoded(decoder, golden::body(u"agentback-state"_s));
    QVERIFY(back);
    QCOMPARE(printed(*back).filter(u"unreachable"_s).filter(QRegularExpression(u"^agent"_s)), QStringList());
    QCOMPARE(back->agents.size(), size_t{ 3 });
}

void tst_Decoder::keepsAgents_whileNewLeaderKnowsNobody()
{
    QByteArray early = golden::body(u"failover-early-state"_s);
    const qsizetype from = early.indexOf("\"recovered_slaves\":[");
    QVERIFY(from > 0);
    early.replace("\"recovered_slaves\":[", "\"ignored\":[");
    Decoder decoder;
    const Snapshot before = decoded(decoder, golden::body(u"end-state"_s));
    QVERIFY(before);
    const Snapshot snapshot = decoded(decoder, early);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->agents.size(), before->agents.size());
    QVERIFY(std::ranges::all_of(snapshot->agents, [](const Agent &a) { return a.phase == AgentPhase::Recovering; }));
}

void tst_Decoder::keepsIdsBetweenPolls_andBeginsNewPoolWhenOldTextsOutweigh()
{
    Decoder decoder;
    const auto poll = [&](int round) {
        QByteArray tasks;
        for (int i = 0; i < 8000; ++i)
            tasks += (i ? "," : "") + task("task-" + QByteArray::number(round) + '-' + QByteArray::number(i), {});
        return decoded(decoder, cluster(tasks, R"({"id":"s","hostname":"h"})"));
    };
    const Snapshot first = poll(0);
    const Snapshot second = poll(1);
    QVERIFY(first && second);
    QCOMPARE(second->pool, first->pool);
    QCOMPARE(second->agents[0].id, first->agents[0].id);
    Snapshot later = second;
    for (int round = 2; round < 5; ++round)
        later = poll(round);
    QVERIFY(later->pool != first->pool);
    QVERIFY(later->pool->count() < 3 * 8000);
    QCOMPARE(later->string(later->tasks.front().id), u"task-4-0"_s);
    QCOMPARE(first->string(first->tasks.back().id), u"task-0-7999"_s);
}

void tst_Decoder::keepsFirstStart_whenHealthChangesLater()
{
    const auto at = [](const QByteArray &time) {
        return cluster(task("t", R"(,"statuses":[{"state":"TASK_RUNNING","timestamp":)" + time + "}]"));
    };
    Decoder decoder;
    QVERIFY(decoded(decoder, at("1000.5")));
    const Snapshot snapshot = decoded(decoder, at("2000.25"));
    QVERIFY(snapshot);
    QCOMPARE(snapshot->tasks[0].started.time_since_epoch().count(), 1000500);
    QCOMPARE(snapshot->tasks[0].changed.time_since_epoch().count(), 2000250);
}

void tst_Decoder::unescapesTexts()
{
    Decoder decoder;
    const QByteArray body = cluster(task(R"(a\u00e9\"\\n)", R"(,"name":"x\/y","executor_id":"e\ta\u00e9\"\\n")"));
    for (int i = 0; i < 2; ++i) {
        const Snapshot snapshot = decoded(decoder, body);
        QVERIFY(snapshot);
        QCOMPARE(snapshot->string(snapshot->tasks[0].id), u"aé\"\\n"_s);
        QCOMPARE(snapshot->string(snapshot->tasks[0].name), u"x/y"_s);
        QCOMPARE(snapshot->string(snapshot->tasks[0].executor), u"e\taé\"\\n"_s);
    }
    // The same spelling without the escape must not be taken for it.
    const Snapshot other = decoded(decoder, cluster(task("aé\\\"\\\\n", {})));
    QVERIFY(other);
    QCOMPARE(other->string(other->tasks[0].id), u"aé\"\\n"_s);
}

void tst_Decoder::acceptsAnyOrderOfKeys()
{
    const QByteArray body = R"({"frameworks":[{"tasks":[{"statuses":[],"state":"TASK_STAGING","slave_id":"s",
        "framework_id":"f","executor_id":"e","name":"n","id":"t"}],"name":"fn","id":"f"}],
        "slaves":[{"hostname":"h","id":"s"}], "id":"m"})";
    Decoder decoder;
    const Snapshot snapshot = decoded(decoder, body);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->string(snapshot->tasks[0].id), u"t"_s);
    QCOMPARE(snapshot->string(snapshot->tasks[0].executor), u"e"_s);
    QCOMPARE(snapshot->agents[0].liveTasks, uint32_t{ 1 });
    QCOMPARE(snapshot->frameworks[0].liveTasks, uint32_t{ 1 });
}

QTEST_APPLESS_MAIN(tst_Decoder)
#include "tst_decoder.moc"
