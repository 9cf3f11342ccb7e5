// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/consolefixture.h"
#include "ui/plan/plandialog.h"

#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// From the first failure of the night to its re-run, by click. What went out is read from the simulator's own log.
class tst_NightActions : public QObject
{
    Q_OBJECT

private slots:
    void theFirstFailure_isClearedWithAllBelowIt();

private:
    static qsizetype clearings(const sim::Demo &world)
    {
        const auto calls = world.calls();
        return std::ranges::count_if(calls, [](const sim::LoggedCall &call) {
            return call.server == u"airflow"_s && call.method.contains(u"clearTaskInstances"_s)
                && !call.arguments.toObject().value("dry_run"_L1).toBool(true);
        });
    }
};

void tst_NightActions::theFirstFailure_isClearedWithAllBelowIt()
{
    ConsoleFixture console;
    console.window().showPage(u"night"_s);
    QPushButton *clear = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((clear = console.window().findChild<QPushButton *>(u"nightClear"_s)) != nullptr, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(clear->isVisible(), 20000);
    const int below = clear->text().split(u' ').value(2).toInt(); // "Clear with 20 downstream…"
    QVERIFY2(below > 0, qPrintable(clear->text()));
    QTest::mouseClick(clear, Qt::LeftButton);

    ui::PlanDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = console.window().findChild<ui::PlanDialog *>()) != nullptr, 20000);
    auto *const act = dialog->findChild<QPushButton *>(u"planAct"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible(), 20000);
    QVERIFY(dialog->windowTitle().contains(QString::number(below + 1))
            || act->text().contains(QString::number(below + 1))); // the button promised what the plan lists
    QCOMPARE(clearings(console.world()), 0); // the dry run is no clearing

    QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"the disk was made larger"_s);
    if (auto *number = dialog->findChild<QLineEdit *>(u"planNumber"_s); number && number->isVisible())
        QTest::keyClicks(number, QString::number(117 - below - 1)); // nodes that stay as they are
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 5000);
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s); // the hold
    QTRY_VERIFY_WITH_TIMEOUT(clearings(console.world()) > 0, 20000);
}

QTEST_MAIN(tst_NightActions)
#include "tst_nightactions.moc"
