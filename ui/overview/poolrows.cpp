// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/poolrows.h"

#include "models/core/format.h"
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

QString tr(const char *text)
{
    return QCoreApplication::translate("Overview", text);
}

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
    return column >= PoolRows::Cpus;
}

/// Memory and disk stay in GiB here, so that the figures of a column can be compared at a glance.
QString usedOfTotal(const stack::Pool &pool, Capacity kind)
{
    const double total = amount(pool.total, kind);
    if (!(total > 0))
        return tr("none");
    const Unit unit = Unit::of(kind, 0);
    return unit.number(amount(pool.used, kind)) + u" / "_s + unit.number(total);
}

} // namespace

void PoolTrends::observe(const QList<stack::Pool> &pools, core::TimePoint now)
{
    for (const stack::Pool &pool : pools) {
        QList<Count> &counts = m_counts[pool.name];
        // One older than the span is kept: it is the one to compare with.
        while (counts.size() > 1 && now - counts.at(1).at >= trendSpan)
            counts.removeFirst();
        if (counts.isEmpty() || counts.last().agents != pool.agents)
            counts += { now, pool.agents };
    }
}

int PoolTrends::of(const QString &pool) const
{
    const QList<Count> counts = m_counts.value(pool);
    return counts.isEmpty() ? 0 : counts.last().agents - counts.first().agents;
}

PoolRows::PoolRows(const QList<stack::Pool> &pools, const PoolTrends &trends)
{
    for (const stack::Pool &pool : pools) {
        const int change = trends.of(pool.name);
        m_rows.push_back({ pool.name.toStdString(),
                           change > 0       ? "growing"
                               : change < 0 ? "shrinking"
                                            : "steady",
                           change, pool });
        m_sum.agents += pool.agents;
        m_sum.busy += pool.busy;
        m_sum.idle += pool.idle;
        m_sum.tasks += pool.tasks;
        for (const auto &[into, from] : { std::pair{ &m_sum.total, &pool.total }, std::pair{ &m_sum.used, &pool.used },
                                          std::pair{ &m_sum.offered, &pool.offered } }) {
            into->cpus += from->cpus;
            into->mem += from->mem;
            into->disk += from->disk;
            into->gpus += from->gpus;
        }
    }
}

const QList<tables::Column> &PoolRows::columns() const
{
    using tables::Column;
    using tables::Kind;
    static const QList<Column> all{
        { u"state"_s, tr("State"), {}, tr("Agents compared with ten minutes ago"), Kind::State, 92, 2, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Name, 150, 0, false },
        { u"agents"_s, tr("Agents"), {}, {}, Kind::Count, 60, 0, false },
        { u"busy"_s, tr("Busy"), {}, tr("Agents with tasks"), Kind::Count, 50, 3, false },
        { u"idle"_s, tr("Idle"), {}, tr("Agents without tasks"), Kind::Count, 48, 1, false },
        { u"tasks"_s, tr("Tasks"), {}, {}, Kind::Count, 56, 2, false },
        { u"cpus"_s, tr("CPUs used / total"), {}, {}, Kind::Meter, 170, 0, false },
        { u"mem"_s, tr("Memory used / total, GiB"), {}, {}, Kind::Meter, 190, 1, false },
        { u"disk"_s, tr("Disk used / total, GiB"), {}, {}, Kind::Meter, 196, 4, false },
        { u"gpus"_s, tr("GPUs used / total"), {}, {}, Kind::Meter, 150, 5, true },
    };
    return all;
}

std::string_view PoolRows::text(uint32_t row, int column) const
{
    return column == State ? std::string_view(m_rows[row].state) : std::string_view(m_rows[row].name);
}

double PoolRows::number(uint32_t row, int column) const
{
    const stack::Pool &pool = m_rows[row].pool;
    switch (column) {
    case Agents:
        return pool.agents;
    case Busy:
        return pool.busy;
    case Idle:
        return pool.idle;
    case Tasks:
        return pool.tasks;
    default:
        break;
    }
    if (!isMeter(column))
        return std::numeric_limits<double>::quiet_NaN();
    const double total = amount(pool.total, kindOf(column));
    return total > 0 ? amount(pool.used, kindOf(column)) / total : std::numeric_limits<double>::quiet_NaN();
}

int PoolRows::rank(uint32_t row, int column) const
{
    if (column != State)
        return 0;
    const int change = m_rows[row].change;
    return change < 0 ? 0 : change > 0 ? 1 : 2;
}

QString PoolRows::display(uint32_t row, int column, core::TimePoint now) const
{
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
    const double offered = amount(shown.pool.offered, kind);
    return tr("%1 of %2 allocated, %3 offered, %4 idle")
        .arg(unit.number(used), unit.withUnit(unit.number(total)), unit.number(offered),
             unit.number(total - used - offered));
}

QVariant PoolRows::extra(uint32_t row, int column, int role) const
{
    if (role == tables::TableModel::GlyphRole && column == State)
        return QString::fromStdString(m_rows[row].state);
    if (role == tables::TableModel::MeterRole && isMeter(column))
        return number(row, column);
    return {};
}

bool PoolRows::sameCell(const Row &a, const Row &b, int column) const
{
    switch (column) {
    case State:
        return a.state == b.state && a.change == b.change;
    case Name:
        return a.name == b.name;
    case Agents:
        return a.pool.agents == b.pool.agents;
    case Busy:
        return a.pool.busy == b.pool.busy;
    case Idle:
        return a.pool.idle == b.pool.idle;
    case Tasks:
        return a.pool.tasks == b.pool.tasks;
    default:
        break;
    }
    const Capacity kind = kindOf(column);
    return amount(a.pool.used, kind) == amount(b.pool.used, kind)
        && amount(a.pool.total, kind) == amount(b.pool.total, kind)
        && amount(a.pool.offered, kind) == amount(b.pool.offered, kind);
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

QString PoolRows::sumOf(int column) const
{
    switch (column) {
    case State:
        return {};
    case Name:
        return tr("All pools");
    case Agents:
        return core::formatCount(m_sum.agents);
    case Busy:
        return core::formatCount(m_sum.busy);
    case Idle:
        return core::formatCount(m_sum.idle);
    case Tasks:
        return core::formatCount(m_sum.tasks);
    default:
        return usedOfTotal(m_sum, kindOf(column));
    }
}

} // namespace ui
