// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <QString>

#include <array>
#include <cstdint>

namespace explain {

/// What an instance takes of an agent. In the order in which the funnel asks for them.
enum class Kind : uint8_t { Cpus, Memory, Disk, Gpus, Ports };
inline constexpr std::array allKinds{ Kind::Cpus, Kind::Memory, Kind::Disk, Kind::Gpus, Kind::Ports };

/// Thousandths of cores, of MiB, of devices and of ports. Mesos itself counts with three decimals, so that ten times
/// 0.1 core is one core: floating point would find machines full that are not.
class Amounts
{
public:
    Amounts() = default;
    static Amounts of(const mesos::Resources &resources, int64_t ports = 0); ///< `ports`: how many

    int64_t &operator[](Kind kind) { return m_of[static_cast<size_t>(kind)]; }
    int64_t operator[](Kind kind) const { return m_of[static_cast<size_t>(kind)]; }
    Amounts &operator+=(const Amounts &other);
    Amounts &operator-=(const Amounts &other);
    bool holds(const Amounts &need) const; ///< every kind at once
    bool operator==(const Amounts &) const = default;

private:
    std::array<int64_t, allKinds.size()> m_of{};
};

/// How many ports "[31000-31999, 32500-32510]" names.
int64_t portCount(std::string_view ranges);

/// What is missing of `need`; zero where enough is free.
Amounts shortfall(const Amounts &free, const Amounts &need);

QString kindName(Kind kind); ///< "CPUs", "Memory", …
QString numberText(Kind kind,
                   int64_t amount); ///< "15.0", "15.25"; memory and disk "110.0 GiB", below one GiB "512 MiB"
QString amountText(Kind kind, int64_t amount); ///< "15.0 cpus", "110.0 GiB of memory", "2 ports"
/// All kinds that are not zero: "15.0 cpus and 110.0 GiB of memory".
QString amountsText(const Amounts &amounts);

} // namespace explain
