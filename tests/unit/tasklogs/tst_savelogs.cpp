// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/logs/readrange.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/savefolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Answer = sim::Faults::Answer;

namespace {

constexpr auto deadline = 2000ms;

config::StackConfig configOf(const sim::Demo &world)
{
    config::StackConfig config;
    config.name = world.cluster();
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.policy.interval = 1s;
    config.deadline = deadline;
    config.route.rewrite.insert(u"*:5051"_s, world.agents().authority());
    config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort), world.observers().authority());
    return config;
}

sim::Demo::Options frozen()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

bool goOn(qint64, qint64)
{
    return true;
}

} // namespace

/// Files and folders of a simulated cluster's agents on their way to this disk, and what may come between.
class tst_SaveLogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<sim::Demo>(frozen());
        m_stack = std::make_unique<stack::Stack>(configOf(*m_world), net::Credentials(), m_world->clock(), QString());
        m_stack->start();
        const auto found = [&](const char *job, tasklogs::Place *place) {
            *place = logs()->find(QString::fromLatin1(job)).value_or(tasklogs::Place());
            return !place->address.isEmpty() && !place->framework.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(found("jobs/prod/itaipu-dimensional-modeling/0", &m_place), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(found("jobs/prod/itaipu-datasets-driver/0", &m_driver), 20000);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"saved"_s);
    }
    void cleanup() { m_world->setFaults({}); }
    void cleanupTestCase()
    {
        m_stack.reset();
        m_world.reset();
    }

    void savesWhatPiecesWouldGive()
    {
        const auto source = stderrOf();
        const auto size = QCoro::waitFor(source->size({}));
        QVERIFY(size && *size > 100'000);
        const auto saved = save(source);
        QVERIFY(saved);
        QCOMPARE(*saved, *size);
        QVERIFY(contentOf(m_path) == *QCoro::waitFor(logs::readRange(source, 0, *size, {})));
    }

    /// Longer than the deadline, which is the longest silence here.
    void aSlowDripIsWaitedFor()
    {
        const auto source = stderrOf();
        const qint64 pieces = *QCoro::waitFor(source->size({})) / 4096;
        sim::Faults faults;
        faults.only = u"/files/download"_s;
        faults.drip = std::max(1ms, std::chrono::milliseconds(deadline * 3 / 2 / pieces));
        m_world->setFaults(faults);
        const auto saved = save(source);
        QVERIFY2(saved, saved ? "" : qPrintable(core::kindName(saved.error().kind)));
        QVERIFY(contentOf(m_path).endsWith("\n"));
    }

    void aSilenceEndsIt()
    {
        sim::Faults faults;
        faults.only = u"/files/download"_s;
        faults.drip = deadline * 60;
        m_world->setFaults(faults);
        const auto saved = save(stderrOf());
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Timeout);
        QVERIFY(!QFile::exists(m_path));
    }

    void whatWasCut_isNotTakenForWhole()
    {
        sim::Faults faults;
        faults.only = u"/files/download"_s;
        faults.answer = Answer::Truncated;
        m_world->setFaults(faults);
        const auto source = stderrOf();
        const auto saved = save(source);
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Truncated);
        QCOMPARE(saved.error().expected, *QCoro::waitFor(source->size({})));
        QVERIFY(!QFile::exists(m_path));
        QCOMPARE(QFile(logs::partOf(m_path)).size(), saved.error().received);
    }

    /// In the middle of ten gibibytes.
    void theAgentVanishes()
    {
        sim::Faults gone;
        gone.answer = Answer::Dropped;
        bool isGone = false;
        const auto saved = save(eventsOf(), [&](qint64 done, qint64 whole) {
            if (done > 1 << 20 && done < whole && !std::exchange(isGone, true))
                m_world->setFaults(gone);
            return true;
        });
        QVERIFY(isGone);
        QVERIFY(!saved);
        QVERIFY2(saved.error().kind == core::Error::Kind::Truncated
                     || saved.error().kind == core::Error::Kind::Unreachable,
                 qPrintable(core::kindName(saved.error().kind)));
        QVERIFY(saved.error().received > 1 << 20);
        QVERIFY(!QFile::exists(m_path));
        QCOMPARE(QFile(logs::partOf(m_path)).size(), saved.error().received);
    }

    void isEndedByWish()
    {
        const auto saved = save(eventsOf(), [](qint64 done, qint64) { return done == 0; });
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Cancelled);
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    /// An agent may allow reading alone.
    void piecesAreRead_whereDownloadsAreForbidden()
    {
        sim::Faults faults;
        faults.only = u"/files/download"_s;
        faults.answer = Answer::Forbidden;
        m_world->setFaults(faults);
        const auto source = stderrOf();
        QVERIFY(save(source));
        QCOMPARE(QFile(m_path).size(), *QCoro::waitFor(source->size({})));
    }

    void aFolderComesWhole_andTellsWhatItLacks()
    {
        const tasklogs::LogFile folder = *logs()->sandboxOf(m_place);
        const auto whole = QCoro::waitFor(tasklogs::saveFolder(logs(), m_place, folder, m_path, &goOn, {}));
        QVERIFY(whole);
        QCOMPARE(whole->files, 2);
        QVERIFY(whole->unread.isEmpty());
        QVERIFY(contentOf(m_path + u"/stderr"_s).contains("No space left on device"));
        sim::Faults faults;
        faults.only = u"/files/download"_s;
        faults.answer = Answer::Truncated;
        m_world->setFaults(faults);
        const auto cut = QCoro::waitFor(tasklogs::saveFolder(logs(), m_place, folder, m_path + u'2', &goOn, {}));
        QVERIFY(cut);
        QCOMPARE(cut->files, 0);
        QCOMPARE(cut->unread.size(), 2);
        QCOMPARE(QDir(m_path + u'2').entryList(QDir::Files).filter(u".part"_s).size(), 2);
    }

private:
    tasklogs::TaskLogs *logs() const { return stack::logsOf(m_stack.get()); }
    std::shared_ptr<logs::Source> fileOf(const tasklogs::Place &place, const QString &name) const
    {
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(place));
        const auto file = std::ranges::find_if(listing.files, [&](const tasklogs::LogFile &each) {
            return each.name == name && each.keeper == tasklogs::LogFile::Keeper::Agent;
        });
        if (file == listing.files.end())
            qFatal("there is no %s", qPrintable(name));
        return logs()->open(place, *file);
    }
    std::shared_ptr<logs::Source> stderrOf() const { return fileOf(m_driver, u"stderr"_s); }
    std::shared_ptr<logs::Source> eventsOf() const { return fileOf(m_driver, u"events.log"_s); }
    core::Result<qint64> save(const std::shared_ptr<logs::Source> &source,
                              const logs::SavingProgress &progress = &goOn) const
    {
        return QCoro::waitFor(logs::saveFile(source, m_path, logs::SavedAs::Bytes, progress, {}));
    }

    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<stack::Stack> m_stack;
    tasklogs::Place m_place;
    tasklogs::Place m_driver;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(tst_SaveLogs)
#include "tst_savelogs.moc"
