// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/journalfile.h"

#include "models/history/moments.h"

#include <array>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using history::momentOf;
using history::ms;

// Steps are only ever added.
constexpr std::array<const char *, 2> schema = { R"(
CREATE TABLE action (
    id TEXT PRIMARY KEY, stack TEXT NOT NULL, state INTEGER NOT NULL, plan TEXT NOT NULL, who TEXT NOT NULL,
    reason TEXT NOT NULL, ticket TEXT NOT NULL, owner TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
    outcome TEXT NOT NULL, summary TEXT NOT NULL, undo TEXT NOT NULL, undone_by TEXT NOT NULL DEFAULT '');
CREATE INDEX action_started ON action (stack, started);
CREATE TABLE step (
    action TEXT NOT NULL, seq INTEGER NOT NULL, step TEXT NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL,
    failures INTEGER NOT NULL, sent INTEGER NOT NULL, answered INTEGER NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (action, seq)) WITHOUT ROWID;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, action TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
    step INTEGER NOT NULL);
CREATE INDEX entry_action ON entry (action);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, stack TEXT NOT NULL,
    kind TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL, object TEXT NOT NULL, why TEXT NOT NULL,
    ticket TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_action ON audit (action);
CREATE TRIGGER audit_replaces_no_lines BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_keeps_lines BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_loses_no_lines BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
)",
                                                 R"(
CREATE INDEX step_object ON step (json_extract(step, '$.object'));
)" };

constexpr int lostOwner = -2; ///< ours, not SQLite's

/// Never null: the columns hold texts, maybe empty ones.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject object(const QVariant &value)
{
    return QJsonDocument::fromJson(value.toString().toUtf8()).object();
}

/// LIKE pattern for a word that may hold its wildcards.
QString containing(QString word)
{
    for (const char16_t *mark : { u"\\", u"%", u"_" })
        word.replace(QString::fromUtf16(mark), u"\\"_s + QString::fromUtf16(mark));
    return u'%' + word + u'%';
}

} // namespace

JournalFile::JournalFile(QString path)
    : m_db(std::move(path), schema)
{
}

bool JournalFile::isLostOwner(const history::SqlFailure &failure)
{
    return failure.code == lostOwner;
}

SqlResult<void> JournalFile::open()
{
    // FULL: each commit is on the disk before the call it stands for goes out.
    return m_db.open().and_then([this] { return m_db.run(u"PRAGMA synchronous = FULL"_s); });
}

SqlResult<void> JournalFile::begin(const Record &record, const Entry &entry, const AuditEntry &line)
{
    return m_db.transaction([&] {
        return m_db
            .run(u"INSERT INTO action (id, stack, state, plan, who, reason, ticket, owner, started, ended, outcome, "
                 "summary, undo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '')"_s,
                 { record.id, text(record.stack), static_cast<int>(record.state), compact(toJson(*record.plan)),
                   text(record.user), text(record.reason), text(record.ticket), text(record.owner),
                   ms(record.startedAt) })
            .and_then([&] { return writeSteps(record, 0, static_cast<int>(record.steps.size())); })
            .and_then([&] { return note(record.id, entry); })
            .and_then([&] { return audit(line); });
    });
}

SqlResult<void> JournalFile::write(const Record &record)
{
    const QString undo = record.undo ? compact(toJson(*record.undo)) : QString();
    auto written = m_db.query(u"UPDATE action SET state = ?, ended = ?, outcome = ?, summary = ?, undo = ? "
                              "WHERE id = ? AND owner = ?"_s,
                              { static_cast<int>(record.state), ms(record.endedAt), text(record.outcome),
                                text(record.summary), text(undo), record.id, text(record.owner) });
    if (!written)
        return tl::make_unexpected(written.error());
    if (written->numRowsAffected() != 1)
        return tl::make_unexpected(history::SqlFailure{ lostOwner, u"another process runs this action now"_s });
    return {};
}

SqlResult<void> JournalFile::writeSteps(const Record &record, int from, int to)
{
    auto insert = m_db.prepared(u"INSERT OR REPLACE INTO step (action, seq, step, state, attempts, failures, sent, "
                                "answered, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    if (!insert)
        return tl::make_unexpected(insert.error());
    for (int seq = from; seq < to; ++seq) {
        const StepRecord &step = record.steps.at(seq);
        const QVariantList values{ record.id,
                                   seq,
                                   compact(toJson(step.step)),
                                   static_cast<int>(step.state),
                                   step.attempts,
                                   step.failures,
                                   ms(step.sentAt),
                                   ms(step.answeredAt),
                                   text(step.answer) };
        for (int i = 0; i < values.size(); ++i)
            insert->bindValue(i, values.at(i));
        if (auto done = history::Database::execute(*insert); !done)
            return done;
    }
    return {};
}

SqlResult<void> JournalFile::writeStep(const Record &record, int step, const Entry &entry,
                                       const std::optional<AuditEntry> &line)
{
    return m_db.transaction([&] {
        return write(record)
            .and_then([&] { return writeSteps(record, step, step + 1); })
            .and_then([&] { return note(record.id, entry); })
            .and_then([&] { return line ? audit(*line) : SqlResult<void>(); });
    });
}

SqlResult<void> JournalFile::writeRecord(const Record &record, const Entry &entry,
                                         const std::optional<AuditEntry> &line)
{
    return m_db.transaction([&] {
        return write(record)
            .and_then([&] { return writeSteps(record, 0, static_cast<int>(record.steps.size())); })
            .and_then([&] { return note(record.id, entry); })
            .and_then([&] { return line ? audit(*line) : SqlResult<void>(); });
    });
}

SqlResult<void> JournalFile::note(const QString &action, const Entry &entry)
{
    return m_db.run(u"INSERT INTO entry (action, at, kind, text, step) VALUES (?, ?, ?, ?, ?)"_s,
                    { action, ms(entry.at), text(entry.kind), text(entry.text), entry.step });
}

SqlResult<void> JournalFile::audit(const AuditEntry &line)
{
    return m_db.run(u"INSERT INTO audit (at, who, stack, kind, action, what, object, why, ticket, before, after, "
                    "answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    { ms(line.at), text(line.who), text(line.stack), text(line.kind), text(line.action),
                      text(line.what), text(line.object), text(line.why), text(line.ticket), text(line.before),
                      text(line.after), text(line.answer) });
}

SqlResult<bool> JournalFile::takeOver(const Record &known, const QString &owner, State to)
{
    auto taken = m_db.query(
        u"UPDATE action SET owner = ?, state = ? WHERE id = ? AND owner = ? AND state = ? AND ended = ?"_s,
        { owner, static_cast<int>(to), known.id, text(known.owner), static_cast<int>(known.state), ms(known.endedAt) });
    if (!taken)
        return tl::make_unexpected(taken.error());
    return taken->numRowsAffected() == 1;
}

SqlResult<void> JournalFile::setUndone(const QString &action, const QString &by)
{
    return m_db.run(u"UPDATE action SET undone_by = ? WHERE id = ?"_s, { by, action });
}

StepRecord JournalFile::stepIn(const QSqlQuery &rows)
{
    StepRecord step;
    step.step = stepFromJson(object(rows.value(0))).value_or(Step());
    step.state = static_cast<StepState>(rows.value(1).toInt());
    step.attempts = rows.value(2).toInt();
    step.failures = rows.value(3).toInt();
    step.sentAt = momentOf(rows.value(4));
    step.answeredAt = momentOf(rows.value(5));
    step.answer = rows.value(6).toString();
    return step;
}

SqlResult<QList<StepRecord>> JournalFile::steps(const QString &action)
{
    auto rows = m_db.query(u"SELECT step, state, attempts, failures, sent, answered, answer FROM step WHERE action = ? "
                           "ORDER BY seq"_s,
                           { action });
    if (!rows)
        return tl::make_unexpected(rows.error());
    QList<StepRecord> result;
    while (rows->next())
        result.append(stepIn(*rows));
    return result;
}

SqlResult<QList<Record>> JournalFile::records(const QString &stack, int ended)
{
    return read(stack,
                u"state < ? OR state = ? OR rowid IN (SELECT rowid FROM action WHERE stack = ? "
                "ORDER BY started DESC LIMIT ?)"_s,
                { static_cast<int>(State::Done), static_cast<int>(State::HalfDone), text(stack), ended });
}

SqlResult<QList<Record>> JournalFile::underWay(const QString &stack)
{
    return read(stack, u"state < ?"_s, { static_cast<int>(State::Done) });
}

SqlResult<QList<Record>> JournalFile::read(const QString &stack, const QString &where, const QVariantList &values)
{
    auto rows = m_db.query(u"SELECT id, state, plan, who, reason, ticket, owner, started, ended, outcome, summary, "
                           "undo, undone_by FROM action WHERE stack = ? AND (%1) "
                           "ORDER BY started DESC, rowid DESC"_s.arg(where),
                           QVariantList{ text(stack) } + values);
    if (!rows)
        return tl::make_unexpected(rows.error());
    QList<Record> result;
    while (rows->next()) {
        const core::Result<Plan> plan = planFromJson(object(rows->value(2)));
        if (!plan)
            continue; // of another version: nothing can be done with it here
        Record record;
        record.id = rows->value(0).toString();
        record.stack = stack;
        record.state = static_cast<State>(rows->value(1).toInt());
        record.plan = std::make_shared<Plan>(*plan);
        record.user = rows->value(3).toString();
        record.reason = rows->value(4).toString();
        record.ticket = rows->value(5).toString();
        record.owner = rows->value(6).toString();
        record.startedAt = momentOf(rows->value(7));
        record.endedAt = momentOf(rows->value(8));
        record.outcome = rows->value(9).toString();
        record.summary = rows->value(10).toString();
        if (const auto undo = requestFromJson(object(rows->value(11))))
            record.undo = *undo;
        record.undoneBy = rows->value(12).toString();
        result.append(record);
    }
    for (Record &record : result) {
        auto found = steps(record.id);
        if (!found)
            return tl::make_unexpected(found.error());
        record.steps = *found;
    }
    return result;
}

SqlResult<QList<Entry>> JournalFile::entries(const QString &action)
{
    auto rows = m_db.query(u"SELECT at, kind, text, step FROM entry WHERE action = ? ORDER BY id DESC"_s, { action });
    if (!rows)
        return tl::make_unexpected(rows.error());
    QList<Entry> result;
    while (rows->next())
        result.append(Entry{ momentOf(rows->value(0)), rows->value(1).toString(), rows->value(2).toString(),
                             rows->value(3).toInt() });
    return result;
}

SqlResult<QList<AuditEntry>> JournalFile::search(const AuditQuery &query)
{
    QString where = u"1"_s;
    QVariantList values;
    const auto also = [&](const QString &condition, const QVariant &value) {
        where += u" AND "_s + condition;
        values.append(value);
    };
    for (const QString &word : query.words.split(u' ', Qt::SkipEmptyParts))
        also(
            u"what || ' ' || object || ' ' || who || ' ' || why || ' ' || ticket || ' ' || answer LIKE ? ESCAPE '\\'"_s,
            containing(word));
    if (!query.stack.isEmpty())
        also(u"stack = ?"_s, query.stack);
    if (!query.action.isEmpty())
        also(u"action = ?"_s, query.action);
    if (core::isKnown(query.from))
        also(u"at >= ?"_s, ms(query.from));
    if (core::isKnown(query.to))
        also(u"at < ?"_s, ms(query.to));
    values.append(query.limit);
    auto rows = m_db.query(u"SELECT id, at, who, stack, kind, action, what, object, why, ticket, before, after, answer "
                           "FROM audit WHERE "_s
                               + where + u" ORDER BY id DESC LIMIT ?"_s,
                           values);
    if (!rows)
        return tl::make_unexpected(rows.error());
    QList<AuditEntry> result;
    while (rows->next()) {
        const auto at = [&](int column) { return rows->value(column).toString(); };
        result.append(AuditEntry{ rows->value(0).toLongLong(), momentOf(rows->value(1)), at(2), at(3), at(4), at(5),
                                  at(6), at(7), at(8), at(9), at(10), at(11), at(12) });
    }
    return result;
}

SqlResult<qint64> JournalFile::dataVersion()
{
    auto rows = m_db.query(u"PRAGMA data_version"_s);
    if (!rows)
        return tl::make_unexpected(rows.error());
    return rows->next() ? rows->value(0).toLongLong() : 0;
}

} // namespace actions
