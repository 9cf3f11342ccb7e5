// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/kept/configarchive.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using jobs::ConfigArchive;
using jobs::KeptConfig;

namespace {

constexpr core::TimePoint night(1795416432s); // 23 Nov 2026, 06:47 UTC
const aurora::JobKey hyoga{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };

aurora::TaskConfig config(qint64 ramMb)
{
    aurora::TaskConfig config;
    config.job = hyoga;
    config.owner = u"ana"_s;
    config.maxTaskFailures = 1;
    config.tier = u"preemptible"_s;
    config.resources = { 4, ramMb, 2048, 0, { u"http"_s } };
    config.constraints = { { u"slave-type"_s, aurora::ValueConstraint{ false, { u"model"_s } } } };
    config.executor = aurora::ExecutorConfig{ u"AuroraExecutor"_s, u"{\"task\":{\"name\":\"é\"}}"_s };
    return config;
}

KeptConfig seen(qint64 ramMb, core::TimePoint from, core::TimePoint until, int instances = 6)
{
    return { config(ramMb), from, until, instances };
}

QList<KeptConfig> keptIn(const QString &file, const aurora::JobKey &job = hyoga)
{
    core::ManualClock clock(night);
    ConfigArchive archive(file, clock);
    QFuture<QList<KeptConfig>> read = archive.read(job);
    read.waitForFinished();
    return read.result();
}

int rowsIn(const QString &file, const QString &table)
{
    history::Database db(file, jobs::configMigrations());
    if (!db.open())
        return -1;
    auto count = db.query(u"SELECT count(*) FROM "_s + table);
    return count && count->next() ? count->value(0).toInt() : -1;
}

} // namespace

/// How jobs were configured, after Aurora has forgotten it.
class tst_ConfigArchive : public QObject
{
    Q_OBJECT

    core::ManualClock m_clock{ night };
    QTemporaryDir m_dir;
    QString fresh() { return m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".sqlite"_s); }

private slots:
    void keepsItWhole_overARestart()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            archive.keep(hyoga, { seen(1024, night, night + 1min) });
            archive.keep({ u"jobs"_s, u"prod"_s, u"other"_s }, { seen(512, night, night) });
        } // the end waits for the disk
        QCOMPARE(keptIn(file), QList{ seen(1024, night, night + 1min) });
    }

    void nightsAlike_areOneStretch_andOneText()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            for (int day = 0; day < 10; ++day)
                archive.keep(hyoga, { seen(1024, night + 24h * day, night + 24h * day + 3min, day == 4 ? 8 : 6) });
        }
        QCOMPARE(keptIn(file), QList{ seen(1024, night, night + 24h * 9 + 3min, 8) });
        QCOMPARE(rowsIn(file, u"config"_s), 1);
    }

    void whatComesBack_isAStretchOfItsOwn()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            archive.keep(hyoga, { seen(1024, night, night) });
            archive.keep(hyoga, { seen(2048, night + 24h, night + 25h) });
            archive.keep(hyoga, { seen(1024, night + 48h, night + 48h) });
        }
        const QList<KeptConfig> kept = keptIn(file);
        QCOMPARE(kept.size(), 3);
        QCOMPARE(rowsIn(file, u"config"_s), 2); // each text once
        const auto ramOf = [&](int day) {
            const QDate morning = QDateTime::fromMSecsSinceEpoch((night + 24h * day).time_since_epoch().count()).date();
            const KeptConfig *const then = jobs::configOfNight(kept, morning);
            return then ? then->config.resources.ramMb : 0;
        };
        QCOMPARE(ramOf(-1), 0); // nobody looked yet
        QCOMPARE(ramOf(0), 1024);
        QCOMPARE(ramOf(1), 2048);
        QCOMPARE(ramOf(2), 1024);
        QCOMPARE(ramOf(9), 1024); // it has not run since
    }

    void groupsOfInstances_goOnTogether()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            for (const auto hour : { 0h, 1h })
                archive.keep(hyoga, { seen(1024, night, night + hour, 5), seen(2048, night, night + hour, 1) });
            archive.goesOn({ hyoga.text() }, night + 5h);
        }
        const QList<KeptConfig> kept = keptIn(file);
        QCOMPARE(kept.size(), 2);
        for (const KeptConfig &each : kept)
            QCOMPARE(each.until, night + 5h);
    }

    void whatHasChanged_doesNotGoOn()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            archive.keep(hyoga, { seen(1024, night, night) });
            archive.keep(hyoga, { seen(2048, night + 1h, night + 1h) });
            archive.goesOn({ hyoga.text() }, night + 5h);
            QFuture<QHash<QString, core::TimePoint>> last = archive.lastSeen();
            last.waitForFinished();
            QCOMPARE(last.result(), (QHash<QString, core::TimePoint>{ { hyoga.text(), night + 5h } }));
        }
        QCOMPARE(keptIn(file), (QList{ seen(2048, night + 1h, night + 5h), seen(1024, night, night) }));
    }

    void whatAuroraTellsLater_isPutWhereItBelongs()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            archive.keep(hyoga, { seen(1024, night, night + 1h) });
            archive.keep(hyoga, { seen(2048, night - 9h, night - 8h) }); // an ended run
            archive.keep(hyoga, { seen(1024, night + 2h, night + 3h) });
        }
        QCOMPARE(keptIn(file), (QList{ seen(1024, night, night + 3h), seen(2048, night - 9h, night - 8h) }));
    }

    void isBounded()
    {
        const QString file = fresh();
        {
            ConfigArchive archive(file, m_clock);
            archive.keep({ u"jobs"_s, u"prod"_s, u"old"_s }, { seen(1, night - jobs::configsKept, night - 1h) });
            for (int i = 0; i < jobs::stretchesKept + 5; ++i)
                archive.keep(hyoga, { seen(1000 + i, night + 1h * i, night + 1h * i) });
        }
        const QList<KeptConfig> kept = keptIn(file);
        QCOMPARE(kept.size(), jobs::stretchesKept);
        QCOMPARE(kept.first().config.resources.ramMb, 1000 + jobs::stretchesKept + 4);
        QCOMPARE(rowsIn(file, u"config"_s), jobs::stretchesKept + 1); // nothing is left behind
        {
            ConfigArchive archive(file, m_clock);
            archive.keep(hyoga, { seen(1, night + jobs::configsKept, night + jobs::configsKept) });
        }
        QCOMPARE(keptIn(file, { u"jobs"_s, u"prod"_s, u"old"_s }).size(), 0);
    }

    void isEmpty_withoutAFile() { QVERIFY(keptIn(u":memory:"_s).isEmpty()); }
};

QTEST_GUILESS_MAIN(tst_ConfigArchive)
#include "tst_configarchive.moc"
