// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/logfixture.h"
#include "ui/logs/saving.h"
#include "ui/logs/tasklogview.h"
#include "ui/shell/activitystrip.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// Logs and folders that are saved, as the window tells of it.
class tst_LogSaving : public QObject
{
    Q_OBJECT

private slots:
    void savesTheFile()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"saved.log"_s);
        ui::askPath() = [path](QWidget *, const QString &, const QString &, bool) { return path; };
        log.pane()->findChild<QToolButton *>(u"logSave"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 15000);
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains("java.io.IOException: No space left on device\n\tat "));
    }

    /// All of a sandbox, from its group's menu; a file that cannot be read does not end it.
    void savesTheWholeSandbox()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const tasklogs::TaskLogs *taskLogs = stack::logsOf(&console.stack());
        const auto all = taskLogs->sandboxOf(*taskLogs->find(failing));
        QVERIFY(all);
        QTemporaryDir folder;
        ui::askPath() = [&](QWidget *, const QString &, const QString &, bool) { return folder.path(); };
        emit files->saveRequested(*all);
        const auto told = [&] { return console.window().findChild<ui::ActivityStrip *>()->left(); };
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"files in "_s), 60000);
        const QString to = folder.filePath(u"itaipu-dimensional-modeling-0-sandbox"_s);
        QVERIFY2(QFile::exists(to + u"/stderr"_s), qPrintable(QDir(to).entryList().join(u' ')));
        QVERIFY(QDir(to).entryList({ u"*.part"_s }).isEmpty());
        QVERIFY(QDir(to).removeRecursively());
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::ServerError;
        faults.only = u"/files/download"_s;
        console.world().setFaults(faults);
        emit files->saveRequested(*all);
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"could not be read: "_s), 60000);
        QVERIFY2(told().contains(u"stderr: "_s) && told().contains(u"stdout: "_s), qPrintable(told())); // by name
        QVERIFY(QDir(to).entryList({ u"*.part"_s }).isEmpty());
    }

    /// The activity strip tells how far it is and ends it; nothing half is left.
    void aSavingIsShown_andCancelled()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Instance, "jobs/prod/itaipu-datasets-driver/0" });
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const auto big = [files] { return fileItem(files, u"events.log"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(big(), 15000);
        const auto file = big()->data(0, Qt::UserRole).value<tasklogs::LogFile>();
        QTemporaryDir folder;
        ui::askPath()
            = [&](QWidget *, const QString &, const QString &, bool) { return folder.filePath(u"big.log"_s); };
        emit files->saveRequested(file);
        auto *strip = console.window().findChild<ui::ActivityStrip *>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().startsWith(u"Saving "_s), 15000);
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().contains(u" of 10.8 GiB"_s), 15000);
        QTest::mouseClick(strip->findChild<QAbstractButton *>(u"stripWay"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().contains(u"Not saved, as wished"_s), 15000);
        QVERIFY(QDir(folder.path()).isEmpty());
        emit files->saveRequested(file);
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().startsWith(u"Saving "_s), 15000);
        log.view()->setFocus();
        console.press(Qt::Key_W, Qt::ControlModifier); // its tab
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().contains(u"Its tab was closed"_s), 15000);
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    /// As text: each line with its instance's label, without the colours it is shown in.
    void savesTheMergedView()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Job, "jobs/prod/hyoga-model" });
        QTRY_VERIFY_WITH_TIMEOUT(log.view()->shownLines().size() > 5, 30000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"merged.log"_s);
        QString suggested;
        ui::askPath() = [&](QWidget *, const QString &, const QString &name, bool) {
            suggested = name;
            return path;
        };
        log.pane()->findChild<QToolButton *>(u"logSave"_s)->click();
        QCOMPARE(suggested, u"jobs-prod-hyoga-model-by-time.log"_s);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 15000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList saved = QString::fromUtf8(file.readAll()).split(u'\n');
        QVERIFY(!saved.join(u'\n').contains(u'\x1b'));
        const QStringList shown = log.view()->shownLines();
        QCOMPARE(saved.mid(saved.size() - 1 - shown.size(), shown.size()), shown); // the view is at its end
    }
};

QTEST_MAIN(tst_LogSaving)
#include "tst_logsaving.moc"
