// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>

#include "bench.h"

using namespace Qt::StringLiterals;
using namespace actions;

using Fault = FakeVerb::Fault;

class tst_Selections : public QObject
{
    Q_OBJECT

private slots:
    void touchesExactlyWhatThePlanLists_data();
    void touchesExactlyWhatThePlanLists();
};

void tst_Selections::touchesExactlyWhatThePlanLists_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Random worlds, selections, batches and faults: what was asked of the world is what the plan lists, each step at most
/// once unless its failure was seen, and what is said to be done is done.
void tst_Selections::touchesExactlyWhatThePlanLists()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto below = [&random](int n) { return static_cast<int>(random.bounded(n)); };
    const int size = 2 + below(30);
    Bench bench(size);
    QStringList chosen;
    Request request = FakeVerb::request({});
    for (const QString &name : numbered(size)) {
        if (below(3) > 0)
            chosen.append(name);
    }
    request = FakeVerb::request(chosen, batchesOf(below(6), below(4)));
    request.batching.stopOnBadBatch = below(2) == 0;
    for (const QString &name : chosen) {
        if (below(5) == 0)
            request = withRow(request, name, false);
    }
    const int rate = below(4);
    QSet<QString> refused;
    bench.verb->fault = [&](const QString &name, int) {
        if (below(10) >= rate)
            return Fault::None;
        const Fault fault = static_cast<Fault>(1 + below(3));
        if (fault == Fault::Refused)
            refused.insert(name);
        return fault;
    };
    bench.verb->blind = [&] { return below(10) < rate; };
    for (const QString &name : chosen) {
        if (below(12) == 0)
            bench.world->ill.insert(name);
    }
    const Plan plan = bench.verb->planned(request);
    if (plan.isEmpty())
        return;
    Record record = bench.run(request);
    for (int again = 0; again < 3 && record.canResume(); ++again) {
        if (!QCoro::waitFor(bench.center.resume(record.id)))
            break;
        record = bench.ended(record.id);
    }
    QStringList listed;
    for (const Step &step : plan.steps)
        listed.append(step.object);
    for (const QString &name : bench.world->log) {
        QVERIFY2(listed.contains(name), qPrintable(name));
        QCOMPARE(bench.world->log.count(name), 1);
    }
    for (const StepRecord &step : record.steps) {
        const bool touched = bench.world->log.contains(step.step.object);
        if (step.state == StepState::Reached || step.state == StepState::Failed)
            QVERIFY(touched);
        if (step.state == StepState::Waiting || step.state == StepState::Refused)
            QVERIFY(!touched);
    }
    if (record.state == State::Done)
        QCOMPARE(bench.world->log, listed);
}

QTEST_GUILESS_MAIN(tst_Selections)
#include "tst_selections.moc"
