// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline/timeline.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using test::midnight;
using test::minutes;

class tst_Timeline : public QObject
{
    Q_OBJECT

    static QStringList linesOf(const QList<history::Event> &events)
    {
        QStringList lines;
        for (const history::Event &event : events)
            lines << event.layer + u": "_s + event.text;
        return lines;
    }

private slots:
    void putsAllLayersOnOneLine()
    {
        timeline::Sources sources;
        sources.from = midnight;
        sources.events = { { midnight + minutes(9), u"Mesos"_s, u"gone"_s, u"1 agent was lost"_s, {} },
                           { midnight - minutes(1), u"Mesos"_s, u"active"_s, u"before the night"_s, {} } };
        const auto night = test::nightOf(test::graphOf({ u"dims"_s }, {}));
        test::failed(night->nodes[0], midnight, midnight + minutes(5));
        sources.night = night;
        sources.nightSystem = u"Airflow"_s;
        actions::Record own;
        own.id = u"7"_s;
        own.state = actions::State::HalfDone;
        own.startedAt = midnight + minutes(12);
        auto plan = std::make_shared<actions::Plan>();
        plan->title.label = u"Clear 3 nodes"_s;
        own.plan = plan;
        sources.own = { own };
        auto pools = std::make_shared<pools::Picture>();
        aws::Activity launch;
        launch.group = u"mesos-spot"_s;
        launch.description = u"Launching a new EC2 instance: i-0b7c52e81d94f6a30"_s;
        launch.status = u"Successful"_s;
        launch.started = midnight + minutes(7);
        pools->activities = { launch };
        sources.pools = pools;

        const QList<history::Event> line = timeline::timelineOf(sources);
        const QStringList lines = linesOf(line);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], u"Airflow: dims failed, try 2 of 2"_s);
        QVERIFY2(lines[1].startsWith(u"AWS: mesos-spot: "_s), qPrintable(lines[1]));
        QCOMPARE(lines[2], u"Mesos: 1 agent was lost"_s);
        QVERIFY2(lines[3].contains(u"Clear 3 nodes"_s) && lines[3].endsWith(u"half done"_s), qPrintable(lines[3]));
        QCOMPARE(line[0].link, u"node/dims"_s);
        QCOMPARE(line[3].link, u"action/7"_s);
    }

    void tellsOnce_whatAGroupTellsOverAndOver()
    {
        timeline::Sources sources;
        auto pools = std::make_shared<pools::Picture>();
        for (const int minute : { 31, 16, 1 }) { // newest first
            aws::Activity refused;
            refused.group = u"mesos-spot"_s;
            refused.description = u"Launching a new EC2 instance"_s;
            refused.status = u"Failed"_s;
            refused.started = midnight + minutes(minute);
            pools->activities.append(refused);
        }
        sources.pools = pools;
        const QList<history::Event> line = timeline::timelineOf(sources);
        QCOMPARE(line.size(), 1);
        QCOMPARE(line[0].at, midnight + minutes(1));
        QVERIFY2(line[0].text.contains(u", 3 times until "_s), qPrintable(line[0].text));
    }

    void tellsAFailureOnce_thatWasSeenToHappen()
    {
        timeline::Sources sources;
        const auto night = test::nightOf(test::graphOf({ u"dims"_s }, {}));
        test::failed(night->nodes[0], midnight, midnight + minutes(5));
        sources.night = night;
        sources.nightSystem = u"Airflow"_s;
        sources.events
            = { { midnight + minutes(5), u"Airflow"_s, u"failed"_s, u"dims failed, try 2 of 2"_s, u"node/dims"_s } };
        QCOMPARE(timeline::timelineOf(sources).size(), 1);
    }
};

QTEST_APPLESS_MAIN(tst_Timeline)
#include "tst_timeline.moc"
