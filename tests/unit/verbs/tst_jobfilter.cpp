// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killverb.h"
#include "tests/unit/verbs/verbworld.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Jobs chosen by a filter of the jobs table: named one by one, protected ones left out.
class tst_JobFilter : public QObject
{
    Q_OBJECT

private slots:
    void namesExactlyTheActiveJobsThatMatch_data();
    void namesExactlyTheActiveJobsThatMatch();
    void refuses_data();
    void refuses();
    void leavesOutAProtectedJob_evenWhereItIsTheOnlyOne();
    void isKeptInTheRequest();

private:
    static core::Result<verbs::Selection> select(VerbWorld &world, const QString &filter)
    {
        return VerbWorld::wait(verbs::readSelection(world.context(), filter, {}));
    }
};

void tst_JobFilter::namesExactlyTheActiveJobsThatMatch_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("part");
    QTest::newRow("role") << u"role=jobs"_s << u"jobs"_s << QString();
    QTest::newRow("another role") << u"role=services"_s << u"services"_s << QString();
    QTest::newRow("part of the name") << u"job:model"_s << QString() << u"model"_s;
    QTest::newRow("both") << u"role=jobs job:model"_s << u"jobs"_s << u"model"_s;
}

void tst_JobFilter::namesExactlyTheActiveJobsThatMatch()
{
    QFETCH(QString, filter);
    QFETCH(QString, role);
    QFETCH(QString, part);
    VerbWorld world;
    // The same asked in another way: the tasks that are active, one by one.
    const auto tasks = VerbWorld::wait(
        world.client().tasks(*aurora::TaskQuery::Builder().statuses(verbs::activeStatuses()).build()));
    QVERIFY(tasks);
    QSet<QString> expected;
    for (const aurora::Task &task : *tasks) {
        if ((role.isEmpty() || task.job().role == role) && task.job().name.contains(part))
            expected.insert(task.job().text());
    }
    QVERIFY(!expected.isEmpty());
    const auto selection = select(world, filter);
    QVERIFY2(selection, selection ? "" : qPrintable(selection.error().detail));
    QVERIFY(selection->byFilter);
    QSet<QString> named;
    for (const verbs::Selection::Part &each : selection->parts) {
        QVERIFY(each.instances.isEmpty());
        QVERIFY(!named.contains(each.job.text()));
        named.insert(each.job.text());
    }
    QCOMPARE(named, expected);
}

void tst_JobFilter::refuses_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << QString() << u"every job"_s;
    QTest::newRow("blanks") << u"  "_s << u"every job"_s;
    QTest::newRow("still being typed") << u"env:"_s << u"every job"_s;
    QTest::newRow("no column") << u"environment>3"_s << QString();
    QTest::newRow("no match") << u"nothing-like-it"_s << u"nothing-like-it"_s;
}

void tst_JobFilter::refuses()
{
    QFETCH(QString, filter);
    QFETCH(QString, word);
    VerbWorld world;
    const auto selection = select(world, filter);
    QVERIFY(!selection);
    QCOMPARE(selection.error().kind, core::Error::Kind::Config);
    QVERIFY2(selection.error().detail.contains(word), qPrintable(selection.error().detail));
}

void tst_JobFilter::leavesOutAProtectedJob_evenWhereItIsTheOnlyOne()
{
    VerbWorld world;
    const auto fixed = select(world, u"pool=mesos-fixed"_s);
    QVERIFY(fixed);
    const aurora::JobKey job = fixed->parts.first().job;
    verbs::Selection one{ { { job, {} } }, true };
    const auto plan = world.plan(verbs::KillVerb::request(one));
    QVERIFY(plan);
    QVERIFY(plan->isEmpty());
    QVERIFY(plan->tables.first().items.first().isLocked());
    actions::Request unlocked = verbs::KillVerb::request(one);
    unlocked.unlocked = { job.name };
    QVERIFY(!world.plan(unlocked)->isEmpty());
    one.byFilter = false; // somebody who names it means it
    QVERIFY(!world.plan(verbs::KillVerb::request(one))->isEmpty());
}

void tst_JobFilter::isKeptInTheRequest()
{
    const verbs::Selection selection{ { { *aurora::JobKey::parse(u"a/b/c"), {} } }, true };
    const auto read = verbs::selectionFromJson(verbs::toJson(selection));
    QVERIFY(read);
    QCOMPARE(*read, selection);
}

QTEST_GUILESS_MAIN(tst_JobFilter)
#include "tst_jobfilter.moc"
