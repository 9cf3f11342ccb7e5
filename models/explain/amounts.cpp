// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/amounts.h"

#include "models/core/format.h"
#include "models/explain/words.h"
#include "models/mesos/decoding/ports.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

constexpr int64_t whole = 1000; ///< thousandths of one

int64_t thousandths(float amount)
{
    return std::llround(static_cast<double>(amount) * whole);
}

} // namespace

Amounts Amounts::of(const mesos::Resources &resources, int64_t ports)
{
    Amounts result;
    result[Kind::Cpus] = thousandths(resources.cpus);
    result[Kind::Memory] = thousandths(resources.mem);
    result[Kind::Disk] = thousandths(resources.disk);
    result[Kind::Gpus] = thousandths(resources.gpus);
    result[Kind::Ports] = ports * whole;
    return result;
}

Amounts &Amounts::operator+=(const Amounts &other)
{
    for (const Kind kind : allKinds)
        (*this)[kind] += other[kind];
    return *this;
}

Amounts &Amounts::operator-=(const Amounts &other)
{
    for (const Kind kind : allKinds)
        (*this)[kind] -= other[kind];
    return *this;
}

bool Amounts::holds(const Amounts &need) const
{
    return std::ranges::all_of(allKinds, [&](Kind kind) { return (*this)[kind] >= need[kind]; });
}

int64_t portCount(std::string_view ranges)
{
    return static_cast<int64_t>(mesos::Ranges::parse(ranges).count());
}

Amounts shortfall(const Amounts &free, const Amounts &need)
{
    Amounts result;
    for (const Kind kind : allKinds)
        result[kind] = std::max<int64_t>(0, need[kind] - std::max<int64_t>(0, free[kind]));
    return result;
}

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Cpus:
        return tr("CPUs");
    case Kind::Memory:
        return tr("Memory");
    case Kind::Disk:
        return tr("Disk");
    case Kind::Gpus:
        return tr("GPUs");
    case Kind::Ports:
        return tr("Ports");
    }
    Q_UNREACHABLE();
}

QString numberText(Kind kind, int64_t amount)
{
    const double value = static_cast<double>(amount) / whole;
    switch (kind) {
    case Kind::Cpus:
        // Executors ask for quarters of a core; "15.3" for 15.25 would not add up.
        return QLocale().toString(value, 'f', amount % 100 == 0 ? 1 : amount % 10 == 0 ? 2 : 3);
    case Kind::Memory:
    case Kind::Disk:
        return amount != 0 && std::abs(amount) < 1024 * whole ? tr("%1 MiB").arg(core::formatCount(std::llround(value)))
                                                              : tr("%1 GiB").arg(core::formatGib(value));
    case Kind::Gpus:
    case Kind::Ports:
        return QLocale().toString(value, 'f', amount % whole == 0 ? 0 : 1);
    }
    Q_UNREACHABLE();
}

QString amountText(Kind kind, int64_t amount)
{
    const QString number = numberText(kind, amount);
    const bool one = amount == whole;
    switch (kind) {
    case Kind::Cpus:
        return tr("%1 cpus").arg(number);
    case Kind::Memory:
        return tr("%1 of memory").arg(number);
    case Kind::Disk:
        return tr("%1 of disk").arg(number);
    case Kind::Gpus:
        return one ? tr("1 gpu") : tr("%1 gpus").arg(number);
    case Kind::Ports:
        return one ? tr("1 port") : tr("%1 ports").arg(number);
    }
    Q_UNREACHABLE();
}

QString amountsText(const Amounts &amounts)
{
    QStringList parts;
    for (const Kind kind : allKinds) {
        if (amounts[kind] != 0)
            parts += amountText(kind, amounts[kind]);
    }
    return joined(parts, tr("and"));
}

} // namespace explain
