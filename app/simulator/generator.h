// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace sim {

/// A cluster of any size for measurements. Aurora has 90 % of the tasks (each with a thermos executor), a Marathon 10
/// %, of which a few belong to a framework whose scheduler has gone; ten more frameworks are completed. As with a real
/// master at most 1,000 completed tasks are kept per framework, so every size carries 3,200 of them.
struct GeneratorOptions
{
    int agents = 100;
    int tasks = 1000;
    uint32_t seed = 42;
    bool successor = false; ///< what the next poll finds: the same ids, 1 % of agents and tasks changed

    bool operator==(const GeneratorOptions &) const = default;
};

/// `s1` 100 agents and 1,000 tasks, `s10` and `s100` ten and a hundred times that, `s200` 50,000 and 200,000,
/// `s260` 50,000 and 260,000. A `b` behind it (`s100b`) means the successor. Nothing for another name.
std::optional<GeneratorOptions> namedSize(const QString &name, uint32_t seed = 42);

/// The body of a master's `GET /state`: s1 is 7 MB, s100 about 208 MB. The same options give the same bytes.
/// Thread: any. Needs memory for the body and little else.
QByteArray generateState(const GeneratorOptions &options);

} // namespace sim
