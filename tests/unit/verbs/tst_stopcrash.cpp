// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "tests/unit/verbs/mortalconsole.h"
#include "tests/unit/verbs/stopchecks.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A console that is killed at every boundary of every step of a stop ends it all the same, once started again: nothing
/// is left, nothing is sent twice, and nothing outside the plan is touched.
class tst_StopCrash : public QObject
{
    Q_OBJECT

private slots:
    void stopsTheRun_whereverItIsKilled_data();
    void stopsTheRun_whereverItIsKilled();
};

void tst_StopCrash::stopsTheRun_whereverItIsKilled_data()
{
    QTest::addColumn<bool>("once"); // it dies at each step; else at least once a phase
    QTest::newRow("journaled") << true; // in the journal, not sent
    QTest::newRow("effect") << true; // sent, the answer not seen
    QTest::newRow("answered") << false; // the answer in the journal, the next step not
    QTest::newRow("watch") << false; // waiting
    QTest::newRow("reached") << true; // the wanted state in the journal
}

void tst_StopCrash::stopsTheRun_whereverItIsKilled()
{
    QFETCH(bool, once);
    VerbWorld world;
    QTemporaryDir dir;
    const verbs::StopWish wish{ world.dagId(), world.runId(), {} };
    QVERIFY(mortal::write(world, QDir(dir.path()), verbs::StopVerb::request(wish)));
    const stopchecks::Picture before = stopchecks::pictureOf(world);
    constexpr int mostLives = 60;
    const lives::Outcome outcome = lives::run(dir.path(), QString::fromLatin1(QTest::currentDataTag()), mostLives,
                                              [&world] { world.demo().advance(200ms); });
    QCOMPARE(outcome.code, 0);
    actions::ActionCenter center(mortal::optionsIn(QDir(dir.path())), core::systemClock());
    center.verbs().add(std::make_shared<verbs::StopVerb>(world.context()));
    QTRY_VERIFY_WITH_TIMEOUT(center.isLoaded(), 30000);
    QCOMPARE(center.records().size(), 1);
    const actions::Record record = center.records().first();
    QCOMPARE(record.state, actions::State::Done);
    // The last step, a look, is not sent by whoever looks already because it resumes.
    const auto steps = static_cast<int>(record.steps.size()) - 1;
    QVERIFY2(outcome.deaths >= (once ? steps : 4), qPrintable(QString::number(outcome.deaths)));
    const stopchecks::Scope scope = stopchecks::scopeOf(*record.plan);
    QVERIFY(scope.run && scope.jobs.size() > 1 && scope.frameworks.size() > 1);
    stopchecks::compare(before, stopchecks::pictureOf(world), scope);
    stopchecks::compareCalls(world.sent(), scope, world.runId());
    const auto resume = center.undoRequest(record.id); // stored with it
    QVERIFY(resume && resume->verb == verbs::ClearVerb::verbName());
}

int main(int argc, char **argv)
{
    return lives::main<tst_StopCrash>(argc, argv, &mortal::live);
}

#include "tst_stopcrash.moc"
