// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// The same rows as a stock application would hold them: one QString a cell.
class StringTable final : public QAbstractTableModel
{
public:
    explicit StringTable(const tables::RowSource &rows)
    {
        for (int column = 0; column < rows.columns().size(); ++column) {
            if (rows.columns().at(column).isNumeric())
                continue;
            QStringList cells;
            for (uint32_t row = 0; row < rows.rowCount(); ++row) {
                const std::string_view text = rows.text(row, column);
                cells.append(QString::fromUtf8(text.data(), qsizetype(text.size())));
            }
            m_columns.append(cells);
        }
    }
    int rowCount(const QModelIndex &) const override { return static_cast<int>(m_columns.first().size()); }
    int columnCount(const QModelIndex &) const override { return static_cast<int>(m_columns.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(m_columns[index.column()][index.row()]) : QVariant();
    }

private:
    QList<QStringList> m_columns;
};

tables::Filter parsed(const QString &text, const QList<tables::Column> &columns)
{
    const core::Result<tables::Filter> filter = tables::Filter::parse(text, columns);
    if (!filter)
        throw std::runtime_error(filter.error().detail.toStdString());
    return *filter;
}

} // namespace

/// P8: from a key pressed to the new order, over all text columns of a table sorted by name; and clearing it again.
/// Beside it QSortFilterProxyModel over the same texts.
Rows filter(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const QString text = arguments.positional.value(1, u"itaipu-con"_s);
    const int reps = arguments.number(u"reps"_s, 7);
    const tables::Rows rows = mesos::taskRows(decodeStates({ name }).front());

    tables::ArrangementSettings all;
    all.sort = { { u"name"_s, Qt::AscendingOrder } };
    tables::ArrangementSettings some = all;
    some.filter = parsed(text, rows->columns());
    const auto before = arranged(rows, all);
    std::shared_ptr<const tables::Arrangement> after;
    const double ours = measure(reps, [&] { after = arranged(rows, some, before.get()); }).min();
    const double cleared = measure(reps, [&] { arranged(rows, all, after.get()); }).min();
    tables::ArrangementSettings pattern = all;
    pattern.filter = parsed(u"/itaipu.*con/"_s, rows->columns());
    const double expression = measure(reps, [&] { arranged(rows, pattern, before.get()); }).min();

    const StringTable table(*rows);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(const_cast<StringTable *>(&table));
    proxy.setFilterKeyColumn(-1);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    const auto filterStock = [&](const QString &word) { // the proxy maps its rows when it is asked how many there are
        proxy.setFilterFixedString(word);
        proxy.rowCount();
    };
    const double stock = measure(
                             3, [&] { filterStock(text); }, [&] { filterStock(QString()); })
                             .min();
    if (static_cast<uint32_t>(proxy.rowCount()) != after->passing)
        throw std::runtime_error("the table and the stock proxy do not find the same rows");

    const QString what = u"%1, filter “%2”"_s.arg(name, text);
    return { bounded(u"P8"_s, what, ours, u"ms CPU"_s, 15),
             ratioed(u"P8"_s, what + u" beside the stock proxy"_s, ours, u"ms CPU"_s, stock, 1.0 / 13),
             plain(name + u", clear the filter, in the pool"_s, cleared, u"ms CPU"_s),
             plain(name + u", filter by an expression"_s, expression, u"ms CPU"_s),
             plain(name + u", rows found"_s, after->passing, u"rows"_s) };
}

} // namespace bench
