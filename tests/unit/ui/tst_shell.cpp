// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/announcer.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/layouts.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/savedviews.h"
#include "ui/shell/session.h"
#include "ui/shell/shortcuts.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using links::ObjectRef;

namespace {

QStringList done; ///< what the palette's actions did

/// A page that remembers what the window asked of it.
class FakePage final : public ui::Page
{
public:
    FakePage(const ui::PageContext &pageContext, QWidget *parent)
        : ui::Page(pageContext, parent)
        , filter(new QLineEdit)
        , inspected(new QLabel(u"inspected"_s, this))
    {
        inspected->hide();
        filter->setObjectName(u"filter"_s);
        auto *column = new QVBoxLayout(this);
        column->addWidget(new QPushButton(u"Inside"_s));
    }
    QList<QWidget *> barWidgets() override { return { filter }; }
    QList<QWidget *> barWidgetsRight() override { return { new QPushButton(u"Export"_s) }; }
    QString counts() const override { return u"50 agents, 4 idle · 1 cordoned, 1 draining, 1 unreachable, 3 new"_s; }
    bool reveal(const ObjectRef &ref) override
    {
        revealed = ref;
        return true;
    }
    void setFilterText(const QString &text) override { filter->setText(text); }
    void focusFilter() override { filter->setFocus(); }
    QByteArray saveState() const override { return filter->text().toUtf8(); }
    void restoreState(const QByteArray &state) override { filter->setText(QString::fromUtf8(state)); }
    /// Agents alone have views to keep.
    QByteArray viewState() const override
    {
        return objectName() == "page-agents"_L1 ? "filter=" + saveState() : QByteArray();
    }
    void restoreView(const QByteArray &state) override { restoreState(state.mid(7)); }
    void setShown(bool visible) override { shown = visible; }
    ui::Navigator *navigator() const { return context().navigator; }
    ObjectRef currentObject() const override { return object; }
    void select(const ObjectRef &ref)
    {
        object = ref;
        emit currentObjectChanged();
    }

    ObjectRef object;
    QLineEdit *filter;
    QLabel *inspected;
    ObjectRef revealed;
    bool shown = false;
};

ui::PageEntry entry(const QString &key, const QString &title, const QList<ObjectRef::Kind> &opens,
                    const QStringList &names)
{
    ui::PageEntry e;
    e.key = key;
    e.title = title;
    e.icon = key;
    e.opens = opens;
    e.make = [](const ui::PageContext &context, QWidget *parent) { return new FakePage(context, parent); };
    e.badge = [key](const stack::Stack &) { return key == u"tasks"_s ? ui::Badge{ 1, 2 } : ui::Badge(); };
    if (key == u"tasks"_s) {
        e.keys = { { u"Log of the task"_s, Qt::Key_L } };
        e.actionsFor = [](const stack::Stack &, const ObjectRef &ref) {
            const QString name = QString::fromUtf8(ref.id);
            return QList<ui::ObjectAction>{
                { u"help"_s, u"Explain "_s + name, [name](ui::Navigator *) { done << u"explain "_s + name; }, false },
                { u"kill"_s, u"Kill "_s + name + u'…', [name](ui::Navigator *) { done << u"kill "_s + name; } }
            };
        };
    }
    if (names.isEmpty())
        return e;
    e.find = [opens, names](const stack::Stack &, const QString &needle, int limit) {
        QList<ui::Findable> found;
        for (const QString &name : names) {
            if (found.size() < limit && name.contains(needle))
                found.append({ { opens.first(), name.toUtf8() }, name, u"running"_s, u"TASK_RUNNING"_s });
        }
        return found;
    };
    return e;
}

QList<ui::PageEntry> pages()
{
    return { entry(u"overview"_s, u"Overview"_s, {}, {}),
             entry(u"agents"_s, u"Agents"_s, { ObjectRef::Kind::Agent }, { u"ip-10-1-2-3"_s, u"ip-10-1-2-4"_s }),
             entry(u"tasks"_s, u"Tasks"_s, { ObjectRef::Kind::Task },
                   { u"itaipu-contracts-0"_s, u"itaipu-dimensional-modeling-0"_s, u"ip-10-task"_s }),
             entry(u"night"_s, u"Night"_s, { ObjectRef::Kind::Run }, { u"data of 21 Nov"_s, u"data of 22 Nov"_s }) };
}

config::StackConfig stackConfig(const QString &name, config::Tier tier)
{
    config::StackConfig config;
    config.name = name;
    config.tier = tier;
    config.mesosMasters = { QUrl(u"http://127.0.0.1:1"_s) }; // never asked: nobody starts the stack
    return config;
}

/// A window over two stacks that are not started.
struct Fixture
{
    QTemporaryDir dir;
    core::ManualClock clock{ core::TimePoint(std::chrono::milliseconds(1'795'416'432'000)) }; // 03:47:12 BRT
    stack::Stack production{
        stackConfig(u"cantareira-stable"_s, config::Tier::Production), {}, clock, dir.filePath(u"p"_s)
    };
    stack::Stack development{
        stackConfig(u"cantareira-dev"_s, config::Tier::Development), {}, clock, dir.filePath(u"d"_s)
    };
    std::unique_ptr<ui::MainWindow> window
        = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ &production, &development }, pages());

    void show(const QSize &size = { 1600, 1000 })
    {
        window->resize(size);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    template <typename T>
    T *part(const char *name) const
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }
    FakePage *page(const QString &key) const { return static_cast<FakePage *>(window->page(key)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(window.get(), key, modifiers);
    }
    QStringList offers() const
    {
        QStringList texts;
        const QAbstractItemModel *model = part<QListView>("paletteList")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts.append(model->index(row, 0).data().toString());
        return texts;
    }
};

} // namespace

/// The window by key and click, over pages that only remember.
class tst_Shell : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void matchesFuzzily_data();
    void matchesFuzzily();
    void opensPaletteAndGoesToATask();
    void ordersOffersByFitness();
    void keepsToAgents_afterAtSign();
    void keepsToActions_afterGreaterSign();
    void offersWhatCanBeDoneToTheBestMatch();
    void keepsToRuns_afterNumberSign();
    void copiesTheChosenOffer();
    void closesPalette_onEscapeAndOnClickBeside();
    void switchesPagesByKeyAndClick();
    void walksBackAndForward();
    void opensFilteredPage();
    void recoloursFrame_whenStackSwitches();
    void listsStacks_onShortcut();
    void switchesToDark();
    void restoresSession();
    void savesTheSession_whileItIsOpen();
    void titleBeginsWithHowItStands();
    void demo_isCalledSo_whereverTheClusterIsNamed();
    void notifications_areAPreference();
    void startsWithDefaults_whenSessionIsDamaged();
    void fitsNarrowWindow_data();
    void fitsNarrowWindow();
    void floatsInspector_whenNarrow();
    void docksInspector_whenWide();
    void keepsTheInspectorsWidth_onlyWhereItWasDragged();
    void namesTakenKey();
    void keepsRemappedKeys();
    void tellsWhatLayersSay();
    void paintsWhatTicks_withoutTheHeaderBeneath();
    void lockAsksForAReason_andArmsTheStack();
    void showsMenuBar_onAltAlone();
    void countsWhatNeedsYou();
    void focusesFilterAndPanes();
    void movesFloatsAndTabsDocks();
    void keepsLayoutsUnderNames_andResets();
    void keepsViewsUnderNames_byKeyAndPalette();
    void viewsAreRenamedAndDeleted_andOutliveTheWindow();
    void keepsDocksBetweenRuns();
    void showsTheChain_whereObjectsHaveOne();
    void announcesOnceInAWhile_andTogether();
    void announcesFailuresOfTheShownStack();
    void walksByTab_fromHeaderToInspector();
    void tellsOfADamagedHistory();
    void letsUnseenPagesSleep();
    void namesOwnDrawnParts();

private:
    QTemporaryDir m_config;
};

void tst_Shell::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_config.path().toLocal8Bit());
}

void tst_Shell::init()
{
    QFile::remove(ui::Session::defaultFile());
    ui::Theme::install(qApp, ui::ColourScheme::Light);
    ui::Theme::instance()->setFontSize(ui::Theme::defaultFont);
}

void tst_Shell::matchesFuzzily_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); ///< matched letters in capitals; empty: no match
    const auto row = [](const char *text, const char *query, const char *marked) {
        QTest::addRow("%s in %s", query, text)
            << QString::fromLatin1(text) << QString::fromLatin1(query) << QString::fromLatin1(marked);
    };
    row("itaipu-dimensional-modeling", "dim mod", "itaipu-DIMensional-MODeling");
    row("itaipu-dimensional-modeling", "mod dim", "itaipu-DIMensional-MODeling");
    row("itaipu-dimensional-modeling", "DIM", "itaipu-DIMensional-modeling");
    row("abc-bcd", "bcd", "abc-BCD");
    row("xbc-bc", "bc", "xbc-BC");
    row("ip-10-130-118-157", "118-157", "ip-10-130-118-157");
    row("fraud-signals", "frsig", "FRaud-SIGnals");
    row("fraud-signals", "zz", "");
    row("fraud-signals", "fraud zz", "");
    row("a-b-c-d-e-f", "abcdef", "");
    row("agents", "", "agents");
}

void tst_Shell::matchesFuzzily()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QFETCH(QString, marked);
    const auto match = ui::fuzzyMatch(text, query);
    QCOMPARE(match.has_value(), !marked.isEmpty());
    if (!match)
        return;
    QString shown = text;
    for (const auto &span : match->spans) {
        for (int i = span.from; i < span.from + span.length; ++i)
            shown[i] = shown.at(i).toUpper();
    }
    QCOMPARE(shown, marked);
}

void tst_Shell::opensPaletteAndGoesToATask()
{
    Fixture f;
    f.show();
    QVERIFY(!f.part<QWidget>("palette")); // it is made when it is asked for
    f.key(Qt::Key_K, Qt::ControlModifier);
    auto *palette = f.part<QWidget>("palette");
    QVERIFY(palette && palette->isVisible());
    auto *input = f.part<QLineEdit>("paletteInput");
    QCOMPARE(QApplication::focusWidget(), input);
    QAbstractItemModelTester tester(f.part<QListView>("paletteList")->model(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTest::keyClicks(input, u"dim mod"_s);
    QTRY_COMPARE(f.offers().mid(0, 3), QStringList({ u"Go to"_s, u"itaipu-dimensional-modeling-0"_s, u"Do"_s }));
    QTest::keyClick(input, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(f.window->currentPage(), u"tasks"_s);
    QCOMPARE(f.page(u"tasks"_s)->revealed, (ObjectRef{ ObjectRef::Kind::Task, "itaipu-dimensional-modeling-0" }));
    // What was opened is offered first the next time.
    f.window->openPalette();
    QTRY_COMPARE(f.offers().value(1), u"itaipu-dimensional-modeling-0"_s);
}

void tst_Shell::ordersOffersByFitness()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    f.window->openPalette(u"ip-10"_s);
    // All begin with it; agents come first on their own page.
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"ip-10-1-2-3"_s, u"ip-10-1-2-4"_s, u"ip-10-task"_s }));
    f.window->openPalette(u"overview"_s);
    QTRY_COMPARE(f.offers().value(1), u"Overview"_s);
}

void tst_Shell::keepsToAgents_afterAtSign()
{
    Fixture f;
    f.show();
    f.window->openPalette(u"@10"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"ip-10-1-2-3"_s, u"ip-10-1-2-4"_s }));
}

void tst_Shell::keepsToActions_afterGreaterSign()
{
    Fixture f;
    f.show();
    f.window->openPalette(u">refr"_s);
    QTRY_COMPARE(f.offers().mid(0, 2), QStringList({ u"Do"_s, u"Refresh now"_s }));
    f.window->openPalette(u">full"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Do"_s, u"Full screen"_s }));
    QTest::keyClick(f.part<QLineEdit>("paletteInput"), Qt::Key_Return);
    QVERIFY(f.window->isFullScreen());
}

void tst_Shell::offersWhatCanBeDoneToTheBestMatch()
{
    Fixture f;
    f.show();
    f.window->openPalette(u"dimensional"_s);
    const QString kill = u"Kill itaipu-dimensional-modeling-0…"_s;
    const QString look = u"Explain itaipu-dimensional-modeling-0"_s;
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"itaipu-dimensional-modeling-0"_s, u"Do"_s, look, kill }));
    const QAbstractItemModel *model = f.part<QListView>("paletteList")->model();
    const auto read = [&](int row) { return model->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(read(4), kill + u", writing is locked"_s); // as its padlock says
    QCOMPARE(read(3), look);
    QVERIFY(f.production.actions()->arming()->arm(u"drill"_s).isEmpty());
    // By what is to be done, too: nothing is called so, but the rest of the words is a name.
    f.window->openPalette(u"kill dimensional"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"itaipu-dimensional-modeling-0"_s, u"Do"_s, kill }));
    QCOMPARE(read(3), kill);
    done.clear();
    auto *input = f.part<QLineEdit>("paletteInput");
    QTest::keyClick(input, Qt::Key_Down);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(done, QStringList{ u"kill itaipu-dimensional-modeling-0"_s });
    // After the sign of actions nothing else is offered.
    f.window->openPalette(u">kill dimensional"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Do"_s, kill }));
    f.window->openPalette(u"kill ip"_s); // agents come first, but have no such action
    QTRY_COMPARE(f.offers().mid(0, 2), QStringList({ u"Go to"_s, u"ip-10-task"_s }));
    QCOMPARE(f.offers().last(), u"Kill ip-10-task…"_s);
    f.window->openPalette(u"nonsense dimensional"_s);
    QTRY_VERIFY(f.offers().isEmpty());
}

void tst_Shell::keepsToRuns_afterNumberSign()
{
    Fixture f;
    f.show();
    f.window->openPalette(u"#"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"data of 21 Nov"_s, u"data of 22 Nov"_s }));
    f.window->openPalette(u"#22"_s);
    QTRY_COMPARE(f.offers(), QStringList({ u"Go to"_s, u"data of 22 Nov"_s }));
    QTest::keyClick(f.part<QLineEdit>("paletteInput"), Qt::Key_Return);
    QCOMPARE(f.page(u"night"_s)->revealed, (ObjectRef{ ObjectRef::Kind::Run, "data of 22 Nov" }));
}

void tst_Shell::copiesTheChosenOffer()
{
    Fixture f;
    f.show();
    f.window->openPalette(u"ip-10-1"_s);
    QTRY_COMPARE(f.offers().size(), 3);
    auto *input = f.part<QLineEdit>("paletteInput");
    QTest::keyClick(input, Qt::Key_Down);
    input->deselect();
    QTest::keyClick(input, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"ip-10-1-2-4"_s);
    QVERIFY(f.part<QWidget>("palette")->isVisible());
}

void tst_Shell::closesPalette_onEscapeAndOnClickBeside()
{
    Fixture f;
    f.show();
    QTest::mouseClick(f.part<QWidget>("findField"), Qt::LeftButton);
    auto *palette = f.part<QWidget>("palette");
    QVERIFY(palette && palette->isVisible());
    QTest::keyClick(f.part<QLineEdit>("paletteInput"), Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
    f.window->openPalette();
    QTest::mouseClick(palette, Qt::LeftButton, {}, { 20, 900 });
    QVERIFY(!palette->isVisible());
}

void tst_Shell::switchesPagesByKeyAndClick()
{
    Fixture f;
    f.show();
    QCOMPARE(f.window->currentPage(), u"overview"_s);
    QCOMPARE(f.part<QLabel>("pageTitle")->text(), u"Overview"_s);
    f.key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(f.window->currentPage(), u"tasks"_s);
    QTest::mouseClick(f.part<QWidget>("rail-agents"), Qt::LeftButton);
    QCOMPARE(f.window->currentPage(), u"agents"_s);
    QCOMPARE(f.part<QLabel>("pageTitle")->text(), u"Agents"_s);
    QVERIFY(f.part<QAbstractButton>("rail-agents")->isChecked());
    QVERIFY(!f.part<QAbstractButton>("rail-tasks")->isChecked());
    QVERIFY(f.part<QWidget>("page-agents")->isVisible());
    QVERIFY(!f.part<QWidget>("page-tasks")->isVisible());
    QCOMPARE(f.window->windowTitle(), u"PRODUCTION cantareira-stable – Agents – Comporta"_s);
}

void tst_Shell::walksBackAndForward()
{
    Fixture f;
    f.show();
    f.window->open({ ObjectRef::Kind::Agent, "a1" });
    f.window->open({ ObjectRef::Kind::Task, "t1" });
    f.window->showStack(u"cantareira-dev"_s);
    f.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(f.window->currentStack(), &f.production);
    QCOMPARE(f.window->currentPage(), u"tasks"_s);
    f.page(u"agents"_s)->revealed = {};
    f.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(f.window->currentPage(), u"agents"_s);
    QCOMPARE(f.page(u"agents"_s)->revealed.id, "a1");
    f.key(Qt::Key_Left, Qt::AltModifier);
    f.key(Qt::Key_Left, Qt::AltModifier); // at the beginning: nothing
    QCOMPARE(f.window->currentPage(), u"overview"_s);
    f.key(Qt::Key_Right, Qt::AltModifier);
    f.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(f.window->currentPage(), u"tasks"_s);
    f.window->showPage(u"agents"_s); // forgets what was forward
    f.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(f.window->currentStack(), &f.production);
}

void tst_Shell::opensFilteredPage()
{
    Fixture f;
    f.show();
    f.page(u"overview"_s)->navigator()->openFiltered(u"agents"_s, u"pool=model"_s);
    QCOMPARE(f.window->currentPage(), u"agents"_s);
    QCOMPARE(f.page(u"agents"_s)->filter->text(), u"pool=model"_s);
}

void tst_Shell::recoloursFrame_whenStackSwitches()
{
    Fixture f;
    f.show();
    const auto border = [&f] {
        const QImage image = f.window->grab().toImage();
        // All four sides.
        QSet<QRgb> colours;
        for (const QPoint p :
             { QPoint(800, 0), QPoint(800, image.height() - 1), QPoint(0, 500), QPoint(image.width() - 1, 500) })
            colours.insert(image.pixel(p));
        return colours;
    };
    const auto frameOf = [](config::Tier tier) { return QSet<QRgb>{ ui::frameColours(tier, false).frame.rgb() }; };
    QCOMPARE(border(), frameOf(config::Tier::Production));
    f.window->showStack(u"cantareira-dev"_s);
    QCOMPARE(border(), frameOf(config::Tier::Development));
    QVERIFY(f.window->windowTitle().startsWith(u"DEVELOPMENT cantareira-dev"_s));
    QVERIFY(f.part<QWidget>("stackSwitcher")->accessibleName().contains(u"DEVELOPMENT"_s));
}

void tst_Shell::listsStacks_onShortcut()
{
    Fixture f;
    f.show();
    f.key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *menu = f.part<QMenu>("stackMenu");
    QVERIFY(menu && menu->isVisible());
    auto *other = menu->findChild<QAction *>(u"stack-cantareira-dev"_s);
    QVERIFY(other);
    other->trigger();
    menu->close();
    QCOMPARE(f.window->currentStack(), &f.development);
    QVERIFY(f.part<QWidget>("page-overview"));
}

void tst_Shell::switchesToDark()
{
    Fixture f;
    f.show();
    const QPoint inHeader(900, 20);
    QCOMPARE(f.window->grab().toImage().pixelColor(inHeader), ui::lightTokens().panel);
    f.part<QAction>("scheme-dark")->trigger();
    QVERIFY(ui::Theme::instance()->isDark());
    QCOMPARE(f.window->grab().toImage().pixelColor(inHeader), ui::darkTokens().panel);
    QVERIFY(f.part<QAction>("scheme-dark")->isChecked());
}

void tst_Shell::restoresSession()
{
    {
        Fixture f;
        f.show({ 1300, 800 });
        f.window->showStack(u"cantareira-dev"_s);
        f.window->showPage(u"tasks"_s);
        f.page(u"tasks"_s)->filter->setText(u"state:failed"_s);
        ui::Theme::instance()->setScheme(ui::ColourScheme::Dark);
        ui::Theme::instance()->setFontSize(12);
        f.window->close();
    }
    ui::Theme::instance()->setScheme(ui::ColourScheme::Light);
    ui::Theme::instance()->setFontSize(10);
    Fixture f;
    f.window->restoreSession();
    f.window->show();
    QCOMPARE(f.window->currentStack(), &f.development);
    QCOMPARE(f.window->currentPage(), u"tasks"_s);
    QCOMPARE(f.page(u"tasks"_s)->filter->text(), u"state:failed"_s);
    QCOMPARE(ui::Theme::instance()->scheme(), ui::ColourScheme::Dark);
    QCOMPARE(ui::Theme::instance()->fontSize(), 12);
    QCOMPARE(f.window->size(), QSize(1300, 800));
}

void tst_Shell::savesTheSession_whileItIsOpen()
{
    Fixture f;
    f.show();
    f.window->keepSaving(std::chrono::milliseconds(10));
    f.window->showPage(u"tasks"_s);
    const auto saved = [] {
        QFile file(ui::Session::defaultFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY2(saved().contains("page=tasks"), saved().constData()); // and nobody closed it
}

void tst_Shell::titleBeginsWithHowItStands()
{
    Fixture f;
    QList<ui::PageEntry> withHeadline = pages();
    QPointer<QLabel> headline;
    withHeadline[0].headline = [&headline](const ui::PageContext &, QWidget *parent) {
        headline = new QLabel(parent);
        headline->setWindowTitle(u"itaipu failed · ends ~11:13"_s);
        return headline.data();
    };
    f.window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ &f.production }, withHeadline);
    f.show();
    QCOMPARE(f.window->windowTitle(),
             u"itaipu failed · ends ~11:13 — PRODUCTION cantareira-stable – Overview – Comporta"_s);
    headline->setWindowTitle(u"Night runs · ends ~07:20"_s);
    QVERIFY(f.window->windowTitle().startsWith(u"Night runs · ends ~07:20 — "_s));
}

void tst_Shell::demo_isCalledSo_whereverTheClusterIsNamed()
{
    Fixture f;
    stack::Stack demo{ stackConfig(u"cantareira-stable"_s, config::Tier::Demo), {}, f.clock, f.dir.filePath(u"x"_s) };
    f.window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ &demo }, pages());
    f.show();
    QCOMPARE(f.window->windowTitle(), u"DEMO cantareira-stable – Overview – Comporta"_s);
    QCOMPARE(f.part<QWidget>("stackSwitcher")->toolTip(), u"DEMO cantareira-stable"_s);
    QVERIFY(config::isTreatedAsProduction(demo.config().tier)); // a drill asks what the night will
    f.window.reset();
}

void tst_Shell::notifications_areAPreference()
{
    Fixture f;
    f.show();
    QVERIFY(f.window->isNotifying());
    f.key(Qt::Key_Comma, Qt::ControlModifier);
    f.part<QCheckBox>("notifying")->click();
    QVERIFY(!f.window->isNotifying());
    f.window->saveSession();
    f.window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ &f.production }, pages());
    f.window->restoreSession();
    QVERIFY(!f.window->isNotifying());
}

void tst_Shell::startsWithDefaults_whenSessionIsDamaged()
{
    QFile file(ui::Session::defaultFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[window\ngeometry=@ByteArray(\\x1\npage=nowhere\nstack=gone\n[look]\nfontSize=9999\nscheme=purple");
    file.close();
    Fixture f;
    f.window->restoreSession();
    f.show();
    QCOMPARE(f.window->currentStack(), &f.production);
    QCOMPARE(f.window->currentPage(), u"overview"_s);
    QVERIFY(ui::Theme::instance()->fontSize() <= ui::Theme::largestFont);
}

void tst_Shell::fitsNarrowWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("rail");
    QTest::newRow("1024×600") << QSize(1024, 600) << 44;
    QTest::newRow("1600×1000") << QSize(1600, 1000) << 132;
    QTest::newRow("2560×1440") << QSize(2560, 1440) << 132;
}

void tst_Shell::fitsNarrowWindow()
{
    QFETCH(QSize, size);
    QFETCH(int, rail);
    Fixture f;
    f.show(size);
    f.window->showPage(u"agents"_s);
    QCOMPARE(f.window->size(), size);
    QCOMPARE(f.part<QWidget>("rail")->width(), rail);
    for (const char *line : { "header", "pageBar", "strip" }) {
        const auto *part = f.part<QWidget>(line);
        QVERIFY2(part->mapTo(f.window.get(), QPoint(part->width(), 0)).x() <= size.width(), line);
        // Nothing in it is cut or lies over its neighbour.
        int right = 0;
        QList<QWidget *> children = part->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        children.removeIf([](const QWidget *w) { return !w->isVisible(); });
        std::ranges::sort(children, {}, &QWidget::x);
        for (const QWidget *child : children) {
            QVERIFY2(child->x() >= right, qPrintable(child->objectName()));
            QVERIFY2(child->width() >= child->minimumSizeHint().width(), qPrintable(child->objectName()));
            right = child->x() + child->width();
        }
        QVERIFY2(right <= part->width(), line);
    }
}

void tst_Shell::floatsInspector_whenNarrow()
{
    Fixture f;
    f.show({ 1024, 600 });
    f.window->showPage(u"agents"_s);
    FakePage *page = f.page(u"agents"_s);
    const int before = page->width();
    page->navigator()->showInspector(page->inspected);
    auto *inspector = f.part<QDockWidget>("inspector");
    QVERIFY(inspector->isVisible() && page->inspected->isVisible());
    QCOMPARE(page->width(), before);
    QCOMPARE(inspector->width(), 348);
    QTest::keyClick(page, Qt::Key_Escape);
    QVERIFY(!inspector->isVisible());
    f.key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(inspector->isVisible());
    f.window->resize(1600, 1000); // now there is room: it docks
    QTRY_VERIFY(page->width() <= 1600 - 4 - 132 - inspector->width());
}

void tst_Shell::docksInspector_whenWide()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    FakePage *page = f.page(u"agents"_s);
    page->navigator()->showInspector(page->inspected);
    auto *inspector = f.part<QDockWidget>("inspector");
    QTRY_COMPARE(inspector->width(), 348);
    QVERIFY(page->width() <= 1600 - 4 - 132 - 348);
    f.window->showPage(u"tasks"_s); // another page's object is not shown beside this one
    QVERIFY(!inspector->isVisible());
    f.window->showPage(u"agents"_s);
    QVERIFY(inspector->isVisible() && page->inspected->isVisible());
    page->navigator()->showInspector(nullptr);
    QVERIFY(!inspector->isVisible());
    QCOMPARE(page->inspected->parentWidget(), page);
}

/// A width that comes from little room is nobody's choice.
void tst_Shell::keepsTheInspectorsWidth_onlyWhereItWasDragged()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    FakePage *page = f.page(u"agents"_s);
    page->navigator()->showInspector(page->inspected);
    auto *inspector = f.part<QDockWidget>("inspector");
    auto *stage = f.part<QMainWindow>("stage");
    QTRY_COMPARE(inspector->width(), 348);
    const auto comesBackWith = [&](int width) {
        f.window->showPage(u"tasks"_s);
        f.window->showPage(u"agents"_s);
        QTRY_COMPARE(inspector->width(), width);
    };
    stage->resizeDocks({ inspector }, { 300 }, Qt::Horizontal);
    QTRY_COMPARE(inspector->width(), 300);
    comesBackWith(348);
    stage->resizeDocks({ inspector }, { 400 }, Qt::Horizontal);
    QTRY_COMPARE(inspector->width(), 400);
    QTest::mouseRelease(stage, Qt::LeftButton, {}, QPoint(1, 1)); // as at the end of a drag of the line between
    comesBackWith(400);
}

void tst_Shell::namesTakenKey()
{
    Fixture f;
    f.show();
    f.key(Qt::Key_F1);
    auto *sheet = f.part<QWidget>("shortcutsSheet");
    QVERIFY(sheet && sheet->isVisible());
    auto *edit = sheet->findChild<QKeySequenceEdit *>(u"key-inspector"_s);
    QVERIFY(edit);
    edit->setKeySequence(QKeySequence(Qt::Key_F5));
    emit edit->editingFinished();
    QVERIFY(sheet->findChild<QLabel *>(u"shortcutConflict"_s)->text().contains(u"Refresh now"_s));
    QCOMPARE(edit->keySequence(), QKeySequence(Qt::CTRL | Qt::Key_B));
    const auto headings = sheet->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(headings, [](const QLabel *label) { return label->text() == u"On the page Tasks"_s; }));
    edit->setKeySequence(QKeySequence(Qt::Key_L)); // a page's own: it would be swallowed
    emit edit->editingFinished();
    QVERIFY(sheet->findChild<QLabel *>(u"shortcutConflict"_s)->text().contains(u"Log of the task"_s));
    edit->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_J));
    emit edit->editingFinished();
    QVERIFY(sheet->findChild<QLabel *>(u"shortcutConflict"_s)->text().isEmpty());
    QCOMPARE(f.window->findChild<ui::Shortcuts *>()->key(u"inspector"_s), QKeySequence(Qt::CTRL | Qt::Key_J));
}

void tst_Shell::keepsRemappedKeys()
{
    {
        Fixture f;
        f.show();
        f.window->findChild<ui::Shortcuts *>()->setKey(u"palette"_s, QKeySequence(Qt::CTRL | Qt::Key_P));
        f.window->close();
    }
    Fixture f;
    f.window->restoreSession();
    f.show();
    f.key(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(!f.part<QWidget>("palette"));
    f.key(Qt::Key_P, Qt::ControlModifier);
    QVERIFY(f.part<QWidget>("palette")->isVisible());
}

void tst_Shell::tellsWhatLayersSay()
{
    Fixture f;
    f.show();
    auto *chip = f.part<QAbstractButton>("layerChip-Mesos");
    QVERIFY(chip && chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    auto *popup = f.part<QWidget>("healthPopup");
    QVERIFY(popup && popup->isVisible());
    QStringList texts;
    for (const QLabel *label : popup->findChildren<QLabel *>())
        texts.append(label->text());
    QVERIFY(texts.contains(u"Mesos"_s));
    popup->close();
}

void tst_Shell::paintsWhatTicks_withoutTheHeaderBeneath()
{
    Fixture f;
    f.show();
    struct Paints final : QObject
    {
        bool eventFilter(QObject *, QEvent *event) override
        {
            count += event->type() == QEvent::Paint;
            return false;
        }
        int count = 0;
    } header, ticking;
    QCoreApplication::sendPostedEvents(); // what the first layout left to be painted
    f.part<QWidget>("header")->installEventFilter(&header);
    for (const char *name : { "layerChip-Mesos", "clock", "strip" }) {
        auto *part = f.part<QWidget>(name);
        part->installEventFilter(&ticking);
        part->update();
    }
    QTRY_COMPARE(ticking.count, 3);
    QCOMPARE(header.count, 0);
}

void tst_Shell::lockAsksForAReason_andArmsTheStack()
{
    Fixture f;
    f.show();
    QTest::mouseClick(f.part<QWidget>("lock"), Qt::LeftButton);
    auto *dialog = f.part<QWidget>("unlockDialog");
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!f.part<QAbstractButton>("unlockGo")->isEnabled());
    QTest::keyClicks(f.part<QLineEdit>("unlockReason"), u"drill"_s);
    QTest::mouseClick(f.part<QAbstractButton>("unlockGo"), Qt::LeftButton);
    QVERIFY(f.part<QWidget>("armedStripe")->isVisible());
    QVERIFY(f.part<QAbstractButton>("lock")->text().startsWith(u"Armed"_s));
    QTest::mouseClick(f.part<QWidget>("lock"), Qt::LeftButton);
    QVERIFY(!f.part<QWidget>("armedStripe")->isVisible());
}

void tst_Shell::showsMenuBar_onAltAlone()
{
    Fixture f;
    f.show();
    QVERIFY(!f.window->menuBar()->isVisible());
    QTest::keyClick(f.window.get(), Qt::Key_Alt);
    QVERIFY(f.window->menuBar()->isVisible());
    f.key(Qt::Key_F10);
    QVERIFY(!f.window->menuBar()->isVisible());
    QTest::keyPress(f.window.get(), Qt::Key_Alt);
    QTest::keyClick(f.window.get(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyRelease(f.window.get(), Qt::Key_Alt);
    QVERIFY(!f.window->menuBar()->isVisible());
}

void tst_Shell::countsWhatNeedsYou()
{
    Fixture f;
    f.show();
    QVERIFY(f.part<QWidget>("rail-tasks")->accessibleName().contains(u"3"_s));
    QCOMPARE(f.part<QWidget>("rail-agents")->accessibleName(), u"Agents"_s);
}

void tst_Shell::focusesFilterAndPanes()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    f.key(Qt::Key_Slash);
    QCOMPARE(QApplication::focusWidget(), f.page(u"agents"_s)->filter);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash); // typed, as one types in a field
    QCOMPARE(f.page(u"agents"_s)->filter->text(), u"/"_s);
    f.key(Qt::Key_F6);
    QVERIFY(f.part<QWidget>("pages")->isAncestorOf(QApplication::focusWidget()));
    f.key(Qt::Key_F6);
    QVERIFY(f.part<QWidget>("header")->isAncestorOf(QApplication::focusWidget()));
    f.key(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(f.part<QWidget>("pages")->isAncestorOf(QApplication::focusWidget()));
}

void tst_Shell::movesFloatsAndTabsDocks()
{
    Fixture f;
    f.show();
    FakePage *page = f.page(u"overview"_s);
    page->navigator()->showInspector(page->inspected);
    auto *inspector = f.part<QDockWidget>("inspector");
    auto *stage = f.part<QMainWindow>("stage");
    stage->addDockWidget(Qt::LeftDockWidgetArea, inspector);
    QTRY_VERIFY(inspector->mapTo(stage, QPoint()).x() == 0);
    QTest::mouseClick(f.part<QWidget>("inspectorFloat"), Qt::LeftButton);
    QTRY_VERIFY(inspector->isFloating() && inspector->isVisible());
    f.window->resize(1024, 600); // out of the window it is in nobody's way
    QVERIFY(inspector->isFloating());
    QTest::mouseClick(f.part<QWidget>("inspectorFloat"), Qt::LeftButton);
    QTRY_VERIFY(!inspector->isFloating());
    QVERIFY(inspector->isVisible());
    f.window->resize(1600, 1000);
    QTRY_VERIFY(!stage->tabifiedDockWidgets(inspector).size());
    QDockWidget other(u"Log"_s, stage);
    other.setObjectName(u"other"_s);
    stage->addDockWidget(Qt::RightDockWidgetArea, &other);
    stage->tabifyDockWidget(&other, inspector);
    QCOMPARE(stage->tabifiedDockWidgets(inspector), QList<QDockWidget *>{ &other });
    QTest::mouseClick(f.part<QWidget>("inspectorClose"), Qt::LeftButton);
    QVERIFY(!inspector->isVisible());
}

void tst_Shell::keepsLayoutsUnderNames_andResets()
{
    Fixture f;
    f.show();
    FakePage *page = f.page(u"overview"_s);
    page->navigator()->showInspector(page->inspected);
    auto *inspector = f.part<QDockWidget>("inspector");
    auto *stage = f.part<QMainWindow>("stage");
    auto *menu = f.part<QMenu>("layoutMenu");
    QVERIFY(menu);
    stage->addDockWidget(Qt::BottomDockWidgetArea, inspector);
    ui::Layouts *layouts = f.window->findChild<ui::Layouts *>();
    layouts->keepAs(u"at the foot"_s);
    QCOMPARE(layouts->names(), QStringList{ u"at the foot"_s });

    f.window->findChild<QAction *>(u"layout-reset"_s)->trigger();
    QTRY_COMPARE(stage->dockWidgetArea(inspector), Qt::RightDockWidgetArea);
    QVERIFY(inspector->isVisible());
    QTRY_COMPARE(inspector->width(), 348);

    emit menu->aboutToShow();
    auto *entry = menu->findChild<QAction *>(u"layout-at the foot"_s);
    QVERIFY(entry);
    entry->trigger();
    QCOMPARE(stage->dockWidgetArea(inspector), Qt::BottomDockWidgetArea);
    QVERIFY(page->inspected->isVisible());
    layouts->forget(u"at the foot"_s);
    QVERIFY(layouts->names().isEmpty());
    QVERIFY(!layouts->apply(u"at the foot"_s));
}

void tst_Shell::keepsViewsUnderNames_byKeyAndPalette()
{
    Fixture f;
    f.show();
    QVERIFY(!f.part<QToolButton>("viewsButton")); // the overview has none
    f.window->showPage(u"agents"_s);
    FakePage *page = f.page(u"agents"_s);
    page->setFilterText(u"pool:spot"_s);
    QVERIFY(f.part<QToolButton>("viewsButton")->isVisible());
    QTest::keyClick(f.window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    auto *menu = f.part<QMenu>("viewMenu");
    QVERIFY(menu->isVisible());
    menu->findChild<QAction *>(u"view-keep"_s)->trigger();
    menu->close();
    auto *dialog = f.part<QDialog>("viewNameDialog");
    QVERIFY(dialog);
    auto *keep = dialog->findChild<QPushButton *>(u"viewKeep"_s);
    QVERIFY(!keep->isEnabled()); // it needs a name
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"viewName"_s), u"spot machines"_s);
    QTest::keyClick(dialog->findChild<QLineEdit *>(u"viewName"_s), Qt::Key_Return);
    QTRY_VERIFY(!f.part<QDialog>("viewNameDialog"));
    QApplication::setActiveWindow(f.window.get());

    page->setFilterText({});
    emit menu->aboutToShow();
    auto *view = f.window->findChild<QAction *>(u"view-agents-spot machines"_s);
    QVERIFY(view && menu->actions().contains(view));
    QVERIFY(!view->isChecked());
    view->trigger();
    QCOMPARE(page->filter->text(), u"pool:spot"_s);
    emit menu->aboutToShow();
    QVERIFY(view->isChecked()); // it is what is shown

    page->setFilterText({});
    f.window->showPage(u"overview"_s);
    f.window->openPalette(u"spot mach"_s);
    QTRY_VERIFY(f.offers().contains(u"View: spot machines"_s));
    QTest::keyClick(f.part<QLineEdit>("paletteInput"), Qt::Key_Return);
    QTRY_COMPARE(f.window->currentPage(), u"agents"_s);
    QCOMPARE(page->filter->text(), u"pool:spot"_s);
}

void tst_Shell::viewsAreRenamedAndDeleted_andOutliveTheWindow()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    auto *views = f.window->findChild<ui::SavedViews *>();
    views->keep(u"agents"_s, u" big/ones "_s, "cpus>32");
    views->keep(u"agents"_s, u"full"_s, "disk>95");
    QCOMPARE(views->names(u"agents"_s), QStringList({ u"big/ones"_s, u"full"_s }));
    QVERIFY(views->names(u"tasks"_s).isEmpty());
    views->rename(u"agents"_s, u"full"_s, u"disks"_s);
    QCOMPARE(views->names(u"agents"_s), QStringList({ u"big/ones"_s, u"disks"_s }));
    QCOMPARE(views->state(u"agents"_s, u"disks"_s), QByteArray("disk>95"));

    ui::Session session;
    const ui::SavedViews next(pages(), &session);
    QCOMPARE(next.names(u"agents"_s), views->names(u"agents"_s));
    QCOMPARE(next.state(u"agents"_s, u"big/ones"_s), QByteArray("cpus>32"));

    auto *menu = f.part<QMenu>("viewMenu");
    emit menu->aboutToShow();
    QMenu *forget = menu->actions().last()->menu();
    QVERIFY(forget);
    forget->actions().first()->trigger();
    QCOMPARE(views->names(u"agents"_s), QStringList{ u"disks"_s });
    QVERIFY(views->state(u"agents"_s, u"big/ones"_s).isEmpty());
}

void tst_Shell::keepsDocksBetweenRuns()
{
    Fixture f;
    f.show();
    FakePage *page = f.page(u"overview"_s);
    page->navigator()->showInspector(page->inspected);
    f.part<QMainWindow>("stage")->addDockWidget(Qt::LeftDockWidgetArea, f.part<QDockWidget>("inspector"));
    f.window->close();
    f.window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ &f.production, &f.development }, pages());
    f.window->restoreSession();
    f.show();
    QCOMPARE(f.part<QMainWindow>("stage")->dockWidgetArea(f.part<QDockWidget>("inspector")), Qt::LeftDockWidgetArea);
    QVERIFY(!f.part<QDockWidget>("inspector")->isVisible()); // there is nothing in it yet
}

/// It stands before anything is selected, so that no row moves under the pointer then.
void tst_Shell::showsTheChain_whereObjectsHaveOne()
{
    Fixture f;
    f.show();
    auto *bar = f.part<QWidget>("chainBar");
    QVERIFY(!bar->isVisible()); // the overview has no such object
    f.window->showPage(u"agents"_s);
    QVERIFY(bar->isVisible());
    QTRY_VERIFY(bar->height() > 0);
    const int height = bar->height();
    auto *node = bar->findChild<QAbstractButton *>(u"chain-1"_s);
    auto *agent = bar->findChild<QAbstractButton *>(u"chain-4"_s);
    QCOMPARE(node->accessibleName(), u"Node"_s);
    f.page(u"agents"_s)->select({ ObjectRef::Kind::Agent, "a-1" });
    QTRY_COMPARE(node->accessibleName(), u"Node: none, no night was read"_s);
    QCOMPARE(agent->accessibleName(), u"Agent: none, not known any more"_s);
    QVERIFY(!node->isEnabled() && !agent->isEnabled());
    QCOMPARE(bar->height(), height);
    f.page(u"agents"_s)->select({});
    QTRY_COMPARE(node->accessibleName(), u"Node"_s);
    f.window->resize(1024, 600);
    QTRY_VERIFY(bar->height() < height);
    f.window->showPage(u"overview"_s);
    QVERIFY(!bar->isVisible());
}

void tst_Shell::announcesOnceInAWhile_andTogether()
{
    QWidget speaker;
    ui::Announcer announcer(&speaker);
    announcer.setPause(std::chrono::milliseconds(50));
    QStringList said;
    connect(&announcer, &ui::Announcer::announced, this, [&said](const QString &text) { said += text; });
    announcer.announce(u"Mesos has no leader"_s);
    QCOMPARE(said, QStringList{ u"Mesos has no leader."_s });
    QCOMPARE(speaker.accessibleDescription(), said.first());
    for (const char *sentence : { "one", "two", "two", "three", "four" })
        announcer.announce(QString::fromLatin1(sentence));
    QCOMPARE(said.size(), 1); // not yet
    QTRY_COMPARE(said.size(), 2);
    QVERIFY2(said.last().startsWith(u"two. three. four. And 1 more"_s), qPrintable(said.last()));
}

void tst_Shell::announcesFailuresOfTheShownStack()
{
    Fixture f;
    f.show();
    QStringList said;
    connect(f.window->findChild<ui::Announcer *>(), &ui::Announcer::announced, this,
            [&said](const QString &text) { said += text; });
    const auto happen = [](stack::Stack &stack, const QString &glyph, const QString &text) {
        emit stack.eventHappened({ {}, u"Mesos"_s, glyph, text, {} });
    };
    happen(f.development, u"down"_s, u"Another cluster is down"_s);
    happen(f.production, u"active"_s, u"3 agents registered"_s);
    QVERIFY(said.isEmpty());
    happen(f.production, u"down"_s, u"Mesos has no leading master."_s);
    QCOMPARE(said, QStringList{ u"Mesos has no leading master."_s });
}

void tst_Shell::walksByTab_fromHeaderToInspector()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    FakePage *page = f.page(u"agents"_s);
    page->inspected->setFocusPolicy(Qt::StrongFocus);
    page->navigator()->showInspector(page->inspected);
    f.window->showPage(u"tasks"_s); // made later, walked no later
    f.window->showPage(u"agents"_s);

    auto *first = f.part<QWidget>("stackSwitcher");
    first->setFocus();
    QList<QByteArray> walked;
    for (int step = 0; step < 60 && (step == 0 || QApplication::focusWidget() != first); ++step) {
        for (const char *name : { "header", "rail", "pageBar", "pages", "inspector" }) {
            const auto *part = f.part<QWidget>(name);
            if (part->isAncestorOf(QApplication::focusWidget()) && (walked.isEmpty() || walked.last() != name))
                walked += name;
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(walked, (QList<QByteArray>{ "header", "rail", "pageBar", "pages", "inspector" }));
}

void tst_Shell::tellsOfADamagedHistory()
{
    QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkpath(u"cantareira-stable"_s));
    QFile file(dir.filePath(u"cantareira-stable/history.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    core::ManualClock clock{ core::TimePoint(std::chrono::milliseconds(1'795'416'432'000)) };
    stack::Stack stack(stackConfig(u"cantareira-stable"_s, config::Tier::Production), {}, clock, dir.path());
    ui::MainWindow window({ &stack }, pages());
    window.resize(1600, 1000);
    window.show();
    QTRY_VERIFY(!stack.history()->notice().isEmpty());
    const auto *strip = window.findChild<QWidget *>(u"strip"_s);
    QTRY_VERIFY2(strip->accessibleName().contains(stack.history()->notice()), qPrintable(strip->accessibleName()));
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"layerChip-Mesos"_s), Qt::LeftButton);
    const auto *popup = window.findChild<QWidget *>(u"healthPopup"_s);
    QVERIFY(popup);
    const QList<QLabel *> labels = popup->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [&](const QLabel *l) { return l->text() == stack.history()->notice(); }));
}

void tst_Shell::letsUnseenPagesSleep()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    QVERIFY(f.page(u"agents"_s)->shown);
    QVERIFY(!f.page(u"overview"_s)->shown);
    f.window->hide();
    QVERIFY(!f.page(u"agents"_s)->shown);
    f.window->show();
    QVERIFY(f.page(u"agents"_s)->shown);
}

void tst_Shell::namesOwnDrawnParts()
{
    Fixture f;
    f.show();
    f.window->showPage(u"agents"_s);
    for (const QAbstractButton *button : f.window->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->objectName()));
    }
}

QTEST_MAIN(tst_Shell)
#include "tst_shell.moc"
