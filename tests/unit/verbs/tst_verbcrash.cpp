// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/updates/startupdateverb.h"
#include "tests/unit/verbs/mortalconsole.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::TaskStatus;

/// A console that is killed (SIGKILL) at every boundary of every step of an action has done it all the same, once it is
/// started again: each call went out once, and the cluster is as the plan said, for each of Aurora's verbs.
class tst_VerbCrash : public QObject
{
    Q_OBJECT

private slots:
    void endsTheSame_whereverItIsKilled_data();
    void endsTheSame_whereverItIsKilled();

private:
    using Before = QMap<int, QString>; ///< instance → id of its task
    struct Row
    {
        const char *name;
        int instances; ///< the job has at first; 0: it is not there
        actions::Request (*request)(VerbWorld &world);
        void (*check)(VerbWorld &world, const Before &before);
    };

    static inline const aurora::JobKey m_job{ u"services"_s, u"prod"_s, u"crowd"_s };

    static QList<Row> rows();
    /// A small service of so many instances that run.
    static aurora::JobConfiguration definition(VerbWorld &world, int instances);
    static QList<aurora::Task> active(VerbWorld &world) { return world.active(m_job.text()); }
    static QList<aurora::Task> everSeen(VerbWorld &world)
    {
        return VerbWorld::wait(world.client().tasks(aurora::TaskQuery::forJob(m_job))).value_or(QList<aurora::Task>());
    }
    static actions::Request drainOfThree(VerbWorld &world);
};

aurora::JobConfiguration tst_VerbCrash::definition(VerbWorld &world, int instances)
{
    aurora::JobConfiguration job = world.job(u"services/prod/query-gateway"_s)->job;
    job.key = m_job;
    job.config.job = m_job;
    job.config.tier = u"preemptible"_s; // no quota
    job.config.production.reset();
    job.config.constraints.clear();
    job.config.resources = { 0.1, 32, 16, 0, {} };
    job.instanceCount = instances;
    return job;
}

/// Of three agents with tasks, whatever else runs there.
actions::Request tst_VerbCrash::drainOfThree(VerbWorld &world)
{
    QStringList agents;
    QStringList hosts;
    for (const aurora::Task &task : active(world) + world.active(u"services/prod/query-gateway"_s)) {
        if (agents.contains(task.agentId) || agents.size() == 3)
            continue;
        agents << task.agentId;
        hosts << task.host;
    }
    actions::Request request = verbs::DrainVerb::request(verbs::DrainVerb::By::Aurora, agents);
    request.unlocked = hosts;
    return request;
}

QList<tst_VerbCrash::Row> tst_VerbCrash::rows()
{
    const auto restart = [](VerbWorld &) {
        actions::Batching batching;
        batching.size = 5;
        return verbs::RestartVerb::request({ { { m_job, {} } } }, batching);
    };
    const auto restarted = [](VerbWorld &world, const Before &before) {
        const QList<aurora::Task> now = active(world);
        QCOMPARE(now.size(), before.size());
        for (const aurora::Task &task : now)
            QCOMPARE(task.ancestorId, before.value(task.instance)); // once, not twice
    };
    const auto kill = [](VerbWorld &) {
        actions::Request request = verbs::KillVerb::request({ { { m_job, { 0, 1, 2, 3, 4, 5 } } } });
        request.batching.size = 2;
        return request;
    };
    const auto killed = [](VerbWorld &world, const Before &before) {
        const QList<aurora::Task> now = active(world);
        QCOMPARE(now.size(), before.size() - 6);
        for (const aurora::Task &task : now)
            QCOMPARE(task.id, before.value(task.instance));
    };
    const auto update = [](VerbWorld &world) {
        aurora::JobConfiguration job = definition(world, 8);
        job.config.resources.ramMb += 16;
        aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
        settings.groupSize = 4;
        settings.minWaitInRunning = 1s;
        return verbs::StartUpdateVerb::request(job, settings);
    };
    const auto updated = [](VerbWorld &world, const Before &before) {
        QCOMPARE(world.updates(m_job.text()).size(), 1);
        const QList<aurora::Task> now = active(world);
        QCOMPARE(now.size(), before.size());
        for (const aurora::Task &task : now)
            QCOMPARE(task.config.resources.ramMb, 48);
    };
    const auto drain = [](VerbWorld &world) { return drainOfThree(world); };
    const auto drained = [](VerbWorld &world, const Before &before) {
        const auto modes = VerbWorld::wait(world.client().maintenance());
        QVERIFY(modes);
        QCOMPARE(modes->drained.size(), 3);
        const QList<aurora::Task> now = active(world);
        QCOMPARE(now.size(), before.size());
        for (const aurora::Task &task : now)
            QVERIFY2(!modes->drained.contains(task.host), qPrintable(task.host));
    };
    const auto create = [](VerbWorld &world) { return verbs::CreateVerb::request(definition(world, 7)); };
    const auto created = [](VerbWorld &world, const Before &) {
        QCOMPARE(active(world).size(), 7);
        QCOMPARE(everSeen(world).size(), 7); // no second set that ended
    };
    const auto add = [](VerbWorld &) { return verbs::AddVerb::request({ m_job, 0 }, 3); };
    const auto added = [](VerbWorld &world, const Before &before) {
        QCOMPARE(active(world).size(), before.size() + 3);
        QCOMPARE(everSeen(world).size(), before.size() + 3);
    };
    return { { "restart of 50", 50, restart, restarted },
             { "kill", 9, kill, killed },
             { "update", 8, update, updated },
             { "drain", 6, drain, drained },
             { "create", 0, create, created },
             { "add", 4, add, added } };
}

void tst_VerbCrash::endsTheSame_whereverItIsKilled_data()
{
    QTest::addColumn<qsizetype>("row");
    QTest::addColumn<QString>("boundary");
    const QStringList boundaries{
        u"journaled"_s, // in the journal, not sent
        u"effect"_s, // sent, the answer not seen
        u"answered"_s, // the answer in the journal, the next step not
        u"watch"_s, // waiting for a batch: not for each of it
        u"reached"_s, // the wanted state in the journal
    };
    const QList<Row> all = rows();
    for (qsizetype row = 0; row < all.size(); ++row) {
        for (const QString &boundary : boundaries)
            QTest::addRow("%s, %s", all[row].name, qPrintable(boundary)) << row << boundary;
    }
}

void tst_VerbCrash::endsTheSame_whereverItIsKilled()
{
    QFETCH(qsizetype, row);
    QFETCH(QString, boundary);
    const Row verb = rows().at(row);
    VerbWorld world;
    const auto isUp = [&] {
        world.demo().advance(10s);
        const QList<aurora::Task> tasks = active(world);
        return tasks.size() == verb.instances
            && std::ranges::all_of(tasks, [](const aurora::Task &task) { return task.status == TaskStatus::Running; });
    };
    if (verb.instances > 0)
        QVERIFY(VerbWorld::wait(world.client().create(definition(world, verb.instances))));
    QTRY_VERIFY_WITH_TIMEOUT(isUp(), 30000);
    Before before;
    for (const aurora::Task &task : active(world))
        before.insert(task.instance, task.id);

    QTemporaryDir dir;
    QVERIFY(mortal::write(world, QDir(dir.path()), verb.request(world)));
    world.forget();
    constexpr int mostLives = 60;
    const lives::Outcome outcome = lives::run(dir.path(), boundary, mostLives, [&world] {
        if (!world.sent().empty()) // else the plan may be void before it is begun
            world.demo().advance(2s);
    });
    QCOMPARE(outcome.code, 0);

    actions::ActionCenter center(mortal::optionsIn(QDir(dir.path())), core::systemClock());
    QTRY_VERIFY_WITH_TIMEOUT(center.isLoaded(), 30000);
    QCOMPARE(center.records().size(), 1);
    const actions::Record record = center.records().first();
    QCOMPARE(record.state, actions::State::Done);
    const qsizetype steps = record.steps.size();
    QVERIFY2(outcome.deaths >= (boundary == u"watch" ? (steps + 4) / 5 : steps),
             qPrintable(u"%1 deaths of %2 steps"_s.arg(outcome.deaths).arg(steps)));

    QSet<QString> calls;
    for (const sim::LoggedCall &call : world.sent()) {
        const QString arguments = QString::fromUtf8(QJsonDocument(call.arguments.toObject()).toJson());
        calls.insert(call.method + u' ' + arguments);
        QCOMPARE(call.status, 200);
    }
    QCOMPARE(world.sent().size(), static_cast<size_t>(steps)); // each step's call went out,
    QCOMPARE(calls.size(), steps); // and none twice
    verb.check(world, before);
}

int main(int argc, char **argv)
{
    return lives::main<tst_VerbCrash>(argc, argv, &mortal::live);
}

#include "tst_verbcrash.moc"
