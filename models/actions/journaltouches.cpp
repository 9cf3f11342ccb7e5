// SPDX-License-Identifier: GPL-3.0-or-later
// JournalFile: what was done to an object, found by its name.
#include "models/actions/journalfile.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace actions {

/// A plan may be large, so of each action's only the request is read, and once.
SqlResult<QHash<QString, Request>> JournalFile::requests(const QStringList &actions)
{
    auto select = m_db.prepared(u"SELECT json_extract(plan, '$.request') FROM action WHERE id = ?"_s);
    if (!select)
        return tl::make_unexpected(select.error());
    QHash<QString, Request> found;
    for (const QString &action : actions) {
        if (found.contains(action))
            continue;
        select->bindValue(0, action);
        if (auto done = history::Database::execute(*select); !done)
            return tl::make_unexpected(done.error());
        if (!select->next())
            continue;
        const QByteArray json = select->value(0).toString().toUtf8();
        if (const auto request = requestFromJson(QJsonDocument::fromJson(json).object()))
            found.insert(action, *request);
    }
    return found;
}

SqlResult<QList<Touch>> JournalFile::touches(const QString &stack, const QStringList &objects)
{
    // The index is on this very expression.
    auto rows
        = m_db.query(u"SELECT step.step, step.state, attempts, failures, sent, answered, answer, action, who, reason, "
                     "started, action.state FROM step JOIN action ON action.id = step.action "
                     "WHERE json_extract(step.step, '$.object') IN (SELECT value FROM json_each(?)) "
                     "AND action.stack = ? ORDER BY started DESC, action.rowid DESC, seq"_s,
                     { QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(objects)).toJson()), stack });
    if (!rows)
        return tl::make_unexpected(rows.error());
    QList<Touch> result;
    QStringList actions;
    while (rows->next()) {
        Touch touch;
        touch.step = stepIn(*rows);
        touch.action = rows->value(7).toString();
        touch.user = rows->value(8).toString();
        touch.reason = rows->value(9).toString();
        touch.startedAt = core::TimePoint(core::Duration(rows->value(10).toLongLong()));
        touch.state = static_cast<State>(rows->value(11).toInt());
        actions << touch.action;
        result << touch;
    }
    const auto asked = requests(actions);
    if (!asked)
        return tl::make_unexpected(asked.error());
    result.removeIf([&](const Touch &touch) { return !asked->contains(touch.action); }); // of another version
    for (Touch &touch : result)
        touch.request = asked->value(touch.action);
    return result;
}

} // namespace actions
