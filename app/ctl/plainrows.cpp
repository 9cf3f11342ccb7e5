// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/plainrows.h"

#include "app/ctl/command.h"
#include "models/core/format.h"

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
