// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/quantity.h"

#include "models/core/tr.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tables {

namespace {

using core::tr;

/// Cuts a plain decimal number off the front.
std::optional<double> takeNumber(QStringView &text)
{
    qsizetype length = 0;
    while (length < text.size() && ((text[length] >= u'0' && text[length] <= u'9') || text[length] == u'.'))
        ++length;
    bool ok = false;
    const double value = text.left(length).toDouble(&ok);
    if (!ok)
        return {};
    text = text.mid(length);
    return value;
}

std::optional<double> mebibytes(QStringView text)
{
    const std::optional<double> value = takeNumber(text);
    if (!value)
        return {};
    if (text.endsWith(u'b', Qt::CaseInsensitive))
        text.chop(1);
    if (text.endsWith(u'i', Qt::CaseInsensitive))
        text.chop(1);
    if (text.isEmpty())
        return *value * 1024;
    const qsizetype power = u"kmgtp"_s.indexOf(text, 0, Qt::CaseInsensitive);
    if (text.size() != 1 || power < 0)
        return {};
    return *value * std::pow(1024.0, static_cast<double>(power - 1));
}

std::optional<double> milliseconds(QStringView text)
{
    if (text.isEmpty())
        return {};
    double total = 0;
    while (!text.isEmpty()) {
        const std::optional<double> value = takeNumber(text);
        if (!value)
            return {};
        const struct
        {
            QStringView unit;
            double milliseconds;
        } units[] = { { u"ms", 1 },     { u"min", 60e3 },  { u"s", 1e3 },     { u"m", 60e3 },
                      { u"h", 3600e3 }, { u"d", 86400e3 }, { u"w", 604800e3 } };
        const auto *const unit = std::find_if(std::begin(units), std::end(units), [&](const auto &candidate) {
            return text.startsWith(candidate.unit, Qt::CaseInsensitive);
        });
        if (unit == std::end(units))
            return {};
        total += *value * unit->milliseconds;
        text = text.mid(unit->unit.size());
    }
    return total;
}

std::optional<double> plain(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    if (negative)
        text = text.mid(1);
    const std::optional<double> value = takeNumber(text);
    if (!value || !text.isEmpty())
        return {};
    return negative ? -*value : *value;
}

} // namespace

std::optional<double> parseQuantity(QStringView text, Kind kind)
{
    switch (kind) {
    case Kind::Mebibytes:
        return mebibytes(text);
    case Kind::Age:
    case Kind::Time:
    case Kind::Span:
        return milliseconds(text);
    case Kind::Meter:
        if (text.endsWith(u'%'))
            text.chop(1);
        if (const std::optional<double> percent = plain(text))
            return *percent / 100;
        return {};
    case Kind::Text:
    case Kind::Name:
    case Kind::Id:
    case Kind::State:
    case Kind::Count:
    case Kind::Cpus:
        break;
    }
    return plain(text);
}

double displayTolerance(Kind kind)
{
    switch (kind) {
    case Kind::Count:
        return 0.5;
    case Kind::Cpus:
        return 0.05;
    case Kind::Mebibytes:
        return 0.05 * 1024;
    case Kind::Meter:
        return 0.005;
    case Kind::Age:
    case Kind::Time:
    case Kind::Span:
        return 500;
    case Kind::Text:
    case Kind::Name:
    case Kind::Id:
    case Kind::State:
        break;
    }
    return 0;
}

QString quantityExample(const Column &column)
{
    switch (column.kind) {
    case Kind::Mebibytes:
        return tr("an amount in GiB or with its unit, such as %1>64 or %1<512M").arg(column.key);
    case Kind::Age:
    case Kind::Time:
    case Kind::Span:
        return tr("a time with its unit, such as %1>20m or %1<2h").arg(column.key);
    case Kind::Meter:
        return tr("a share in per cent, such as %1>95").arg(column.key);
    default:
        return tr("a number, such as %1>8").arg(column.key);
    }
}

} // namespace tables
