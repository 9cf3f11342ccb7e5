// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/tables/cellrows.h"

/// What the rows of pools share; not for others.
namespace pools {

inline tables::Cell money(double dollarsOf)
{
    return tables::Cell::figure(dollarsOf, dollars(dollarsOf));
}

inline tables::Cell agentLink(const QString &host, const QByteArray &id)
{
    tables::Cell cell = tables::Cell::words(host.isEmpty() ? core::tr("no agent") : host);
    if (!id.isEmpty())
        cell.link = QStringLiteral("agent/") + QString::fromUtf8(id);
    return cell;
}

/// `rowOf`: a value as a row.
template <typename Value>
tables::Rows rowsOf(const QList<Value> &values, tables::CellRows::Row (*rowOf)(const Value &),
                    const QList<tables::Column> &columns, const QString &one, const QString &many)
{
    std::vector<tables::CellRows::Row> rows;
    rows.reserve(static_cast<size_t>(values.size()));
    for (const Value &value : values)
        rows.push_back(rowOf(value));
    return std::make_shared<tables::CellRows>(columns, std::move(rows), one, many);
}

} // namespace pools
