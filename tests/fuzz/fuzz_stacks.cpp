// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stackconfig.h"

#include <cstdlib>

/// The stacks file with any bytes in it: no crash, no exception, and no stack that could not be asked.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = config::parseStacks(
        QByteArray::fromRawData(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    for (const config::StackConfig &stack : file.stacks) {
        if (stack.name.isEmpty() || stack.mesosMasters.isEmpty())
            std::abort();
    }
    for (const config::Mistake &mistake : file.mistakes) {
        if (config::mistakeText(mistake, QStringLiteral("f")).isEmpty())
            std::abort();
    }
    return 0;
}
