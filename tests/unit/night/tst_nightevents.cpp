// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/nightevents.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using test::midnight;
using test::minutes;

class tst_NightEvents : public QObject
{
    Q_OBJECT

    std::shared_ptr<dag::Graph> m_graph = test::graphOf({ u"a"_s, u"b"_s, u"c"_s, u"d"_s }, { { 0, 1 }, { 1, 2 } });
    static constexpr core::TimePoint now = midnight + minutes(60);

    static QStringList texts(const QList<history::Event> &events)
    {
        QStringList list;
        for (const history::Event &event : events)
            list << event.text;
        return list;
    }

private slots:
    void tellsWhatFailed_andWhatIsBlocked()
    {
        const auto before = test::nightOf(m_graph);
        test::running(before->nodes[0], midnight);
        auto after = std::make_shared<dag::Night>(*before);
        test::failed(after->nodes[0], midnight, midnight + minutes(30));
        after->nodes[0].message = u"No space left"_s;
        after->nodes[1].state = after->nodes[2].state = dag::NodeState::Blocked;
        const QList<history::Event> events = night::eventsBetween(*before, *after, u"Airflow"_s, now);
        QCOMPARE(texts(events), QStringList({ u"a failed, try 2 of 2: No space left"_s, u"2 nodes are blocked"_s }));
        QCOMPARE(events[0].at, midnight + minutes(30)); // when it happened, not when it was seen
        QCOMPARE(events[0].link, u"node/a"_s);
        QCOMPARE(events[0].layer, u"Airflow"_s);
        QCOMPARE(events[1].at, now);
        QVERIFY(night::eventsBetween(*after, *after, u"Airflow"_s, now).isEmpty());
    }

    void keepsQuietOfWhatIsWell()
    {
        const auto before = test::nightOf(m_graph);
        auto after = std::make_shared<dag::Night>(*before);
        test::done(after->nodes[0], midnight, midnight + minutes(5));
        QVERIFY(night::eventsBetween(*before, *after, u"Airflow"_s, now).isEmpty());
        after->nodes[0].tryNumber = 2; // but not of a retry that went well
        QCOMPARE(texts(night::eventsBetween(*before, *after, u"Airflow"_s, now)), QStringList(u"a is done, try 2"_s));
    }

    void tellsTheEndOfTheRun_once()
    {
        const auto before = test::nightOf(m_graph);
        auto after = std::make_shared<dag::Night>(*before);
        after->run.state = dag::RunState::Success;
        after->run.ended = midnight + minutes(59);
        const QList<history::Event> events = night::eventsBetween(*before, *after, u"Airflow"_s, now);
        QCOMPARE(texts(events), QStringList(u"prod-dagao is done"_s));
        QCOMPARE(events[0].at, after->run.ended);
    }

    void isSilent_whenAnotherRunIsLookedAt()
    {
        const auto before = test::nightOf(m_graph);
        auto other = std::make_shared<dag::Night>(*before);
        other->run.id = u"another"_s;
        test::failed(other->nodes[0], midnight, midnight + minutes(30));
        QVERIFY(night::eventsBetween(*before, *other, u"Airflow"_s, now).isEmpty());
        QCOMPARE(texts(night::failuresIn(*other, u"Airflow"_s)), QStringList(u"a failed, try 2 of 2"_s));
    }
};

QTEST_APPLESS_MAIN(tst_NightEvents)
#include "tst_nightevents.moc"
