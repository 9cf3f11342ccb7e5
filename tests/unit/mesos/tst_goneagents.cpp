// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/gonebook.h"
#include "models/mesos/gonecache.h"
#include "models/mesos/rows/agentrows.h"
#include "models/tables/filter.h"
#include "models/tables/tablemodel.h"
#include "tests/support/statebuilder.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using mesos::GoneBook;
using tables::TableModel;

namespace {

constexpr core::TimePoint night{ core::Duration(1'795'416'432'000) }; // 03:47:12 BRT
constexpr float gib = 1024;

/// A picture of these agents, each with a task of its number's name; texts in a pool of its own.
mesos::Snapshot picture(const QList<int> &agents)
{
    support::StateBuilder made;
    for (const int number : agents) {
        const std::string id = "S" + std::to_string(number);
        made.agent(id, "host-" + std::to_string(number), { 8, 16 * gib, 100 * gib, 0 }, { 2, 4 * gib, 0, 0 });
        made.attribute("slave-type", number % 2 == 0 ? "model" : "rest");
        made.task("t" + id, "job-" + std::to_string(number), "F", id, mesos::TaskState::Running);
        made.task("old" + id, "ended", "F", id, mesos::TaskState::Finished);
    }
    return made.build();
}

QStringList goneIn(const GoneBook &book)
{
    QStringList ids;
    for (size_t i = 0; book.picture() && i < book.picture()->facts.size(); ++i)
        ids << book.picture()->state->string(book.picture()->state->agents[i].id);
    ids.sort();
    return ids;
}

tables::Rows rowsOf(const mesos::Snapshot &state, const GoneBook &book)
{
    return mesos::agentRows(state, u"slave-type"_s, {}, book.picture());
}

/// What passes the filter, "id state pool note".
QStringList found(const tables::Rows &rows, const QString &filterText)
{
    const auto filter = tables::Filter::parse(filterText, rows->columns());
    if (!filter)
        return { filter.error().detail };
    QStringList lines;
    for (const uint32_t row : filter->apply(*rows, night)) {
        const auto cell = [&](const char16_t *key) {
            return rows->display(row, tables::columnOf(rows->columns(), QStringView(key)), night);
        };
        lines << QString::fromStdString(std::string(rows->key(row))) + u' ' + cell(u"state") + u' ' + cell(u"pool")
                + u' ' + cell(u"note");
    }
    return lines;
}

} // namespace

/// Agents that left the master's lists stay in the table for a day.
class tst_GoneAgents : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "America/Sao_Paulo"); }

    void whatLeavesIsKept_withWhatRanThere()
    {
        GoneBook book;
        QVERIFY(!book.look(picture({ 1, 2, 3 }), night));
        QVERIFY(!book.picture());
        QVERIFY(!book.look(picture({ 1, 2, 3 }), night + 5s)); // texts of another pool are the same texts
        QVERIFY(book.look(picture({ 1, 3 }), night + 10s));
        const mesos::GoneAgentsPtr gone = book.picture();
        const mesos::Agent *agent = gone->agent("S2");
        QVERIFY(agent);
        QCOMPARE(agent->phase, mesos::AgentPhase::Gone);
        QCOMPARE(gone->state->string(agent->hostname), u"host-2"_s);
        QCOMPARE(agent->total.cpus, 8.0F);
        QCOMPARE(agent->used.cpus, 0.0F);
        QCOMPARE(gone->state->string(gone->state->attribute(*agent, "slave-type")), u"model"_s);
        const mesos::GonePicture::Facts &facts = gone->factsOf(*agent);
        QCOMPARE(facts.lastSeen, night + 5s);
        QCOMPARE(facts.missed, night + 10s);
        QCOMPARE(facts.ran.size(), 1); // not what had ended
        QCOMPARE(facts.ran.first().name, u"job-2"_s);
        QCOMPARE(facts.ran.first().path, u"task/F/tS2"_s);
        QVERIFY(!gone->agent("S1"));
    }

    void whoComesBackIsForgotten_andSoIsWhoIsGoneForADay()
    {
        GoneBook book;
        book.look(picture({ 1, 2, 3 }), night);
        book.look(picture({ 1 }), night + 1s);
        QCOMPARE(goneIn(book), QStringList({ u"S2"_s, u"S3"_s }));
        QVERIFY(book.look(picture({ 1, 3 }), night + 2s));
        QCOMPARE(goneIn(book), QStringList{ u"S2"_s });
        QVERIFY(book.look(picture({ 1 }), night + 3s));
        QCOMPARE(goneIn(book), QStringList({ u"S2"_s, u"S3"_s }));
        QVERIFY(!book.look(picture({ 1 }), night + 23h));
        QVERIFY(book.look(picture({ 1 }), night + 24h + 2s));
        QCOMPARE(goneIn(book), QStringList{ u"S3"_s });
        QVERIFY(book.look(picture({ 1 }), night + 24h + 3s));
        QVERIFY(!book.picture());
    }

    void keepsTheNewest_ofMany()
    {
        GoneBook book;
        QList<int> agents{ 0 };
        for (int number = 1; number <= 700; ++number)
            agents << number;
        book.look(picture(agents), night);
        book.look(picture(agents.mid(0, 101)), night + 1s); // 600 leave at once
        QCOMPARE(book.picture()->facts.size(), size_t{ 600 });
        book.look(picture({ 0 }), night + 2s);
        QCOMPARE(book.picture()->facts.size(), size_t{ 100 } + GoneBook::most);
        QVERIFY(book.picture()->agent("S50"));
    }

    void theyStandBehindTheOthers_andAreFoundByTheirState()
    {
        GoneBook book;
        book.look(picture({ 1, 2, 3, 4 }), night);
        const mesos::Snapshot state = picture({ 1, 3 });
        book.look(state, night);
        const tables::Rows rows = rowsOf(state, book);
        QCOMPARE(rows->rowCount(), 4U);
        QCOMPARE(mesos::listedAgents(*rows), 2U);
        QCOMPARE(rows->countInWords(4), u"2 agents, 2 gone"_s);
        QCOMPARE(rows->countInWords(1), u"1 agent"_s);
        QCOMPARE(found(rows, u"state:gone"_s),
                 QStringList(
                     { u"S2 gone model since 03:47:12 · ran job-2"_s, u"S4 gone model since 03:47:12 · ran job-4"_s }));
        QCOMPARE(found(rows, u"tasks=0"_s), QStringList()); // what is gone is not idle
        QCOMPARE(found(rows, u"pool:model"_s).size(), 2);
        QVERIFY(!rows->isGone(0) && rows->isGone(2));
        const int stateColumn = tables::columnOf(rows->columns(), u"state");
        QCOMPARE(rows->extra(2, stateColumn, TableModel::GlyphRole).toString(), u"gone"_s);
        QCOMPARE(rows->severity(2), tables::Severity::None);
        const std::array<uint32_t, 4> all{ 0, 1, 2, 3 };
        const int cpus = tables::columnOf(rows->columns(), u"cpus");
        QCOMPARE(rows->groupDisplay(all, cpus), u"4.0 / 16.0"_s);
        // The head of a group counts them apart.
        QCOMPARE(rows->membersInWords(all), u"2 agents, 2 gone"_s);
        QCOMPARE(rows->membersInWords(std::span(all).first(1)), u"1 agent"_s);
        QCOMPARE(rows->membersInWords(std::span(all).last(2)), u"2 gone"_s);
        QCOMPARE(rows->groupDisplay(std::span(all).last(2), cpus), QString());
    }

    /// The console is closed at night and opened again: they are still told of, for the rest of their day.
    void theNextRunKnowsThem()
    {
        GoneBook before;
        before.look(picture({ 1, 2, 3 }), night);
        before.look(picture({ 1, 3 }), night + 10s);
        before.look(picture({ 1 }), night + 1h);
        const auto kept = mesos::decodeGone(mesos::encodeGone(before.picture(), night + 1h));
        QVERIFY(kept);
        GoneBook book;
        book.look(picture({ 1, 3, 4 }), night + 2h); // S3 has come back
        book.look(picture({ 1, 3 }), night + 3h);
        QVERIFY(book.restore(*kept, night + 3h));
        QCOMPARE(goneIn(book), QStringList({ u"S2"_s, u"S4"_s }));
        const mesos::Agent *agent = book.picture()->agent("S2");
        QCOMPARE(agent->phase, mesos::AgentPhase::Gone);
        QCOMPARE(book.picture()->factsOf(*agent).missed, night + 10s);
        QCOMPARE(book.picture()->factsOf(*agent).ran.first().path, u"task/F/tS2"_s);
        QCOMPARE(book.picture()->state->string(book.picture()->state->attribute(*agent, "slave-type")), u"model"_s);
        QVERIFY(!book.restore(*kept, night + 3h)); // nothing twice
        GoneBook late;
        QVERIFY(late.restore(*kept, night + 24h + 30min));
        QCOMPARE(goneIn(late), QStringList{ u"S3"_s });
        QVERIFY(!GoneBook().restore(*kept, night + 26h));
    }

    void whatIsKeptOfThem_isRefusedWhenItIsDamaged()
    {
        GoneBook book;
        book.look(picture({ 1, 2 }), night);
        book.look(picture({ 1 }), night + 10s);
        const QByteArray bytes = mesos::encodeGone(book.picture(), night);
        QVERIFY(mesos::decodeGone(bytes));
        for (qsizetype size = 0; size < bytes.size(); size += 7)
            QVERIFY(!mesos::decodeGone(bytes.left(size)));
        for (qsizetype at = 0; at < bytes.size(); at += 11) {
            QByteArray damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
            const auto read = mesos::decodeGone(damaged);
            QVERIFY2(!read || at < 32, QByteArray::number(at).constData()); // the header tells when, too
        }
        const auto none = mesos::decodeGone(mesos::encodeGone(nullptr, night));
        QVERIFY(none && !*none);
    }

    /// Agents come, leave and come back in random turns, in a grouped, sorted and filtered table.
    void theTableFollows_whateverComesAndGoes()
    {
        core::ManualClock clock{ night };
        TableModel model(clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QRandomGenerator random(7);
        GoneBook book;
        QList<int> there{ 1, 2, 3, 4, 5, 6, 7, 8 };
        for (int turn = 0; turn < 120; ++turn) {
            for (int change = random.bounded(3); change > 0; --change) {
                const int number = 1 + random.bounded(16);
                if (!there.removeOne(number))
                    there << number;
            }
            clock.advance(10s);
            const mesos::Snapshot state = picture(there);
            book.look(state, clock.now());
            model.setRows(rowsOf(state, book));
            if (turn == 1) {
                model.setGroupColumn(tables::columnOf(model.columns(), u"pool"));
                model.setSort({ { tables::columnOf(model.columns(), u"state"), Qt::AscendingOrder } });
            }
            while (model.isBusy()) {
                QSignalSpy applied(&model, &TableModel::applied);
                QVERIFY(applied.wait(60000));
            }
            const qsizetype gone = book.picture() ? static_cast<qsizetype>(book.picture()->facts.size()) : 0;
            QCOMPARE(model.totalCount(), there.size() + gone);
            for (const int number : there)
                QVERIFY(!model.indexOfKey("S" + QByteArray::number(number)).data(TableModel::GoneRole).toBool());
            for (const QString &id : goneIn(book))
                QVERIFY(model.indexOfKey(id.toUtf8()).data(TableModel::GoneRole).toBool());
        }
        QVERIFY(resets.count() <= 1); // the first fill
    }
};

QTEST_GUILESS_MAIN(tst_GoneAgents)
#include "tst_goneagents.moc"
