// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoder.h"
#include "models/mesos/decoding/jsonskim.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mesos {

/// The lists of /state that grow with the cluster.
enum class LongList {
    Agents,
    RecoveredAgents,
    OrphanTasks,
    Tasks,
    UnreachableTasks,
    CompletedTasks,
    Executors,
};

/// Some elements of a long list, as a document of their own: a list.
struct ListPart
{
    LongList list{};
    const char *name = nullptr; ///< the list's, "tasks"
    const char *owners = nullptr; ///< the list of frameworks it belongs to one of; null: it is the document's own
    int64_t owner = -1; ///< which of them, from 0
    bool isFirst = true;
    bool hasStandIn = false; ///< the document's first element only stands for those that came before
    /// Its end is a guess. Whether it was right shows in reading: if not, nothing of the part may stay, and it comes
    /// again otherwise. The list may even end before: then something else follows in the document.
    bool isGuess = false;
    Document document;
};

/// Takes the long lists out of a /state while it arrives: their elements are handed on in parts, and an empty list is
/// left where each of them was, so that memory is needed for a part and for what is beside the lists. All that is wrong
/// with the text shows in a part or in what is left, which is looked through in the usual way.
/// Only the first part of a list is passed over byte by byte. Behind it the last place in a piece that looks like the
/// border of two elements is taken for one: if it is none, the part's brackets and quotes do not come out even, so that
/// reading it fails.
/// Keeps its memory from one document to the next.
class ListSplitter
{
public:
    static constexpr size_t usualPart = 256 << 10;

    /// Reads a part, and returns how far the list went: all of the document unless the part is a guess. Nothing, if
    /// that failed; unless the part is a guess, the rest is then not looked at. The document is only lent.
    using OnPart = std::function<std::optional<size_t>(const ListPart &)>;
    explicit ListSplitter(OnPart onPart);

    /// `partSize`: about how many bytes a part has, if the list is not shorter.
    void begin(size_t partSize = usualPart);
    /// Cut anywhere. The bytes may be written to meanwhile, and are afterwards as before: parts are read where they
    /// are.
    void feed(std::span<char> bytes);
    /// What is left of the whole; valid until begin().
    Document finish();

private:
    bool isInList() const { return m_level >= 0; }
    size_t wantedSize() const;
    char *room(size_t wanted);
    void scan();
    void onOpening(size_t at);
    void onClosing(size_t at);
    void leave(size_t end);
    std::string_view lastKey() const;
    void beginList(const char *owners);
    void learnBorder();
    bool isGuessing() const { return isInList() && !m_part.isFirst && !m_border.empty(); }
    size_t readInPlace(std::span<char> bytes);
    bool guess(size_t border);
    std::optional<size_t> handOn(std::span<char> text, bool isGuess);
    std::optional<size_t> handOn(size_t end, bool isGuess);
    void endList(size_t end);
    void goOn(size_t border);

    OnPart m_onPart;
    size_t m_partSize = usualPart;
    std::vector<char> m_text; ///< what has not been handed on or left yet, from m_begin to m_end
    size_t m_begin = 0;
    size_t m_scanned = 0;
    size_t m_end = 0;
    std::string m_rest; ///< what is left
    JsonSkim m_skim;
    bool m_isObject = false; ///< the document
    bool m_isOwnerObject = false; ///< the framework
    const char *m_owners = nullptr; ///< the list of frameworks we are in; null: in none
    bool m_stopped = false;
    int64_t m_level = -1; ///< depth within the long list; -1: in none
    ListPart m_part;
    size_t m_known = 0; ///< bytes of the list that have been read
    std::string m_border; ///< how two elements of the list meet: `,{"id":`; empty: not known, or no good
};

} // namespace mesos
