// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "app/console/stackset.h"
#include "app/simulator/demo.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
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

private:
    void write(const QByteArray &stacks) const;
    QByteArray entry(const QByteArray &name, const QByteArray &more = {}) const;
    void open();
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

/// As main() does it.
void tst_StackSet::open()
{
    console::Options options;
    options.configFile = m_home->filePath(u"stacks.yaml"_s);
    m_set = std::make_unique<console::StackSet>(options);
    m_window = std::make_unique<ui::MainWindow>(m_set->stacks(), console::pages());
    const auto tell = [this] { m_window->setConfigMistakes(m_set->file(), m_set->mistakes()); };
    tell();
    connect(m_set.get(), &console::StackSet::mistakesChanged, m_window.get(), tell);
    connect(m_set.get(), &console::StackSet::leaving, m_window.get(), &ui::MainWindow::release);
    connect(m_set.get(), &console::StackSet::changed, m_window.get(), [this] { m_window->setStacks(m_set->stacks()); });
    m_window->resize(1600, 1000);
    m_window->show();
    m_set->start();
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
    open();
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
    open();
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
    open();
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
    open();
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
    console::Options options;
    options.configFile = m_home->filePath(u"stacks.yaml"_s);
    const console::StackSet set(options);
    QVERIFY(set.stacks().isEmpty());
    QCOMPARE(set.mistakes().size(), 1);
    QVERIFY(set.mistakes().first().contains(u"masters[0]"_s));
}

QTEST_MAIN(tst_StackSet)
#include "tst_stackset.moc"
