// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleverb.h"
#include "models/watch/firstwayout.h"
#include "models/watch/jobfindings.h"
#include "tests/support/statebuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::TaskStatus;
using watch::Finding;

namespace {

// 23 Nov 2026, 03:47:00 BRT
constexpr core::TimePoint now(1795416420s);

/// Puts a picture of Aurora together, job by job.
class JobsBuilder
{
public:
    JobsBuilder() { m_state.pool = m_pool; }

    JobsBuilder &job(const char *name)
    {
        aurora::JobRow row;
        row.key = m_pool->intern(std::string("jobs/prod/") + name);
        row.name = m_pool->intern(name);
        row.tasks = { static_cast<uint32_t>(m_state.tasks.size()), 0 };
        m_state.jobs.push_back(row);
        return *this;
    }
    JobsBuilder &task(TaskStatus status, core::Duration age, const char *reason = nullptr)
    {
        aurora::JobRow &row = m_state.jobs.back();
        aurora::TaskRow task;
        task.id = m_pool->intern("task-" + std::to_string(m_state.tasks.size()));
        task.status = status;
        task.created = now - age;
        task.since = now - age;
        ++row.tasks.count;
        ++(aurora::isWaiting(status) ? row.stats.pending : row.stats.active);
        m_state.tasks.push_back(task);
        if (reason)
            m_state.pending.push_back({ task.id, m_pool->intern(reason), now });
        return *this;
    }
    const aurora::State &state() const { return m_state; }

private:
    std::shared_ptr<core::StringPool> m_pool = std::make_shared<core::StringPool>();
    aurora::State m_state;
};

QStringList subjects(const QList<Finding> &findings)
{
    QStringList all;
    for (const Finding &finding : findings)
        all += finding.subject;
    return all;
}

} // namespace

class tst_JobFindings : public QObject
{
    Q_OBJECT
private slots:
    void saysNothing_whileInstancesWaitShortly();
    void tellsWhoWaitsForLong_withItsAge();
    void tellsWhatFlaps();
    void mergesMany();
    void waitsAsLong_asTheStacksFileSays();
    void offersTheFirstWayOut_thatCanBePlanned();
};

/// A full pool is grown, where AWS has such a group; else there is nothing to be planned.
void tst_JobFindings::offersTheFirstWayOut_thatCanBePlanned()
{
    support::StateBuilder mesos;
    mesos.framework("f1", "Aurora");
    mesos.agent("a1", "ip-1", { 16, 122 * 1024, 400 * 1024, 0 }, { 16, 122 * 1024, 100 * 1024, 0 });
    mesos.attribute("slave-type", "model");

    const auto texts = std::make_shared<core::StringPool>();
    aurora::State jobs;
    jobs.pool = texts;
    aurora::JobRow job;
    job.key = texts->intern("jobs/prod/fx-model");
    job.role = texts->intern("jobs");
    job.environment = texts->intern("prod");
    job.name = texts->intern("fx-model");
    job.tier = texts->intern("preferred");
    job.resources.cpus = 15;
    job.resources.ram = 100 * 1024;
    job.resources.disk = 1024;
    job.constraints = { 0, 1 };
    job.tasks = { 0, 1 };
    job.stats.pending = 1;
    jobs.jobs = { job };
    jobs.constraints = { { texts->intern("slave-type"), texts->intern("model") } };
    aurora::TaskRow task;
    task.id = texts->intern("t1");
    task.job = 0;
    task.status = TaskStatus::Pending;
    task.created = task.since = now - 25min;
    jobs.tasks = { task };

    pools::Picture picture;
    pools::Pool group;
    group.name = u"model"_s;
    group.kind = pools::Pool::Kind::OnDemand;
    group.wanted = 1;
    group.max = 9;
    picture.pools = { group };

    watch::WaitingScene scene;
    scene.aurora = std::make_shared<const aurora::State>(jobs);
    scene.mesos = mesos.build();
    scene.context.now = now;
    scene.context.poolAttribute = u"slave-type"_s;
    scene.pools = std::make_shared<const pools::Picture>(picture);
    scene.aws = config::AwsConfig();
    QList<Finding> found = watch::jobFindings(*scene.aurora, now);
    watch::addWaysOut(found, scene);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].steps.size(), 2);
    QCOMPARE(found[0].steps[0].label, u"Grow model by 1…"_s);
    QCOMPARE(found[0].steps[0].plan, std::optional(verbs::ScaleVerb::grow(u"model"_s, 1)));
    QCOMPARE(found[0].steps[1].label, u"Why pending…"_s);

    scene.aws.reset();
    found = watch::jobFindings(*scene.aurora, now);
    watch::addWaysOut(found, scene);
    QCOMPARE(found[0].steps[0].label, u"Open job"_s);
}

void tst_JobFindings::waitsAsLong_asTheStacksFileSays()
{
    JobsBuilder b;
    b.job("spark-etl").task(TaskStatus::Pending, 30min);
    b.job("ledger").task(TaskStatus::Pending, 3min);
    b.job("web").task(TaskStatus::Pending, 8min);
    watch::JobLimits limits;
    limits.waiting.usual = 10min;
    limits.waiting.jobs = { { u"jobs/prod/spark-*"_s, 1h }, { u"jobs/prod/ledger"_s, 2min } };
    QCOMPARE(subjects(watch::jobFindings(b.state(), now, limits)), QStringList{ u"ledger waits for an agent"_s });
    limits.waiting.usual = 90s;
    limits.waiting.jobs.clear();
    limits.rowsPerKind = 2;
    QCOMPARE(watch::jobFindings(b.state(), now, limits)[0].steps[0].filter, u"state:pending in-state>90s"_s);
}

void tst_JobFindings::saysNothing_whileInstancesWaitShortly()
{
    JobsBuilder b;
    b.job("etl").task(TaskStatus::Running, 3h).task(TaskStatus::Pending, 20min).task(TaskStatus::Finished, 5h);
    QCOMPARE(subjects(watch::jobFindings(b.state(), now)), QStringList());
}

void tst_JobFindings::tellsWhoWaitsForLong_withItsAge()
{
    JobsBuilder b;
    b.job("fx-model").task(TaskStatus::Running, 3h).task(TaskStatus::Pending, 5min);
    b.task(TaskStatus::Pending, 23min, "Insufficient: CPU,Insufficient: RAM");
    const QList<Finding> found = watch::jobFindings(b.state(), now);
    QCOMPARE(subjects(found), QStringList{ u"fx-model waits for an agent"_s });
    QCOMPARE(found[0].fact, u"1 of 3 instances pending"_s); // of those that wait for long
    QCOMPARE(found[0].cause, u"Aurora says: Insufficient: CPU, Insufficient: RAM"_s);
    QCOMPARE(watch::ageText(found[0], now), u"23 min"_s);
    QCOMPARE(found[0].severity, watch::Severity::Warning);
    QCOMPARE(found[0].steps[0].link, u"job/jobs/prod/fx-model"_s);
    QCOMPARE(found[0].steps[1].label, u"Why pending…"_s);
    QCOMPARE(found[0].steps[1].link, u"job/jobs/prod/fx-model#why-pending"_s);
}

void tst_JobFindings::tellsWhatFlaps()
{
    JobsBuilder b;
    b.job("web").task(TaskStatus::Throttled, 2min).task(TaskStatus::Throttled, 4min).task(TaskStatus::Running, 1h);
    const QList<Finding> found = watch::jobFindings(b.state(), now);
    QCOMPARE(subjects(found), QStringList{ u"web flaps"_s });
    QVERIFY(found[0].fact.startsWith(u"2 instances"_s));
    QCOMPARE(watch::ageText(found[0], now), u"4 min"_s);
}

void tst_JobFindings::mergesMany()
{
    JobsBuilder b;
    for (const char *name : { "a", "b", "c", "d" })
        b.job(name).task(TaskStatus::Pending, name[0] == 'c' ? 50min : 30min);
    const QList<Finding> found = watch::jobFindings(b.state(), now);
    QCOMPARE(subjects(found), QStringList{ u"4 jobs wait for agents"_s });
    QVERIFY2(found[0].fact.startsWith(u"longest: c waits"_s), qPrintable(found[0].fact));
    QCOMPARE(watch::ageText(found[0], now), u"50 min"_s);
    QCOMPARE(found[0].steps[0].page, u"jobs"_s);
    QCOMPARE(found[0].steps[1].link, u"job/jobs/prod/c"_s);
}

QTEST_GUILESS_MAIN(tst_JobFindings)
#include "tst_jobfindings.moc"
