// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/agentstatistics.h"
#include "tests/unit/mesos/goldenfiles.h"

#include <QTest>

using namespace Qt::StringLiterals;
using mesos::AgentStatistics;
using mesos::AgentUse;
using mesos::ExecutorStatistics;
using mesos::useBetween;
using Kind = core::Error::Kind;

namespace {

core::Result<AgentStatistics> decode(const QByteArray &body)
{
    return mesos::decodeStatistics(golden::document(body));
}

ExecutorStatistics sample(const char *executor, double at, double cpuSeconds, double memory)
{
    ExecutorStatistics one;
    one.framework = "f";
    one.executor = executor;
    one.at = at;
    one.cpuSeconds = cpuSeconds;
    one.memory = memory;
    return one;
}

constexpr double mebibyte = 1024 * 1024;

} // namespace

class tst_AgentStatistics : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatARealAgentCounted();
    void readsAnEmptyAgent();
    void tellsWhereItIsWrong_data();
    void tellsWhereItIsWrong();
    void coresNeedTwoLooks();
    void coresOfWhoBeganAnewAreNotKnown();
    void sumsLeaveOutWhatIsNotKnown();
};

/// The figures are those jq reads in the recordings.
void tst_AgentStatistics::readsWhatARealAgentCounted()
{
    const core::Result<AgentStatistics> one = decode(golden::body(u"agent1-monitor-statistics"_s));
    QVERIFY(one);
    QCOMPARE(one->size(), size_t(3));
    const ExecutorStatistics &frontend = one->at(0);
    QCOMPARE(frontend.executor, std::string("frontend-1.770ea76c-b48e-4dda-bfd3-f02da59b37d8"));
    QCOMPARE(frontend.framework, std::string("fb1bde14-a4c3-4599-94c3-6b9503279a32-0001"));
    QCOMPARE(frontend.at, 1795427446.936221);
    QCOMPARE(*frontend.cpuSeconds, 0.24000000000000003 + 0.07);
    QCOMPARE(*frontend.cpusLimit, 0.6);
    QCOMPARE(*frontend.memory, 405729280 / mebibyte);
    QCOMPARE(*frontend.memoryLimit, 288.0);
    QCOMPARE(*frontend.disk, 12288 / mebibyte);
    QCOMPARE(*frontend.diskLimit, 64.0);
    QCOMPARE(one->at(1).executor, std::string("pod"));
    QVERIFY(!one->at(2).disk && !one->at(2).diskLimit); // no disk isolation for it

    const core::Result<AgentStatistics> three = decode(golden::body(u"agent3-monitor-statistics"_s));
    QVERIFY(three);
    QCOMPARE(three->size(), size_t(5));
    double memory = 0;
    for (const ExecutorStatistics &executor : *three)
        memory += *executor.memory;
    QCOMPARE(memory, (401354752.0 + 407121920 + 405729280 + 405463040 + 405458944) / mebibyte);
}

void tst_AgentStatistics::readsAnEmptyAgent()
{
    const core::Result<AgentStatistics> none = decode("[]");
    QVERIFY(none && none->empty());
    const AgentUse use = useBetween({}, *none);
    QCOMPARE(use.cpus, std::optional<double>(0)); // nothing runs: that is known
    QCOMPARE(use.memory, std::optional<double>(0));
}

void tst_AgentStatistics::tellsWhereItIsWrong_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("path");
    QTest::newRow("a page") << QByteArray("<html>") << Kind::NotJson << QString();
    QTest::newRow("an object") << QByteArray("{}") << Kind::WrongShape << QString();
    QTest::newRow("no name") << QByteArray(R"([{"statistics":{"timestamp":1}}])") << Kind::WrongShape
                             << u"[0].executor_id"_s;
    QTest::newRow("no figures") << QByteArray(R"([{"executor_id":"a"}])") << Kind::WrongShape << u"[0].statistics"_s;
    QTest::newRow("no time") << QByteArray(R"([{"executor_id":"a","statistics":{}}])") << Kind::WrongShape
                             << u"[0].statistics.timestamp"_s;
    QTest::newRow("a text for a number") << QByteArray(
        R"([{"executor_id":"a","statistics":{"timestamp":1,"mem_rss_bytes":"9"}}])")
                                         << Kind::WrongShape << u"[0].statistics.mem_rss_bytes"_s;
    const QByteArray whole = golden::body(u"agent1-monitor-statistics"_s);
    QTest::newRow("cut off") << whole.left(whole.size() / 2) << Kind::NotJson << u"*"_s;
}

void tst_AgentStatistics::tellsWhereItIsWrong()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, path);
    const core::Result<AgentStatistics> result = decode(body);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, kind);
    if (path != u"*"_s)
        QCOMPARE(result.error().path, path);
}

void tst_AgentStatistics::coresNeedTwoLooks()
{
    const AgentUse first = useBetween({}, { sample("a", 100, 50, 64) });
    QVERIFY(!first.executors.at(0).cpus && !first.cpus);
    QCOMPARE(first.memory, std::optional<double>(64));
    const AgentUse second = useBetween({ sample("a", 100, 50, 64) }, { sample("a", 110, 65, 72) });
    QCOMPARE(second.executor("f", "a")->cpus, std::optional<double>(1.5));
    QCOMPARE(second.cpus, std::optional<double>(1.5));
    QVERIFY(!second.executor("g", "a"));
    // The same moment twice tells nothing.
    QVERIFY(!useBetween({ sample("a", 100, 50, 64) }, { sample("a", 100, 50, 64) }).cpus);
}

void tst_AgentStatistics::coresOfWhoBeganAnewAreNotKnown()
{
    const AgentUse use = useBetween({ sample("a", 100, 50, 64) }, { sample("a", 110, 2, 64) });
    QVERIFY(!use.executor("f", "a")->cpus);
}

void tst_AgentStatistics::sumsLeaveOutWhatIsNotKnown()
{
    AgentStatistics now{ sample("a", 110, 55, 64), sample("b", 110, 9, 32) };
    now[1].disk = 7;
    const AgentUse use = useBetween({ sample("a", 100, 50, 64) }, now);
    QCOMPARE(use.cpus, std::optional<double>(0.5)); // b is new
    QCOMPARE(use.memory, std::optional<double>(96));
    QCOMPARE(use.disk, std::optional<double>(7));
}

QTEST_GUILESS_MAIN(tst_AgentStatistics)
#include "tst_agentstatistics.moc"
