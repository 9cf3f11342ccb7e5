// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/net/httpclient.h"
#include "models/stack/configkeeper.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using stack::ConfigKeeper;

/// Configurations are kept while they run, so that they are known once Aurora has forgotten the run.
class tst_ConfigKeeper : public QObject
{
    Q_OBJECT

private slots:
    void asksAboutWhatBegan_andLittleMore()
    {
        aurora::State state;
        auto pool = std::make_shared<core::StringPool>();
        const core::TimePoint noon(1795435200s);
        const auto add = [&](const char *name, core::TimePoint created, aurora::TaskStatus status) {
            aurora::JobRow job;
            job.key = pool->intern(std::string("jobs/prod/") + name);
            job.role = pool->intern("jobs");
            job.environment = pool->intern("prod");
            job.name = pool->intern(name);
            job.tasks = { static_cast<uint32_t>(state.tasks.size()), 1 };
            aurora::TaskRow task;
            task.created = created;
            task.status = status;
            task.job = static_cast<uint32_t>(state.jobs.size());
            state.jobs.push_back(job);
            state.tasks.push_back(task);
        };
        add("new", noon, aurora::TaskStatus::Running);
        add("known", noon, aurora::TaskStatus::Running);
        add("again", noon, aurora::TaskStatus::Running);
        add("flaps", noon, aurora::TaskStatus::Running);
        add("ended", noon, aurora::TaskStatus::Finished);
        state.pool = pool;
        const auto seen = stack::configsSeen(state,
                                             { { u"jobs/prod/known"_s, noon + 1min },
                                               { u"jobs/prod/again"_s, noon - 1h },
                                               { u"jobs/prod/flaps"_s, noon - 2min } },
                                             noon + 2min, 10min);
        QCOMPARE(seen.due,
                 (QList<aurora::JobKey>{ { u"jobs"_s, u"prod"_s, u"new"_s }, { u"jobs"_s, u"prod"_s, u"again"_s } }));
        QCOMPARE(seen.goingOn, QStringList{ u"jobs/prod/known"_s });
    }

    void keepsWhatRuns()
    {
        sim::Demo::Options options;
        options.speed = 0;
        sim::Demo demo(options);
        net::HttpClient http(demo.clock());
        aurora::StoreOptions polled;
        polled.policy.interval = 50ms;
        aurora::Store store(&http, std::make_shared<net::StaticDiscovery>(demo.auroraUrls()), polled, demo.clock());
        ConfigKeeper keeper(&store, u":memory:"_s, demo.clock(), ConfigKeeper::Pace{ 1ms, 50ms, 10min });
        store.start();
        const aurora::JobKey hyoga{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
        QList<jobs::KeptConfig> kept;
        const auto isKept = [&] {
            QFuture<QList<jobs::KeptConfig>> read = keeper.archive()->read(hyoga);
            read.waitForFinished();
            kept = read.result();
            return kept.size() == 2; // one instance was set apart in the demo's night
        };
        QTRY_VERIFY_WITH_TIMEOUT(isKept(), 30000);
        for (const jobs::KeptConfig &each : kept) {
            QCOMPARE(each.config.job, hyoga);
            QVERIFY(each.config.executor && !each.config.executor->data.isEmpty()); // whole
            QVERIFY(each.from < each.until); // since its tasks began
            QCOMPARE(each.until, demo.clock().now());
        }
        QCOMPARE(kept[0].instances + kept[1].instances, 6);
    }
};

QTEST_GUILESS_MAIN(tst_ConfigKeeper)
#include "tst_configkeeper.moc"
