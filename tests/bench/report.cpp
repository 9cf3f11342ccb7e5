// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

QString figure(double value)
{
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 1000 ? 0 : size >= 10 ? 1 : 3);
}

QStringList cells(const Row &row)
{
    return { row.goal,
             row.what,
             figure(row.value) + u' ' + row.unit,
             row.limit ? figure(*row.limit) + u' ' + row.unit : QString(),
             row.ratio ? QString::number(*row.ratio, 'f', 2) + u" x"_s : QString(),
             !row.ok       ? QString()
                 : *row.ok ? u"ok"_s
                           : u"MISSED"_s };
}

} // namespace

QString table(const Rows &rows)
{
    QList<QStringList> lines{ { u"goal"_s, u"what"_s, u"value"_s, u"limit"_s, u"ratio"_s, u""_s } };
    for (const Row &row : rows)
        lines.append(cells(row));
    QString text;
    for (const QStringList &line : std::as_const(lines)) {
        QString printed;
        for (int column = 0; column < line.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList &other : std::as_const(lines))
                width = std::max(width, other[column].size());
            printed += (column >= 2 && column <= 4 ? line[column].rightJustified(width)
                                                   : line[column].leftJustified(width));
            printed += u"  "_s;
        }
        text += printed.trimmed().isEmpty() ? QString() : printed + u'\n';
    }
    return text;
}

QByteArray json(const Rows &rows)
{
    QJsonArray array;
    for (const Row &row : rows) {
        QJsonObject object{
            { u"goal"_s, row.goal }, { u"what"_s, row.what }, { u"value"_s, row.value }, { u"unit"_s, row.unit }
        };
        if (row.limit)
            object.insert(u"limit"_s, *row.limit);
        if (row.ratio)
            object.insert(u"ratio"_s, *row.ratio);
        if (row.ok)
            object.insert(u"ok"_s, *row.ok);
        array.append(object);
    }
    return QJsonDocument(array).toJson();
}

} // namespace bench
