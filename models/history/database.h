// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QDate>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <span>

namespace history {

/// Why SQLite did not do what was asked.
struct SqlFailure
{
    int code = 0; ///< SQLite's primary result code
    QString text;

    bool isDamage() const; ///< the file is no database, or a broken one
    bool isFull() const;
    bool isNewer() const; ///< written by a later version of this program: not ours to touch
};

template <typename T>
using SqlResult = tl::expected<T, SqlFailure>;

/// The steps from each schema version to the next: step n leads from user_version n to n + 1.
using Migrations = std::span<const char *const>;

/// One connection to a SQLite file, checked and brought to the newest schema when it is opened.
/// Thread: the one that calls open(), for everything.
class Database
{
public:
    /// `path`: a file, made with its directory when it is not there; ":memory:" keeps nothing.
    Database(QString path, Migrations migrations);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    SqlResult<void> open();
    void close();
    bool isOpen() const { return m_db.isOpen(); }
    int version(); ///< user_version

    /// Renames the file to "<base>-YYYY-MM-DD.bad" beside it, with its log. Closed before. Returns the new name's path;
    /// empty: it could not be renamed.
    QString setAside(QDate day);

    SqlResult<void> run(const QString &sql, const QVariantList &values = {});
    SqlResult<QSqlQuery> query(const QString &sql, const QVariantList &values = {});
    /// Prepared once, for many rows.
    SqlResult<QSqlQuery> prepared(const QString &sql);
    static SqlResult<void> execute(QSqlQuery &query);

    /// All of `work` or nothing. Takes the write lock at the start: a lock taken later would fail at once when another
    /// console on the same file was quicker.
    template <typename Work>
    SqlResult<void> transaction(Work work)
    {
        if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        SqlResult<void> done = work();
        if (done)
            done = run(QStringLiteral("COMMIT"));
        if (!done)
            (void)run(QStringLiteral("ROLLBACK"));
        return done;
    }

private:
    SqlResult<void> check();
    SqlResult<void> migrate();

    QString m_path;
    Migrations m_migrations;
    QString m_connection;
    QSqlDatabase m_db;
};

} // namespace history
