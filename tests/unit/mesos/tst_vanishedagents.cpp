// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/ports.h"
#include "models/mesos/decoding/vanished.h"

#include <QTest>

using namespace mesos;

class tst_VanishedAgents : public QObject
{
    Q_OBJECT

private slots:
    void keepsNobody_whenNobodyIsUnreachable();
    void leavesRoomForThoseNeverSeen();
    void prefersEvidence_whenTheCountLeavesRoomForOne();
    void dropsProvenGone();
    void givesRoom_whenOneNeverSeenReturns();
    void rangesMeltAndSplit();
    void rangesOfBrokenTextsAreLeftOut();
};

namespace {

VanishedAgents::Candidate candidate(uint32_t id, AgentPhase phase = AgentPhase::Active)
{
    return { TextId{ id }, phase, false, false };
}

using Ids = std::vector<TextId>;

} // namespace

void tst_VanishedAgents::keepsNobody_whenNobodyIsUnreachable()
{
    VanishedAgents vanished;
    QVERIFY(vanished.keep({}, 0, 0).empty());
    QVERIFY(vanished.keep({ candidate(1, AgentPhase::Unreachable) }, 0, 0).empty());
}

void tst_VanishedAgents::leavesRoomForThoseNeverSeen()
{
    VanishedAgents vanished;
    vanished.keep({}, 2, 0); // lost before our time
    QVERIFY(vanished.keep({ candidate(1) }, 2, 0).empty()); // so this one left in order
    QVERIFY(vanished.keep({ candidate(2) }, 3, 0) == Ids{ TextId{ 2 } });
}

void tst_VanishedAgents::prefersEvidence_whenTheCountLeavesRoomForOne()
{
    VanishedAgents vanished;
    vanished.keep({}, 0, 0);
    VanishedAgents::Candidate withTasks = candidate(3);
    withTasks.hasUnreachableTasks = true;
    QVERIFY(vanished.keep({ candidate(1), candidate(2, AgentPhase::Disconnected), withTasks }, 1, 0)
            == Ids{ TextId{ 3 } });
}

void tst_VanishedAgents::dropsProvenGone()
{
    VanishedAgents vanished;
    vanished.keep({}, 0, 0);
    VanishedAgents::Candidate gone = candidate(1, AgentPhase::Unreachable);
    gone.hasUnreachableTasks = true;
    gone.hasGoneTasks = true;
    QVERIFY(vanished.keep({ gone, candidate(2) }, 1, 0) == Ids{ TextId{ 2 } });
}

void tst_VanishedAgents::givesRoom_whenOneNeverSeenReturns()
{
    VanishedAgents vanished;
    vanished.keep({}, 1, 0);
    // One comes back while another is lost: the count stays the same.
    QVERIFY(vanished.keep({ candidate(5, AgentPhase::Disconnected) }, 1, 1) == Ids{ TextId{ 5 } });
}

void tst_VanishedAgents::rangesMeltAndSplit()
{
    Ranges ranges = Ranges::parse("[31000-31001, 31005-31006]");
    ranges.add({ 31002, 31004 });
    QCOMPARE(ranges.text(), std::string("[31000-31006]"));
    ranges.remove({ 31003, 31003 });
    QCOMPARE(ranges.text(), std::string("[31000-31002, 31004-31006]"));
    ranges.remove(Ranges::parse("[0-40000]"));
    QVERIFY(ranges.isEmpty());
    QCOMPARE(ranges.text(), std::string());
    ranges.add({ 1, std::numeric_limits<uint64_t>::max() });
    ranges.add({ 0, 0 });
    QCOMPARE(ranges.text(), std::string("[0-18446744073709551615]"));
}

void tst_VanishedAgents::rangesOfBrokenTextsAreLeftOut()
{
    QCOMPARE(Ranges::parse("[5-").text(), std::string());
    QCOMPARE(Ranges::parse("[9-3, 4-6]").text(), std::string("[4-6]"));
    QCOMPARE(Ranges::parse("7").text(), std::string());
    QCOMPARE(Ranges::parse("").text(), std::string());
}

QTEST_APPLESS_MAIN(tst_VanishedAgents)
#include "tst_vanishedagents.moc"
