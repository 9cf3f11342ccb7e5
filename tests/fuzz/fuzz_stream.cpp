// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string record(std::string_view json)
{
    return std::to_string(json.size()) + '\n' + std::string(json);
}

} // namespace

/// Any event stream, cut into pieces: the input is a list of events, one a line, that become records; the first byte is
/// the size of the pieces, its lowest bit chooses raw bytes instead. One piece or many must give the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const size_t piece = 1 + data[0] / 2;
    std::string stream;
    if (data[0] % 2 == 0) {
        stream = text;
    } else {
        for (size_t at = 0; at <= text.size();) {
            const size_t end = std::min(text.find('\n', at), text.size());
            if (end > at)
                stream += record(text.substr(at, end - at));
            at = end + 1;
        }
    }

    mesos::StreamDecoder whole;
    const core::Result<int> once = whole.feed(stream);
    mesos::StreamDecoder pieces;
    int events = 0;
    bool failed = false;
    for (size_t at = 0; at < stream.size() && !failed; at += piece) {
        const core::Result<int> fed = pieces.feed(std::string_view(stream).substr(at, piece));
        failed = !fed;
        events += fed.value_or(0);
    }
    if (failed == once.has_value() || (once && *once != events) || whole.generation() != pieces.generation())
        std::abort();
    const mesos::Snapshot one = whole.publish();
    const mesos::Snapshot other = pieces.publish();
    const auto sameTask = [&](const mesos::Task &a, const mesos::Task &b) {
        return one->view(a.id) == other->view(b.id) && a.state == b.state && a.list == b.list;
    };
    if (!std::ranges::equal(one->tasks, other->tasks, sameTask) || one->agents.size() != other->agents.size())
        std::abort();
    return 0;
}
