// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/chunkdecoder.h"
#include "models/logs/linetext.h"
#include "models/logs/stamp.h"
#include "models/logs/stretch.h"

#include <cstdlib>

/// Any bytes as an agent's answer and as a line of a log: no crash, only harmless characters, runs inside their text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto *bytes = reinterpret_cast<const char *>(data);
    const std::string_view view(bytes, size);
    const auto agent = logs::decodeAgentChunk(view);
    if (agent && agent->offset < 0)
        std::abort();
    const auto observer = logs::decodeObserverChunk(view);
    if (observer && observer->offset < 0)
        std::abort();

    const QByteArray line(bytes, static_cast<qsizetype>(size));
    const logs::LineText text = logs::lineText(line);
    for (const QChar c : text.text) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            std::abort();
    }
    qsizetype end = 0;
    for (const logs::StyledRun &run : text.runs) {
        if (run.begin < end || run.end <= run.begin || run.end > text.text.size() || run.style.ink > 255)
            std::abort();
        end = run.end;
    }
    const logs::Stamp stamp = logs::readStamp(view);
    if (stamp.textBegin < stamp.timeEnd || stamp.textBegin > static_cast<int>(size)
        || stamp.clockEnd < stamp.clockBegin)
        std::abort();
    (void)logs::lookThrough(line, logs::boundsOf(0, line.size()), {});
    return 0;
}
