// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"
#include "models/aurora/rows/instancerows.h"
#include "models/aurora/rows/jobrows.h"
#include "models/tables/tablemodel.h"
#include "tests/unit/aurora/recordings.h"
#include "tests/unit/aurora/replies.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace aurora;
using namespace replies;
using tables::Severity;
using tables::TableModel;

namespace {

constexpr TimePoint now{ core::Duration(1'795'400'000'000) };

QString cell(const tables::Rows &rows, uint32_t row, const QString &key)
{
    return rows->display(row, tables::columnOf(rows->columns(), key), now);
}

QVariant extra(const tables::Rows &rows, uint32_t row, const QString &key, int role)
{
    return rows->extra(row, tables::columnOf(rows->columns(), key), role);
}

uint32_t rowOf(const tables::Rows &rows, std::string_view key)
{
    const int64_t row = rows->rowOf(key);
    return row < 0 ? 0 : static_cast<uint32_t>(row);
}

QStringList changedColumns(const tables::Rows &newer, const tables::Rows &older, std::string_view key)
{
    uint64_t mask = 0;
    newer->sameRow(rowOf(newer, key), *older, rowOf(older, key), mask);
    QStringList keys;
    for (int column = 0; column < newer->columns().size(); ++column) {
        if ((mask & tables::columnBit(column)) != 0)
            keys.append(newer->columns().at(column).key);
    }
    return keys;
}

JobStats stats(int active, int pending, int failed, int finished)
{
    JobStats result;
    result.active = active;
    result.pending = pending;
    result.failed = failed;
    result.finished = finished;
    return result;
}

qint64 ago(std::chrono::milliseconds span)
{
    return (now - span).time_since_epoch().count();
}

} // namespace

class tst_AuroraRows : public QObject
{
    Q_OBJECT

private slots:
    void tellsStatesOfJobsApart_data();
    void tellsStatesOfJobsApart();
    void showsTheRecordedJobs();
    void warnsOfJobsThatWaitLong();
    void showsWhyAJobWaits_orWhatItsFailureSaid();
    void drawsFailedBlocks_ofWhatFailedAlone();
    void sumsGroupsOfRoleAndEnvironment();
    void listsInstances_newestFirst_andTintsOnlyTheNewest();
    void tellsChangedColumns();
    void survivesRandomPictures();
    void describesEveryColumn();
};

void tst_AuroraRows::tellsStatesOfJobsApart_data()
{
    QTest::addColumn<QList<int>>("counts"); // active, pending, failed, finished
    QTest::addColumn<QList<int>>("tasks"); // statuses of its tasks
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("severity");
    const auto add = [](const char *name, QList<int> counts, QList<int> tasks, const char *word, Severity severity) {
        QTest::newRow(name) << counts << tasks << QString::fromLatin1(word) << int(severity);
    };
    add("runs", { 3, 0, 0, 0 }, { Running }, "RUNNING", Severity::None);
    add("runs after restarts", { 3, 0, 7, 1 }, { Failed, Running }, "RUNNING", Severity::None);
    add("waits", { 2, 1, 0, 0 }, { Running, Pending }, "PENDING", Severity::None);
    add("held back", { 0, 1, 2, 0 }, { Failed, 16 }, "THROTTLED", Severity::None);
    add("failed", { 0, 0, 1, 1 }, { Finished, Failed }, "FAILED", Severity::Failure);
    add("failed, tasks unknown", { 0, 0, 1, 0 }, {}, "FAILED", Severity::Failure);
    add("failed once, then finished", { 0, 0, 1, 1 }, { Failed, Finished }, "FINISHED", Severity::None);
    add("killed", { 0, 0, 0, 1 }, { 5 }, "KILLED", Severity::None);
    add("lost", { 0, 0, 1, 0 }, { 7 }, "FAILED", Severity::Failure);
    add("listed without a task", { 0, 0, 0, 0 }, {}, "no task", Severity::None);
}

void tst_AuroraRows::tellsStatesOfJobsApart()
{
    QFETCH(QList<int>, counts);
    QFETCH(QList<int>, tasks);
    Decoder decoder;
    QVERIFY(
        decoder.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(counts[0], counts[1], counts[2], counts[3]) } }))));
    QList<QByteArray> list;
    for (int i = 0; i < tasks.size(); ++i) // each next one is younger
        list << task("t" + QByteArray::number(i), "r/prod/a", i, tasks[i], ago(10min) + i);
    const core::Result<Snapshot> state = decoder.tasksOfRole(u"r"_s, recordings::bytes(replies::tasks(list)));
    QVERIFY(state);
    const tables::Rows rows = jobRows(*state, u"slave-type"_s, now);
    QTEST(cell(rows, 0, u"state"_s), "word");
    QTEST(extra(rows, 0, u"state"_s, TableModel::GlyphRole).toString(), "word");
    QTEST(int(rows->severity(0)), "severity");
}

void tst_AuroraRows::showsTheRecordedJobs()
{
    Decoder decoder;
    QVERIFY(decoder.jobs(recordings::bytes(recordings::body(u"read/getJobSummary-null.binary"_s))));
    const core::Result<Snapshot> state
        = decoder.activeTasks(recordings::bytes(recordings::body(u"read/getTasksWithoutConfigs-active.binary"_s)));
    QVERIFY(state);
    const tables::Rows rows = jobRows(*state, u"rack"_s, now);
    QCOMPARE(rows->rowCount(), 14U);
    const uint32_t frontend = rowOf(rows, "web/prod/frontend");
    QCOMPARE(cell(rows, frontend, u"job"_s), u"frontend"_s);
    QCOMPARE(cell(rows, frontend, u"role-env"_s), u"web/prod"_s);
    QCOMPARE(cell(rows, frontend, u"instances"_s), u"5/5"_s);
    QCOMPARE(cell(rows, frontend, u"cpus"_s), u"7.5"_s);
    QCOMPARE(cell(rows, frontend, u"mem"_s), u"5.0"_s);
    QCOMPARE(cell(rows, frontend, u"pool"_s), u"limit:2"_s);
    QCOMPARE(cell(rows, frontend, u"tier"_s), u"preferred"_s);
    QCOMPARE(cell(rows, frontend, u"contact"_s), u"web-oncall@example.com"_s);
    QCOMPARE(extra(rows, frontend, u"instances"_s, tables::TableModel::BlocksRole).value<QList<int>>(),
             QList<int>({ 5, 0, 0 }));
    const uint32_t cron = rowOf(rows, "batch/prod/nightly_etl");
    QCOMPARE(cell(rows, cron, u"state"_s), u"scheduled"_s);
    QCOMPARE(cell(rows, cron, u"cron"_s), u"15 2 * * *"_s);
    QCOMPARE(cell(rows, cron, u"collision"_s), u"CANCEL_NEW"_s);
    QCOMPARE(rows->number(cron, tables::columnOf(rows->columns(), u"next-run")), 1795486500000.0);
    const uint32_t nowhere = rowOf(rows, "web/staging/nowhere");
    QCOMPARE(cell(rows, nowhere, u"state"_s), u"PENDING"_s);
    QCOMPARE(cell(rows, nowhere, u"pool"_s), u"rack-z"_s);
    QVERIFY(rows->toolTip(nowhere, tables::columnOf(rows->columns(), u"pool"), now).contains(u"gpu_model: !k80"));
}

void tst_AuroraRows::warnsOfJobsThatWaitLong()
{
    Decoder decoder;
    QVERIFY(decoder.jobs(
        recordings::bytes(jobs({ { "r/prod/a", stats(0, 1, 0, 0) }, { "r/prod/b", stats(0, 1, 0, 0) } }))));
    const core::Result<Snapshot> state = decoder.activeTasks(recordings::bytes(
        tasks({ task("a", "r/prod/a", 0, Pending, ago(19min)), task("b", "r/prod/b", 0, Pending, ago(21min)) })));
    QVERIFY(state);
    const tables::Rows rows = jobRows(*state, {}, now);
    QCOMPARE(int(rows->severity(rowOf(rows, "r/prod/a"))), int(Severity::None));
    QCOMPARE(int(rows->severity(rowOf(rows, "r/prod/b"))), int(Severity::Warning));
    QCOMPARE(cell(rows, rowOf(rows, "r/prod/b"), u"in-state"_s), u"21 min"_s);
    // Time alone makes it a warning: the row must be drawn anew.
    const tables::Rows later = jobRows(*state, {}, now + 2min);
    QCOMPARE(changedColumns(later, rows, "r/prod/a"), QStringList{ u"state"_s });
    QCOMPARE(changedColumns(later, rows, "r/prod/b"), QStringList());
    // The stacks file may say another time, and for some jobs one of their own: the closest word counts.
    const PendingLimits limits{ 10min, { { u"r/*"_s, 5min }, { u"r/prod/*"_s, 1h }, { u"r/prod/a"_s, 15min } } };
    const tables::Rows asSaid = jobRows(*state, {}, now, limits);
    QCOMPARE(int(asSaid->severity(rowOf(asSaid, "r/prod/a"))), int(Severity::Warning));
    QCOMPARE(int(asSaid->severity(rowOf(asSaid, "r/prod/b"))), int(Severity::None));
    QCOMPARE(limits.of("r/devel/a"), core::Duration(5min));
    QCOMPARE(limits.of("s/devel/a"), core::Duration(10min));
}

void tst_AuroraRows::showsWhyAJobWaits_orWhatItsFailureSaid()
{
    Decoder decoder;
    QVERIFY(decoder.jobs(
        recordings::bytes(jobs({ { "r/prod/a", stats(0, 2, 0, 0) }, { "r/prod/b", stats(0, 0, 2, 0) } }))));
    QVERIFY(decoder.tasksOfRole(u"r"_s,
                                recordings::bytes(tasks({ task("young", "r/prod/a", 0, Pending, ago(1min)),
                                                          task("old", "r/prod/a", 1, Pending, ago(9min)),
                                                          task("b0", "r/prod/b", 0, Failed, ago(5min), "first"),
                                                          task("b1", "r/prod/b", 1, Failed, ago(4min), "last") }))));
    const Snapshot state = decoder.pendingReasons(
        { { u"young"_s, u"Insufficient: RAM"_s }, { u"old"_s, u"Constraint not satisfied: rack"_s } }, now);
    const tables::Rows rows = jobRows(state, {}, now);
    QCOMPARE(cell(rows, rowOf(rows, "r/prod/a"), u"message"_s), u"Constraint not satisfied: rack"_s);
    QCOMPARE(cell(rows, rowOf(rows, "r/prod/b"), u"message"_s), u"last"_s);
    QCOMPARE(cell(rows, rowOf(rows, "r/prod/b"), u"in-state"_s), u"4 min"_s);
    const tables::Rows instances = instanceRows(state, { u"r"_s, u"prod"_s, u"a"_s });
    QCOMPARE(cell(instances, rowOf(instances, "young"), u"message"_s), u"Insufficient: RAM"_s);
}

void tst_AuroraRows::drawsFailedBlocks_ofWhatFailedAlone()
{
    Decoder decoder;
    QVERIFY(decoder.jobs(recordings::bytes(jobs({ { "r/prod/failed", stats(0, 0, 2, 0) },
                                                  { "r/prod/mended", stats(0, 0, 1, 1) },
                                                  { "r/prod/again", stats(1, 1, 3, 0) } }))));
    const core::Result<Snapshot> state
        = decoder.tasksOfRole(u"r"_s,
                              recordings::bytes(tasks({ task("f0", "r/prod/failed", 0, Failed, ago(5min), "no"),
                                                        task("f1", "r/prod/failed", 1, Failed, ago(4min), "no"),
                                                        task("m0", "r/prod/mended", 0, Failed, ago(5min), "no"),
                                                        task("m1", "r/prod/mended", 0, Finished, ago(4min)) })));
    QVERIFY(state);
    const tables::Rows rows = jobRows(*state, {}, now);
    const auto blocks = [&](const char *job) {
        return extra(rows, rowOf(rows, job), u"instances"_s, tables::TableModel::BlocksRole).value<QList<int>>();
    };
    QCOMPARE(blocks("r/prod/failed"), QList<int>({ 0, 0, 2 }));
    QCOMPARE(blocks("r/prod/mended"), QList<int>({ 0, 0, 0 }));
    QCOMPARE(blocks("r/prod/again"), QList<int>({ 1, 1, 0 }));
}

void tst_AuroraRows::sumsGroupsOfRoleAndEnvironment()
{
    Decoder decoder;
    const core::Result<Snapshot> state = decoder.jobs(recordings::bytes(jobs(
        { { "r/prod/a", stats(2, 1, 0, 0) }, { "r/prod/b", stats(5, 0, 0, 0) }, { "r/test/a", stats(7, 0, 0, 0) } })));
    QVERIFY(state);
    TableModel model(core::systemClock());
    model.setColumns(jobColumns());
    model.setGroupColumn(tables::columnOf(jobColumns(), u"role-env"));
    model.setRows(jobRows(*state, {}, now));
    QTRY_VERIFY(!model.isBusy() && model.totalCount() == 3);
    const int run = tables::columnOf(jobColumns(), u"run");
    QHash<QString, QString> sums;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, run);
        if (model.isGroup(row))
            sums[QString::fromUtf8(index.data(TableModel::GroupTextRole).toByteArray())] = index.data().toString();
    }
    QCOMPARE(sums, (QHash<QString, QString>{ { u"r/prod"_s, u"7"_s }, { u"r/test"_s, u"7"_s } }));
}

void tst_AuroraRows::listsInstances_newestFirst_andTintsOnlyTheNewest()
{
    Decoder decoder;
    const core::Result<Snapshot> state = decoder.tasksOfRole(
        u"r"_s,
        recordings::bytes(tasks({ task("old", "r/prod/a", 0, Failed, 10, "boom"),
                                  task("new", "r/prod/a", 0, Running, 20), task("dead", "r/prod/a", 1, Failed, 20) })));
    QVERIFY(state);
    const tables::Rows rows = instanceRows(*state, { u"r"_s, u"prod"_s, u"a"_s });
    QCOMPARE(rows->rowCount(), 3U);
    QCOMPARE(cell(rows, 0, u"id"_s), u"new"_s);
    QCOMPARE(cell(rows, 1, u"message"_s), u"boom"_s);
    QCOMPARE(int(rows->severity(1)), int(Severity::None)); // it was replaced
    QCOMPARE(int(rows->severity(2)), int(Severity::Failure));
    QCOMPARE(cell(rows, 2, u"instance"_s), u"1"_s);
    QCOMPARE(instanceRows(*state, { u"r"_s, u"prod"_s, u"gone"_s })->rowCount(), 0U);
    // The agent of a task is one of Mesos': the recorded ids lead there.
    const core::Result<Snapshot> recorded
        = decoder.activeTasks(recordings::bytes(recordings::body(u"read/getTasksWithoutConfigs-active.tjson"_s)));
    QVERIFY(recorded);
    const tables::Rows web = instanceRows(*recorded, { u"web"_s, u"prod"_s, u"frontend"_s });
    QCOMPARE(web->rowCount(), 5U);
    QVERIFY(extra(web, 0, u"agent"_s, TableModel::LinkRole).toString().startsWith(u"agent/20260101-"));
}

void tst_AuroraRows::tellsChangedColumns()
{
    Decoder decoder;
    const core::Result<Snapshot> before = decoder.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(2, 0, 0, 0) } })));
    const core::Result<Snapshot> same = decoder.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(2, 0, 0, 0) } })));
    const core::Result<Snapshot> after = decoder.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(3, 0, 0, 0) } })));
    QVERIFY(before && same && after);
    const tables::Rows old = jobRows(*before, {}, now);
    QCOMPARE(changedColumns(jobRows(*same, {}, now), old, "r/prod/a"), QStringList());
    QCOMPARE(changedColumns(jobRows(*after, {}, now), old, "r/prod/a"), QStringList({ u"instances"_s, u"run"_s }));
    Decoder another; // of another pool: texts are compared
    const core::Result<Snapshot> elsewhere
        = another.jobs(recordings::bytes(jobs({ { "r/prod/a", stats(2, 0, 0, 0) } })));
    QVERIFY(elsewhere);
    QCOMPARE(changedColumns(jobRows(*elsewhere, {}, now), old, "r/prod/a"), QStringList());
}

/// Jobs and tasks come, go and change at random; the models must tell it in order.
void tst_AuroraRows::survivesRandomPictures()
{
    TableModel jobModel(core::systemClock());
    TableModel taskModel(core::systemClock());
    const QList<TableModel *> models{ &jobModel, &taskModel };
    for (TableModel *model : models) {
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        model->setSort({ { 0, Qt::AscendingOrder }, { 1, Qt::AscendingOrder } });
    }
    std::mt19937 random(7);
    const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
    Decoder decoder;
    for (int look = 0; look < 60; ++look) {
        QList<QPair<QByteArray, JobStats>> summaries;
        QList<QByteArray> list;
        for (int job = 0; job < 12; ++job) {
            if (chance(20))
                continue;
            const QByteArray key = (job % 2 ? "r/prod/job" : "r/test/job") + QByteArray::number(job);
            const int instances = static_cast<int>(random() % 5);
            summaries.append({ key, stats(instances, chance(30), chance(20), chance(20)) });
            for (int i = 0; i < instances; ++i)
                list << task(key + QByteArray::number(i) + (chance(30) ? "x" : ""), key, i,
                             chance(20) ? Pending : Running, ago(1h) + static_cast<qint64>(random() % 1000));
        }
        QVERIFY(decoder.jobs(recordings::bytes(jobs(summaries))));
        const core::Result<Snapshot> state = look % 2 ? decoder.activeTasks(recordings::bytes(tasks(list)))
                                                      : decoder.tasksOfRole(u"r"_s, recordings::bytes(tasks(list)));
        QVERIFY(state);
        jobModel.setRows(jobRows(*state, {}, now));
        taskModel.setRows(instanceRows(*state, { u"r"_s, u"prod"_s, u"job1"_s }));
        if (chance(20))
            jobModel.setGroupColumn(chance(50) ? tables::columnOf(jobColumns(), u"role-env") : -1);
        for (TableModel *model : models)
            QTRY_VERIFY(!model->isBusy());
        QCOMPARE(jobModel.totalCount(), int((*state)->jobs.size()));
        for (const JobRow &job : (*state)->jobs)
            QVERIFY(jobModel.indexOfKey((*state)->string(job.key).toUtf8()).isValid());
    }
}

void tst_AuroraRows::describesEveryColumn()
{
    for (const QList<tables::Column> &columns : { jobColumns(), instanceColumns() }) {
        QSet<QString> keys;
        int fixed = 0;
        for (const tables::Column &column : columns) {
            QVERIFY2(!keys.contains(column.key), qPrintable(column.key));
            keys.insert(column.key);
            QVERIFY2(column.width > 0 && !column.title.isEmpty(), qPrintable(column.key));
            fixed += column.priority == 0;
        }
        QVERIFY(fixed >= 2);
    }
}

QTEST_GUILESS_MAIN(tst_AuroraRows)
#include "tst_aurorarows.moc"
