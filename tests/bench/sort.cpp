// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"

#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <numeric>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// The yardstick: an index sorted by name over prepared 8-byte prefixes, texts compared where these are equal.
std::vector<uint32_t> prefixSorted(const std::vector<std::string_view> &texts)
{
    struct Entry
    {
        uint64_t prefix;
        uint32_t row;
    };
    std::vector<Entry> entries(texts.size());
    for (uint32_t row = 0; row < texts.size(); ++row) {
        char bytes[sizeof(uint64_t)] = {};
        std::memcpy(bytes, texts[row].data(), std::min(texts[row].size(), sizeof bytes));
        entries[row] = { qFromBigEndian<uint64_t>(bytes), row };
    }
    std::sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) {
        if (a.prefix != b.prefix)
            return a.prefix < b.prefix;
        const int order = texts[a.row].compare(texts[b.row]);
        return order != 0 ? order < 0 : a.row < b.row;
    });
    std::vector<uint32_t> order;
    order.reserve(entries.size());
    for (const Entry &entry : entries)
        order.push_back(entry.row);
    return order;
}

double stockSort(const std::vector<std::string_view> &texts)
{
    QStandardItemModel model(static_cast<int>(texts.size()), 1);
    for (uint32_t row = 0; row < texts.size(); ++row) {
        const std::string_view text = texts[row];
        model.setData(model.index(static_cast<int>(row), 0), QString::fromUtf8(text.data(), qsizetype(text.size())));
    }
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    return measure(1, [&] { proxy.sort(0); }).min();
}

} // namespace

/// P7: from the click on a header to the new order, with all 100,000 tasks shown. The limit sorts the same picture's
/// task ids by prefix keys.
Rows sort(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 5);
    const tables::Rows rows = mesos::taskRows(decodeStates({ name }).front());
    const int idColumn = tables::columnOf(rows->columns(), u"id");
    const auto unsorted = arranged(rows, {});

    std::vector<std::string_view> ids;
    for (uint32_t row = 0; row < rows->rowCount(); ++row)
        ids.push_back(rows->text(row, idColumn));
    const double limit = measure(reps, [&] { prefixSorted(ids); }).min();

    Rows figures;
    for (const tables::Column &column : rows->columns()) {
        const bool wanted = arguments.has(u"all-columns"_s) || column.key == u"id" || column.key == u"name";
        if (!wanted)
            continue;
        tables::ArrangementSettings settings;
        settings.sort = { { column.key, Qt::AscendingOrder } };
        const double ours = measure(reps, [&] { arranged(rows, settings, unsorted.get()); }).min();
        figures.push_back(ratioed(u"P7"_s, u"%1, sort by %2"_s.arg(name, column.key), ours, u"ms CPU"_s, limit, 1.3));
    }
    figures.push_back(plain(name + u", order by key, once per table"_s,
                            measure(reps, [&] { arranged(rows, {}); }).min(), u"ms CPU"_s));
    if (arguments.has(u"stock"_s))
        figures.push_back(plain(name + u", stock proxy, by id"_s, stockSort(ids), u"ms CPU"_s));
    return figures;
}

} // namespace bench
