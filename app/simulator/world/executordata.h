// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"

#include <string>
#include <vector>

namespace sim {

/// What the client knew of a job when it wrote the executor's configuration.
struct ExecutorFacts
{
    std::string role;
    std::string environment;
    std::string name;
    std::string squad;
    bool isService = false; ///< started again whenever it ends
    bool hasPort = false; ///< and answers on a port
    Resources resources;
    std::vector<std::string> pools;
    int version = 41; ///< of the program
};

/// The JSON that Aurora's executor is given: the job's processes with their order, as a client makes it.
std::string executorData(const ExecutorFacts &facts);

} // namespace sim
