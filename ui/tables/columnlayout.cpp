// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/columnlayout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowest = 24;
/// A text that takes the rest shrinks to this, at 12 px font, before a column that matters as much has to leave. A name
/// shrinks only when none is left that may: cut names tell nothing apart.
constexpr int narrowestRest = 90;
constexpr int widestByHand = 2000;

bool growsWithRest(const tables::Column &column)
{
    return column.kind == tables::Kind::Text || column.kind == tables::Kind::Name || column.kind == tables::Kind::Id;
}

QJsonArray toArray(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList sorted(const QSet<QString> &texts)
{
    QStringList list(texts.begin(), texts.end());
    list.sort();
    return list;
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray entries = value.toArray();
    for (const auto &entry : entries) {
        if (entry.isString())
            list << entry.toString();
    }
    return list;
}

QSet<QString> toSet(const QStringList &list)
{
    return QSet<QString>(list.begin(), list.end());
}

} // namespace

QList<int> layOutColumns(const QList<tables::Column> &columns, const QList<int> &order, const ColumnChoice &choice,
                         int available, double scale)
{
    QList<int> widths(columns.size(), 0);
    QList<int> shown;
    for (const int column : order) {
        if (choice.isHidden(columns[column]))
            continue;
        const int wanted = choice.widths.value(columns[column].key, columns[column].width);
        widths[column] = std::max(1, static_cast<int>(std::lround(wanted * scale)));
        shown.append(column);
    }

    const auto takesRest = [&](int column) {
        return widths[column] > 0 && growsWithRest(columns[column]) && !choice.widths.contains(columns[column].key);
    };
    const auto lastText = [&] {
        const auto last = std::find_if(shown.crbegin(), shown.crend(), takesRest);
        return last == shown.crend() ? -1 : *last;
    };
    const auto smallest
        = [&](int column) { return std::min(widths[column], static_cast<int>(std::lround(narrowestRest * scale))); };
    // A column shown by hand stays: the user wants it more than the others.
    const auto mayLeave = [&](int column) {
        return shown.indexOf(column) >= steadyColumns && columns[column].priority > 0
            && !choice.shown.contains(columns[column].key);
    };
    for (;;) {
        int leaving = -1;
        for (const int column : std::as_const(shown)) {
            if (widths[column] > 0 && mayLeave(column)
                && (leaving < 0 || columns[column].priority >= columns[leaving].priority))
                leaving = column;
        }
        if (leaving < 0)
            break;
        int needed = std::accumulate(widths.cbegin(), widths.cend(), 0);
        const int rest = lastText();
        // It gives way for its equals; what matters less leaves before a message is cut.
        if (rest >= 0 && columns[rest].kind != tables::Kind::Name
            && columns[leaving].priority <= columns[rest].priority)
            needed -= widths[rest] - smallest(rest);
        if (needed <= available)
            break;
        widths[leaving] = 0;
    }

    if (const int rest = lastText(); rest >= 0) {
        const int others = std::accumulate(widths.cbegin(), widths.cend(), 0) - widths[rest];
        const int most = std::max(widths[rest], static_cast<int>(std::lround(widestText * scale)));
        widths[rest] = std::clamp(available - others, smallest(rest), most);
    }
    return widths;
}

QList<int> columnOrder(const QList<tables::Column> &columns, const ColumnChoice &choice)
{
    QList<int> order;
    for (const QString &key : choice.order) {
        for (int i = 0; i < columns.size(); ++i) {
            if (columns[i].key == key && !order.contains(i))
                order.append(i);
        }
    }
    for (int i = 0; i < columns.size(); ++i) {
        if (!order.contains(i))
            order.insert(std::min(qsizetype{ i }, order.size()), i);
    }
    return order;
}

QByteArray saveChoice(const ColumnChoice &choice)
{
    QJsonObject widths;
    for (auto it = choice.widths.cbegin(); it != choice.widths.cend(); ++it)
        widths.insert(it.key(), it.value());
    const QJsonObject object{ { u"order"_s, toArray(choice.order) },
                              { u"hidden"_s, toArray(sorted(choice.hidden)) },
                              { u"shown"_s, toArray(sorted(choice.shown)) },
                              { u"widths"_s, widths } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ColumnChoice restoreChoice(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    ColumnChoice choice;
    choice.order = texts(object.value("order"_L1));
    choice.hidden = toSet(texts(object.value("hidden"_L1)));
    choice.shown = toSet(texts(object.value("shown"_L1)));
    const QJsonObject widths = object.value("widths"_L1).toObject();
    for (auto it = widths.begin(); it != widths.end(); ++it) {
        const int width = it.value().toInt();
        if (width > 0)
            choice.widths.insert(it.key(), std::clamp(width, narrowest, widestByHand));
    }
    return choice;
}

} // namespace ui
