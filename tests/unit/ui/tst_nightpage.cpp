// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nights.h"
#include "tests/support/patience.h"
#include "tests/unit/ui/tablepagefixture.h"
#include "ui/common/labels.h"
#include "ui/common/segments.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/nighttimes.h"
#include "ui/dag/runchip.h"
#include "ui/forecast/forecasttext.h"
#include "ui/overview/nightcard.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>

using namespace tablepage;
using test::hours;
using test::midnight;
using test::minutes;

namespace {

/// A small night as mock-up 09 has it: dims failed, what needs it is blocked, a model runs, loads wait.
struct SmallNight
{
    std::shared_ptr<dag::Graph> graph = test::graphOf(
        { u"start"_s, u"contracts"_s, u"dims"_s, u"serving"_s, u"load"_s, u"hyoga-model"_s, u"publish"_s },
        { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 1, 5 }, { 4, 6 }, { 5, 6 } });
    std::shared_ptr<dag::Night> night;
    dag::NightBoard board{ u"Airflow"_s };
    core::ManualClock clock{ midnight + hours(4) };

    SmallNight()
    {
        graph->nodes[2].job = "jobs/prod/dims";
        graph->nodes[3].group = u"serving"_s;
        graph->nodes[4].group = u"serving"_s;
        night = test::nightOf(graph);
        test::done(night->nodes[0], midnight, midnight + minutes(1));
        test::done(night->nodes[1], midnight + minutes(1), midnight + minutes(61));
        test::failed(night->nodes[2], midnight + minutes(200), midnight + minutes(230));
        night->nodes[2].message = u"No space left on device"_s;
        night->nodes[3].state = dag::NodeState::Blocked;
        night->nodes[4].state = dag::NodeState::Blocked;
        test::running(night->nodes[5], midnight + minutes(200));
        night->nodes[6].state = dag::NodeState::Blocked;
        night->run.parameters = { { u"transaction"_s, u"9f1d6c02"_s, dag::ParameterSource::Conf } };
        std::map<QString, std::vector<minutes>> took;
        for (const dag::Node &node : graph->nodes)
            took[node.id] = std::vector<minutes>(10, minutes(60));
        board.setHistory(test::historyOf(took));
        board.setDeadlines({ { u"deadline"_s, QTime(8, 30), QTimeZone::utc(), {}, 1 } });
    }
};

} // namespace

class tst_NightPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<SmallNight> m_small;
    std::unique_ptr<PageFixture> m_fixture;
    ui::NightPage *m_page = nullptr;

    ui::GraphView *graph() const { return m_page->graph(); }
    void press(int key) { QTest::keyClick(graph(), Qt::Key(key)); }
    [[nodiscard]] bool show()
    {
        QSignalSpy views(m_page->desk(), &ui::NightDesk::viewChanged);
        m_small->board.setNight(std::make_shared<dag::Night>(*m_small->night));
        return test::waitFor([&] { return !views.isEmpty() && m_page->desk()->layout(); });
    }

private slots:
    void initTestCase()
    {
        ui::Theme::install(qApp, ui::ColourScheme::Light);
        qRegisterMetaType<QByteArray>();
    }
    void init()
    {
        m_small = std::make_unique<SmallNight>();
        ui::PageEntry entry;
        entry.key = u"night"_s;
        entry.make = [this](const ui::PageContext &context, QWidget *parent) {
            m_page = new ui::NightPage(context, &m_small->board, parent);
            return m_page;
        };
        m_fixture = std::make_unique<PageFixture>(entry);
        m_fixture->clock.set(midnight + hours(4));
    }
    void cleanup()
    {
        m_page->setShown(false);
        m_fixture.reset();
        m_small.reset();
    }

    void asksTheBoard_onlyWhileShown()
    {
        QVERIFY(m_small->board.isWatched());
        m_page->setShown(false);
        QVERIFY(!m_small->board.isWatched());
        m_page->setShown(true);
    }

    void saysWhatTheNightIs()
    {
        QVERIFY(show());
        QTRY_COMPARE(m_page->counts(), u"7 nodes · 1 failed · 3 blocked · 1 running · 2 done"_s);
        const ui::NightViewPtr view = m_page->desk()->view();
        const QStringList words = ui::forecastSentences(*view, m_fixture->clock.now());
        QVERIFY2(words[0].startsWith(u"Re-run now: ends ~"_s), qPrintable(words[0]));
        // dims, serving, load and publish take an hour each: from 04:30 on they miss 08:30 UTC.
        QCOMPARE(words[1], u"deadline by 05:30: latest re-run 01:30, in 30 min"_s);
        const ui::Headline line = ui::headlineOf(*view, m_fixture->clock.now());
        QCOMPARE(line.what + u" · "_s + line.words, u"Night blocked · re-run by 01:30 for 05:30"_s);
        const QString taskBar = ui::taskBarWords(*view, m_fixture->clock.now());
        QVERIFY2(taskBar.startsWith(view->night->graph->nodes[size_t(view->failures.front().node)].label
                                    + u" failed · ends ~"_s)
                     && taskBar.endsWith(u" if re-run now"_s),
                 qPrintable(taskBar));
        QCOMPARE(ui::lastNightSentence(*view, m_fixture->clock.now()),
                 u"At last night's pace: 22 Nov 22:00, at the median: 22 Nov 22:00"_s);
        QCOMPARE(ui::verdictOf(*view, m_fixture->clock.now()).verdict, u"Blocked since 00:50"_s);
        QCOMPARE(ui::dataDate(view->night->run), u"data of 22 Nov 2026"_s);
    }

    /// While its source is away, the night is told as what it was.
    void saysOfWhenItIs_whileItsSourceIsAway()
    {
        QVERIFY(show());
        ui::RunChip chip(&m_small->board, m_fixture->clock);
        ui::NightCard card(&m_small->board, m_fixture->clock);
        card.setShown(true);
        chip.show();
        QTRY_COMPARE(chip.accessibleName(), u"Night blocked · re-run by 01:30 for 05:30"_s);
        const auto words = [&card] {
            QStringList all;
            for (const auto *label : card.findChildren<QLabel *>())
                all += label->text();
            for (const auto *label : card.findChildren<ui::TokenLabel *>())
                all += label->text();
            return all.join(u'\n');
        };
        QTRY_VERIFY2(words().contains(u"Blocked since 00:50"_s), qPrintable(words()));
        QCOMPARE(card.line(), u"Night blocked, data of 22 Nov 2026: re-run by 01:30 for 05:30"_s);

        core::Freshness stale;
        stale.phase = core::Freshness::Phase::Stale;
        stale.fetchedAt = m_fixture->clock.now() - 7min;
        m_small->board.setFreshness(stale);
        QCOMPARE(chip.accessibleName(), u"Night was blocked · as of 00:53"_s);
        QVERIFY2(words().contains(u"Was blocked as of 00:53"_s), qPrintable(words()));
        QVERIFY2(words().contains(u"Old data from Airflow, as of 00:53:00"_s), qPrintable(words()));
        QVERIFY2(!words().contains(u"Blocked since"_s), qPrintable(words()));
        QCOMPARE(card.line(), u"Night was blocked, data of 22 Nov 2026: as of 00:53"_s);
        auto *verdict = m_fixture->window.findChild<ui::TokenLabel *>(u"nightVerdict"_s);
        QTRY_COMPARE(verdict->text(), u"Was blocked as of 00:53"_s);
        // What nobody confirms goes on nowhere: the forecast is of then, too.
        QTRY_COMPARE(m_page->desk()->view()->forecast->asOf, stale.fetchedAt);
        card.setShown(false);
    }

    void copiesAParameter()
    {
        QVERIFY(show());
        auto *parameters = m_fixture->window.findChild<QLabel *>(u"nightParameters"_s);
        QVERIFY(parameters->text().contains(u"href=\"now:transaction\""_s));
        QVERIFY(!parameters->text().contains(u"changed"_s));
        emit parameters->linkActivated(u"now:transaction"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"9f1d6c02"_s);
        QCOMPARE(m_fixture->navigator.told, QStringList(u"Copied transaction."_s));
    }

    void marksParametersThatAreNotAsUsual()
    {
        using enum dag::ParameterSource;
        QList<dag::Parameter> &all = m_small->night->run.parameters;
        all.append({ u"n_nodes"_s, u"120"_s, Conf });
        all.append({ u"version"_s, u"4.119"_s, XCom, u"4.118 <b>"_s });
        m_small->night->run.dropped = { { u"skip"_s, u"models"_s, Conf } };
        QVERIFY(show());
        auto *parameters = m_fixture->window.findChild<QLabel *>(u"nightParameters"_s);
        const QString text = parameters->text(); // the unusual ones first, the others in the tooltip
        QVERIFY2(text.indexOf(u"4.119"_s) < text.indexOf(u"changed, was"_s), qPrintable(text));
        QVERIFY(text.indexOf(u"changed, was"_s) < text.indexOf(u"4.118 &lt;b&gt;"_s));
        QVERIFY(text.contains(u"gone, was"_s) && text.contains(u"and 2 more"_s) && !text.contains(u"9f1d6c02"_s));
        const QStringList details = parameters->toolTip().split(u"<br>"_s);
        QCOMPARE(details.size(), 4);
        QCOMPARE(details[2], u"version = 4.119 (the run before: 4.118 &lt;b&gt;)"_s);
        QCOMPARE(details[3], u"skip = none (the run before: models)"_s);
        emit parameters->linkActivated(u"before:version"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"4.118 <b>"_s);
        QCOMPARE(m_fixture->navigator.told, QStringList(u"Copied version before."_s));
        emit parameters->linkActivated(u"before:skip"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"models"_s);
    }

    void walksAlongEdgesByKey()
    {
        QVERIFY(show());
        press(Qt::Key_Home); // the first failure
        QCOMPARE(graph()->current(), QByteArray("dims"));
        press(Qt::Key_Left);
        QCOMPARE(graph()->current(), QByteArray("contracts"));
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QTRY_VERIFY(m_fixture->navigator.inspector);
        QVERIFY(graph()->accessibleDescription().contains(u','));
        // Up and down stay in the column.
        press(Qt::Key_Home);
        press(Qt::Key_Down);
        const QByteArray below = graph()->current();
        press(Qt::Key_Up);
        press(Qt::Key_Up);
        QVERIFY(below == "hyoga-model" || graph()->current() == "hyoga-model");
    }

    void showsTheNodeInTheInspector()
    {
        QVERIFY(show());
        press(Qt::Key_Home);
        QTRY_VERIFY(m_fixture->sheet().contains(u"No space left on device"_s));
        const QString sheet = m_fixture->sheet();
        for (const QString &text : { u"3 nodes cannot run because of it."_s, u"jobs/prod/dims"_s, u"2 of 2"_s,
                                     u"Waits for"_s, u"contracts"_s, u"1 h 00 (1 h 00–1 h 00), 10 nights"_s })
            QVERIFY2(sheet.contains(text), qPrintable(text + u" is missing in\n"_s + sheet));
        QVERIFY(m_fixture->table->currentKey() == "dims");
    }

    void opensANode_byItsName()
    {
        QVERIFY(show());
        m_fixture->filter->setText(u"state:done"_s); // hidden in the list, but there
        QTRY_COMPARE(m_fixture->shown(), 2);
        QVERIFY(m_page->reveal({ links::ObjectRef::Kind::Node, "serving" }));
        QCOMPARE(graph()->current(), QByteArray("serving"));
        QTRY_COMPARE(m_fixture->table->currentKey(), QByteArray("serving"));
        QVERIFY(!m_page->reveal({ links::ObjectRef::Kind::Node, "nobody" }));
        QVERIFY(!m_page->reveal({ links::ObjectRef::Kind::Agent, "serving" }));
    }

    void leadsAlongTheChain()
    {
        QVERIFY(show());
        press(Qt::Key_F);
        QCOMPARE(m_page->currentObject(), (links::ObjectRef{ links::ObjectRef::Kind::Node, "dims" }));
        QTRY_VERIFY(m_fixture->sheet().contains(u"no task"_s)); // there is no Aurora: each missing link says why
        press(Qt::Key_L);
        QCOMPARE(m_fixture->navigator.opened.last(), (links::ObjectRef{ links::ObjectRef::Kind::Log, "node/dims" }));
    }

    /// What the window's bar is about: of nobody else, the first failure; else what was chosen.
    void standsForItsFirstFailure()
    {
        QSignalSpy changes(m_page, &ui::Page::currentObjectChanged);
        QVERIFY(!m_page->currentObject().isValid());
        QVERIFY(show());
        QCOMPARE(m_page->currentObject(), (links::ObjectRef{ links::ObjectRef::Kind::Node, "dims" }));
        QVERIFY(!changes.isEmpty());
        changes.clear();
        QVERIFY(m_page->reveal({ links::ObjectRef::Kind::Node, "serving" }));
        QCOMPARE(m_page->currentObject(), (links::ObjectRef{ links::ObjectRef::Kind::Node, "serving" }));
        QVERIFY(!changes.isEmpty());
    }

    void showsOnlyWhatIsLate()
    {
        m_small->night->nodes[1].ended = midnight + minutes(141); // contracts took 80 min more than ever
        QVERIFY(show());
        const QRect late = graph()->boxOf("contracts").toRect();
        const QRect other = graph()->boxOf("start").toRect();
        const QImage lateBefore = graph()->viewport()->grab(late).toImage();
        const QImage otherBefore = graph()->viewport()->grab(other).toImage();
        m_fixture->window.findChild<ui::Segments *>(u"nightScope"_s)
            ->setCurrent(static_cast<int>(ui::GraphScope::Late));
        QCOMPARE(graph()->viewport()->grab(late).toImage(), lateBefore);
        QVERIFY(graph()->viewport()->grab(other).toImage() != otherBefore); // dim
    }

    /// As in the graph, so in the other views: a scope leaves out what is not of it.
    void keepsToItsScope_inTimesAndList()
    {
        QVERIFY(show());
        auto *scope = m_fixture->window.findChild<ui::Segments *>(u"nightScope"_s);
        auto *times = m_fixture->window.findChild<ui::NightTimes *>(u"nightTimes"_s);
        m_page->setView(ui::NightPage::View::Times);
        QVERIFY(scope->isEnabled());
        QVERIFY(times->asText().join(u'\n').contains(u"hyoga-model"_s));
        scope->setCurrent(static_cast<int>(ui::GraphScope::Failure));
        const QString shown = times->asText().join(u'\n');
        QVERIFY2(!shown.contains(u"hyoga-model"_s) && !shown.contains(u"contracts"_s), qPrintable(shown));
        QVERIFY2(shown.contains(u"dims"_s) && shown.contains(u"publish"_s), qPrintable(shown));
        QTRY_COMPARE(m_fixture->table->tableModel()->totalCount(), 7); // only the list's rows follow, once it is shown
        m_page->setView(ui::NightPage::View::List);
        QTRY_COMPARE(m_fixture->shown(), 4);
        // A node that is asked for is shown all the same.
        QVERIFY(m_page->reveal({ links::ObjectRef::Kind::Node, "hyoga-model" }));
        QCOMPARE(scope->current(), static_cast<int>(ui::GraphScope::All));
        QTRY_COMPARE(m_fixture->table->currentKey(), QByteArray("hyoga-model"));
    }

    void keysLeadToFailures_inTimesAndList()
    {
        test::failed(m_small->night->nodes[5], midnight + minutes(200), midnight + minutes(230));
        QVERIFY(show());
        auto *scope = m_fixture->window.findChild<ui::Segments *>(u"nightScope"_s);
        auto *times = m_fixture->window.findChild<ui::NightTimes *>(u"nightTimes"_s);
        const auto walk = [&](QWidget *view) {
            QTest::keyClick(view, Qt::Key_F);
            const QByteArray first = m_fixture->table->currentKey();
            QTest::keyClick(view, Qt::Key_Period);
            const QByteArray second = m_fixture->table->currentKey();
            QVERIFY(first == "dims" || first == "hyoga-model");
            QVERIFY((second == "dims" || second == "hyoga-model") && second != first);
            QTest::keyClick(view, Qt::Key_Comma);
            QCOMPARE(m_fixture->table->currentKey(), first);
            QTest::keyClick(view, Qt::Key_P);
            QCOMPARE(scope->current(), static_cast<int>(ui::GraphScope::Critical));
            QTest::keyClick(view, Qt::Key_P);
            QCOMPARE(scope->current(), static_cast<int>(ui::GraphScope::All));
        };
        m_page->setView(ui::NightPage::View::Times);
        QTRY_COMPARE(m_fixture->shown(), 7);
        walk(times);
        m_page->setView(ui::NightPage::View::List);
        m_fixture->table->setFocus();
        walk(m_fixture->table);
    }

    void keepsItsPlace_whenStatesChange()
    {
        QVERIFY(show());
        graph()->setZoom(1.7, QPointF(100, 100));
        press(Qt::Key_Home);
        QApplication::processEvents(); // scroll bars take their room
        const QRectF before = graph()->boxOf("dims");
        const dag::LayoutPtr layout = m_page->desk()->layout();
        test::done(m_small->night->nodes[5], midnight + minutes(200), midnight + minutes(239));
        QVERIFY(show());
        QCOMPARE(graph()->zoom(), 1.7);
        QCOMPARE(graph()->boxOf("dims"), before);
        QCOMPARE(graph()->current(), QByteArray("dims"));
        QCOMPARE(m_page->desk()->layout(), layout);
    }

    void paintsAStateAnew()
    {
        QVERIFY(show());
        const QRect box = graph()->boxOf("hyoga-model").toRect();
        const QImage before = graph()->viewport()->grab(box).toImage();
        test::done(m_small->night->nodes[5], midnight + minutes(200), midnight + minutes(239));
        QVERIFY(show());
        QTRY_VERIFY(graph()->viewport()->grab(box).toImage() != before);
    }

    void foldsAGroupAndUnfoldsIt()
    {
        QVERIFY(show());
        graph()->setCurrent("serving");
        press(Qt::Key_G);
        QTRY_COMPARE(m_page->desk()->layout()->nodes.size(), size_t{ 6 });
        press(Qt::Key_G);
        QTRY_COMPARE(m_page->desk()->layout()->nodes.size(), size_t{ 7 });
    }

    void answersClicksOnBoxes()
    {
        QVERIFY(show());
        QTest::mouseClick(graph()->viewport(), Qt::LeftButton, {}, graph()->boxOf("load").center().toPoint());
        QCOMPARE(graph()->current(), QByteArray("load"));
        QTRY_COMPARE(m_fixture->table->currentKey(), QByteArray("load"));
        // And the bar under the graph leads to the failure.
        QTest::mouseClick(m_fixture->window.findChild<QPushButton *>(u"nightShowFailure"_s), Qt::LeftButton);
        QCOMPARE(graph()->current(), QByteArray("dims"));
        QTest::mouseClick(m_fixture->window.findChild<QPushButton *>(u"nightOpenJob"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->navigator.opened.last(),
                 (links::ObjectRef{ links::ObjectRef::Kind::Job, "jobs/prod/dims" }));
    }

    void groupsTheTimes()
    {
        QVERIFY(show());
        m_page->setView(ui::NightPage::View::Times);
        auto *times = m_fixture->window.findChild<ui::NightTimes *>();
        QVERIFY(times->isVisible());
        const QStringList lines = times->asText();
        QCOMPARE(lines[0], u"Critical path 4 h 00 left"_s);
        QCOMPARE(lines[1], u"dims, failed 00:50, try 2 of 2"_s);
        QVERIFY(lines.contains(u"Running and pending 1"_s));
        QVERIFY(lines.contains(u"Done 2, slowest first"_s));
        QTest::keyClick(times, Qt::Key_Home);
        QTest::keyClick(times, Qt::Key_Down);
        QTRY_COMPARE(m_fixture->table->currentKey(), QByteArray("serving"));
    }

    void listsTheNodes_worstFirst()
    {
        QVERIFY(show());
        m_page->setView(ui::NightPage::View::List);
        QVERIFY(m_fixture->table->isVisible());
        QTRY_COMPARE(m_fixture->table->tableModel()->rowCount(), 7);
        QCOMPARE(m_fixture->table->tableModel()->keyAt(0), QByteArray("dims"));
        m_fixture->filter->setText(u"state:blocked"_s);
        QTRY_COMPARE(m_fixture->shown(), 3);
    }

    void writesThePicture()
    {
        QVERIFY(show());
        QTemporaryDir folder;
        QString error;
        QVERIFY2(graph()->exportSvg(folder.filePath(u"night.svg"_s), &error), qPrintable(error));
        QFile svg(folder.filePath(u"night.svg"_s));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("hyoga-model"));
        QVERIFY2(graph()->exportPdf(folder.filePath(u"night.pdf"_s), &error), qPrintable(error));
        QFile pdf(folder.filePath(u"night.pdf"_s));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5).startsWith("%PDF"));
        QVERIFY(!graph()->exportSvg(folder.filePath(u"no/such/folder.svg"_s), &error));
        QVERIFY(error.contains(u"cannot be written"_s));
    }

    void answersWhatIf()
    {
        QVERIFY(show());
        const core::TimePoint before = m_page->desk()->view()->forecast->finish.median;
        QSignalSpy views(m_page->desk(), &ui::NightDesk::viewChanged);
        dag::Assumptions assumptions;
        assumptions.skipped = { 2 };
        m_page->desk()->setAssumptions(assumptions);
        QTRY_VERIFY(!views.isEmpty());
        QVERIFY(m_page->desk()->view()->forecast->finish.median < before);
    }

    void remembersHowItWasLookedAt()
    {
        QVERIFY(show());
        graph()->setZoom(1.5, QPointF(10, 10));
        m_page->setView(ui::NightPage::View::Times);
        const QByteArray state = m_page->saveState();
        m_page->setView(ui::NightPage::View::Graph);
        graph()->fit();
        m_page->restoreState(state);
        QCOMPARE(m_page->view(), ui::NightPage::View::Times);
        QCOMPARE(graph()->zoom(), 1.5);
    }
};

QTEST_MAIN(tst_NightPage)
#include "tst_nightpage.moc"
