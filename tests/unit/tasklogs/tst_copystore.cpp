// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/copystore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tasklogs::Copy;
using tasklogs::CopyStore;

namespace {

Copy copyOf(const QString &task, const QString &file, int minute)
{
    Copy copy;
    copy.task = task;
    copy.title = u"job/0"_s;
    copy.host = u"a1"_s;
    copy.file = file;
    copy.savedAt = core::TimePoint(std::chrono::minutes(1000 + minute));
    copy.whole = 1 << 20;
    return copy;
}

QByteArray contentOf(const Copy &copy)
{
    QFile file(copy.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

} // namespace

/// Copies outlive the process, and the newest are kept within a size.
class tst_CopyStore : public QObject
{
    Q_OBJECT

private slots:
    void keepsCopies_betweenRuns()
    {
        const QTemporaryDir folder;
        {
            CopyStore store(folder.filePath(u"logs"_s), 1 << 20);
            QSignalSpy changed(&store, &CopyStore::changed);
            store.keep(copyOf(u"t1"_s, u"stderr"_s, 1), "the end of stderr\n");
            store.keep(copyOf(u"t1"_s, u"stdout"_s, 1), QByteArray("bytes \xff\0 too", 12));
            store.keep(copyOf(u"t2"_s, u"stderr"_s, 2), "other");
            QTRY_COMPARE(changed.count(), 3);
        }
        CopyStore store(folder.filePath(u"logs"_s), 1 << 20);
        const QList<Copy> copies = store.copiesOf(u"t1"_s).result();
        QCOMPARE(copies.size(), 2);
        QCOMPARE(copies[0].file, u"stderr"_s);
        QCOMPARE(contentOf(copies[0]), QByteArray("the end of stderr\n"));
        QCOMPARE(contentOf(copies[1]), QByteArray("bytes \xff\0 too", 12));
        QCOMPARE(copies[0].bytes, 18);
        QCOMPARE(copies[0].whole, 1 << 20);
        QCOMPARE(copies[0].savedAt, core::TimePoint(std::chrono::minutes(1001)));
        QCOMPARE(store.newest(1).result().first().task, u"t2"_s);
        QVERIFY(store.copiesOf(u"nobody"_s).result().isEmpty());
    }

    /// By as much as is known of who wrote it.
    void findsTheNewestOfAnInstance_aJobAndANode()
    {
        const QTemporaryDir folder;
        CopyStore store(folder.path(), 1 << 20);
        const auto keep = [&](const QString &task, const QString &file, int minute, const QString &node) {
            Copy copy = copyOf(task, file, minute);
            copy.job = u"jobs/prod/m"_s;
            copy.node = node;
            store.keep(copy, "x");
        };
        keep(u"jobs-prod-m-0-a"_s, u"stderr"_s, 1, u"n"_s);
        keep(u"jobs-prod-m-0-b"_s, u"stderr"_s, 3, u"n"_s);
        keep(u"jobs-prod-m-0-b"_s, u"stdout"_s, 2, u"n"_s);
        keep(u"jobs-prod-m-1-c"_s, u"stderr"_s, 4, u"n"_s);
        const auto tasks = [&](const tasklogs::CopyQuery &query) {
            QStringList found;
            for (const Copy &copy : store.copiesFor(query).result())
                found << copy.task + u' ' + copy.file;
            return found;
        };
        QCOMPARE(tasks({ {}, u"jobs/prod/m"_s, 0, {} }),
                 QStringList({ u"jobs-prod-m-0-b stderr"_s, u"jobs-prod-m-0-b stdout"_s }));
        QCOMPARE(tasks({ {}, u"jobs/prod/m"_s, -1, {} }), QStringList({ u"jobs-prod-m-1-c stderr"_s }));
        QCOMPARE(tasks({ {}, {}, -1, u"n"_s }), QStringList({ u"jobs-prod-m-1-c stderr"_s }));
        QCOMPARE(tasks({ u"jobs-prod-m-0-a"_s, u"jobs/prod/m"_s, 0, u"n"_s }),
                 QStringList({ u"jobs-prod-m-0-a stderr"_s }));
        QVERIFY(tasks({ {}, u"jobs/prod/m"_s, 7, {} }).isEmpty());
        QCOMPARE(store.copiesOfJob(u"jobs/prod/m"_s).result().size(), 4);
    }

    void aNewCopyReplacesTheOld()
    {
        const QTemporaryDir folder;
        CopyStore store(folder.path(), 1 << 20);
        store.keep(copyOf(u"t1"_s, u"stderr"_s, 1), "first");
        store.keep(copyOf(u"t1"_s, u"stderr"_s, 2), "second");
        const QList<Copy> copies = store.copiesOf(u"t1"_s).result();
        QCOMPARE(copies.size(), 1);
        QCOMPARE(contentOf(copies[0]), QByteArray("second"));
        QCOMPARE(QDir(folder.path()).entryList({ u"*.log"_s }).size(), 1); // no file is left behind
    }

    void dropsTheOldest_whenThereIsTooMuch()
    {
        const QTemporaryDir folder;
        CopyStore store(folder.path(), 1000);
        for (int i = 0; i < 10; ++i)
            store.keep(copyOf(u"t%1"_s.arg(i), u"stderr"_s, i), QByteArray(300, static_cast<char>('a' + i)));
        const QList<Copy> copies = store.newest(100).result();
        QCOMPARE(copies.size(), 3);
        QCOMPARE(copies.first().task, u"t9"_s);
        QCOMPARE(copies.last().task, u"t7"_s);
        QCOMPARE(QDir(folder.path()).entryList({ u"*.log"_s }).size(), 3);
    }

    void saysWhyNothingIsSaved()
    {
        CopyStore store(u"/proc/no/such/folder"_s, 1000);
        QSignalSpy noticed(&store, &CopyStore::noticeChanged);
        store.keep(copyOf(u"t"_s, u"stderr"_s, 1), "x");
        QTRY_VERIFY(!store.notice().isEmpty());
        QVERIFY(store.copiesOf(u"t"_s).result().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_CopyStore)
#include "tst_copystore.moc"
