// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/export.h"

#include "models/core/format.h"
#include "models/core/text.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tables {

namespace {

QString textOf(const RowSource &rows, uint32_t row, int column)
{
    const std::string_view utf8 = rows.text(row, column);
    return core::toQString(utf8); // repairs what is no UTF-8
}

bool isMoment(Kind kind)
{
    return kind == Kind::Age || kind == Kind::Time;
}

/// Shortest text that reads back as the same figure; agents' 32-bit figures keep their few digits.
QByteArray plainNumber(double value)
{
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return QByteArray::number(static_cast<qint64>(value));
    const auto narrow = static_cast<float>(value);
    if (static_cast<double>(narrow) == value) {
        for (int digits = 6; digits < 9; ++digits) {
            const QByteArray text = QByteArray::number(value, 'g', digits);
            if (text.toFloat() == narrow)
                return text;
        }
    }
    return QByteArray::number(value, 'g', 15);
}

/// The figure of a cell for programs; empty: not known.
QByteArray valueOf(const RowSource &rows, uint32_t row, int column)
{
    const double value = rows.number(row, column);
    if (std::isnan(value))
        return {};
    if (isMoment(rows.columns().at(column).kind))
        return core::formatIso(core::TimePoint(core::Duration(static_cast<core::Duration::rep>(value)))).toLatin1();
    return plainNumber(value);
}

QByteArray csvField(const QByteArray &text)
{
    if (text.isEmpty() || text.indexOf(',') + text.indexOf('"') + text.indexOf('\n') + text.indexOf('\r') == -4)
        return text;
    return '"' + QByteArray(text).replace("\"", "\"\"") + '"';
}

QByteArray toCsv(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns)
{
    QByteArray out;
    const auto addLine = [&](const auto &field) {
        for (size_t i = 0; i < columns.size(); ++i) {
            if (i > 0)
                out += ',';
            out += csvField(field(columns[i]));
        }
        out += "\r\n";
    };
    addLine([&](int column) { return rows.columns().at(column).key.toUtf8(); });
    for (const uint32_t row : order) {
        addLine([&](int column) {
            return rows.columns().at(column).isNumeric() ? valueOf(rows, row, column)
                                                         : textOf(rows, row, column).toUtf8();
        });
    }
    return out;
}

QByteArray jsonString(const QString &text)
{
    QByteArray out("\"");
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<uint8_t>(c) < 0x20) {
            out += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
        } else {
            out += c;
        }
    }
    return out + '"';
}

QByteArray jsonValue(const RowSource &rows, uint32_t row, int column)
{
    const Column &described = rows.columns().at(column);
    if (!described.isNumeric())
        return jsonString(textOf(rows, row, column));
    const QByteArray value = valueOf(rows, row, column);
    if (value.isEmpty())
        return "null"_qba;
    return isMoment(described.kind) ? '"' + value + '"' : value;
}

QByteArray toJson(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns)
{
    QByteArray out("[");
    for (size_t i = 0; i < order.size(); ++i) {
        out += i == 0 ? "\n  {" : ",\n  {";
        for (size_t j = 0; j < columns.size(); ++j) {
            if (j > 0)
                out += ", ";
            out += jsonString(rows.columns().at(columns[j]).key) + ": " + jsonValue(rows, order[i], columns[j]);
        }
        out += '}';
    }
    return out + (order.empty() ? "]\n" : "\n]\n");
}

/// A line break inside a cell would break the table.
QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

QString headerOf(const Column &column)
{
    const QString title = column.title.isEmpty() ? column.key : column.title;
    return column.unit.isEmpty() ? title : title + u' ' + column.unit;
}

QByteArray toText(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns,
                  core::TimePoint now)
{
    QList<QStringList> lines(static_cast<qsizetype>(order.size()) + 1);
    QList<qsizetype> widths;
    for (const int column : columns) {
        lines[0].append(headerOf(rows.columns().at(column)));
        qsizetype width = lines[0].last().size();
        for (size_t i = 0; i < order.size(); ++i) {
            const QString cell = oneLine(rows.display(order[i], column, now));
            width = std::max(width, cell.size());
            lines[static_cast<qsizetype>(i) + 1].append(cell);
        }
        widths.append(width);
    }
    QByteArray out;
    for (const QStringList &line : std::as_const(lines)) {
        QString text;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const bool right = rows.columns().at(columns[static_cast<size_t>(i)]).isNumeric();
            text += right ? line[i].rightJustified(widths[i]) : line[i].leftJustified(widths[i]);
            text += u"  "_s;
        }
        while (text.endsWith(u' '))
            text.chop(1);
        out += text.toUtf8() + '\n';
    }
    return out;
}

} // namespace

QByteArray exportRows(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns,
                      ExportFormat format, core::TimePoint now)
{
    switch (format) {
    case ExportFormat::Text:
        return toText(rows, order, columns, now);
    case ExportFormat::Csv:
        return toCsv(rows, order, columns);
    case ExportFormat::Json:
        return toJson(rows, order, columns);
    }
    return {};
}

} // namespace tables
