// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/people.h"

#include <QTest>

class tst_People : public QObject
{
    Q_OBJECT

private slots:
    void findsTheActor_data();
    void findsTheActor();
};

void tst_People::findsTheActor_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("actor");
    QTest::newRow("a kill") << QByteArray("Killed by ana") << QByteArray("ana");
    QTest::newRow("a kill with a reason") << QByteArray("Killed by ana.\nfree the pool") << QByteArray("ana");
    QTest::newRow("a name with a dot") << QByteArray("Killed by ana.souza.\nwhy") << QByteArray("ana.souza");
    QTest::newRow("a restart") << QByteArray("Restarted by UNSECURE") << QByteArray("UNSECURE");
    QTest::newRow("forced") << QByteArray("Transition forced by ops-2") << QByteArray("ops-2");
    QTest::newRow("the scheduler's cron") << QByteArray("Killed by cron") << QByteArray();
    QTest::newRow("somebody else's words") << QByteArray("exit 1: killed by ana") << QByteArray();
    QTest::newRow("cut short") << QByteArray("Killed by ") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void tst_People::findsTheActor()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, actor);
    const std::string_view found = aurora::actorIn({ message.constData(), static_cast<size_t>(message.size()) });
    QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), actor);
}

QTEST_GUILESS_MAIN(tst_People)
#include "tst_people.moc"
