// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "app/console/stackset.h"
#include "app/console/stackwindow.h"
#include "app/simulator/demo.h"
#include "ui/common/checklist.h"
#include "ui/connections/addclusterdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using Phase = core::Freshness::Phase;

/// The console over a stacks file that is edited while it runs.
class tst_StackSet : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensAStackThatIsAdded_andShowsItsCluster();
    void leavesTheOthersAlone_whenOneChanges();
    void showsAnother_whenTheShownOneGoes();
    void tellsMistakes_andKeepsTheStackAsItWas();
    void refusesToStart_whereNothingIsGood();
    void addsACluster_checkedBefore_besideTheDemo();
    void addsAClusterToTheFile_remarksAndAll();
    void addsNothing_whereTheDialogIsLeft();
    void saysWhatIsMissing_andWhyNothingWasAdded();

private:
    void write(const QByteArray &stacks) const;
    QByteArray entry(const QByteArray &name, const QByteArray &more = {}) const;
    console::Options fileAlone() const;
    void open(const console::Options &options);
    ui::AddClusterDialog *openDialog() const; ///< by the stack's menu
    static void type(QWidget *dialog, const QString &field, const QString &text);
    QString master() const { return m_world->masters().first().authority(); }
    stack::Stack *stack(const QString &name) const;
    QString mistakeShown() const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<console::StackSet> m_set;
    std::unique_ptr<ui::MainWindow> m_window;
};

void tst_StackSet::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *variable : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME" })
        qputenv(variable, m_home->path().toLocal8Bit());
    sim::Demo::Options options;
    options.speed = 0;
    m_world = std::make_unique<sim::Demo>(options);
}

void tst_StackSet::cleanup()
{
    m_window.reset();
    m_set.reset();
    m_world.reset();
    m_home.reset();
}

void tst_StackSet::write(const QByteArray &stacks) const
{
    QSaveFile file(m_home->filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("stacks:\n" + stacks);
    QVERIFY(file.commit());
}

QByteArray tst_StackSet::entry(const QByteArray &name, const QByteArray &more) const
{
    return "  " + name + ": {" + more + "mesos: {masters: ['" + m_world->masters().first().authority().toUtf8()
        + "']}}\n";
}

console::Options tst_StackSet::fileAlone() const
{
    console::Options options;
    options.configFile = m_home->filePath(u"stacks.yaml"_s);
    return options;
}

/// As main() does it.
void tst_StackSet::open(const console::Options &options)
{
    m_set = std::make_unique<console::StackSet>(options);
    m_window = std::make_unique<ui::MainWindow>(m_set->stacks(), console::pages());
    console::joinTogether(m_set.get(), m_window.get());
    m_window->resize(1600, 1000);
    m_window->show();
    m_set->start();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

stack::Stack *tst_StackSet::stack(const QString &name) const
{
    const QList<stack::Stack *> all = m_set->stacks();
    const auto found = std::ranges::find(all, name, &stack::Stack::name);
    return found == all.end() ? nullptr : *found;
}

QString tst_StackSet::mistakeShown() const
{
    const auto *label = m_window->findChild<QLabel *>(u"configMistake"_s);
    return label && label->isVisible() ? label->text() : QString();
}

void tst_StackSet::opensAStackThatIsAdded_andShowsItsCluster()
{
    write(entry("dev"));
    open(fileAlone());
    QCOMPARE(m_set->stacks().size(), 1);
    write(entry("dev") + entry("prod"));
    QTRY_VERIFY(stack(u"prod"_s));
    m_window->showStack(u"prod"_s);
    QCOMPARE(m_window->currentStack(), stack(u"prod"_s));
    QTRY_COMPARE_WITH_TIMEOUT(stack(u"prod"_s)->mesos()->freshness().phase, Phase::Fresh, 30000);
}

void tst_StackSet::leavesTheOthersAlone_whenOneChanges()
{
    write(entry("dev") + entry("prod"));
    open(fileAlone());
    stack::Stack *const prod = stack(u"prod"_s);
    QPointer<stack::Stack> dev = stack(u"dev"_s);
    m_window->showStack(u"dev"_s);
    m_window->showPage(u"tasks"_s);
    m_window->page(u"tasks"_s)->setFilterText(u"state:running"_s);
    write(entry("dev", "tier: staging, ") + entry("prod"));
    QTRY_VERIFY(!dev);
    QCOMPARE(stack(u"prod"_s), prod);
    // The window stays where it was: the same stack by name, the same page, the same filter.
    QCOMPARE(m_window->currentStack(), stack(u"dev"_s));
    QCOMPARE(m_window->currentStack()->config().tier, config::Tier::Staging);
    QCOMPARE(m_window->currentPage(), u"tasks"_s);
    QVERIFY(m_window->windowTitle().startsWith(u"STAGING dev"_s));
    auto *table = m_window->page(u"tasks"_s)->findChild<ui::TableView *>(u"tasksTable"_s);
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->filter().text(), u"state:running"_s, 10000);
}

void tst_StackSet::showsAnother_whenTheShownOneGoes()
{
    write(entry("dev") + entry("prod"));
    open(fileAlone());
    m_window->showStack(u"prod"_s);
    m_window->showPage(u"agents"_s);
    write(entry("dev"));
    QTRY_COMPARE(m_set->stacks().size(), 1);
    QCOMPARE(m_window->currentStack(), stack(u"dev"_s));
    QCOMPARE(m_window->currentPage(), u"agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stack(u"dev"_s)->mesos()->freshness().phase, Phase::Fresh, 30000);
    // Back leads to what is there no more: nothing happens but a word.
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->currentStack(), stack(u"dev"_s));
}

void tst_StackSet::tellsMistakes_andKeepsTheStackAsItWas()
{
    write(entry("dev"));
    open(fileAlone());
    QCOMPARE(mistakeShown(), QString());
    stack::Stack *const dev = stack(u"dev"_s);
    write(entry("dev", "tier: produktion, "));
    QTRY_VERIFY(!mistakeShown().isEmpty());
    QVERIFY2(mistakeShown().contains(u"line 2, stacks.dev.tier"_s), qPrintable(mistakeShown()));
    QCOMPARE(stack(u"dev"_s), dev);
    QCOMPARE(m_window->currentStack(), dev);
    write(entry("dev"));
    QTRY_COMPARE(mistakeShown(), QString());
    QCOMPARE(stack(u"dev"_s), dev);
}

void tst_StackSet::refusesToStart_whereNothingIsGood()
{
    write("  dev: {mesos: {masters: [nowhere]}}\n");
    const console::StackSet set(fileAlone());
    QVERIFY(set.stacks().isEmpty());
    QCOMPARE(set.mistakes().size(), 1);
    QVERIFY(set.mistakes().first().contains(u"masters[0]"_s));
}

ui::AddClusterDialog *tst_StackSet::openDialog() const
{
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *menu = m_window->findChild<QMenu *>(u"stackMenu"_s);
    menu->findChild<QAction *>(u"stackAdd"_s)->trigger();
    menu->close();
    return m_window->findChild<ui::AddClusterDialog *>();
}

void tst_StackSet::type(QWidget *dialog, const QString &field, const QString &text)
{
    auto *edit = dialog->findChild<QLineEdit *>(field);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void tst_StackSet::addsACluster_checkedBefore_besideTheDemo()
{
    console::Options demo;
    demo.demo = true;
    demo.demoSpeed = 0;
    open(demo);
    QPointer<ui::AddClusterDialog> dialog = openDialog();
    QVERIFY(dialog);
    auto *add = dialog->findChild<QPushButton *>(u"addAdd"_s);
    QVERIFY(!add->isEnabled());
    type(dialog, u"addName"_s, u"nova"_s);
    type(dialog, u"addMasters"_s, master());
    QVERIFY(add->isEnabled());
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"addLines"_s)->toPlainText().contains(master()));

    QTest::mouseClick(dialog->findChild<QPushButton *>(u"addCheck"_s), Qt::LeftButton);
    auto *found = dialog->findChild<ui::CheckList *>(u"addFound-mesos"_s);
    QVERIFY(found);
    QTRY_VERIFY_WITH_TIMEOUT(found->text().contains(u"Version: "_s), 20000);
    QVERIFY(!QFile::exists(config::defaultStacksPath()));

    QTest::keyClick(dialog->findChild<QLineEdit *>(u"addName"_s), Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QVERIFY(QFile::exists(config::defaultStacksPath()));
    QVERIFY(stack(u"nova"_s));
    QCOMPARE(m_window->currentStack(), stack(u"nova"_s));
    QCOMPARE(m_set->stacks().size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(stack(u"nova"_s)->mesos()->freshness().phase, Phase::Fresh, 30000);
}

void tst_StackSet::addsAClusterToTheFile_remarksAndAll()
{
    write("  # the old one\n" + entry("dev"));
    open(fileAlone());
    QPointer<stack::Stack> dev = stack(u"dev"_s);
    ui::AddClusterDialog *dialog = openDialog();
    type(dialog, u"addName"_s, u"nova"_s);
    type(dialog, u"addMasters"_s, master());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"addAdd"_s), Qt::LeftButton);
    QTRY_VERIFY(stack(u"nova"_s));
    QVERIFY(dev);
    QCOMPARE(m_window->currentStack(), stack(u"nova"_s));
    QFile file(m_home->filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("stacks:\n  # the old one\n" + entry("dev")));
}

void tst_StackSet::addsNothing_whereTheDialogIsLeft()
{
    write(entry("dev"));
    open(fileAlone());
    QPointer<ui::AddClusterDialog> dialog = openDialog();
    type(dialog, u"addName"_s, u"nova"_s);
    type(dialog, u"addMasters"_s, master());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QFile file(m_home->filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "stacks:\n" + entry("dev"));
}

void tst_StackSet::saysWhatIsMissing_andWhyNothingWasAdded()
{
    write(entry("dev"));
    open(fileAlone());
    QPointer<ui::AddClusterDialog> dialog = openDialog();
    const auto *told = dialog->findChild<QLabel *>(u"addTold"_s);
    QVERIFY(told->text().contains(u"has no name"_s));
    type(dialog, u"addName"_s, u"dev"_s);
    QVERIFY2(told->text().startsWith(u"Masters: "_s), qPrintable(told->text()));
    type(dialog, u"addMasters"_s, u"nowhere"_s);
    QVERIFY2(told->text().startsWith(u"Masters: «nowhere» is no address"_s), qPrintable(told->text()));
    type(dialog, u"addMasters"_s, master());
    QCOMPARE(told->text(), QString());
    auto *add = dialog->findChild<QPushButton *>(u"addAdd"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_VERIFY2(told->text().contains(u"There is a stack dev already"_s), qPrintable(told->text()));
    QVERIFY(dialog);
    QVERIFY(add->isEnabled());
    type(dialog, u"addName"_s, u"nova"_s);
    QCOMPARE(told->text(), QString());
}

QTEST_MAIN(tst_StackSet)
#include "tst_stackset.moc"
