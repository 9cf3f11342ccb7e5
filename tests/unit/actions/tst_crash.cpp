// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lives.h"

#include <QtTest>

#include "fakeworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace actions;

namespace {

constexpr int instances = 50;

/// One life of a console: begins the rolling restart, or resumes what an earlier life left. 0: done.
int live(const QDir &dir, const QString &boundary)
{
    lives::Reaper reaper(boundary, dir.filePath(u"deaths"_s));
    const auto world = std::make_shared<FakeWorld>(numbered(instances), dir.filePath(u"world"_s));
    const auto verb = std::make_shared<FakeVerb>(world);
    verb->hook = [&](const char *when, const QString &name) { reaper.at(QString::fromLatin1(when), name); };

    ActionCenter center({ .stack = u"stable"_s,
                          .production = false,
                          .file = dir.filePath(u"actions.sqlite"_s),
                          .user = {},
                          .pace = quickPace(),
                          .authority = ActionOptions::Authority::ExplicitConsent },
                        core::systemClock());
    center.verbs().add(verb);
    return lives::live(center, reaper, [&] {
        Batching batching;
        batching.size = 5;
        center.confirm(verb->planned(FakeVerb::request(numbered(instances), batching)), {});
    });
}

} // namespace

class tst_Crash : public QObject
{
    Q_OBJECT

private slots:
    void restartsEachInstanceOnce_whereverItIsKilled_data();
    void restartsEachInstanceOnce_whereverItIsKilled();
};

void tst_Crash::restartsEachInstanceOnce_whereverItIsKilled_data()
{
    QTest::addColumn<int>("leastDeaths");
    QTest::newRow("journaled") << instances; // in the journal, not sent
    QTest::newRow("effect") << instances; // sent, the answer not seen
    QTest::newRow("answered") << instances; // the answer in the journal, the next step not
    QTest::newRow("watch") << instances / 5; // waiting for a batch: not for each of it
    QTest::newRow("reached") << instances; // the wanted state in the journal
}

void tst_Crash::restartsEachInstanceOnce_whereverItIsKilled()
{
    QFETCH(int, leastDeaths);
    QTemporaryDir dir;
    const lives::Outcome outcome = lives::run(dir.path(), QString::fromLatin1(QTest::currentDataTag()), instances + 2);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.deaths >= leastDeaths, qPrintable(QString::number(outcome.deaths)));
    const FakeWorld world(numbered(instances), dir.filePath(u"world"_s));
    QCOMPARE(world.log, numbered(instances)); // none twice, none forgotten, in order

    ActionCenter center({ .stack = u"stable"_s,
                          .production = false,
                          .file = dir.filePath(u"actions.sqlite"_s),
                          .user = {},
                          .pace = quickPace(),
                          .authority = {} },
                        core::systemClock());
    QTRY_VERIFY(center.isLoaded());
    QCOMPARE(center.records().size(), 1);
    QCOMPARE(center.records().first().state, State::Done);
}

int main(int argc, char **argv)
{
    return lives::main<tst_Crash>(argc, argv, &live);
}

#include "tst_crash.moc"
