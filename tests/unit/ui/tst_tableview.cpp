// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ui/fakerows.h"
#include "ui/style/theme.h"
#include "ui/tables/cellpainter.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableheader.h"
#include "ui/tables/tableview.h"

#include <QAccessible>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using tables::SortKey;
using test::Machine;
using test::MachineRows;
using ui::FilterBar;
using ui::TableView;

class tst_TableView : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }
    void init();
    void cleanup() { m_view.reset(); }

    void sortsByClick_andClearsWithTheThird();
    void addsASortKey_withShift();
    void hidesAColumn_fromItsMenu();
    void remembersColumns_inAnotherView();
    void givesColumnsAway_whenNarrow();
    void keepsTheSizedWidth_whenRowsCome();
    void copiesRows_byKeyAndMenu();
    void copiesNames_oneALine();
    void exportsWhatPassesTheFilter();
    void asksToFilterToAValue_orWithoutIt();
    void showsItsMenu_byKey();
    void opensByEnterAndDoubleClick_inspectsBySpace();
    void followsALink_byClick();
    void foldsGroups_byKeyAndChevron();
    void selectsInAFoldedGroup();
    void findsANameByTyping();
    void keepsSelectionAndScroll_whenRowsComeAbove();
    void neverPushesTheRowUnderThePointer_data();
    void neverPushesTheRowUnderThePointer();
    void showsNoRow_whenItOnlyGetsTheFocus();
    void hidesTheGroupedColumn_untilItIsAskedFor();
    void saysWas_whenOld();
    void speaksOfTheObject_toScreenReaders();
    void tintsOneFailureOfAGroup();

private:
    void show(std::vector<Machine> machines);
    QStringList names() const;
    QPoint cell(int row, int column) const { return m_view->visualRect(m_view->model()->index(row, column)).center(); }
    void clickHeader(int column, Qt::KeyboardModifiers modifiers = {});
    QMenu *openMenu(int row, int column);
    static void trigger(QMenu *menu, const QString &name);

    core::ManualClock m_clock{ core::TimePoint(core::Duration(1795416432000)) };
    std::unique_ptr<TableView> m_view;
};

void tst_TableView::init()
{
    m_view = std::make_unique<TableView>(u"machinesTable"_s, m_clock);
    m_view->resize(1200, 500);
    m_view->setDefaultSort({ { u"name"_s, Qt::AscendingOrder } });
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void tst_TableView::show(std::vector<Machine> machines)
{
    QSignalSpy applied(m_view->tableModel(), &tables::TableModel::applied);
    m_view->setRows(test::rows(std::move(machines)));
    QVERIFY(applied.wait(60000));
}

QStringList tst_TableView::names() const
{
    QStringList list;
    for (int row = 0; row < m_view->model()->rowCount(); ++row)
        list << m_view->model()->index(row, MachineRows::Name).data().toString();
    return list;
}

void tst_TableView::clickHeader(int column, Qt::KeyboardModifiers modifiers)
{
    QHeaderView *header = m_view->horizontalHeader();
    const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, QPoint(x, header->height() / 2));
}

QMenu *tst_TableView::openMenu(int row, int column)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, cell(row, column),
                            m_view->viewport()->mapToGlobal(cell(row, column)));
    QApplication::sendEvent(m_view->viewport(), &event);
    const QList<QMenu *> menus = m_view->findChildren<QMenu *>(u"tableMenu"_s);
    return menus.isEmpty() ? nullptr : menus.last();
}

void tst_TableView::trigger(QMenu *menu, const QString &name)
{
    QVERIFY(menu);
    auto *action = menu->findChild<QAction *>(name);
    QVERIFY2(action, qPrintable(name));
    action->trigger();
    menu->close();
}

void tst_TableView::sortsByClick_andClearsWithTheThird()
{
    std::vector<Machine> three = test::machines(3);
    three[0].cpus = 5;
    three[1].cpus = 9;
    three[2].cpus = 1;
    show(three);
    const QString a = u"ip-10-130-96-100"_s;
    const QString b = u"ip-10-130-96-101"_s;
    const QString c = u"ip-10-130-96-102"_s;
    QCOMPARE(names(), QStringList({ a, b, c }));
    clickHeader(MachineRows::Cpus);
    QTRY_COMPARE(names(), QStringList({ c, a, b }));
    clickHeader(MachineRows::Cpus);
    QTRY_COMPARE(names(), QStringList({ b, a, c }));
    clickHeader(MachineRows::Cpus);
    QTRY_COMPARE(names(), QStringList({ a, b, c }));
    QCOMPARE(m_view->tableModel()->sortKeys(), QList<SortKey>({ { MachineRows::Name, Qt::AscendingOrder } }));
}

void tst_TableView::addsASortKey_withShift()
{
    show(test::machines(6));
    clickHeader(MachineRows::Pool);
    clickHeader(MachineRows::Cpus, Qt::ShiftModifier);
    clickHeader(MachineRows::Cpus, Qt::ShiftModifier);
    QCOMPARE(m_view->tableModel()->sortKeys(),
             QList<SortKey>({ { MachineRows::Pool, Qt::AscendingOrder }, { MachineRows::Cpus, Qt::DescendingOrder } }));
    QTRY_COMPARE(names().first(), u"ip-10-130-96-105"_s);
    clickHeader(MachineRows::Cpus, Qt::ShiftModifier);
    QCOMPARE(m_view->tableModel()->sortKeys(), QList<SortKey>({ { MachineRows::Pool, Qt::AscendingOrder } }));
}

void tst_TableView::hidesAColumn_fromItsMenu()
{
    show(test::machines(2));
    const std::unique_ptr<QMenu> menu(m_view->makeColumnsMenu(nullptr));
    QAction *pool = nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text() == u"Pool"_s)
            pool = action;
        if (action->text() == u"Agent"_s)
            QVERIFY2(!action->isEnabled(), "what names the object stays");
    }
    QVERIFY(pool && pool->isChecked());
    pool->trigger();
    QVERIFY(m_view->horizontalHeader()->isSectionHidden(MachineRows::Pool));
    pool->trigger();
    QVERIFY(!m_view->horizontalHeader()->isSectionHidden(MachineRows::Pool));
}

void tst_TableView::remembersColumns_inAnotherView()
{
    show(test::machines(2));
    QHeaderView *header = m_view->horizontalHeader();
    header->resizeSection(MachineRows::Name, 222);
    header->moveSection(header->visualIndex(MachineRows::Tasks), 0);
    clickHeader(MachineRows::Cpus);
    const QByteArray saved = m_view->saveColumns();

    init(); // another run of the program
    m_view->restoreColumns(saved);
    show(test::machines(2));
    header = m_view->horizontalHeader();
    QCOMPARE(header->logicalIndex(0), int(MachineRows::Tasks));
    QCOMPARE(header->sectionSize(MachineRows::Name), 222);
    QCOMPARE(m_view->tableModel()->sortKeys(), QList<SortKey>({ { MachineRows::Cpus, Qt::AscendingOrder } }));
}

void tst_TableView::givesColumnsAway_whenNarrow()
{
    show(test::machines(2));
    QHeaderView *header = m_view->horizontalHeader();
    QCOMPARE(header->hiddenSectionCount(), 0);
    m_view->resize(700, 400);
    QTRY_VERIFY(header->isSectionHidden(MachineRows::Bar)); // priority 3, after the three that never leave
    QVERIFY(!header->isSectionHidden(MachineRows::State));
    QVERIFY(!header->isSectionHidden(MachineRows::Id));
    QVERIFY(!header->isSectionHidden(MachineRows::Tasks));
    QVERIFY2(header->length() <= m_view->viewport()->width(), "no scrolling sideways");
    m_view->resize(1200, 400);
    QTRY_COMPARE(header->hiddenSectionCount(), 0);
}

void tst_TableView::keepsTheSizedWidth_whenRowsCome()
{
    show(test::machines(2));
    m_view->horizontalHeader()->resizeSection(MachineRows::Note, 99);
    show(test::machines(20));
    QCOMPARE(m_view->horizontalHeader()->sectionSize(MachineRows::Note), 99);
}

void tst_TableView::copiesRows_byKeyAndMenu()
{
    show(test::machines(3));
    m_view->selectRow(1);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QApplication::clipboard()->text();
    QVERIFY2(text.contains(u"ip-10-130-96-101"_s) && text.contains(u"Agent"_s), qPrintable(text));
    QVERIFY(!text.contains(u"ip-10-130-96-100"_s));

    QTest::keyClick(m_view.get(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    const QJsonArray json = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).array();
    QCOMPARE(json.size(), 1);
    QCOMPARE(json.first().toObject().value(u"name"_s).toString(), u"ip-10-130-96-101"_s);

    m_view->selectAll();
    trigger(openMenu(0, MachineRows::Name), u"copyCsv"_s);
    const QStringList lines = QApplication::clipboard()->text().split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines.first().startsWith(u"state,name,id,pool,tasks,cpus,registered"_s), qPrintable(lines.first()));
}

void tst_TableView::copiesNames_oneALine()
{
    show(test::machines(3));
    m_view->selectAll();
    trigger(openMenu(1, MachineRows::Pool), u"copyName"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"ip-10-130-96-100\nip-10-130-96-101\nip-10-130-96-102"_s);
}

void tst_TableView::exportsWhatPassesTheFilter()
{
    show(test::machines(4));
    QTemporaryDir dir;
    const auto filter = tables::Filter::parse(u"pool=model"_s, m_view->tableModel()->columns());
    QVERIFY(filter);
    m_view->tableModel()->setFilter(*filter);
    QTRY_COMPARE(m_view->tableModel()->shownCount(), 2);
    QString error;
    QVERIFY2(m_view->exportTo(dir.filePath(u"agents.json"_s), &error), qPrintable(error));
    QFile file(dir.filePath(u"agents.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).array().size(), 2);

    QVERIFY(!m_view->exportTo(dir.filePath(u"no/such/folder/agents.csv"_s), &error));
    QVERIFY2(error.contains(u"agents.csv"_s), qPrintable(error));
}

void tst_TableView::asksToFilterToAValue_orWithoutIt()
{
    show(test::machines(2));
    QSignalSpy wanted(m_view.get(), &TableView::filterRequested);
    trigger(openMenu(1, MachineRows::Pool), u"filterTo"_s);
    trigger(openMenu(1, MachineRows::Tasks), u"exclude"_s);
    QCOMPARE(wanted.value(0).value(0).toString(), u"pool=mesos-on-demand"_s);
    QCOMPARE(wanted.value(1).value(0).toString(), u"!tasks=1"_s);
}

void tst_TableView::showsItsMenu_byKey()
{
    show(test::machines(2));
    QByteArray asked;
    m_view->setMenuHook([&asked](QMenu *menu, const QByteArray &key) {
        menu->addAction(u"Drain…"_s);
        asked = key;
    });
    m_view->selectRow(1);
    QTest::keyClick(m_view.get(), Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = m_view->findChild<QMenu *>(u"tableMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(asked, m_view->currentKey());
    QCOMPARE(menu->actions().last()->text(), u"Drain…"_s);
    menu->close();
}

void tst_TableView::opensByEnterAndDoubleClick_inspectsBySpace()
{
    show(test::machines(3));
    QSignalSpy opened(m_view.get(), &TableView::opened);
    QSignalSpy inspected(m_view.get(), &TableView::inspectRequested);
    m_view->selectRow(2);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, cell(0, MachineRows::Name));
    QCOMPARE(opened.count(), 2);
    QVERIFY(opened.at(0).at(0).toByteArray().endsWith("S1002"));
    QVERIFY(opened.at(1).at(0).toByteArray().endsWith("S1000"));
    QVERIFY(inspected.at(0).at(0).toByteArray().endsWith("S1002"));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(m_view->currentKey().endsWith("S1000"));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->currentKey().endsWith("S1002"));
}

void tst_TableView::followsALink_byClick()
{
    show(test::machines(2));
    QSignalSpy followed(m_view.get(), &TableView::linkClicked);
    const QRect box = m_view->visualRect(m_view->model()->index(0, MachineRows::Pool));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(box.left() + 12, box.center().y()));
    QCOMPARE(followed.count(), 1);
    QCOMPARE(followed.at(0).at(0).toString(), u"pool/model"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(box.right() - 2, box.center().y()));
    QCOMPARE(followed.count(), 1); // beside the text a click only selects
}

void tst_TableView::foldsGroups_byKeyAndChevron()
{
    show(test::machines(6));
    m_view->tableModel()->setGroupColumn(MachineRows::Pool);
    QTRY_COMPARE(m_view->model()->rowCount(), 8);
    m_view->setCurrentIndex(m_view->model()->index(2, MachineRows::Name));
    QTest::keyClick(m_view.get(), Qt::Key_Left); // up to the header
    QCOMPARE(m_view->currentIndex().row(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTRY_COMPARE(m_view->model()->rowCount(), 5);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTRY_COMPARE(m_view->model()->rowCount(), 8);
    const QRect head = m_view->visualRect(m_view->model()->index(0, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(10, head.center().y()));
    QTRY_COMPARE(m_view->model()->rowCount(), 5);
}

void tst_TableView::selectsInAFoldedGroup()
{
    show(test::machines(6));
    m_view->tableModel()->setGroupColumn(MachineRows::Pool);
    QTRY_COMPARE(m_view->model()->rowCount(), 8);
    m_view->tableModel()->setAllFolded(true);
    QTRY_COMPARE(m_view->model()->rowCount(), 2);
    const QByteArray key = QByteArray::fromStdString(test::machines(6)[3].id);
    QVERIFY(m_view->select(key));
    QTRY_COMPARE(m_view->currentKey(), key);
    QCOMPARE(m_view->model()->rowCount(), 5);
    QVERIFY(!m_view->select("nobody"));
}

void tst_TableView::findsANameByTyping()
{
    std::vector<Machine> some = test::machines(3);
    some[1].name = "kraken";
    some[2].name = "krill";
    show(some);
    m_view->selectRow(0);
    QTest::keyClicks(m_view.get(), u"kri"_s);
    QCOMPARE(m_view->nameOf(m_view->currentKey()), u"krill"_s);
}

void tst_TableView::keepsSelectionAndScroll_whenRowsComeAbove()
{
    std::vector<Machine> many = test::machines(300);
    show(many);
    QTRY_VERIFY(m_view->verticalScrollBar()->isVisible()); // it takes its room from the table once
    m_view->select(QByteArray::fromStdString(many[150].id));
    const QByteArray key = m_view->currentKey();
    const int y = m_view->visualRect(m_view->currentIndex()).top();
    QVERIFY(m_view->verticalScrollBar()->value() > 0);

    for (int i = 0; i < 20; ++i) {
        Machine early;
        early.id = "new" + std::to_string(i);
        early.name = "ip-10-130-95-" + std::to_string(i); // sorts before all others
        many.insert(many.begin(), early);
    }
    QSignalSpy resets(m_view->model(), &QAbstractItemModel::modelReset);
    show(many);
    QCOMPARE(m_view->model()->rowCount(), 320);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(m_view->currentKey(), key);
    QCOMPARE(m_view->selectedKeys(), QList<QByteArray>{ key });
    QCOMPARE(m_view->visualRect(m_view->currentIndex()).top(), y);
}

void tst_TableView::neverPushesTheRowUnderThePointer_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("scrolledTo");
    QTest::newRow("all rows fit") << 4 << 0;
    QTest::newRow("at the top") << 300 << 0;
    QTest::newRow("in the middle") << 300 << 150;
    QTest::newRow("at the end") << 300 << 299;
}

void tst_TableView::neverPushesTheRowUnderThePointer()
{
    QFETCH(int, rows);
    QFETCH(int, scrolledTo);
    std::vector<Machine> machines = test::machines(rows);
    show(machines);
    m_view->scrollTo(m_view->model()->index(scrolledTo, 0));
    const int hovered = m_view->rowAt(0) + 2;
    const QPoint pointer = cell(hovered, MachineRows::Name);
    QTest::mouseMove(m_view->viewport(), pointer);
    QTRY_VERIFY(m_view->viewport()->underMouse());
    const QByteArray key = m_view->tableModel()->keyAt(hovered);
    const int top = m_view->rowViewportPosition(hovered);

    const auto add = [&machines](const std::string &prefix) {
        for (int i = 0; i < 3; ++i) {
            Machine machine;
            machine.id = prefix + std::to_string(i);
            machine.name = prefix + std::to_string(i);
            machines.push_back(machine);
        }
    };
    for (const char *prefix : { "ip-10-130-95-", "ip-10-130-94-", "zz-" }) { // two pictures above it, one below
        add(prefix);
        show(machines);
        QCOMPARE(m_view->tableModel()->keyAt(m_view->rowAt(pointer.y())), key);
        QCOMPARE(m_view->rowViewportPosition(m_view->rowAt(pointer.y())), top);
        QTest::qWait(20); // what the view lays out later moves nothing either
        QCOMPARE(m_view->rowViewportPosition(m_view->rowAt(pointer.y())), top);
    }
    QCOMPARE(names().first(), u"ip-10-130-94-0"_s); // they came where they belong

    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(m_view->viewport(), &leave);
    if (rows < 10)
        QCOMPARE(m_view->rowAt(0), 0); // where all fit, all are seen again
    QVERIFY(m_view->rowAt(m_view->viewport()->height() - 1) >= 0 || rows < 10); // and no blank stays below
}

void tst_TableView::showsNoRow_whenItOnlyGetsTheFocus()
{
    show(test::machines(2));
    QSignalSpy current(m_view.get(), &TableView::currentKeyChanged);
    QFocusEvent byCode(QEvent::FocusIn, Qt::OtherFocusReason);
    QApplication::sendEvent(m_view.get(), &byCode);
    QVERIFY(!m_view->currentIndex().isValid());
    QCOMPARE(current.size(), 0);

    QFocusEvent byTab(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(m_view.get(), &byTab);
    QCOMPARE(m_view->selectedKeys(), QList<QByteArray>{ m_view->currentKey() });
    QCOMPARE(m_view->currentIndex().row(), 0);
    QCOMPARE(current.size(), 1);
}

void tst_TableView::hidesTheGroupedColumn_untilItIsAskedFor()
{
    show(test::machines(6));
    QHeaderView *header = m_view->horizontalHeader();
    QVERIFY(!header->isSectionHidden(MachineRows::Pool));
    m_view->tableModel()->setGroupColumn(MachineRows::Pool);
    QTRY_VERIFY(header->isSectionHidden(MachineRows::Pool));

    const std::unique_ptr<QMenu> menu(m_view->makeColumnsMenu(nullptr));
    const QList<QAction *> actions = menu->actions();
    const auto pool = std::ranges::find_if(actions, [](const QAction *a) { return a->text() == u"Pool"_s; });
    QVERIFY(pool != actions.end() && !(*pool)->isChecked());
    (*pool)->trigger();
    QVERIFY(!header->isSectionHidden(MachineRows::Pool));
}

void tst_TableView::saysWas_whenOld()
{
    show(test::machines(4));
    const QModelIndex state = m_view->model()->index(0, MachineRows::State);
    const tables::Column &column = m_view->tableModel()->columns()[MachineRows::State];
    QCOMPARE(ui::CellPainter::shownText(state, column, false), u"active"_s);
    QCOMPARE(ui::CellPainter::shownText(state, column, true), u"was active"_s);

    const QImage fresh = m_view->viewport()->grab().toImage();
    m_view->setOld(true, u"at 03:44:00"_s);
    const QImage old = m_view->viewport()->grab().toImage();
    // The disc of an active agent is filled with green only while it is known to be so.
    const QColor ok = ui::Theme::instance()->tokens().okMark;
    const auto has = [&ok](const QImage &image) {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < 40; ++x) {
                if (image.pixelColor(x, y) == ok)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(has(fresh));
    QVERIFY(!has(old));
}

void tst_TableView::speaksOfTheObject_toScreenReaders()
{
    show(test::machines(2));
    m_view->setAccessibleName(u"agents"_s);
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->text(QAccessible::Name), u"agents"_s);
    QAccessibleInterface *cellInterface = table->tableInterface()->cellAt(1, MachineRows::Tasks);
    QVERIFY(cellInterface);
    QCOMPARE(cellInterface->text(QAccessible::Name), u"ip-10-130-96-101, Tasks 1"_s);
}

void tst_TableView::tintsOneFailureOfAGroup()
{
    std::vector<Machine> some = test::machines(5);
    some[1].severity = tables::Severity::Failure;
    some[3].severity = tables::Severity::Failure;
    show(some);
    const QImage image = m_view->viewport()->grab().toImage();
    const QColor tint = ui::Theme::instance()->tokens().failTint;
    const auto ground = [&](int row) { return image.pixelColor(3, cell(row, 0).y()); };
    QCOMPARE(ground(1), tint);
    QVERIFY(ground(3) != tint);
    QVERIFY(ground(0) != tint);
}

QTEST_MAIN(tst_TableView)
#include "tst_tableview.moc"
