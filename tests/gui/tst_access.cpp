// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/core/clock.h"
#include "models/dag/nightboard.h"
#include "models/pools/board.h"
#include "tests/gui/accesschecks.h"
#include "tests/gui/consolefixture.h"
#include "ui/agents/cordondialog.h"
#include "ui/common/mfadialog.h"
#include "ui/common/signindialog.h"
#include "ui/connections/addclusterdialog.h"
#include "ui/dag/pausedialog.h"
#include "ui/dag/triggerdialog.h"
#include "ui/jobs/forcestatedialog.h"
#include "ui/jobs/quotadialog.h"
#include "ui/plan/unlockdialog.h"
#include "ui/shell/viewnamedialog.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QJsonObject>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using Phase = core::Freshness::Phase;

namespace {

constexpr QSize desk(1600, 1000);
constexpr QSize small(1024, 600);

QStringList pageKeys()
{
    QStringList keys;
    for (const ui::PageEntry &page : console::pages())
        keys << page.key;
    return keys;
}

bool isAtRest(ConsoleFixture &console)
{
    const QList<ui::TableView *> tables = console.window().findChildren<ui::TableView *>();
    return console.phase() == Phase::Fresh && console.stack().aurora()->snapshot() && console.stack().night()->night()
        && console.stack().poolBoard()->pools() && std::ranges::none_of(tables, [](const ui::TableView *table) {
               return table->isVisible() && table->tableModel()->isBusy();
           });
}

using Make = std::function<QWidget *(ConsoleFixture &)>;

} // namespace

Q_DECLARE_METATYPE(Make)

/// Every page and dialog has names for screen readers, fits the smallest screen with its texts, and lets the keyboard
/// through.
class tst_Access : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_console = std::make_unique<ConsoleFixture>(); }
    void cleanupTestCase() { m_console.reset(); }
    void everyPage_data();
    void everyPage();
    void everyDialog_data();
    void everyDialog();

private:
    std::unique_ptr<ConsoleFixture> m_console; ///< one for all: nothing here changes its cluster
};

void tst_Access::everyPage_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QSize>("size");
    for (const QString &page : pageKeys()) {
        QTest::addRow("%s", qPrintable(page)) << page << desk;
        QTest::addRow("%s, small", qPrintable(page)) << page << small;
    }
}

void tst_Access::everyPage()
{
    QFETCH(const QString, page);
    QFETCH(const QSize, size);
    ui::MainWindow &window = m_console->window();
    window.resize(size);
    window.showPage(page);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(*m_console), 60000);
    const QWidget *const shown = window.page(page);
    QVERIFY2(shown->minimumSizeHint().width() <= shown->width(),
             qPrintable(u"it wants %1 px of %2"_s.arg(shown->minimumSizeHint().width()).arg(shown->width())));
    QCOMPARE(window.size(), size);
    QStringList wrong;
    const auto isRight = [&] { // once the page has adapted to its width
        wrong = reach::nameless(&window) + reach::cutTexts(&window);
        return wrong.isEmpty();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isRight(), qPrintable(u'\n' + wrong.join(u'\n')), 5000);
    wrong = reach::badTabWalk(&window);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void tst_Access::everyDialog_data()
{
    QTest::addColumn<Make>("make");
    const auto byAction = [](const QString &action) {
        return Make([action](ConsoleFixture &console) -> QWidget * {
            console.window().findChild<QAction *>(action)->trigger();
            for (QDialog *dialog : console.window().findChildren<QDialog *>()) {
                if (dialog->isVisible())
                    return dialog;
            }
            return nullptr;
        });
    };
    const auto shown = [](QDialog *dialog) -> QWidget * {
        dialog->show();
        return dialog;
    };
    const ui::StackDialog::Place place{ u"cantareira-demo"_s, config::Tier::Production };
    for (const char *action : { "preferences", "shortcuts", "about", "lock" })
        QTest::addRow("%s", action) << byAction(QString::fromLatin1(action));
    QTest::addRow("add a cluster") << Make([shown](ConsoleFixture &c) {
        return shown(new ui::AddClusterDialog({ u"/nowhere/stacks.yaml"_s, nullptr }, &c.window()));
    });
    QTest::addRow("name of a view") << Make([shown](ConsoleFixture &c) {
        return shown(new ui::ViewNameDialog(u"Keep this view"_s, u"spot"_s, { u"spot"_s }, &c.window()));
    });
    QTest::addRow("cordon until") << Make([shown, place](ConsoleFixture &c) {
        return shown(new ui::CordonDialog(place, 3, c.stack().clock(), &c.window()));
    });
    QTest::addRow("pause") << Make([shown, place](ConsoleFixture &c) {
        return shown(new ui::PauseDialog(place, u"prod-dagao"_s, c.stack().clock(), &c.window()));
    });
    QTest::addRow("trigger") << Make([shown, place](ConsoleFixture &c) {
        const QJsonObject conf{ { u"transaction"_s, u"2f1c"_s }, { u"version"_s, u"1.2"_s } };
        return shown(new ui::TriggerDialog(place, u"prod-dagao"_s, conf, {}, &c.window()));
    });
    QTest::addRow("force a state") << Make([shown, place](ConsoleFixture &c) {
        return shown(new ui::ForceStateDialog(place, { u"t-1"_s, u"hyoga-model/3"_s }, &c.window()));
    });
    QTest::addRow("quota") << Make([shown, place](ConsoleFixture &c) {
        return shown(new ui::QuotaDialog(place, u"jobs"_s, c.stack().aurora(), &c.window()));
    });
    QTest::addRow("sign in") << Make([shown](ConsoleFixture &c) {
        return shown(new ui::SignInDialog(&c.stack(), secrets::Layer::Mesos, &c.window()));
    });
    QTest::addRow("code of a device") << Make([shown](ConsoleFixture &c) {
        return shown(new ui::MfaDialog(c.stack(), u"arn:aws:iam::1:mfa/me"_s, &c.window()));
    });
}

void tst_Access::everyDialog()
{
    QFETCH(const Make, make);
    ConsoleFixture &fixture = *m_console;
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(fixture), 60000);
    QWidget *const dialog = make(fixture);
    QVERIFY(dialog);
    QCoreApplication::sendPostedEvents();
    QTest::qWait(0);
    QVERIFY(!dialog->windowTitle().isEmpty());
    QVERIFY2(dialog->width() <= small.width() && dialog->height() <= small.height(),
             qPrintable(u"%1×%2"_s.arg(dialog->width()).arg(dialog->height())));
    QStringList wrong = reach::nameless(dialog) + reach::cutTexts(dialog) + reach::badTabWalk(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    if (dialog->isVisible())
        wrong << u"Escape does not close it"_s;
    dialog->hide();
    dialog->deleteLater();
    QApplication::setActiveWindow(&fixture.window());
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

QTEST_MAIN(tst_Access)
#include "tst_access.moc"
