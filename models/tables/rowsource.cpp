// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/rowsource.h"

#include "models/core/format.h"
#include "models/core/text.h"

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace tables {

namespace {

core::TimePoint timePoint(double milliseconds)
{
    return core::TimePoint(core::Duration(static_cast<core::Duration::rep>(milliseconds)));
}

QString displayNumber(double value, Kind kind, core::TimePoint now)
{
    if (std::isnan(value))
        return QString::fromUtf16(core::notKnown);
    switch (kind) {
    case Kind::Count:
        return core::formatCount(std::llround(value));
    case Kind::Cpus:
        return core::formatCpus(value);
    case Kind::Mebibytes:
        return core::formatGib(value);
    case Kind::Age:
        return core::formatAge(timePoint(value), now);
    case Kind::Time:
        return core::formatClock(timePoint(value), now);
    case Kind::Span:
        return core::formatSpan(core::Duration(std::llround(value)));
    case Kind::Meter:
        return u"%1 %"_s.arg(std::lround(value * 100));
    case Kind::Text:
    case Kind::Name:
    case Kind::Id:
    case Kind::State:
        break;
    }
    return {};
}

} // namespace

int64_t RowSource::rowOf(std::string_view wanted) const
{
    const uint32_t rows = rowCount();
    for (uint32_t row = 0; row < rows; ++row) {
        if (key(row) == wanted)
            return row;
    }
    return -1;
}

uint64_t RowSource::identity(uint32_t row) const
{
    return std::hash<std::string_view>()(key(row));
}

QString RowSource::display(uint32_t row, int column, core::TimePoint now) const
{
    const Column &shown = columns().at(column);
    if (shown.isNumeric())
        return displayNumber(number(row, column), shown.kind, now);
    const std::string_view utf8 = text(row, column);
    return core::toQString(utf8);
}

QString RowSource::toolTip(uint32_t row, int column, core::TimePoint now) const
{
    (void)now;
    const Kind kind = columns().at(column).kind;
    if (kind != Kind::Age && kind != Kind::Time)
        return {};
    const double value = number(row, column);
    return std::isnan(value) ? QString() : core::formatMoment(timePoint(value));
}

QString RowSource::groupDisplay(std::span<const uint32_t> rows, int column) const
{
    const Kind kind = columns().at(column).kind;
    if (kind != Kind::Count && kind != Kind::Cpus && kind != Kind::Mebibytes)
        return {};
    double sum = 0;
    for (const uint32_t row : rows) {
        if (const double value = number(row, column); !std::isnan(value))
            sum += value;
    }
    return displayNumber(sum, kind, {});
}

QString RowSource::countInWords(qsizetype rows) const
{
    return core::formatCount(rows);
}

int columnOf(const QList<Column> &columns, QStringView key)
{
    for (int i = 0; i < columns.size(); ++i) {
        if (key.compare(columns.at(i).key, Qt::CaseInsensitive) == 0)
            return i;
    }
    return -1;
}

} // namespace tables
