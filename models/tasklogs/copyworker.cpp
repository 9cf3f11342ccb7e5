// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/copyworker.h"

#include "models/tasklogs/place.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

constexpr std::array migrations{
    "CREATE TABLE copies (id INTEGER PRIMARY KEY, task TEXT NOT NULL, framework TEXT NOT NULL, job TEXT NOT NULL, "
    "title TEXT NOT NULL, host TEXT NOT NULL, file TEXT NOT NULL, saved_at INTEGER NOT NULL, bytes INTEGER NOT NULL, "
    "whole INTEGER NOT NULL, path TEXT NOT NULL, UNIQUE (task, file))",
    "ALTER TABLE copies ADD COLUMN node TEXT NOT NULL DEFAULT ''; CREATE INDEX copies_job ON copies (job)",
};

/// A null text would be no text to the database.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

Copy read(const QSqlQuery &row, const QString &folder)
{
    return { row.value(0).toLongLong(),
             row.value(1).toString(),
             row.value(2).toString(),
             row.value(3).toString(),
             row.value(4).toString(),
             row.value(5).toString(),
             row.value(6).toString(),
             core::TimePoint(core::Duration(row.value(7).toLongLong())),
             row.value(8).toLongLong(),
             row.value(9).toLongLong(),
             folder + u'/' + row.value(10).toString(),
             row.value(11).toString() };
}

} // namespace

CopyWorker::CopyWorker(QString folder, qint64 mostBytes)
    : m_folder(std::move(folder))
    , m_mostBytes(mostBytes)
    , m_db(m_folder + u"/copies.sqlite"_s, migrations)
{
}

void CopyWorker::open()
{
    QDir().mkpath(m_folder);
    if (const auto opened = m_db.open(); !opened)
        tell(opened.error());
}

void CopyWorker::close()
{
    m_db.close();
}

void CopyWorker::tell(const history::SqlFailure &failure)
{
    m_notice = tr("Logs of failing tasks cannot be saved in %1: %2").arg(m_folder, failure.text);
    emit noticeChanged(m_notice);
}

QList<Copy> CopyWorker::copies(const QString &where, const QVariantList &values)
{
    QList<Copy> found;
    if (!m_db.isOpen())
        return found;
    auto rows = m_db.query(
        u"SELECT id, task, framework, job, title, host, file, saved_at, bytes, whole, path, node FROM copies "_s
            + where,
        values);
    while (rows && rows->next())
        found.append(read(*rows, m_folder));
    return found;
}

QList<Copy> CopyWorker::copiesFor(const CopyQuery &query)
{
    const QString byFile = u"WHERE task = ? ORDER BY file"_s;
    if (!query.task.isEmpty())
        return copies(byFile, { query.task });
    const QString newestFirst = u" ORDER BY saved_at DESC, id DESC"_s;
    if (!query.job.isEmpty()) {
        const QList<Copy> ofJob = copies(u"WHERE job = ?"_s + newestFirst, { query.job });
        for (const Copy &copy : ofJob) {
            if (query.instance < 0 || instanceOf(query.job, copy.task) == query.instance)
                return copies(byFile, { copy.task });
        }
    }
    if (query.node.isEmpty())
        return {};
    const QList<Copy> ofNode = copies(u"WHERE node = ?"_s + newestFirst + u" LIMIT 1"_s, { query.node });
    return ofNode.isEmpty() ? ofNode : copies(byFile, { ofNode.first().task });
}

void CopyWorker::keep(Copy copy, const QByteArray &content)
{
    if (!m_db.isOpen())
        return;
    const QString task = copy.task;
    if (const auto done = store(std::move(copy), content); !done)
        return tell(done.error());
    if (!m_notice.isEmpty())
        emit noticeChanged(m_notice = QString());
    emit kept(task);
}

history::SqlResult<void> CopyWorker::store(Copy copy, const QByteArray &content)
{
    // The file first: an index without a file would promise what is not there.
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces) + u".log"_s;
    QSaveFile file(m_folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return tl::make_unexpected(history::SqlFailure{ 0, file.errorString() });
    const QList<Copy> before = copies(u"WHERE task = ? AND file = ?"_s, { copy.task, copy.file });
    for (const Copy &old : before) {
        if (auto dropped = drop(old); !dropped)
            return dropped;
    }
    if (auto done
        = m_db.run(u"INSERT INTO copies (task, framework, job, title, host, file, saved_at, bytes, whole, path, "
                   "node) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   { text(copy.task), text(copy.framework), text(copy.job), text(copy.title), text(copy.host),
                     text(copy.file), qlonglong{ copy.savedAt.time_since_epoch().count() }, qlonglong{ content.size() },
                     qlonglong{ copy.whole }, name, text(copy.node) });
        !done)
        return done;
    return dropOldest();
}

history::SqlResult<void> CopyWorker::drop(const Copy &copy)
{
    QFile::remove(copy.path);
    return m_db.run(u"DELETE FROM copies WHERE id = ?"_s, { qlonglong{ copy.id } });
}

history::SqlResult<void> CopyWorker::dropOldest()
{
    qint64 kept = 0;
    const QList<Copy> all = copies(u"ORDER BY saved_at DESC, id DESC"_s, {});
    for (const Copy &copy : all) {
        kept += copy.bytes;
        if (kept <= m_mostBytes)
            continue;
        if (auto dropped = drop(copy); !dropped)
            return dropped;
    }
    return {};
}

} // namespace tasklogs
