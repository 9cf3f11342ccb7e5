// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/archivelink.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Links to where logs are kept for good.
class tst_ArchiveLink : public QObject
{
    Q_OBJECT

private slots:
    void isALink_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << u"https://logs.example/all"_s << true;
        QTest::newRow("words") << u"http://logs.example:8080/{role}/{name}?q=%22{task}%22#{instance}"_s << true;
        QTest::newRow("word as host") << u"https://{host}/logs"_s << true;
        QTest::newRow("unknown word") << u"https://logs.example/{job}"_s << false;
        QTest::newRow("open brace") << u"https://logs.example/{task"_s << false;
        QTest::newRow("no host") << u"https:///{task}"_s << false;
        QTest::newRow("another scheme") << u"file:///var/log/{task}"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void isALink()
    {
        QFETCH(QString, pattern);
        QTEST(config::isArchiveLink(pattern), "good");
    }

    void fillsEachWord()
    {
        const config::ArchivedTask task{ u"a task/1"_s,
                                         u"F-0001"_s,
                                         u"S1"_s,
                                         u"ip-10-1-2-3"_s,
                                         u"jobs/prod/itaipu"_s,
                                         3,
                                         core::TimePoint(1'795'404'432'000ms) };
        const QString pattern = u"https://logs.example/"_s + config::archiveWords().join(u'/');
        QCOMPARE(config::archiveLink(pattern, task).toString(QUrl::FullyEncoded),
                 u"https://logs.example/a%20task%2F1/F-0001/S1/ip-10-1-2-3/jobs/prod/itaipu/3/2026-11-23"_s);
    }

    void givesNone_whereAWordIsNotKnown()
    {
        for (const QString &word : config::archiveWords())
            QVERIFY2(config::archiveLink(u"https://logs.example/"_s + word, {}).isEmpty(), qPrintable(word));
        QCOMPARE(config::archiveLink(u"https://logs.example/"_s, {}), QUrl(u"https://logs.example/"_s));
        QVERIFY(config::archiveLink({}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ArchiveLink)
#include "tst_archivelink.moc"
