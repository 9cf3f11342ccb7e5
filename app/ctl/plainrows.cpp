// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/plainrows.h"

#include "app/ctl/command.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/tables/cellrows.h"
#include "models/tables/filter.h"
#include "models/tables/naturalorder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

QString isoText(core::TimePoint at)
{
    return core::isKnown(at) ? core::formatIso(at) : QString();
}

namespace {

using core::tr;

core::Error noColumn(const QString &key, const QStringList &columns)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = tr("There is no column «%1». There are: %2.").arg(key, columns.join(u", "_s));
    return error;
}

/// Rows in the filter language of the window.
QList<tables::Column> columnsOf(const QStringList &keys, const QStringList &counts)
{
    QList<tables::Column> columns;
    for (const QString &key : keys) {
        tables::Column column;
        column.key = key;
        column.title = key;
        column.kind = counts.contains(key) ? tables::Kind::Count
            : key == keys.first()          ? tables::Kind::Name
            : key == "state"_L1            ? tables::Kind::State
                                           : tables::Kind::Text;
        columns.append(column);
    }
    return columns;
}

std::vector<tables::CellRows::Row> cellsOf(const QList<QStringList> &rows, const QList<tables::Column> &columns)
{
    std::vector<tables::CellRows::Row> made;
    for (const QStringList &row : rows) {
        tables::CellRows::Row one;
        one.key = row.first().toStdString();
        for (qsizetype i = 0; i < columns.size(); ++i) {
            bool isNumber = false;
            const double number = row[i].toDouble(&isNumber);
            one.cells.push_back(columns[i].isNumeric() ? tables::Cell::figure(isNumber ? number : tables::Cell::nan())
                                                       : tables::Cell::words(row[i]));
        }
        made.push_back(std::move(one));
    }
    return made;
}

core::Result<void> sortRows(QList<QStringList> &rows, const QStringList &columns, const QStringList &keys)
{
    for (auto key = keys.crbegin(); key != keys.crend(); ++key) { // the first one last, as the sort is stable
        const bool descending = key->startsWith(u'-');
        const qsizetype column = columns.indexOf(descending ? key->sliced(1) : *key);
        if (column < 0)
            return core::failure(noColumn(*key, columns));
        std::ranges::stable_sort(rows, [&](const QStringList &a, const QStringList &b) {
            if (a[column].isEmpty() || b[column].isEmpty())
                return !a[column].isEmpty() && b[column].isEmpty(); // what is not known comes last
            const int order = tables::compareNatural(a[column].toStdString(), b[column].toStdString());
            return descending ? order > 0 : order < 0;
        });
    }
    return {};
}

} // namespace

ExitCode printRows(const QStringList &columns, const QList<QStringList> &rows, const QStringList &counts,
                   const Options &options)
{
    const QList<tables::Column> filtered = columnsOf(columns, counts);
    const core::Result<tables::Filter> filter = tables::Filter::parse(options.filter, filtered);
    if (!filter)
        return complain(filter.error());
    const tables::CellRows cells(filtered, cellsOf(rows, filtered));
    QList<QStringList> shown;
    for (const uint32_t row : filter->apply(cells, {}))
        shown.append(rows[row]);
    if (const auto sorted = sortRows(shown, columns, options.sort); !sorted)
        return complain(sorted.error());
    if (options.columns.isEmpty() || options.columns == QStringList(u"all"_s)) {
        printRows(columns, shown, options.output);
        return Fine;
    }
    for (const QString &key : options.columns) {
        if (!columns.contains(key))
            return complain(noColumn(key, columns));
    }
    for (QStringList &row : shown) {
        QStringList chosen;
        for (const QString &key : options.columns)
            chosen.append(row[columns.indexOf(key)]);
        row = chosen;
    }
    printRows(options.columns, shown, options.output);
    return Fine;
}

void printRows(const QStringList &columns, const QList<QStringList> &rows, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json) {
        QJsonArray list;
        for (const QStringList &row : rows) {
            QJsonObject object;
            for (qsizetype i = 0; i < columns.size(); ++i)
                object.insert(columns[i], row[i].isEmpty() ? QJsonValue() : QJsonValue(row[i]));
            list.append(object);
        }
        print(QJsonDocument(list).toJson());
        return;
    }
    QString text;
    const auto quoted = [](QString cell) {
        return cell.contains(u',') || cell.contains(u'"') ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell;
    };
    QList<qsizetype> widths(columns.size(), 0);
    for (const QStringList &row : QList<QStringList>{ columns } + rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const QStringList &row : QList<QStringList>{ columns } + rows) {
        QStringList cells;
        for (qsizetype i = 0; i < row.size(); ++i)
            cells << (format == tables::ExportFormat::Csv ? quoted(row[i]) : row[i].leftJustified(widths[i]));
        text += format == tables::ExportFormat::Csv ? cells.join(u',') + u"\r\n"_s
                                                    : cells.join(u"  "_s).trimmed() + u'\n';
    }
    print(text);
}

} // namespace ctl
