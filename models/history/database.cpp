// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/database.h"

#include "models/core/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace history {

namespace {

// SQLite's own numbers; its header is not needed for these.
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCantOpen = 14;
constexpr int sqliteNotADatabase = 26;
constexpr int newerSchema = -1; ///< ours, not SQLite's

constexpr char16_t inMemory[] = u":memory:";

tl::unexpected<SqlFailure> failure(const QSqlError &error)
{
    // Extended codes carry the primary one in the low byte.
    return tl::make_unexpected(SqlFailure{ error.nativeErrorCode().toInt() & 0xff, error.databaseText().trimmed() });
}

/// A script's statements. Those within a trigger's BEGIN … END are part of it.
QStringList statementsOf(const QString &script)
{
    QStringList statements;
    QString open;
    for (const QString &piece : script.split(u';')) {
        open += open.isEmpty() ? piece : u';' + piece;
        const QString statement = open.trimmed();
        if (statement.startsWith(u"CREATE TRIGGER") && !statement.endsWith(u"END"))
            continue;
        if (!statement.isEmpty())
            statements.append(statement);
        open.clear();
    }
    return statements;
}

} // namespace

bool SqlFailure::isDamage() const
{
    return code == sqliteCorrupt || code == sqliteNotADatabase;
}

bool SqlFailure::isFull() const
{
    return code == sqliteFull;
}

bool SqlFailure::isNewer() const
{
    return code == newerSchema;
}

Database::Database(QString path, Migrations migrations)
    : m_path(std::move(path))
    , m_migrations(migrations)
    , m_connection(u"history-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Database::~Database()
{
    close();
}

SqlResult<void> Database::open()
{
    if (m_path != inMemory && !QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return tl::make_unexpected(SqlFailure{ sqliteCantOpen, u"the directory cannot be made"_s });
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setDatabaseName(m_path);
    if (!m_db.open())
        return failure(m_db.lastError());
    // WAL: a killed process loses what it had not committed and nothing else, and readers never wait for the writer.
    // NORMAL syncs at checkpoints only: after a power cut the last seconds may be missing, never the file.
    return check()
        .and_then([this] { return run(u"PRAGMA journal_mode = WAL"_s); })
        .and_then([this] { return run(u"PRAGMA synchronous = NORMAL"_s); })
        .and_then([this] { return migrate(); });
}

void Database::close()
{
    if (!m_db.isValid())
        return;
    m_db.close();
    m_db = QSqlDatabase(); // the last handle must be gone before the connection is removed
    QSqlDatabase::removeDatabase(m_connection);
}

SqlResult<void> Database::check()
{
    auto answer = query(u"PRAGMA quick_check(1)"_s);
    if (!answer)
        return tl::make_unexpected(answer.error());
    const QString verdict = answer->next() ? answer->value(0).toString() : QString();
    if (verdict != u"ok")
        return tl::make_unexpected(SqlFailure{ sqliteCorrupt, verdict });
    return {};
}

int Database::version()
{
    auto answer = query(u"PRAGMA user_version"_s);
    return answer && answer->next() ? answer->value(0).toInt() : 0;
}

SqlResult<void> Database::migrate()
{
    const int wanted = static_cast<int>(m_migrations.size());
    if (version() > wanted)
        return tl::make_unexpected(SqlFailure{ newerSchema, u"written by a newer version of this program"_s });
    for (int step = version(); step < wanted; ++step) {
        const QString script = QString::fromUtf8(m_migrations[static_cast<size_t>(step)]);
        auto done = transaction([&]() -> SqlResult<void> {
            // Asked again under the lock: another console may have done this step meanwhile.
            if (version() > step)
                return {};
            for (const QString &statement : statementsOf(script)) {
                if (auto ran = run(statement); !ran)
                    return ran;
            }
            return run(u"PRAGMA user_version = %1"_s.arg(step + 1));
        });
        if (!done)
            return done;
        qCInfo(lcHistory) << m_path << "is now of schema version" << step + 1;
    }
    return {};
}

QString Database::setAside(QDate day)
{
    close();
    const QFileInfo file(m_path);
    const QString base = file.absolutePath() + u'/' + file.completeBaseName() + u'-' + day.toString(Qt::ISODate);
    QString aside = base + u".bad"_s;
    for (int n = 2; QFile::exists(aside); ++n)
        aside = u"%1-%2.bad"_s.arg(base).arg(n);
    if (!QFile::rename(m_path, aside))
        return {};
    // The log belongs to the damaged file: left behind, SQLite would replay it into the new one.
    QFile::rename(m_path + u"-wal"_s, aside + u"-wal"_s);
    QFile::remove(m_path + u"-shm"_s);
    return aside;
}

SqlResult<void> Database::run(const QString &sql, const QVariantList &values)
{
    return query(sql, values).map([](const QSqlQuery &) {});
}

SqlResult<QSqlQuery> Database::query(const QString &sql, const QVariantList &values)
{
    auto ready = prepared(sql);
    if (!ready)
        return ready;
    for (const QVariant &value : values)
        ready->addBindValue(value);
    if (auto done = execute(*ready); !done)
        return tl::make_unexpected(done.error());
    return ready;
}

SqlResult<QSqlQuery> Database::prepared(const QString &sql)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(query.lastError());
    return query;
}

SqlResult<void> Database::execute(QSqlQuery &query)
{
    if (!query.exec())
        return failure(query.lastError());
    return {};
}

} // namespace history
