// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/tables/naivetable.h"

#include "models/tables/naturalorder.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace {

struct NaturalLess
{
    bool operator()(const std::string &a, const std::string &b) const { return tables::compareNatural(a, b) < 0; }
};

int compareValues(const SampleRows &rows, uint32_t a, uint32_t b, const tables::SortKey &key)
{
    const int sign = key.order == Qt::AscendingOrder ? 1 : -1;
    const auto compareNumbers = [&](double left, double right) {
        if (std::isnan(left) || std::isnan(right))
            return int(std::isnan(left)) - int(std::isnan(right)); // unknown ones last, whatever the direction
        return sign * (left < right ? -1 : left > right ? 1 : 0);
    };
    switch (key.column) {
    case SampleRows::StateColumn:
        return compareNumbers(rows.rank(a, 0), rows.rank(b, 0));
    case SampleRows::CpusColumn:
    case SampleRows::MemColumn:
    case SampleRows::ShareColumn:
        return compareNumbers(rows.number(a, key.column), rows.number(b, key.column));
    case SampleRows::StartedColumn:
        return compareNumbers(-rows.number(a, key.column), -rows.number(b, key.column));
    default:
        break;
    }
    const std::string_view left = rows.text(a, key.column);
    const std::string_view right = rows.text(b, key.column);
    if (left.empty() || right.empty())
        return int(left.empty()) - int(right.empty());
    return sign * tables::compareNatural(left, right);
}

QString qs(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

QStringList NaiveTable::shown() const
{
    std::vector<uint32_t> passing;
    for (uint32_t row = 0; row < rows->rowCount(); ++row) {
        if (qs(rows->samples()[row].name).contains(needle, Qt::CaseInsensitive))
            passing.push_back(row);
    }
    std::sort(passing.begin(), passing.end(), [this](uint32_t a, uint32_t b) {
        for (const tables::SortKey &key : sort) {
            if (const int order = compareValues(*rows, a, b, key))
                return order < 0;
        }
        return tables::compareNatural(rows->key(a), rows->key(b)) < 0;
    });

    QStringList lines;
    if (groupColumn < 0) {
        for (const uint32_t row : passing)
            lines.append(qs(rows->key(row)));
        return lines;
    }
    std::map<std::string, QStringList, NaturalLess> groups;
    for (const uint32_t row : passing)
        groups[std::string(rows->text(row, groupColumn))].append(qs(rows->key(row)));
    std::vector<std::string> order;
    for (const auto &[text, members] : groups)
        order.push_back(text);
    const bool descending = std::any_of(sort.cbegin(), sort.cend(), [this](const tables::SortKey &key) {
        return key.column == groupColumn && key.order == Qt::DescendingOrder;
    });
    if (descending)
        std::reverse(order.begin(), order.end());
    std::stable_partition(order.begin(), order.end(), [](const std::string &text) { return !text.empty(); });
    for (const std::string &text : order) {
        lines.append(u"[%1|%2]"_s.arg(qs(text)).arg(groups[text].size()));
        if (foldedByDefault == foldExceptions.contains(QByteArray::fromStdString(text)))
            lines.append(groups[text]);
    }
    return lines;
}

QStringList NaiveTable::shownBy(const tables::TableModel &model)
{
    using Model = tables::TableModel;
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        if (index.data(Model::GroupRole).toBool())
            lines.append(u"[%1|%2]"_s.arg(QString::fromUtf8(index.data(Model::GroupTextRole).toByteArray()))
                             .arg(index.data(Model::GroupCountRole).toLongLong()));
        else
            lines.append(QString::fromUtf8(model.keyAt(row)));
    }
    return lines;
}
