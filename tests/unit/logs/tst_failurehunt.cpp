// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/failurehunt.h"
#include "tests/unit/logs/memorysource.h"

#include <QTest>

using namespace Qt::StringLiterals;
using logs::FailureHunt;

namespace {

const QByteArray filler = QByteArray(99, '.') + '\n';

logs::KnownFailures twoFailures()
{
    return logs::KnownFailures::parse("failures:\n"
                                      "  - {id: cause, title: cause, pattern: 'the cause', says: s}\n"
                                      "  - {id: effect, title: effect, pattern: 'the effect', says: s}\n",
                                      u"test"_s);
}

} // namespace

/// Known failures before the last pages of a log.
class tst_FailureHunt : public QObject
{
    Q_OBJECT

private slots:
    void findsTheCause_farBeforeTheEnd()
    {
        const logs::KnownFailures failures = twoFailures();
        const QByteArray before = filler.repeated(2000);
        auto file = std::make_shared<support::MemoryFile>();
        file->content = before + "ERROR the cause\n" + filler.repeated(20'000) + "ERROR the effect\n" + filler;
        FailureHunt hunt(&failures, std::make_shared<support::MemorySource>(file), file->content.size());
        hunt.start();
        QTRY_VERIFY_WITH_TIMEOUT(hunt.failure() && hunt.failure()->id == u"cause"_s, 20000);
        QCOMPARE(hunt.at(), before.size()); // where its line begins
    }

    /// Of one that is seen often the line in front is told.
    void tellsTheFirstLine()
    {
        const logs::KnownFailures failures = twoFailures();
        auto file = std::make_shared<support::MemoryFile>();
        file->content = filler.repeated(3) + "the effect\n" + filler.repeated(9000) + "the effect\n";
        FailureHunt hunt(&failures, std::make_shared<support::MemorySource>(file), file->content.size());
        hunt.start();
        QTRY_COMPARE_WITH_TIMEOUT(hunt.at(), 3 * filler.size(), 20000);
    }

    void endsAfterItsShare()
    {
        const logs::KnownFailures failures = twoFailures();
        auto file = std::make_shared<support::MemoryFile>();
        file->mostAtOnce = 1 << 20;
        file->content = "the cause\n" + filler.repeated(int{ FailureHunt::mostBytes } / 100 + 20'000);
        FailureHunt hunt(&failures, std::make_shared<support::MemorySource>(file), file->content.size());
        hunt.start();
        QTRY_VERIFY_WITH_TIMEOUT(file->bytesRead >= FailureHunt::mostBytes, 30000);
        QVERIFY(!hunt.failure());
        QVERIFY(file->bytesRead < FailureHunt::mostBytes + (1 << 20));
    }
};

QTEST_GUILESS_MAIN(tst_FailureHunt)
#include "tst_failurehunt.moc"
