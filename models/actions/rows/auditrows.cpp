// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rows/auditrows.h"

#include "models/actions/rows/valuerows.h"
#include "models/core/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

using tables::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

struct TextColumn
{
    size_t column;
    QString AuditEntry::*text;
};

enum AuditColumn {
    AtColumn,
    WhoColumn,
    KindColumn,
    WhatColumn,
    ObjectColumn,
    WhyColumn,
    TicketColumn,
    AnswerColumn,
    BeforeColumn,
    AfterColumn,
    StackColumn,
    ActionColumn,
    ColumnCount
};

constexpr TextColumn textColumns[] = {
    { WhoColumn, &AuditEntry::who },       { KindColumn, &AuditEntry::kind },     { WhatColumn, &AuditEntry::what },
    { ObjectColumn, &AuditEntry::object }, { WhyColumn, &AuditEntry::why },       { TicketColumn, &AuditEntry::ticket },
    { AnswerColumn, &AuditEntry::answer }, { BeforeColumn, &AuditEntry::before }, { AfterColumn, &AuditEntry::after },
    { StackColumn, &AuditEntry::stack },   { ActionColumn, &AuditEntry::action },
};

class AuditRows final : public ValueRows<ColumnCount>
{
public:
    explicit AuditRows(const QList<AuditEntry> &entries)
    {
        m_rows.reserve(static_cast<size_t>(entries.size()));
        for (const AuditEntry &entry : entries) {
            Row row;
            row.key = std::to_string(entry.id);
            row.numbers[AtColumn] = moment(entry.at);
            for (const TextColumn &each : textColumns)
                row.texts[each.column] = (entry.*each.text).toStdString();
            m_rows.push_back(std::move(row));
        }
    }

    const QList<tables::Column> &columns() const override { return auditColumns(); }
    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 line") : tr("%1 lines").arg(core::formatCount(rows));
    }
};

} // namespace

const QList<tables::Column> &auditColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("When"), {}, {}, Kind::Time, 110, 0, false },
        { u"who"_s, tr("Who"), {}, {}, Kind::Text, 130, 0, false },
        { u"kind"_s, tr("Kind"), {}, {}, Kind::Text, 84, 1, false },
        { u"what"_s, tr("What"), {}, {}, Kind::Name, 300, 0, false },
        { u"object"_s, tr("Object"), {}, {}, Kind::Text, 200, 2, false },
        { u"why"_s, tr("Why"), {}, {}, Kind::Text, 240, 1, false },
        { u"ticket"_s, tr("Ticket"), {}, {}, Kind::Text, 80, 4, false },
        { u"answer"_s, tr("Answer"), {}, {}, Kind::Text, 300, 2, false },
        { u"before"_s, tr("Before"), {}, {}, Kind::Text, 160, 4, false },
        { u"after"_s, tr("After"), {}, {}, Kind::Text, 160, 4, false },
        { u"stack"_s, tr("Stack"), {}, {}, Kind::Text, 120, 5, true },
        { u"action"_s, tr("Action"), {}, {}, Kind::Id, 240, 5, true },
    };
    return columns;
}

tables::Rows auditRows(QList<AuditEntry> entries)
{
    return std::make_shared<AuditRows>(entries);
}

} // namespace actions
