// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/error.h"
#include "models/watch/watcher.h"
#include "tests/gui/consolefixture.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = core::Freshness::Phase;
using Kind = core::Error::Kind;

/// What goes wrong at night, and what the window makes of it: the picture stays, the trouble is named, and it heals by
/// itself.
class tst_ConsoleFaults : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewLeader();
    void keepsThePicture_whileMastersAreDead_andHeals();
    void namesTheTrouble_data();
    void namesTheTrouble();
    void refusedCredentialsAreTold_andGivenOnesWork();
    void tellsTheNightAsWhatItWas_whileAirflowIsAway();

private:
    static void ask(ConsoleFixture &console, const sim::Faults &faults)
    {
        console.world().setFaults(faults);
        console.stack().refresh();
    }
    static sim::Faults answering(sim::Faults::Answer answer)
    {
        sim::Faults faults;
        faults.answer = answer;
        return faults;
    }
};

void tst_ConsoleFaults::followsTheNewLeader()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 15000);
    QCOMPARE(console.stack().mesos()->health().leader.port(), console.world().masters().at(0).port());
    console.world().setLeader(2);
    console.stack().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().mesos()->health().leader.port(), console.world().masters().at(2).port(),
                              30000);
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 30000);
}

void tst_ConsoleFaults::keepsThePicture_whileMastersAreDead_andHeals()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    ui::TableView *const table = console.table("agentsTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->shownCount() > 0, 15000);
    const int rows = table->tableModel()->rowCount();
    ask(console, answering(sim::Faults::Answer::Dropped));
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Stale, 60000);
    QCOMPARE(table->tableModel()->rowCount(), rows);
    QVERIFY(table->isVisible());
    ask(console, {});
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 60000);
}

void tst_ConsoleFaults::namesTheTrouble_data()
{
    QTest::addColumn<sim::Faults::Answer>("answer");
    QTest::addColumn<bool>("noLeader");
    QTest::addColumn<Kind>("kind");
    using Answer = sim::Faults::Answer;
    QTest::newRow("500") << Answer::ServerError << false << Kind::Server;
    QTest::newRow("401") << Answer::Unauthorized << false << Kind::Unauthorized;
    QTest::newRow("403") << Answer::Forbidden << false << Kind::Forbidden;
    QTest::newRow("web page") << Answer::HtmlPage << false << Kind::NotJson;
    QTest::newRow("wrong shape") << Answer::WrongShape << false << Kind::WrongShape;
    QTest::newRow("hanging") << Answer::Hanging << false << Kind::Timeout;
    QTest::newRow("no leader") << Answer::Normal << true << Kind::NoLeader;
}

void tst_ConsoleFaults::namesTheTrouble()
{
    QFETCH(sim::Faults::Answer, answer);
    QFETCH(bool, noLeader);
    QFETCH(Kind, kind);
    sim::Demo::Options options = ConsoleFixture::frozen();
    options.faults.answer = answer;
    options.faults.noLeader = noLeader;
    ConsoleFixture console(options);
    console.window().showPage(u"agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Failed, 60000);
    // A stream that breaks is told first; the cause is known when polling was tried in its stead.
    const auto kindTold = [&console] {
        const std::optional<core::Error> error = console.stack().mesos()->freshness().error;
        return error ? core::kindName(error->kind) : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(kindTold(), core::kindName(kind), 60000);
    // The cause stands on the screen in words, not only in a log.
    const auto told = [&console] {
        for (const QLabel *const label : console.window().findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"Mesos"_s) && label->text().size() > 20)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(told());
    ask(console, {});
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 60000);
    QTRY_VERIFY_WITH_TIMEOUT(console.table("agentsTable")->tableModel()->shownCount() > 0, 15000);
}

void tst_ConsoleFaults::refusedCredentialsAreTold_andGivenOnesWork()
{
    sim::Demo::Options options = ConsoleFixture::frozen();
    options.auth = true;
    ConsoleFixture console(options);
    console.stack().setCredentials({ net::Credentials::Scheme::Basic, options.user, u"wrong"_s });
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().mesos()->freshness().error
                                 && console.stack().mesos()->freshness().error->kind == Kind::Unauthorized,
                             30000);
    console.stack().setCredentials({ net::Credentials::Scheme::Basic, options.user, options.password });
    console.stack().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), Phase::Fresh, 30000);
}

/// The overview is over Mesos, which goes on; that Airflow is dead is told there all the same.
void tst_ConsoleFaults::tellsTheNightAsWhatItWas_whileAirflowIsAway()
{
    ConsoleFixture console;
    console.window().showPage(u"overview"_s);
    const watch::Watcher *const watcher = watch::Watcher::of(&console.stack());
    const auto row = [watcher](const QString &key) {
        const auto found = std::ranges::find(watcher->findings(), key, &watch::Finding::key);
        return found == watcher->findings().end() ? watch::Finding() : *found;
    };
    const auto *const chip = console.window().findChild<QWidget *>(u"runChip"_s);
    QVERIFY(chip);
    // The first row is what holds the night, with the words of the error and until when it must run again.
    QTRY_VERIFY_WITH_TIMEOUT(chip->accessibleName().startsWith(u"Night blocked · re-run by "_s), 20000);
    const QString modeling = u"node/itaipu-dimensional-modeling"_s;
    QTRY_VERIFY_WITH_TIMEOUT(row(modeling).cause.contains(u"re-run by "_s), 20000);
    QCOMPARE(watcher->findings().first().key, modeling);
    QVERIFY2(row(modeling).fact.contains(u"No space left on device"_s), qPrintable(row(modeling).fact));
    QVERIFY2(row(modeling).cause.startsWith(u"16 nodes wait for it"_s), qPrintable(row(modeling).cause));

    sim::Faults away = answering(sim::Faults::Answer::Dropped);
    away.layer = u"airflow"_s;
    ask(console, away);
    QTRY_VERIFY_WITH_TIMEOUT(chip->accessibleName().startsWith(u"Night was blocked · as of "_s), 60000);
    const auto isDown = [&] {
        if (row(u"layer/Airflow"_s).key.isEmpty())
            console.stack().refresh(); // one failure may be by chance
        return !row(u"layer/Airflow"_s).key.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isDown(), 60000);
    QCOMPARE(row(u"layer/Airflow"_s).severity, watch::Severity::Failure);
    QTRY_VERIFY_WITH_TIMEOUT(row(modeling).cause.startsWith(u"as of "_s), 20000);

    ask(console, {});
    QTRY_VERIFY_WITH_TIMEOUT(chip->accessibleName().startsWith(u"Night blocked"_s), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(row(u"layer/Airflow"_s).key.isEmpty(), 20000);
}

QTEST_MAIN(tst_ConsoleFaults)
#include "tst_console_faults.moc"
