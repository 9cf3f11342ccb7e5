// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/chunkdecoder.h"
#include "models/logs/linecutter.h"
#include "models/logs/linetext.h"
#include "models/logs/stamp.h"
#include "models/logs/stretch.h"

#include <cstdlib>

namespace {

/// Begins of lines as the view cuts them, with as many hits as its highlighting shows.
logs::Finds asTheView(const QByteArray &file, const logs::Matcher &matcher)
{
    logs::Finds finds;
    const logs::LineCutter cutter([&file](qint64) { return &file; }, file.size());
    for (qint64 at = 0; at < file.size();) {
        const auto line = cutter.lineFrom(at);
        if (!line || line->next <= at || cutter.beginAt(line->next - 1) != at)
            std::abort();
        const qint64 hits = matcher.isEmpty() ? 1 : matcher.countIn(logs::plainText(*cutter.bytes(*line)));
        if (hits > 0)
            finds.lines.push_back(at);
        finds.hits += hits;
        at = line->next;
    }
    return finds;
}

/// A search finds what the view shows, whichever of its ways the bytes make it take.
void search(const QByteArray &file)
{
    static const std::vector<logs::Matcher> matchers{ {},
                                                      *logs::Matcher::of({ QStringLiteral("rr"), false, true }),
                                                      *logs::Matcher::of({ QStringLiteral("^E|r$"), true, false }) };
    for (const logs::Matcher &matcher : matchers) {
        const logs::Finds found = logs::lookThrough(file, logs::boundsOf(0, file.size()), { matcher, {} });
        const logs::Finds shown = asTheView(file, matcher);
        if (found.lines != shown.lines || found.hits != shown.hits)
            std::abort();
    }
}

} // namespace

/// Any bytes as an agent's answer, as a line and as a whole log: no crash, only harmless characters, runs inside their
/// text, and a search that agrees with the view.
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
        if (run.begin < end || run.end <= run.begin || run.end > text.text.size()
            || run.style.ink > logs::trueColour(255, 255, 255))
            std::abort();
        end = run.end;
    }
    const logs::Stamp stamp = logs::readStamp(view);
    if (stamp.textBegin < stamp.timeEnd || stamp.textBegin > static_cast<int>(size)
        || stamp.clockEnd < stamp.clockBegin)
        std::abort();
    if (line.size() <= logs::pageBytes)
        search(line);
    return 0;
}
