// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/journalfile.h"
#include "models/actions/owner.h"
#include "models/actions/rows/actionrows.h"
#include "models/actions/rows/auditrows.h"
#include "models/tables/export.h"
#include "tests/support/patience.h"

#include <QtTest>

#include <numeric>

#include "fakeworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace actions;

namespace {

const core::TimePoint night{ 1'795'416'240'000ms };

AuditEntry line(const QString &what, const QString &why)
{
    AuditEntry entry;
    entry.at = night;
    entry.who = u"ops@here"_s;
    entry.stack = u"stable"_s;
    entry.kind = u"call"_s;
    entry.what = what;
    entry.why = why;
    entry.answer = u"OK, 100% of a_b"_s;
    return entry;
}

std::unique_ptr<ActionCenter> console(const QString &file, const std::shared_ptr<FakeVerb> &verb)
{
    auto center
        = std::make_unique<ActionCenter>(ActionOptions{ .stack = u"stable"_s,
                                                        .production = false,
                                                        .file = file,
                                                        .user = {},
                                                        .pace = quickPace(),
                                                        .authority = ActionOptions::Authority::ExplicitConsent },
                                         core::systemClock());
    center->verbs().add(verb);
    if (!test::waitFor([&] { return center->isLoaded(); }))
        qWarning("the journal is not read");
    return center;
}

} // namespace

class tst_Journal : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refusesToChangeTheAuditLog_data();
    void refusesToChangeTheAuditLog();
    void findsAuditLines();
    void exportsTheAuditLog();
    void tellsWhatWasDoneToAnObject_howeverLongAgo();
    void setsADamagedFileAside_withAWord();
    void sendsNothing_whenTheJournalCannotBeWritten();
    void findsAnActionAgain_afterItsConsoleEnded();
    void cancelsWhatWasHeld_whenItsConsoleEnded();
    void leavesAnotherConsolesActionAlone();
    void letsOneConsoleResume_notTwo();
    void tellsLivingFromDeadOwners();
    void showsActionsAsATable();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
    std::shared_ptr<FakeWorld> m_world;
    std::shared_ptr<FakeVerb> m_verb;
};

void tst_Journal::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = m_dir->filePath(u"actions.sqlite"_s);
    m_world = std::make_shared<FakeWorld>(numbered(6));
    m_verb = std::make_shared<FakeVerb>(m_world);
}

void tst_Journal::refusesToChangeTheAuditLog_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("update") << u"UPDATE audit SET why = 'another'"_s;
    QTest::newRow("delete") << u"DELETE FROM audit"_s;
    QTest::newRow("delete one") << u"DELETE FROM audit WHERE id = 1"_s;
    QTest::newRow("replace") << u"INSERT OR REPLACE INTO audit SELECT id, at, who, stack, kind, action, 'another', "
                                "object, why, ticket, before, after, answer FROM audit"_s;
}

void tst_Journal::refusesToChangeTheAuditLog()
{
    QFETCH(QString, sql);
    {
        JournalFile file(m_file);
        QVERIFY(file.open());
        QVERIFY(file.audit(line(u"restart web/1"_s, u"why"_s)));
    }
    history::Database raw(m_file, {});
    (void)raw.open(); // newer than no schema at all, and open all the same
    const auto done = raw.run(sql);
    QVERIFY(!done);
    QVERIFY2(done.error().text.contains(u"append-only"_s), qPrintable(done.error().text));
    JournalFile file(m_file);
    QVERIFY(file.open());
    const auto lines = file.search({});
    QCOMPARE(lines->size(), 1);
    QCOMPARE(lines->first().what, u"restart web/1"_s);
    QCOMPARE(lines->first().why, u"why"_s);
}

void tst_Journal::findsAuditLines()
{
    JournalFile file(m_file);
    QVERIFY(file.open());
    for (int i = 0; i < 5; ++i)
        QVERIFY(file.audit(line(u"restart web/%1"_s.arg(i), i % 2 ? u"disk is full"_s : u"new version"_s)));
    const auto found = [&](const QString &words) {
        AuditQuery query;
        query.words = words;
        return file.search(query)->size();
    };
    QCOMPARE(found({}), 5);
    QCOMPARE(found(u"DISK web/1"_s), 1);
    QCOMPARE(found(u"disk web/2"_s), 0);
    QCOMPARE(found(u"100%"_s), 5);
    QCOMPARE(found(u"1%0"_s), 0); // no wildcard
    QCOMPARE(found(u"a_b"_s), 5);
    QCOMPARE(found(u"a_o"_s), 0);
    AuditQuery two;
    two.limit = 2;
    const auto newest = file.search(two);
    QCOMPARE(newest->size(), 2);
    QCOMPARE(newest->first().what, u"restart web/4"_s);
    AuditQuery later;
    later.from = night + 1ms;
    QCOMPARE(file.search(later)->size(), 0);
}

void tst_Journal::exportsTheAuditLog()
{
    const tables::Rows rows = auditRows({ line(u"restart \"web/1\""_s, u"because, of this"_s) });
    std::vector<int> columns(static_cast<size_t>(auditColumns().size()));
    std::iota(columns.begin(), columns.end(), 0);
    const uint32_t order[] = { 0 };
    const QByteArray csv = tables::exportRows(*rows, order, columns, tables::ExportFormat::Csv, night);
    QVERIFY2(csv.startsWith("at,who,kind,what,"), csv.constData());
    QVERIFY2(csv.contains("\"restart \"\"web/1\"\"\""), csv.constData());
    QVERIFY2(csv.contains("\"because, of this\""), csv.constData());
    const QByteArray json = tables::exportRows(*rows, order, columns, tables::ExportFormat::Json, night);
    const QJsonObject object = QJsonDocument::fromJson(json).array().first().toObject();
    QCOMPARE(object.value(u"why"_s).toString(), u"because, of this"_s);
    QCOMPARE(object.value(u"at"_s).toString(), u"2026-11-23T06:44:00Z"_s);
}

void tst_Journal::tellsWhatWasDoneToAnObject_howeverLongAgo()
{
    const auto begun = [&](JournalFile &file, const QString &id, int second, const QStringList &names) {
        Record record;
        record.id = id;
        record.stack = u"stable"_s;
        record.user = u"ana@ops"_s;
        record.reason = u"because of "_s + id;
        record.state = State::Done;
        record.startedAt = night + std::chrono::seconds(second);
        record.plan = std::make_shared<Plan>(m_verb->planned(FakeVerb::request(names)));
        for (const Step &step : record.plan->steps) {
            StepRecord reached;
            reached.step = step;
            reached.state = StepState::Reached;
            record.steps << reached;
        }
        QVERIFY(file.begin(record, {}, {}));
    };
    {
        JournalFile file(m_file);
        QVERIFY(file.open());
        begun(file, u"first"_s, 0, { u"web/0"_s, u"web/1"_s });
        for (int i = 1; i <= 250; ++i)
            begun(file, u"later-%1"_s.arg(i), i, { u"web/2"_s });
        begun(file, u"last"_s, 251, { u"web/1"_s });
    }
    {
        history::Database old(m_file, {}); // as it was before objects were found by their names
        (void)old.open();
        QVERIFY(old.run(u"DROP INDEX step_object"_s));
        QVERIFY(old.run(u"PRAGMA user_version = 1"_s));
    }
    const auto center = console(m_file, m_verb);
    QVERIFY(!center->record(u"first"_s)); // what is in memory ends with the last ones
    const auto touches = QCoro::waitFor(center->touches({ u"web/0"_s, u"web/1"_s, u"nobody"_s }));
    QVERIFY2(touches, touches ? "" : qPrintable(touches.error().detail));
    QStringList told;
    for (const Touch &touch : *touches)
        told << touch.action + u' ' + touch.step.step.object;
    QCOMPARE(told, QStringList({ u"last web/1"_s, u"first web/0"_s, u"first web/1"_s })); // newest first
    const Touch &oldest = touches->last();
    QCOMPARE(oldest.user, u"ana@ops"_s);
    QCOMPARE(oldest.reason, u"because of first"_s);
    QCOMPARE(oldest.startedAt, night);
    QCOMPARE(oldest.request, FakeVerb::request({ u"web/0"_s, u"web/1"_s }));
    QCOMPARE(oldest.step.state, StepState::Reached);
    history::Database raw(m_file, {});
    (void)raw.open();
    auto way = raw.query(u"EXPLAIN QUERY PLAN SELECT * FROM step WHERE json_extract(step, '$.object') = 'web/0'"_s);
    QVERIFY(way && way->next());
    QVERIFY2(way->value(3).toString().contains(u"step_object"_s), qPrintable(way->value(3).toString()));
}

void tst_Journal::setsADamagedFileAside_withAWord()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no database" + QByteArray(5000, 'x'));
    file.close();
    const auto center = console(m_file, m_verb);
    QTRY_VERIFY(center->notice().startsWith(u"The file of actions and audit is damaged and was set aside as"_s));
    QCOMPARE(QDir(m_dir->path()).entryList({ u"*.bad"_s }).size(), 1);
    QVERIFY(QCoro::waitFor(center->confirm(m_verb->planned(FakeVerb::request(numbered(1))), {})));
}

void tst_Journal::sendsNothing_whenTheJournalCannotBeWritten()
{
    {
        QFile inTheWay(m_dir->filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    }
    const auto center = console(m_dir->filePath(u"file/actions.sqlite"_s), m_verb);
    const auto id = QCoro::waitFor(center->confirm(m_verb->planned(FakeVerb::request(numbered(1))), {}));
    QVERIFY(!id);
    QCOMPARE(id.error().kind, core::Error::Kind::Storage);
    QVERIFY2(id.error().detail.contains(u"Nothing can be sent"_s), qPrintable(id.error().detail));
    QVERIFY(m_world->log.isEmpty());
}

void tst_Journal::findsAnActionAgain_afterItsConsoleEnded()
{
    auto first = console(m_file, m_verb);
    m_verb->hook = [&](const char *when, const QString &name) {
        if (qstrcmp(when, "watch") == 0 && name == u"web/3")
            QTimer::singleShot(0, this, [&] { first.reset(); });
    };
    Batching batching;
    batching.size = 2;
    m_verb->blind = [&] { return m_world->log.size() > 2; };
    QVERIFY(QCoro::waitFor(first->confirm(m_verb->planned(FakeVerb::request(numbered(6), batching)), {})));
    QTRY_VERIFY(!first);
    QCOMPARE(m_world->log, numbered(4));

    m_verb->hook = [](const char *, const QString &) {};
    m_verb->blind = [] { return false; };
    const auto second = console(m_file, m_verb);
    const Record found = second->records().first();
    QCOMPARE(found.state, State::HalfDone);
    QCOMPARE(found.progress.done, 2);
    QVERIFY(found.canResume());
    QVERIFY(QCoro::waitFor(second->resume(found.id)));
    QTRY_COMPARE(second->record(found.id)->state, State::Done);
    QCOMPARE(m_world->log, numbered(6));
}

void tst_Journal::cancelsWhatWasHeld_whenItsConsoleEnded()
{
    {
        ActionOptions options{ .stack = u"stable"_s,
                               .production = false,
                               .file = m_file,
                               .user = {},
                               .pace = quickPace(),
                               .authority = ActionOptions::Authority::ExplicitConsent };
        options.pace.hold = 1h;
        ActionCenter center(options, core::systemClock());
        center.verbs().add(m_verb);
        QVERIFY(QCoro::waitFor(center.confirm(m_verb->planned(FakeVerb::request(numbered(1))), {})));
    }
    const auto later = console(m_file, m_verb);
    QCOMPARE(later->records().first().state, State::Cancelled);
    QVERIFY(m_world->log.isEmpty());
}

void tst_Journal::leavesAnotherConsolesActionAlone()
{
    const auto first = console(m_file, m_verb);
    const auto second = console(m_file, m_verb);
    m_verb->blind = [] { return true; }; // the first waits
    const auto id = QCoro::waitFor(first->confirm(m_verb->planned(FakeVerb::request(numbered(2))), {}));
    QVERIFY(id);
    QTRY_COMPARE(first->record(*id)->state, State::Waiting);
    QTRY_VERIFY(second->record(*id) && second->record(*id)->state == State::Waiting);
    QVERIFY(!QCoro::waitFor(second->resume(*id)));
    QCOMPARE(QCoro::waitFor(second->plan(FakeVerb::request({ u"web/1"_s })))->others.size(), 1);
    m_verb->blind = [] { return false; };
    QTRY_COMPARE(first->record(*id)->state, State::Done);
    QTRY_COMPARE(second->record(*id)->state, State::Done); // heard of through the file
    QCOMPARE(m_world->log, numbered(2));
}

void tst_Journal::letsOneConsoleResume_notTwo()
{
    const auto first = console(m_file, m_verb);
    m_world->ill = { u"web/0"_s };
    Batching batching;
    batching.size = 1;
    const auto id = QCoro::waitFor(first->confirm(m_verb->planned(FakeVerb::request(numbered(3), batching)), {}));
    QTRY_COMPARE(first->record(*id)->state, State::HalfDone);
    const auto second = console(m_file, m_verb);
    QCOMPARE(second->record(*id)->state, State::HalfDone);
    m_world->ill.clear();
    auto one = first->resume(*id);
    auto other = second->resume(*id);
    const bool byOne = bool(QCoro::waitFor(std::move(one)));
    const bool byOther = bool(QCoro::waitFor(std::move(other)));
    QVERIFY(byOne != byOther);
    QTRY_COMPARE(m_world->log, numbered(3)); // each once, whoever goes on
}

void tst_Journal::tellsLivingFromDeadOwners()
{
    QString id;
    {
        const Owner owner;
        id = owner.id();
        QCOMPARE(lifeOf(id), Life::Alive);
    }
    QCOMPARE(lifeOf(id), Life::Dead); // this process lives, its console is gone
    QStringList parts = id.split(u' ');
    parts[3] = u"1"_s; // a process of this number that started at another time
    QCOMPARE(lifeOf(parts.join(u' ')), Life::Dead);
    parts[0] = u"another-host"_s;
    QCOMPARE(lifeOf(parts.join(u' ')), Life::Elsewhere);
    QCOMPARE(lifeOf({}), Life::Dead);
}

void tst_Journal::showsActionsAsATable()
{
    Record record;
    record.id = u"a"_s;
    record.user = u"ops@here"_s;
    record.state = State::HalfDone;
    record.plan = std::make_shared<Plan>(m_verb->planned(FakeVerb::request(numbered(2))));
    record.startedAt = night;
    record.endedAt = night + 90s;
    StepRecord step;
    record.steps = { step };
    const tables::Rows rows = actionRows({ record }, u"ops@here"_s, night + 1h);
    const auto shown
        = [&](const char16_t *key) { return rows->display(0, tables::columnOf(actionColumns(), key), night + 1h); };
    QCOMPARE(shown(u"state"), u"half done"_s);
    QCOMPARE(shown(u"action"), u"Restart 2 instances in jobs/prod"_s);
    QCOMPARE(shown(u"by"), u"you"_s);
    QCOMPARE(shown(u"took"), u"1 min 30 s"_s);
    QCOMPARE(shown(u"touched"), u"2 instances"_s);
    QCOMPARE(shown(u"way"), u"Resume…"_s);
    QCOMPARE(rows->severity(0), tables::Severity::Warning);
    record.steps[0].state = StepState::Late;
    QCOMPARE(wayOf(record, night), u"Retry the rest…"_s);
    record.state = State::Running;
    QCOMPARE(wayOf(record, night), u"Stop…"_s);
    record.state = State::Done;
    QCOMPARE(wayOf(record, night), u"no way back"_s);
    record.undo = record.plan->request;
    QCOMPARE(wayOf(record, night), u"Undo…"_s);
    QCOMPARE(wayOf(record, night + 25h), u"undo ended after 24 h"_s);
}

QTEST_GUILESS_MAIN(tst_Journal)
#include "tst_journal.moc"
