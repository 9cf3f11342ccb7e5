// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/commandline.h"
#include "app/console/pages.h"

#include <QTest>

using namespace Qt::StringLiterals;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void mistakesEndWithTwo_andName_data();
    void mistakesEndWithTwo_andName();
    void addressGetsSchemeAndPort();
    void helpNamesEveryOption();
};

void tst_CommandLine::mistakesEndWithTwo_andName_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringList{ u"--foo"_s } << u"foo"_s;
    QTest::newRow("positional") << QStringList{ u"agents"_s } << u"agents"_s;
    QTest::newRow("two sources") << QStringList{ u"--demo"_s, u"--mesos"_s, u"a:1"_s } << u"--mesos"_s;
    QTest::newRow("two schemes") << QStringList{ u"--light"_s, u"--dark"_s } << u"--dark"_s;
    QTest::newRow("seed") << QStringList{ u"--demo-seed"_s, u"x"_s } << u"x"_s;
    QTest::newRow("speed") << QStringList{ u"--demo-speed"_s, u"-1"_s } << u"-1"_s;
    QTest::newRow("address") << QStringList{ u"--mesos"_s, u"http://"_s } << u"http://"_s;
}

void tst_CommandLine::mistakesEndWithTwo_andName()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const console::CommandLine line = console::parseCommandLine(QStringList{ u"comporta"_s } + arguments);
    QVERIFY(!line.proceed());
    QCOMPARE(line.exitCode, 2);
    QVERIFY2(line.message.contains(named), qPrintable(line.message));
}

void tst_CommandLine::addressGetsSchemeAndPort()
{
    const console::CommandLine line = console::parseCommandLine({ u"comporta"_s, u"--mesos"_s, u"10.0.0.1"_s });
    QVERIFY(line.proceed());
    QCOMPARE(line.options.mesos, QUrl(u"http://10.0.0.1:5050"_s));
}

void tst_CommandLine::helpNamesEveryOption()
{
    const console::CommandLine line = console::parseCommandLine({ u"comporta"_s, u"--help"_s });
    QCOMPARE(line.exitCode, 0);
    for (const ui::PageEntry &page : console::pages())
        QVERIFY2(line.message.contains(page.key), qPrintable(page.key));
    for (const char *option : { "--demo", "--demo-seed", "--demo-speed", "--config", "--stack", "--mesos", "--page",
                                "--light", "--dark", "--new-session", "--tour", "--version" })
        QVERIFY2(line.message.contains(QLatin1StringView(option)), option);
}

QTEST_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
