// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rowsprint.h"

#include "models/config/units.h"
#include "models/core/tr.h"
#include "models/tables/export.h"
#include "models/tables/filter.h"
#include "models/tables/naturalorder.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

using tables::Column;
using tables::ExportFormat;

core::Error usage(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return error;
}

core::Result<int> columnOf(const QString &key, const QList<Column> &columns)
{
    QStringList keys;
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].key == key)
            return i;
        keys << columns[i].key;
    }
    const QString meant = config::nearest(key, keys);
    return core::failure(usage(meant.isEmpty()
                                   ? tr("There is no column «%1». There are: %2.").arg(key, keys.join(u", "_s))
                                   : tr("There is no column «%1». Did you mean %2?").arg(key, meant)));
}

/// Json carries everything, as its readers pick by key; people get what the window shows at first.
core::Result<std::vector<int>> chosen(const Options &options, const QList<Column> &columns)
{
    std::vector<int> list;
    const bool all = options.columns == QStringList(u"all"_s)
        || (options.columns.isEmpty() && options.output == ExportFormat::Json);
    if (all || options.columns.isEmpty()) {
        for (int i = 0; i < columns.size(); ++i) {
            if (all || !columns[i].hiddenAtFirst)
                list.push_back(i);
        }
        return list;
    }
    for (const QString &key : options.columns) {
        const auto column = columnOf(key, columns);
        if (!column)
            return core::failure(column.error());
        list.push_back(*column);
    }
    return list;
}

/// Below, equal or above zero. What is not known comes last in either direction.
int compared(const tables::RowSource &rows, uint32_t a, uint32_t b, int column, bool descending)
{
    const Column &what = rows.columns()[column];
    int order = 0;
    if (what.isNumeric()) {
        const double x = rows.number(a, column);
        const double y = rows.number(b, column);
        if (std::isnan(x) || std::isnan(y))
            return int{ std::isnan(x) } - int{ std::isnan(y) };
        order = int{ x > y } - int{ x < y };
    } else {
        if (what.kind == tables::Kind::State)
            order = rows.rank(a, column) - rows.rank(b, column);
        if (order == 0)
            order = tables::compareNatural(rows.text(a, column), rows.text(b, column));
    }
    return descending ? -order : order;
}

core::Result<void> sortRows(std::vector<uint32_t> &order, const tables::RowSource &rows, const QStringList &keys)
{
    std::vector<std::pair<int, bool>> columns;
    for (const QString &key : keys) {
        const bool descending = key.startsWith(u'-');
        const auto column = columnOf(descending ? key.sliced(1) : key, rows.columns());
        if (!column)
            return core::failure(column.error());
        columns.emplace_back(*column, descending);
    }
    std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) {
        for (const auto &[column, descending] : columns) {
            if (const int c = compared(rows, a, b, column, descending))
                return c < 0;
        }
        return false;
    });
    return {};
}

/// How JSON and CSV carry a column's values.
QString rawUnit(const Column &column)
{
    using enum tables::Kind;
    switch (column.kind) {
    case Text:
    case Name:
    case Id:
    case State:
        return tr("text");
    case Count:
        return tr("count");
    case Cpus:
        return tr("cores");
    case Mebibytes:
        return tr("MiB");
    case Age:
    case Time:
        return tr("time, ISO 8601 UTC");
    case Span:
        return tr("milliseconds");
    case Meter:
        return tr("share, 0 to 1");
    }
    Q_UNREACHABLE();
}

} // namespace

core::Result<QByteArray> printedRows(const tables::RowSource &rows, const Options &options, core::TimePoint now)
{
    const auto columns = chosen(options, rows.columns());
    if (!columns)
        return core::failure(columns.error());
    const auto filter = tables::Filter::parse(options.filter, rows.columns());
    if (!filter)
        return core::failure(filter.error());
    std::vector<uint32_t> order = filter->apply(rows, now);
    if (auto sorted = sortRows(order, rows, options.sort); !sorted)
        return core::failure(sorted.error());
    return tables::exportRows(rows, order, *columns, options.output, now);
}

QString columnsHelp(const QList<Column> &columns, const QStringList &shown)
{
    QString text;
    for (const Column &column : columns) {
        const bool isShown = shown.isEmpty() ? !column.hiddenAtFirst : shown.contains(column.key);
        text += (u"  "_s + (isShown ? u"* "_s : u"  "_s) + column.key).leftJustified(24)
            + rawUnit(column).leftJustified(20);
        text += (column.toolTip.isEmpty() ? column.title : column.toolTip.simplified()) + u'\n';
    }
    return text;
}

} // namespace ctl
