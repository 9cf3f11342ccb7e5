// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/consolefixture.h"
#include "ui/common/segments.h"
#include "ui/dag/eventline.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/nighttimes.h"
#include "ui/dag/runchip.h"
#include "ui/shell/chainbar.h"
#include "ui/tablepage/inspectorsheet.h"
#include "ui/tables/filterbar.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The night, driven by key and click in the real window over the real simulator.
class tst_NightGui : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void theHeaderTellsOfTheNight_andLeadsToIt();
    void theActivePartIsReadable_whereNotAllGoesIn();
    void thePaletteFindsNodes_andBackReturns();
    void edgesAreWalkedByKey_andTheChainOpens();
    void theChainIsOne_onEveryPage();
    void eventsOfAllLayersAreReached_byKey();
    void theGraphShowsWhatIsAskedFor();
    void theListComparesWithLastNight();
    void forecastsAreJudged();
    void theLastPictureStays_whenAirflowIsGone();

private:
    ui::MainWindow &window() { return m_console->window(); }

    std::unique_ptr<ConsoleFixture> m_console; ///< one for all: thirty past nights are read
    ui::NightPage *m_page = nullptr;
    static const QByteArray failing;
};

const QByteArray tst_NightGui::failing = "itaipu-dimensional-modeling";

/// The page with its night, past nights, forecast and layout on the screen.
void tst_NightGui::initTestCase()
{
    m_console = std::make_unique<ConsoleFixture>();
    window().showPage(u"night"_s);
    m_page = qobject_cast<ui::NightPage *>(window().page(u"night"_s));
    QVERIFY(m_page);
    const dag::NightBoard *board = m_console->stack().night();
    QTRY_VERIFY_WITH_TIMEOUT(board->history() && board->history()->nights.size() == 30 && !board->isFilling(), 200000);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->desk()->view() && m_page->desk()->layout() && m_page->desk()->isAtRest(), 200000);
}

void tst_NightGui::theHeaderTellsOfTheNight_andLeadsToIt()
{
    ConsoleFixture &console = *m_console;
    window().showPage(u"overview"_s);
    auto *chip = console.window().findChild<ui::RunChip *>(u"runChip"_s);
    QVERIFY(chip);
    QTRY_VERIFY_WITH_TIMEOUT(chip->accessibleName().startsWith(u"Night blocked · "_s), 60000);
    QTRY_VERIFY2_WITH_TIMEOUT(chip->accessibleName().contains(u"re-run by"_s), qPrintable(chip->accessibleName()),
                              60000);
    QVERIFY(chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(console.window().currentPage(), u"night"_s);
    console.window().resize(1024, 600);
    QTRY_COMPARE(chip->width(), chip->minimumSizeHint().width()); // it gives way, stays, and is not stretched
    QVERIFY(chip->isVisible() && chip->geometry().right() < console.window().width());
    console.window().resize(1600, 1000);
    QTRY_VERIFY(chip->width() > chip->minimumSizeHint().width());
    QCOMPARE(chip->width(), chip->sizeHint().width());
}

void tst_NightGui::theActivePartIsReadable_whereNotAllGoesIn()
{
    window().resize(1024, 600);
    window().showPage(u"night"_s);
    ui::GraphView *const graph = m_page->graph();
    graph->setFocus();
    QTRY_VERIFY(graph->viewport()->width() < 1024 && graph->viewport()->height() < 400);
    const auto shows
        = [graph](const QByteArray &node) { return graph->viewport()->rect().contains(graph->boxOf(node).toRect()); };
    // Nobody has moved it: what failed can be read, with what it waited for and what waits for it.
    QVERIFY2(graph->zoom() >= 0.8, qPrintable(QString::number(graph->zoom())));
    QVERIFY(shows(failing) && shows("itaipu-dimensional-staging") && shows("itaipu-serving-dims"));
    QVERIFY(!shows("dagao-start"));
    QTest::keyClick(graph, Qt::Key_A); // all of it
    QVERIFY(graph->zoom() < ui::namesFrom);
    QVERIFY(shows("dagao-start") && shows("notify-done"));
    QTest::keyClick(graph, Qt::Key_A); // and back
    QVERIFY(graph->zoom() >= 0.8 && shows(failing));
    window().resize(1600, 1000);
}

void tst_NightGui::thePaletteFindsNodes_andBackReturns()
{
    ConsoleFixture &console = *m_console;
    window().showPage(u"overview"_s);
    console.press(Qt::Key_K, Qt::ControlModifier);
    console.type(u"redshift_load-finance"_s);
    console.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(console.window().currentPage(), u"night"_s, 10000);
    auto *page = qobject_cast<ui::NightPage *>(console.window().page(u"night"_s));
    QTRY_COMPARE_WITH_TIMEOUT(page->graph()->current(), QByteArray("redshift_load-finance"), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(console.table("nightTable")->currentKey(), QByteArray("redshift_load-finance"), 20000);
    console.window().open({ links::ObjectRef::Kind::Node, failing });
    QTRY_COMPARE(page->graph()->current(), failing);
    console.press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(page->graph()->current(), QByteArray("redshift_load-finance"));
    console.press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(page->graph()->current(), failing);
}

void tst_NightGui::edgesAreWalkedByKey_andTheChainOpens()
{
    ConsoleFixture &console = *m_console;
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    page->graph()->setFocus();
    console.press(Qt::Key_Home); // the first real failure
    QCOMPARE(page->graph()->current(), failing);
    const auto structure = page->desk()->view()->structure;
    const auto &nodes = page->desk()->view()->night->graph->nodes;
    const auto indexOf = [&](const QByteArray &id) {
        return static_cast<dag::NodeIndex>(std::ranges::find(nodes, QString::fromUtf8(id), &dag::Node::id)
                                           - nodes.begin());
    };
    dag::NodeIndex before = indexOf(failing);
    for (int step = 0; step < 3; ++step) { // each step to the right is a step along an edge
        console.press(Qt::Key_Right);
        const dag::NodeIndex here = indexOf(page->graph()->current());
        QVERIFY(std::ranges::count(structure->children(before), here) == 1);
        before = here;
    }
    console.press(Qt::Key_Left);
    QVERIFY(std::ranges::count(structure->parents(before), indexOf(page->graph()->current())) == 1);

    console.press(Qt::Key_F);
    QCOMPARE(page->graph()->current(), failing);
    console.press(Qt::Key_Period); // the only one: round and round
    QCOMPARE(page->graph()->current(), failing);
    console.press(Qt::Key_P);
    QCOMPARE(console.window().findChild<ui::Segments *>(u"nightScope"_s)->current(),
             static_cast<int>(ui::GraphScope::Critical));
    console.press(Qt::Key_P);
    auto *chain = console.window().findChild<ui::ChainBar *>(u"chainBar"_s);
    QTRY_VERIFY_WITH_TIMEOUT(chain->isVisible() && chain->cells() && (*chain->cells())[6].leads(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT((*chain->cells())[3].text, u"ip-10-130-118-157"_s, 20000);
    // The inspector names them, too.
    auto *sheet = console.window().findChild<ui::InspectorSheet *>(u"nodeSheet"_s);
    QTRY_VERIFY(sheet->asText().contains(u"ip-10-130-118-157"_s) && sheet->asText().contains(u"Tries"_s));
    page->graph()->setFocus();
    console.press(Qt::Key_2, Qt::AltModifier);
    QTRY_COMPARE(console.window().currentPage(), u"jobs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.table("jobsTable")->currentKey(),
                              QByteArray("jobs/prod/itaipu-dimensional-modeling"), 20000);
    console.window().showPage(u"night"_s);
    page->graph()->setFocus();
    console.press(Qt::Key_4, Qt::AltModifier);
    QTRY_COMPARE(console.window().currentPage(), u"agents"_s);
    console.window().showPage(u"night"_s);
    auto *log = chain->findChild<QAbstractButton *>(u"chain-7"_s);
    QTRY_VERIFY_WITH_TIMEOUT(log->isEnabled(), 20000);
    QTest::mouseClick(log, Qt::LeftButton);
    QTRY_COMPARE(console.window().currentPage(), u"logs"_s);
}

/// The failed node's chain is told the same from wherever along it one stands.
void tst_NightGui::theChainIsOne_onEveryPage()
{
    auto *bar = window().findChild<ui::ChainBar *>(u"chainBar"_s);
    window().showPage(u"night"_s);
    m_page->reveal({ links::ObjectRef::Kind::Node, failing });
    const auto at = [bar](size_t i) { return bar->cells() ? (*bar->cells())[i] : chain::Link(); };
    QTRY_VERIFY_WITH_TIMEOUT(at(0).ref.id == failing && at(4).leads() && at(6).leads(), 20000);
    const chain::Cells down = *bar->cells();
    for (const size_t i : { size_t(1), size_t(2) }) { // the job, the task
        window().open(down[i].ref);
        QTRY_VERIFY_WITH_TIMEOUT(at(i).ref == down[i].ref && at(3).ref == down[3].ref, 20000);
        QVERIFY(bar->isVisible());
        QCOMPARE(at(0).text, down[0].text);
        QCOMPARE(at(4).text, down[4].text);
    }
    window().open(down[5].ref); // its pool, which has many machines
    QTRY_COMPARE_WITH_TIMEOUT(at(5).ref, down[5].ref, 20000);
    QVERIFY(at(4).leads() && !at(2).leads());
    window().showPage(u"overview"_s);
    QVERIFY(!bar->isVisible());
}

void tst_NightGui::eventsOfAllLayersAreReached_byKey()
{
    ConsoleFixture &console = *m_console;
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    page->setView(ui::NightPage::View::Times);
    ui::EventLine *line = page->findChild<ui::NightTimes *>()->events();
    QTRY_VERIFY_WITH_TIMEOUT(line->isVisible() && !line->asText().isEmpty(), 20000);
    const QString all = line->asText().join(u'\n');
    QTRY_VERIFY2_WITH_TIMEOUT(line->asText().join(u'\n').contains(u"Airflow: itaipu-dimensional-modeling failed"_s),
                              qPrintable(all), 20000);
    line->setFocus();
    const auto failureMark = [line] { // the line is laid out anew as the page's width changes
        const QStringList marks = line->asText();
        return static_cast<int>(
            std::ranges::find_if(marks,
                                 [](const QString &mark) { return mark.contains(u"Airflow: itaipu-dimensional"_s); })
            - marks.begin());
    };
    const QStringList marks = line->asText();
    const int failure = failureMark();
    console.press(Qt::Key_Left); // the newest
    for (qsizetype mark = marks.size() - 1; mark > failure; --mark)
        console.press(Qt::Key_Left);
    QCOMPARE(line->accessibleDescription(), marks[failure]);
    console.press(Qt::Key_Return);
    QTRY_COMPARE(page->graph()->current(), failing);
    // By click, too.
    page->graph()->setCurrent({});
    QTest::mouseClick(line, Qt::LeftButton, {}, line->rectOf(failureMark()).center());
    QTRY_COMPARE(page->graph()->current(), failing);
}

void tst_NightGui::theGraphShowsWhatIsAskedFor()
{
    ConsoleFixture &console = *m_console;
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    page->setView(ui::NightPage::View::Graph);
    auto *scope = console.window().findChild<ui::Segments *>(u"nightScope"_s);
    QImage before = page->graph()->viewport()->grab().toImage();
    for (const QString &name : { u"Failure"_s, u"Running"_s, u"Late"_s, u"Critical path"_s, u"All"_s }) {
        QAbstractButton *button = nullptr;
        for (auto *each : scope->findChildren<QAbstractButton *>()) {
            if (each->text() == name)
                button = each;
        }
        QVERIFY2(button, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
        const QImage after = page->graph()->viewport()->grab().toImage();
        QVERIFY2(after != before, qPrintable(name));
        before = after;
    }
}

void tst_NightGui::theListComparesWithLastNight()
{
    ConsoleFixture &console = *m_console;
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    page->setView(ui::NightPage::View::List);
    ui::TableView *table = console.table("nightTable");
    const tables::TableModel *model = table->tableModel();
    const auto textOf = [&](const QByteArray &node, const QString &column) {
        const int row = model->indexOfKey(node).row();
        return model->index(row, tables::columnOf(model->columns(), column)).data().toString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(model->indexOfKey(failing).isValid(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!textOf("itaipu-contracts", u"last"_s).isEmpty(), 20000);
    ui::FilterBar *filter = nullptr;
    for (QWidget *widget : page->barWidgets()) {
        if (auto *bar = qobject_cast<ui::FilterBar *>(widget))
            filter = bar;
    }
    filter->setText(u"change:late|slower"_s);
    QTRY_VERIFY_WITH_TIMEOUT(model->shownCount() > 0 && model->shownCount() < model->totalCount(), 10000);
    filter->clear();
}

void tst_NightGui::forecastsAreJudged()
{
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    auto *words = page->findChild<QLabel *>(u"nightForecast"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(words->text().contains(u"nights held, 80 % meant"_s), qPrintable(words->text()), 30000);
    QVERIFY(words->text().contains(u"sum of medians"_s));
    QVERIFY(words->text().contains(u"last night"_s));
    const dag::Calibration &calibration = *page->desk()->calibration();
    QVERIFY(calibration.nights >= 20 && calibration.held > calibration.nights / 2);
}

void tst_NightGui::theLastPictureStays_whenAirflowIsGone()
{
    ConsoleFixture &console = *m_console;
    ui::NightPage *page = m_page;
    window().showPage(u"night"_s);
    page->setView(ui::NightPage::View::Graph);
    page->graph()->setFocus();
    console.press(Qt::Key_Home);
    const QByteArray current = page->graph()->current();
    const dag::LayoutPtr layout = page->desk()->layout();
    sim::Faults faults;
    faults.layer = u"airflow"_s;
    faults.answer = sim::Faults::Answer::Dropped;
    console.world().setFaults(faults);
    console.world().advance(3min);
    console.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->freshness().isOld(), 30000);
    QTRY_VERIFY2_WITH_TIMEOUT(page->counts().contains(u" as of "_s), qPrintable(page->counts()), 10000);
    QCOMPARE(page->graph()->current(), current);
    QCOMPARE(page->desk()->layout(), layout);
    QVERIFY(page->graph()->isVisible() && page->desk()->view());
    const ui::TableView *table = console.table("nightTable");
    QVERIFY(table->tableModel()->totalCount() > 100);
    // It walks on, and comes back to life by itself.
    console.press(Qt::Key_Right);
    QVERIFY(page->graph()->current() != current);
    console.world().setFaults({});
    console.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().night()->freshness().isOld(), 60000);
    QTRY_VERIFY(!page->counts().contains(u" as of "_s));
}

QTEST_MAIN(tst_NightGui)
#include "tst_nightgui.moc"
