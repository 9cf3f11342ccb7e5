// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/follower.h"
#include "tests/unit/logs/memorysource.h"

#include <QTest>

using Change = logs::Follower::Change;

/// What is told of a file that is written to, by what `logs --follow` prints.
class tst_Follower : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_file = std::make_shared<support::MemoryFile>();
        m_changes.clear();
    }

    void tellsAll_andThenTheNews()
    {
        m_file->content = QByteArray(300'000, 'a') + "end\n";
        logs::Follower follower(std::make_shared<support::MemorySource>(m_file), 100'000);
        QCOMPARE(told(&follower), m_file->content.sliced(100'000));
        QCOMPARE(told(&follower), QByteArray());
        m_file->content += "more\n";
        QCOMPARE(told(&follower), QByteArray("more\n"));
        QVERIFY(m_changes.isEmpty());
    }

    void beginsAnew_whenTheFileWasCut()
    {
        m_file->content = "one\ntwo\n";
        logs::Follower follower(std::make_shared<support::MemorySource>(m_file), 0);
        (void)told(&follower);
        m_file->content = "new\n";
        QCOMPARE(told(&follower), QByteArray("new\n"));
        QCOMPARE(m_changes, QList<Change>{ Change::Cut });
    }

    /// The new file is longer already: its size tells nothing.
    void beginsAnew_whenTheFileWasRotated()
    {
        m_file->content = "one\ntwo\n";
        logs::Follower follower(std::make_shared<support::MemorySource>(m_file), 0);
        (void)told(&follower);
        m_file->content = "a new file\nof the same name\n";
        QCOMPARE(told(&follower), m_file->content);
        QCOMPARE(m_changes, QList<Change>{ Change::Rotated });
        m_file->content += "goes on\n";
        QCOMPARE(told(&follower), QByteArray("goes on\n"));
        QCOMPARE(m_changes.size(), 1);
    }

    void goesOn_whereItsKeeperFellSilent()
    {
        m_file->content = "one\n";
        logs::Follower follower(std::make_shared<support::MemorySource>(m_file), 0);
        (void)told(&follower);
        m_file->content += "two\n";
        m_file->fault = core::Error::Kind::Timeout;
        QVERIFY(!QCoro::waitFor(follower.look({})));
        m_file->fault.reset();
        QCOMPARE(told(&follower), QByteArray("two\n"));
    }

private:
    QByteArray told(logs::Follower *follower)
    {
        QByteArray bytes;
        do {
            const auto news = QCoro::waitFor(follower->look({}));
            if (!news)
                return "failed";
            bytes += news->bytes;
            if (news->change != Change::None)
                m_changes << news->change;
        } while (!follower->isThrough());
        return bytes;
    }

    std::shared_ptr<support::MemoryFile> m_file;
    QList<Change> m_changes;
};

QTEST_GUILESS_MAIN(tst_Follower)
#include "tst_follower.moc"
