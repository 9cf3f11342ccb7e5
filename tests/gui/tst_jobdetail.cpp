// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/owner.h"
#include "models/stack/configkeeper.h"
#include "tests/gui/consolefixture.h"
#include "tests/support/wait.h"
#include "ui/common/segments.h"
#include "ui/createjob/jobpreview.h"
#include "ui/jobs/configview.h"
#include "ui/jobs/nightbars.h"
#include "ui/jobs/processview.h"
#include "ui/logs/logspage.h"
#include "ui/logs/logtab.h"
#include "ui/tablepage/inspectorsheet.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the jobs page tells of one job and of one of its tasks: configurations and their differences, Thermos
/// processes, how a task ended, and which jobs are the operator's own.
class tst_JobDetail : public QObject
{
    Q_OBJECT

private slots:
    void configuration_isToldInWords();
    void configuration_isComparedWithAFile();
    void configuration_isComparedWithAnEndedRun();
    void configuration_isComparedWithANight_thatAuroraHasForgotten();
    void faultyFile_isToldAndTheRestStays();
    void processes_areDrawnInTheirOrder();
    void processesLeadToTheirLogs();
    void silentObserver_isTold_andTheSheetStays();
    void endedTask_saysWhy();
    void pastNights_standBesideTonight();
    void mine_isWhatTheOperatorActedOn();

private:
    template <typename T>
    static T *find(QWidget *in, const char *name)
    {
        T *widget = in->findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("There is no %s.", name);
        return widget;
    }

    static void openJob(ConsoleFixture &console, const QByteArray &key)
    {
        console.window().showPage(u"jobs"_s);
        ui::TableView *const table = console.table("jobsTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->totalCount() > 0, 20000);
        QTRY_VERIFY(table->select(key));
        QTRY_COMPARE(find<QLabel>(&console.window(), "jobTitle")->text(), QString::fromUtf8(key));
    }

    /// The view of the current job's configurations, read.
    static ui::ConfigView *openConfiguration(ConsoleFixture &console)
    {
        find<ui::Segments>(&console.window(), "jobTabs")->button(2)->click();
        auto *view = find<ui::ConfigView>(&console.window(), "jobConfiguration");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(find<QComboBox>(view, "configShown")->count() > 0, 20000); }();
        return view;
    }

    static void compareWithFile(ui::ConfigView *view, const QString &file)
    {
        view->askFileToOpen = [file] { return file; };
        auto *against = find<QComboBox>(view, "configAgainst");
        against->setFocus();
        QTest::keyClick(against, Qt::Key_End); // "a file…"
    }

    static ui::InspectorSheet *openInstance(ConsoleFixture &console, const QByteArray &job, int instance)
    {
        openJob(console, job);
        console.window().open({ links::ObjectRef::Kind::Instance, job + '/' + QByteArray::number(instance) });
        ui::InspectorSheet *sheet = nullptr;
        const auto isShown = [&] {
            sheet = console.window().findChild<ui::InspectorSheet *>(u"instanceInspector"_s);
            return sheet && sheet->isVisible();
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isShown(), 20000); }();
        return sheet;
    }
};

void tst_JobDetail::configuration_isToldInWords()
{
    ConsoleFixture console;
    openJob(console, "jobs/prod/hyoga-model");
    ui::ConfigView *view = openConfiguration(console);
    auto *shown = find<QComboBox>(view, "configShown"); // one of the six was set apart in the demo's night
    QTRY_COMPARE_WITH_TIMEOUT(shown->count(), 2, 20000);
    QCOMPARE(shown->itemText(0), u"Instances 0, 2–5"_s);
    QCOMPARE(shown->itemText(1), u"Instances 1"_s);
    const QString text = find<ui::JobPreview>(view, "jobPreview")->asText();
    QVERIFY2(text.contains(u"Resources | Memory | 38.0 GiB"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Constraints | slave-type | mesos-on-demand"_s), qPrintable(text));
}

void tst_JobDetail::configuration_isComparedWithAFile()
{
    ConsoleFixture console;
    QTemporaryDir dir;
    const QString path = dir.filePath(u"hyoga.yaml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("title: Hyoga\njob:\n  role: jobs\n  environment: prod\n  name: hyoga-model\n"
               "  resources: {cpus: 4, ram: 76GiB, disk: 60GiB}\n"
               "  processes:\n    - name: train\n      cmdline: run-hyoga\n");
    file.close();
    openJob(console, "jobs/prod/hyoga-model");
    ui::ConfigView *view = openConfiguration(console);
    compareWithFile(view, path);
    const auto text = [&] { return find<ui::JobPreview>(view, "jobPreview")->asText(); };
    QTRY_VERIFY2_WITH_TIMEOUT(text().contains(u"Resources | Memory | 38.0 GiB | 76.0 GiB"_s), qPrintable(text()),
                              10000);
    QVERIFY2(!text().contains(u"CPUs"_s), qPrintable(text())); // alike
    QCOMPARE(find<QComboBox>(view, "configAgainst")->currentText(), u"hyoga.yaml"_s);
}

void tst_JobDetail::configuration_isComparedWithANight_thatAuroraHasForgotten()
{
    ConsoleFixture console;
    const aurora::JobKey job{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
    openJob(console, "jobs/prod/hyoga-model");
    const auto now = test::wait(console.stack().aurora()->client()->configSummary(job));
    QVERIFY(now);
    jobs::KeptConfig earlier{ now->groups.first().config, console.world().clock().now(), console.world().clock().now(),
                              6 };
    earlier.from -= 24h * 7;
    earlier.until -= 24h * 7;
    earlier.config.resources.ramMb = 19 * 1024;
    stack::configsOf(&console.stack())->keep(job, { earlier }); // as a week ago
    ui::ConfigView *view = openConfiguration(console);
    auto *against = find<QComboBox>(view, "configAgainst");
    const auto week = [&] { return against->findText(u"kept here"_s, Qt::MatchContains); };
    QTRY_VERIFY_WITH_TIMEOUT(week() >= 0, 20000);
    QVERIFY2(against->itemText(week()).startsWith(u"Until 16 Nov"_s), qPrintable(against->itemText(week())));
    against->setCurrentIndex(week());
    emit against->activated(week());
    const auto *preview = find<ui::JobPreview>(view, "jobPreview");
    const QString text = preview->asText();
    QVERIFY2(text.contains(u"Resources | Memory | 38.0 GiB | 19.0 GiB"_s), qPrintable(text));
    // Neither came before the other: each is called what it is.
    QCOMPARE(preview->headerItem()->text(1), find<QComboBox>(view, "configShown")->currentText());
    QCOMPARE(preview->headerItem()->text(2), against->currentText());
    QVERIFY2(!text.contains(u"CPUs"_s), qPrintable(text)); // alike
}

/// The instance that is set apart is killed: Aurora keeps its task, and with it how that was configured.
void tst_JobDetail::configuration_isComparedWithAnEndedRun()
{
    ConsoleFixture console;
    const aurora::JobKey job{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
    openJob(console, "jobs/prod/hyoga-model");
    bool killed = false;
    QCoro::connect(console.stack().aurora()->client()->killInstances(job, *aurora::InstanceSet::of(1), u"drill"_s),
                   qApp, [&](const core::Result<aurora::Done> &answer) { killed = answer.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(killed, 10000);
    console.world().advance(2min);
    ui::ConfigView *view = openConfiguration(console);
    auto *against = find<QComboBox>(view, "configAgainst");
    const auto ended = [&] {
        for (int i = 0; i < against->count(); ++i) {
            if (against->itemText(i).startsWith(u"Ended "_s) && against->itemText(i).endsWith(u", instances 1"_s))
                return i;
        }
        return -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended() >= 0, 20000);
    QCOMPARE(find<QComboBox>(view, "configShown")->itemText(0), u"Instances 0, 2–5"_s);
    against->setCurrentIndex(ended());
    emit against->activated(ended());
    const QString text = find<ui::JobPreview>(view, "jobPreview")->asText();
    QVERIFY2(text.contains(u" | "_s) && !text.contains(u"38.0 GiB | 38.0 GiB"_s), qPrintable(text));
    QVERIFY(!find<QLabel>(view, "configWords")->isVisible()); // they are not alike
}

void tst_JobDetail::faultyFile_isToldAndTheRestStays()
{
    ConsoleFixture console;
    QTemporaryDir dir;
    const QString path = dir.filePath(u"broken.yaml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("title: Broken\njob:\n  role: jobs\n  cpus: many\n");
    file.close();
    openJob(console, "jobs/prod/hyoga-model");
    ui::ConfigView *view = openConfiguration(console);
    compareWithFile(view, path);
    const auto words = [&] { return find<QLabel>(view, "configWords")->text(); };
    QTRY_VERIFY2_WITH_TIMEOUT(words().startsWith(u"It cannot be compared with. broken.yaml"_s), qPrintable(words()),
                              10000);
    QVERIFY(find<ui::JobPreview>(view, "jobPreview")->asText().contains(u"38.0 GiB"_s));
}

void tst_JobDetail::processes_areDrawnInTheirOrder()
{
    ConsoleFixture console;
    ui::InspectorSheet *sheet = openInstance(console, "jobs/prod/hyoga-model", 0);
    auto *view = find<ui::ProcessView>(sheet, "processView");
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), 20000);
    const QString text = view->asText();
    QVERIFY2(text.startsWith(u"fetch-jar | 1 | 0, "_s), qPrintable(text));
    QVERIFY2(text.contains(u"train | 1 | runs, "_s), qPrintable(text));
    QVERIFY2(text.contains(u"upload |  | after train"_s), qPrintable(text));
    QVERIFY2(text.contains(u"train before upload"_s), qPrintable(text));
    QTRY_VERIFY(view->height() >= view->sizeHint().height());
    QVERIFY(!view->grab().toImage().isNull());
}

void tst_JobDetail::processesLeadToTheirLogs()
{
    ConsoleFixture console;
    ui::InspectorSheet *sheet = openInstance(console, "jobs/prod/hyoga-model", 0);
    auto *view = find<ui::ProcessView>(sheet, "processView");
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible() && !view->linkAt(0).isEmpty(), 20000);
    const QString process = view->asText().section(u" | "_s, 0, 0);
    QTest::mouseClick(view, Qt::LeftButton, {}, view->linkAt(0).center());
    QCOMPARE(console.window().currentPage(), u"logs"_s);
    auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
    QTRY_COMPARE_WITH_TIMEOUT(page->current()->openFile(), process + u"/0/stderr"_s, 20000);
    // By key, too.
    openInstance(console, "jobs/prod/hyoga-model", 0);
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), 20000);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(console.window().currentPage(), u"logs"_s);
}

void tst_JobDetail::silentObserver_isTold_andTheSheetStays()
{
    ConsoleFixture console;
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::HtmlPage;
    faults.layer = u"observer"_s;
    console.world().setFaults(faults);
    ui::InspectorSheet *sheet = openInstance(console, "jobs/prod/hyoga-model", 0);
    QTRY_VERIFY2_WITH_TIMEOUT(sheet->asText().contains(u"The observer on"_s), qPrintable(sheet->asText()), 20000);
    QVERIFY(sheet->asText().contains(u"Task id"_s));
}

void tst_JobDetail::endedTask_saysWhy()
{
    ConsoleFixture console;
    openJob(console, "jobs/prod/hyoga-model");
    bool done = false;
    QCoro::connect(console.stack().aurora()->client()->killInstances({ u"jobs"_s, u"prod"_s, u"hyoga-model"_s },
                                                                     *aurora::InstanceSet::of(0), u"drill"_s),
                   qApp, [&](const core::Result<aurora::Done> &answer) { done = answer.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
    console.world().advance(60s);
    console.stack().refresh();
    ui::InspectorSheet *sheet = openInstance(console, "jobs/prod/hyoga-model", 0);
    const auto isTold = [&] { // a picture between the two tells of no instance 0, and another one is shown
        console.window().open({ links::ObjectRef::Kind::Instance, "jobs/prod/hyoga-model/0" });
        return sheet->asText().contains(u"Killed by "_s);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isTold(), qPrintable(sheet->asText()), 20000);
    QVERIFY2(sheet->asText().contains(u"drill"_s), qPrintable(sheet->asText()));
}

void tst_JobDetail::pastNights_standBesideTonight()
{
    ConsoleFixture console;
    openJob(console, "jobs/prod/hyoga-model");
    auto *tabs = find<ui::Segments>(&console.window(), "jobTabs");
    tabs->setCurrent(3);
    auto *const bars = find<ui::NightBars>(&console.window(), "nightBars");
    const auto *const words = find<QLabel>(&console.window(), "pastNightsWords");
    QTRY_VERIFY_WITH_TIMEOUT(bars->bars().size() > 10 && bars->bars().back().expected.count() > 0, 30000);
    const ui::NightBar &tonight = bars->bars().back();
    QVERIFY(tonight.isTonight && tonight.took.count() > 0 && tonight.took < tonight.expected);
    QVERIFY2(tonight.above.startsWith(u"ends ~"_s), qPrintable(tonight.above));
    const ui::NightBar &last = bars->bars().at(bars->bars().size() - 2);
    QVERIFY(!last.isTonight && last.took.count() > 0);
    QVERIFY2(words->text().contains(u"Node hyoga-model"_s) && words->text().contains(u"median of"_s),
             qPrintable(words->text()));
    openJob(console, "services/prod/capivara-http");
    QTRY_VERIFY(bars->bars().empty());
    QVERIFY2(words->text().startsWith(u"No node of prod-dagao"_s), qPrintable(words->text()));
}

void tst_JobDetail::mine_isWhatTheOperatorActedOn()
{
    ConsoleFixture console;
    openJob(console, "jobs/prod/hyoga-model");
    ui::TableView *const table = console.table("jobsTable");
    const QString me = actions::thisUser().section(u'@', 0, 0);
    QToolButton *mine = nullptr;
    for (QToolButton *chip : console.window().findChildren<QToolButton *>()) {
        if (chip->text() == u"mine"_s)
            mine = chip;
    }
    QVERIFY(mine);
    QVERIFY(mine->toolTip().startsWith(me));
    mine->click();
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->shownCount() < table->tableModel()->totalCount(), 10000);
    const auto before = table->tableModel()->shownCount();

    sim::Demo &world = console.world(); // a new one, whose owner is the operator
    aurora::JobConfiguration job;
    job.key = { u"ops"_s, u"prod"_s, u"drill"_s };
    job.owner = me;
    job.instanceCount = 1;
    job.config.job = job.key;
    job.config.owner = me;
    job.config.resources = { 0.1, 64, 64, 0, {} };
    job.config.executor = aurora::ExecutorConfig{ u"AuroraExecutor"_s, u"{}"_s };
    bool done = false;
    QCoro::connect(console.stack().aurora()->client()->create(job), qApp,
                   [&](const core::Result<aurora::Done> &answer) { done = answer.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
    world.advance(5s);
    console.stack().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), before + 1, 20000);
    mine->click();
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), table->tableModel()->totalCount(), 10000);
}

QTEST_MAIN(tst_JobDetail)
#include "tst_jobdetail.moc"
