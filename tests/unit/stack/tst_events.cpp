// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/mesosevents.h"
#include "tests/unit/stack/picture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using mesos::AgentPhase;
using mesos::FrameworkPhase;
using mesos::TaskState;
using test::Picture;

namespace {

const core::TimePoint at(std::chrono::seconds(1'795'416'432));

/// "glyph | text | link" of each event.
QStringList told(Picture &older, Picture &newer)
{
    QStringList lines;
    for (const history::Event &event : stack::mesosEventsBetween(older.state(), newer.state(), "slave-type", at)) {
        lines << event.glyph + u" | "_s + event.text + u" | "_s + event.link;
        if (event.at != at || event.layer != u"Mesos")
            lines << u"wrong moment or layer"_s;
    }
    return lines;
}

} // namespace

class tst_Events : public QObject
{
    Q_OBJECT

private slots:
    void saysNothing_whenNothingHappened();
    void groupsAgentsByPool();
    void tellsLostFromLeft();
    void tellsWhatOperatorsDid();
    void tellsFrameworks();
    void tellsFailedTasksWithTheirMessage();
    void groupsManyTasksOfOneKind();
    void tellsATask_thatCameAndFailedBetweenTwoLooks();
    void keepsQuietAboutOldFailures_whenAnAgentComesBack();
    void tellsEachFailureOnce();
    void tellsANewLeader_andCallsNobodyLost();
    void isTheSame_whenThePicturesShareNoStrings();
};

void tst_Events::saysNothing_whenNothingHappened()
{
    auto pool = std::make_shared<core::StringPool>();
    Picture older(pool);
    older.agent("a1", "spot").framework("f1", "webshop").task("t1", "f1", TaskState::Failed, 10);
    Picture newer(pool);
    newer.agent("a1", "spot", AgentPhase::Active, 5).framework("f1", "webshop").task("t1", "f1", TaskState::Failed, 10);
    QCOMPARE(told(older, newer), QStringList());
}

void tst_Events::groupsAgentsByPool()
{
    Picture older;
    older.agent("a0", "model");
    Picture newer;
    newer.agent("a0", "model")
        .agent("a1", "model")
        .agent("a2", "model")
        .agent("a3", "model")
        .agent("a4", "spot")
        .agent("a5", "");
    QCOMPARE(told(older, newer),
             QStringList({ u"active | ip-a5 registered | agent/a5"_s,
                           u"active | 3 agents registered, slave-type=model | pool/model"_s,
                           u"active | ip-a4 registered, slave-type=spot | agent/a4"_s }));
}

void tst_Events::tellsLostFromLeft()
{
    Picture older;
    older.agent("a1", "spot")
        .agent("a2", "spot")
        .agent("a3", "spot")
        .agent("a4", "host")
        .agent("a5", "host", AgentPhase::Unreachable);
    Picture newer;
    newer.agent("a1", "spot", AgentPhase::Unreachable)
        .agent("a2", "spot", AgentPhase::Unreachable)
        .agent("a4", "host", AgentPhase::Disconnected)
        .agent("a5", "host")
        .agent("a6", "host", AgentPhase::Unreachable);
    QCOMPARE(told(older, newer),
             QStringList({ u"unreachable | 2 agents are unreachable, slave-type=spot | pool/spot"_s,
                           u"unreachable | ip-a4 lost its connection, slave-type=host | agent/a4"_s,
                           u"gone | ip-a3 left, slave-type=spot | agent/a3"_s,
                           u"active | ip-a5 registered again, slave-type=host | agent/a5"_s }));
}

void tst_Events::tellsWhatOperatorsDid()
{
    Picture older;
    older.agent("a1", "host")
        .agent("a2", "host")
        .agent("a3", "host", AgentPhase::Draining)
        .agent("a4", "host", AgentPhase::Deactivated);
    Picture newer;
    newer.agent("a1", "host", AgentPhase::Deactivated)
        .agent("a2", "host", AgentPhase::Draining)
        .agent("a3", "host", AgentPhase::Drained)
        .agent("a4", "host");
    QCOMPARE(told(older, newer),
             QStringList({ u"cordoned | ip-a1 was cordoned, slave-type=host | agent/a1"_s,
                           u"draining | ip-a2 is draining, slave-type=host | agent/a2"_s,
                           u"drained | ip-a3 is drained, slave-type=host | agent/a3"_s,
                           u"active | ip-a4 was uncordoned, slave-type=host | agent/a4"_s }));
}

void tst_Events::tellsFrameworks()
{
    Picture older;
    older.framework("f1", "webshop")
        .framework("f2", "analytics", FrameworkPhase::Disconnected)
        .framework("f3", "old")
        .framework("f4", "gone")
        .framework("f6", "long ago", FrameworkPhase::Completed);
    Picture newer;
    newer.framework("f1", "webshop", FrameworkPhase::Disconnected)
        .framework("f2", "analytics")
        .framework("f3", "old", FrameworkPhase::Completed)
        .framework("f5", "aurora");
    QCOMPARE(told(older, newer),
             QStringList({ u"disconnected | Framework webshop disconnected, its tasks go on | framework/f1"_s,
                           u"active | Framework analytics registered again | framework/f2"_s,
                           u"completed | Framework old ended | framework/f3"_s,
                           u"active | Framework aurora registered | framework/f5"_s,
                           u"gone | Framework gone was removed | framework/f4"_s }));
}

void tst_Events::tellsFailedTasksWithTheirMessage()
{
    Picture older;
    older.framework("f1", "aurora")
        .task("prod-itaipu-0", "f1", TaskState::Running, 10)
        .task("prod-itaipu-1", "f1", TaskState::Running, 10)
        .task("prod-itaipu-2", "f1", TaskState::Running, 10);
    Picture newer;
    newer.framework("f1", "aurora")
        .task("prod-itaipu-0", "f1", TaskState::Failed, 20, "exit 1:\n  No space left on device")
        .task("prod-itaipu-1", "f1", TaskState::Unreachable, 20)
        .task("prod-itaipu-2", "f1", TaskState::Finished, 20);
    QCOMPARE(
        told(older, newer),
        QStringList(
            { u"TASK_FAILED | prod-itaipu-0 TASK_FAILED, exit 1: No space left on device | task/f1/prod-itaipu-0"_s,
              u"TASK_UNREACHABLE | prod-itaipu-1 TASK_UNREACHABLE | task/f1/prod-itaipu-1"_s }));
}

void tst_Events::groupsManyTasksOfOneKind()
{
    Picture older;
    Picture newer;
    older.framework("f1", "aurora");
    newer.framework("f1", "aurora");
    for (int i = 0; i < 17; ++i) {
        const std::string id = std::string("t").append(std::to_string(i));
        older.task(id, "f1", TaskState::Running, 10);
        newer.task(id, "f1", TaskState::Lost, 20);
    }
    QCOMPARE(told(older, newer), QStringList{ u"TASK_LOST | 17 tasks of aurora TASK_LOST | framework/f1"_s });
}

void tst_Events::tellsATask_thatCameAndFailedBetweenTwoLooks()
{
    Picture older;
    older.framework("f1", "aurora").task("t1", "f1", TaskState::Running, 10);
    Picture newer;
    newer.framework("f1", "aurora").task("t1", "f1", TaskState::Running, 10).task("t2", "f1", TaskState::Failed, 12);
    QCOMPARE(told(older, newer), QStringList{ u"TASK_FAILED | t2 TASK_FAILED | task/f1/t2"_s });
}

void tst_Events::keepsQuietAboutOldFailures_whenAnAgentComesBack()
{
    Picture older;
    older.framework("f1", "aurora").task("t1", "f1", TaskState::Running, 100);
    Picture newer;
    newer.framework("f1", "aurora").task("t1", "f1", TaskState::Running, 100).task("t2", "f1", TaskState::Failed, 50);
    QCOMPARE(told(older, newer), QStringList());
}

void tst_Events::tellsEachFailureOnce()
{
    Picture first;
    first.framework("f1", "aurora").task("t1", "f1", TaskState::Running, 10);
    Picture second;
    second.framework("f1", "aurora").task("t1", "f1", TaskState::Failed, 20);
    Picture third;
    third.framework("f1", "aurora").task("t1", "f1", TaskState::Failed, 20);
    QCOMPARE(told(first, second).size(), 1);
    QCOMPARE(told(second, third), QStringList());
}

void tst_Events::tellsANewLeader_andCallsNobodyLost()
{
    Picture older;
    older.agent("a1", "host").agent("a2", "host").framework("f1", "aurora").task("t1", "f1", TaskState::Running, 10);
    Picture newer;
    newer.master("master-2", "10.0.1.12:5050").agent("a1", "host", AgentPhase::Recovering);
    QCOMPARE(told(older, newer), QStringList{ u"live | 10.0.1.12:5050 leads now, before 10.0.1.11:5050 | "_s });
    Picture later;
    later.master("master-2", "10.0.1.12:5050").agent("a1", "host").framework("f1", "aurora");
    QCOMPARE(told(newer, later),
             QStringList({ u"active | ip-a1 registered again, slave-type=host | agent/a1"_s,
                           u"active | Framework aurora registered | framework/f1"_s }));
    Picture restarted;
    restarted.master("master-3", "10.0.1.11:5050");
    QCOMPARE(told(older, restarted), QStringList{ u"live | Master 10.0.1.11:5050 was started anew | "_s });
}

void tst_Events::isTheSame_whenThePicturesShareNoStrings()
{
    for (const bool shared : { true, false }) {
        auto pool = std::make_shared<core::StringPool>();
        Picture older(pool);
        older.agent("a1", "host")
            .framework("f1", "aurora")
            .task("t1", "f1", TaskState::Running, 10)
            .task("t3", "f1", TaskState::Failed, 11);
        if (!shared) {
            pool = std::make_shared<core::StringPool>();
            for (int i = 0; i < 50; ++i)
                pool->intern(std::string("other").append(std::to_string(i))); // so that equal ids mean other texts
        }
        Picture newer(pool);
        newer.agent("a1", "host", AgentPhase::Unreachable)
            .framework("f1", "aurora")
            .task("t3", "f1", TaskState::Failed, 11)
            .task("t1", "f1", TaskState::Failed, 20);
        QCOMPARE(told(older, newer),
                 QStringList({ u"unreachable | ip-a1 is unreachable, slave-type=host | agent/a1"_s,
                               u"TASK_FAILED | t1 TASK_FAILED | task/f1/t1"_s }));
    }
}

QTEST_GUILESS_MAIN(tst_Events)
#include "tst_events.moc"
