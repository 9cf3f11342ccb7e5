// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/poolrows.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/tables/tablemodel.h"
#include "ui/overview/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto trendSpan = 10min;

using core::tr;

Capacity kindOf(int column)
{
    switch (column) {
    case PoolRows::Memory:
        return Capacity::Memory;
    case PoolRows::Disk:
        return Capacity::Disk;
    case PoolRows::Gpus:
        return Capacity::Gpus;
    default:
        return Capacity::Cpus;
    }
}

bool isMeter(int column)
{
    return column >= PoolRows::Cpus && column <= PoolRows::Gpus;
}

/// Memory and disk stay in GiB here, so that the figures of a column can be compared at a glance.
QString usedOfTotal(const pools::Pool &pool, Capacity kind)
{
    const double total = amount(pool.total, kind);
    if (!(total > 0))
        return tr("none");
    const Unit unit = Unit::of(kind, 0);
    return unit.number(amount(pool.used, kind)) + u" / "_s + unit.number(total);
}

/// Nobody says how many machines it should have: Mesos' agents are all that is known.
bool isSet(const pools::Pool &pool)
{
    return pool.kind != pools::Pool::Kind::Outside;
}

/// What a count column holds; NaN: nobody says.
double countOf(const pools::Pool &pool, int column)
{
    switch (column) {
    case PoolRows::Wanted:
        return pool.wanted ? *pool.wanted : std::numeric_limits<double>::quiet_NaN();
    case PoolRows::Launched:
        return isSet(pool) ? pool.launched : std::numeric_limits<double>::quiet_NaN();
    case PoolRows::Registered:
        return pool.registered;
    case PoolRows::Busy:
        return pool.busy;
    case PoolRows::Idle:
        return pool.idle;
    case PoolRows::Pending:
        return pool.pending;
    default:
        return std::numeric_limits<double>::quiet_NaN();
    }
}

} // namespace

bool PoolTrends::observe(const QList<pools::Pool> &pools, core::TimePoint now)
{
    bool changed = false;
    for (const pools::Pool &pool : pools) {
        const int before = of(pool.name);
        QList<Count> &counts = m_counts[pool.name];
        // One older than the span is kept: it is the one to compare with.
        while (counts.size() > 1 && now - counts.at(1).at >= trendSpan)
            counts.removeFirst();
        if (counts.isEmpty() || counts.last().agents != pool.registered)
            counts += { now, pool.registered };
        changed |= of(pool.name) != before;
    }
    return changed;
}

int PoolTrends::of(const QString &pool) const
{
    const QList<Count> counts = m_counts.value(pool);
    return counts.isEmpty() ? 0 : counts.last().agents - counts.first().agents;
}

PoolRows::PoolRows(const pools::Picture &picture, const PoolTrends &trends)
    : m_sum(picture.total())
{
    for (const pools::Pool &pool : picture.pools)
        m_rows.push_back(makeRow(pool, trends.of(pool.name)));
    if (std::ranges::any_of(picture.pools, isSet))
        m_sum.kind = pools::Pool::Kind::Mixed;
    else
        m_sum.wanted.reset(); // nobody says, and no 0 is made of it
}

PoolRows::Row PoolRows::makeRow(const pools::Pool &pool, int change)
{
    Row row{ pool.name.toStdString(), {}, {}, 0, change, pool };
    if (isSet(pool)) {
        row.state = pools::shortWord(pool.state).toStdString();
        row.glyph = pools::stateWord(pool.state);
        row.rank = pools::rankOf(pool.state);
        row.change = 0;
        return row;
    }
    row.glyph = change > 0 ? u"growing"_s : change < 0 ? u"shrinking"_s : u"steady"_s;
    row.state = row.glyph.toStdString();
    row.rank = pools::rankOf(change < 0       ? pools::Pool::State::Shrinking
                                 : change > 0 ? pools::Pool::State::Growing
                                              : pools::Pool::State::Steady);
    return row;
}

const QList<tables::Column> &PoolRows::columns() const
{
    using tables::Column;
    using tables::Kind;
    static const QList<Column> all{
        { u"state"_s, tr("State"), {}, tr("Whether it has what it wants"), Kind::State, 106, 2, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Name, 140, 0, false },
        { u"wanted"_s, tr("Wanted"), {}, tr("What the group is set to"), Kind::Count, 66, 0, false },
        { u"launched"_s, tr("Launched"), {}, tr("Machines EC2 has"), Kind::Count, 74, 1, false },
        { u"registered"_s, tr("Registered"), {}, tr("Agents Mesos has"), Kind::Count, 82, 0, false },
        { u"busy"_s, tr("Busy"), {}, tr("Agents with tasks"), Kind::Count, 50, 3, false },
        { u"idle"_s, tr("Idle"), {}, tr("Agents without tasks"), Kind::Count, 48, 1, false },
        { u"pending"_s, tr("Pending"), {}, tr("Tasks that wait and name this pool"), Kind::Count, 68, 1, false },
        { u"cpus"_s, tr("CPUs used / total"), {}, {}, Kind::Meter, 170, 0, false },
        { u"mem"_s, tr("Memory used / total, GiB"), {}, {}, Kind::Meter, 190, 2, false },
        { u"disk"_s, tr("Disk used / total, GiB"), {}, {}, Kind::Meter, 196, 5, true },
        { u"gpus"_s, tr("GPUs used / total"), {}, {}, Kind::Meter, 150, 6, true },
        { u"price"_s, tr("$/h"), {}, tr("What its machines cost at today's prices"), Kind::Count, 64, 3, false },
    };
    return all;
}

std::string_view PoolRows::text(uint32_t row, int column) const
{
    return column == State ? std::string_view(m_rows[row].state) : std::string_view(m_rows[row].name);
}

tables::Severity PoolRows::severity(uint32_t row) const
{
    return pools::needsLook(m_rows[row].pool) ? tables::Severity::Warning : tables::Severity::None;
}

double PoolRows::number(uint32_t row, int column) const
{
    const pools::Pool &pool = m_rows[row].pool;
    if (column == Price)
        return pool.price;
    if (!isMeter(column))
        return countOf(pool, column);
    const double total = amount(pool.total, kindOf(column));
    return total > 0 ? amount(pool.used, kindOf(column)) / total : std::numeric_limits<double>::quiet_NaN();
}

int PoolRows::rank(uint32_t row, int column) const
{
    return column == State ? m_rows[row].rank : 0;
}

QString PoolRows::display(uint32_t row, int column, core::TimePoint now) const
{
    if (column == Price)
        return pools::dollars(m_rows[row].pool.price);
    return isMeter(column) ? usedOfTotal(m_rows[row].pool, kindOf(column)) : RowSource::display(row, column, now);
}

QString PoolRows::toolTip(uint32_t row, int column, core::TimePoint now) const
{
    const Row &shown = m_rows[row];
    if (column == State && shown.change != 0)
        return tr("%1 agents within ten minutes")
            .arg((shown.change > 0 ? u"+"_s : QString()) + QString::number(shown.change));
    if (!isMeter(column))
        return RowSource::toolTip(row, column, now);
    const Capacity kind = kindOf(column);
    const double total = amount(shown.pool.total, kind);
    const Unit unit = Unit::of(kind, 0);
    const double used = amount(shown.pool.used, kind);
    return tr("%1 of %2 allocated, %3 not")
        .arg(unit.number(used), unit.withUnit(unit.number(total)), unit.number(total - used));
}

QVariant PoolRows::extra(uint32_t row, int column, int role) const
{
    if (role == tables::TableModel::GlyphRole && column == State)
        return m_rows[row].glyph;
    if (role == tables::TableModel::MeterRole && isMeter(column))
        return number(row, column);
    return {};
}

bool PoolRows::sameCell(const Row &a, const Row &b, int column)
{
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    if (column == State)
        return a.state == b.state && a.change == b.change;
    if (column == Name)
        return a.name == b.name;
    if (column == Price)
        return same(a.pool.price, b.pool.price);
    if (!isMeter(column))
        return same(countOf(a.pool, column), countOf(b.pool, column));
    const Capacity kind = kindOf(column);
    return amount(a.pool.used, kind) == amount(b.pool.used, kind)
        && amount(a.pool.total, kind) == amount(b.pool.total, kind);
}

bool PoolRows::sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const
{
    const Row &before = static_cast<const PoolRows &>(older).m_rows[olderRow];
    mask = 0;
    for (int column = 0; column < ColumnCount; ++column) {
        if (!sameCell(m_rows[row], before, column))
            mask |= tables::columnBit(column);
    }
    return mask == 0;
}

std::shared_ptr<const PoolRows> PoolRows::totals() const
{
    return std::shared_ptr<const PoolRows>(
        new PoolRows(Row{ tr("All pools").toStdString(), {}, {}, 0, 0, m_sum })); // its constructor is its own
}

} // namespace ui
