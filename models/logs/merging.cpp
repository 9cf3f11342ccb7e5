// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/merging.h"

#include "models/logs/stamp.h"

#include <algorithm>
#include <array>
#include <vector>

namespace logs {

namespace {

constexpr size_t headBytes = 96; ///< within which a line's stamp stands

struct Entry
{
    core::TimePoint at{};
    qsizetype piece = 0;
    std::string_view line;
    size_t messageBegin = 0;
};

/// Whole lines of a piece, in its order, with times that never go back.
void collect(qsizetype index, MergePiece *piece, std::vector<Entry> *entries)
{
    const std::string_view text(piece->text.constData(), static_cast<size_t>(piece->text.size()));
    size_t at = 0;
    for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', at)) {
        const std::string_view line = text.substr(at, end - at);
        const Stamp stamp = readStamp(line.substr(0, headBytes));
        const core::TimePoint moment = piece->zone.momentOf(stamp);
        const core::TimePoint told = core::isKnown(moment) ? moment : stamp.written;
        piece->state.last = std::max(piece->state.last, told);
        entries->push_back({ piece->state.last, index, line, static_cast<size_t>(stamp.textBegin) });
        at = end + 1;
    }
    piece->state.rest = piece->text.mid(static_cast<qsizetype>(at));
}

void append(QByteArray *to, std::string_view text)
{
    to->append(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QByteArray mergeByTime(QList<MergePiece> *pieces)
{
    std::vector<Entry> entries;
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < pieces->size(); ++i) {
        MergePiece &piece = (*pieces)[i];
        piece.text.prepend(std::exchange(piece.state.rest, {}));
        bytes += piece.text.size();
        collect(i, &piece, &entries);
    }
    std::ranges::stable_sort(entries, {}, &Entry::at);
    QByteArray merged;
    merged.reserve(bytes + static_cast<qsizetype>(entries.size()) * 24);
    for (const Entry &entry : entries) {
        const MergePiece &piece = pieces->at(entry.piece);
        append(&merged, entry.line.substr(0, entry.messageBegin));
        merged += "\x1b[38;5;" + QByteArray::number(piece.colour) + 'm' + piece.label + " \x1b[0m";
        append(&merged, entry.line.substr(entry.messageBegin));
        merged += '\n';
    }
    return merged;
}

int laneColour(int lane)
{
    static constexpr std::array colours{ 33, 208, 35, 170, 37, 142, 99, 173 };
    return colours[static_cast<size_t>(lane) % colours.size()];
}

} // namespace logs
