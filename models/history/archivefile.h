// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/history/database.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace history {

/// A SQLite file of what was, touched by one thread of its own. Survives restarts; a damaged file is set aside with a
/// word (`noticed`), and without a file what is kept ends with this window. Answers in the caller's thread. Thread: GUI
/// thread.
class ArchiveFile final : public QObject
{
    Q_OBJECT
public:
    /// What is said of the file, whole sentences but for the marks.
    struct Words
    {
        QString damaged; ///< %1: the name it was set aside under
        QString newer; ///< of a newer version of the program; %1: the file
        QString unkept; ///< %1: why, %2: the file
    };
    /// `path`: ":memory:" keeps nothing.
    ArchiveFile(QString path, Migrations migrations, Words words, const core::Clock &clock, QObject *parent = nullptr);
    ~ArchiveFile() override; ///< waits for what was given to be on disk

    /// `work` is called with the database and gives a SqlResult; its value, or `otherwise` where that failed.
    template <typename Work, typename Value>
    QFuture<Value> read(Work work, Value otherwise)
    {
        // Not QtConcurrent::run(): who waits for its future may do the work himself, in another thread.
        const auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        m_thread.start([this, work, otherwise, promise] {
            promise->addResult(valueOf<Value>(work).value_or(otherwise));
            promise->finish();
        });
        return promise->future();
    }
    template <typename Work>
    void write(Work work)
    {
        m_thread.start([this, work] { (void)valueOf<void>(work); });
    }

signals:
    void noticed(const QString &notice);

private:
    template <typename Value, typename Work>
    SqlResult<Value> valueOf(Work work)
    {
        if (!isOpen())
            return tl::unexpected(SqlFailure());
        SqlResult<Value> done = work(*m_db);
        if (!done && cope(done.error()))
            done = work(*m_db);
        return done;
    }
    bool isOpen();
    bool cope(const SqlFailure &failure); ///< true: worth trying again at once

    const QString m_path;
    const Migrations m_migrations;
    const Words m_words;
    const core::Clock &m_clock;
    QThreadPool m_thread; ///< exactly one, which stays: SQLite's connection belongs to it
    std::unique_ptr<Database> m_db; ///< touched there alone
    bool m_wasTold = false; ///< that it cannot be written; once is enough
};

} // namespace history
