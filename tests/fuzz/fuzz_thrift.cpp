// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/answers.h"

#include <cstdint>
#include <cstdlib>

/// Any bytes as an answer of the scheduler: values or an error, in bounded memory. The first byte chooses the encoding
/// and the question.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace aurora;
    if (size == 0)
        return 0;
    const std::string_view body(reinterpret_cast<const char *>(data) + 1, size - 1);
    const Encoding encoding = data[0] % 2 ? Encoding::Tjson : Encoding::Binary;
    const auto tell = [](const auto &answer) {
        if (!answer && answer.error().kind == core::Error::Kind::Cancelled)
            std::abort(); // nobody cancelled
    };
    switch (data[0] / 2 % 8) {
    case 0:
        tell(answers::tasks(body, encoding));
        break;
    case 1:
        tell(answers::jobSummaries(body, encoding));
        break;
    case 2:
        tell(answers::updateDetails(body, encoding));
        break;
    case 3:
        tell(answers::updateDiff(body, encoding));
        break;
    case 4:
        tell(answers::startedUpdate(body, encoding));
        break;
    case 5:
        tell(answers::configSummary(body, encoding));
        break;
    case 6:
        tell(answers::quota(body, encoding));
        break;
    default:
        tell(answers::done(body, encoding));
    }
    return 0;
}
