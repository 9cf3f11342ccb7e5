// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/listsplitter.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

namespace mesos {

namespace {

constexpr size_t behind = simdjson::SIMDJSON_PADDING + 1; // and a bracket
/// Copied and then looked through at once, while it is in the nearest memory.
constexpr size_t gulp = 32 << 10;
constexpr size_t keptRest = size_t{ 1 } << 20;
constexpr std::string_view blanks = " \t\r\n";

struct Name
{
    const char *name;
    LongList list;
};
constexpr std::array<Name, 3> ownLists{ { { "slaves", LongList::Agents },
                                          { "recovered_slaves", LongList::RecoveredAgents },
                                          { "orphan_tasks", LongList::OrphanTasks } } };
constexpr std::array<Name, 4> frameworkLists{ { { "tasks", LongList::Tasks },
                                                { "unreachable_tasks", LongList::UnreachableTasks },
                                                { "completed_tasks", LongList::CompletedTasks },
                                                { "executors", LongList::Executors } } };
constexpr std::array<const char *, 2> ownerLists{ "frameworks", "completed_frameworks" };

/// Where two elements meet last; npos: nowhere near the end. What they begin with is an object.
size_t lastBorder(std::string_view all, std::string_view border)
{
    // A list that ended before has perhaps no other behind it.
    const size_t skipped = std::max(all.size(), gulp) - gulp;
    const std::string_view text = all.substr(skipped);
    for (size_t size = text.size(); size > 0;) {
        const void *const brace = memrchr(text.data(), '{', size);
        size = brace ? static_cast<size_t>(static_cast<const char *>(brace) - text.data()) : 0;
        if (size > 0 && text.substr(size - 1).starts_with(border))
            return skipped + size - 1;
    }
    return text.npos;
}

} // namespace

ListSplitter::ListSplitter(OnPart onPart)
    : m_onPart(std::move(onPart))
{
}

void ListSplitter::begin(size_t partSize)
{
    m_partSize = partSize;
    m_begin = m_scanned = m_end = 0;
    m_rest.clear();
    m_skim.restart(0);
    m_isObject = false;
    m_isOwnerObject = false;
    m_owners = nullptr;
    m_stopped = false;
    m_level = -1;
    m_part = {};
    m_border.clear();
    // One element was huge, or the document had no lists: the next one will not be like it.
    if (m_text.size() > 4 * (usualPart + gulp))
        std::vector<char>().swap(m_text);
    if (m_rest.capacity() > keptRest)
        std::string().swap(m_rest);
}

void ListSplitter::feed(std::span<char> bytes)
{
    while (!bytes.empty() && !m_stopped) {
        size_t taken = readInPlace(bytes);
        if (taken == 0) {
            taken = std::min(bytes.size(), gulp);
            std::memcpy(room(taken), bytes.data(), taken);
            m_end += taken;
            scan();
        }
        bytes = bytes.subspan(taken);
    }
}

Document ListSplitter::finish()
{
    if (!m_stopped) {
        m_border.clear(); // whatever is left is no full part
        // The last bytes fill no step; blanks behind them change nothing.
        std::memset(room(JsonSkim::step), ' ', JsonSkim::step);
        const size_t end = m_end;
        m_end += JsonSkim::step;
        scan();
        if (m_stopped) { // by its last part
        } else if (isInList()) {
            handOn(end, false);
        } else {
            leave(std::max(m_begin, end));
            m_rest.resize(m_rest.size() - (m_begin - end));
        }
    }
    const size_t size = m_rest.size();
    m_rest.append(behind, '\0');
    return { m_rest.data(), size, m_rest.size() };
}

/// Of a part that is passed over: the first one only has to show how elements meet.
size_t ListSplitter::wantedSize() const
{
    return m_part.isFirst ? std::min(m_partSize, gulp) : m_partSize;
}

/// Behind the text, and behind that the padding.
char *ListSplitter::room(size_t wanted)
{
    // After a part little is left; else it is moved when there is no other way.
    if (m_begin >= m_partSize || (m_begin > 0 && m_text.size() < m_end + wanted + behind)) {
        std::memmove(m_text.data(), m_text.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_scanned -= m_begin;
        m_begin = 0;
    }
    if (m_text.size() < m_end + wanted + behind)
        m_text.resize(std::max(2 * m_text.size(), m_partSize + 2 * gulp + behind));
    return m_text.data() + m_end;
}

void ListSplitter::scan()
{
    constexpr size_t step = JsonSkim::step;
    constexpr int64_t everywhere = std::numeric_limits<int32_t>::max();
    while (!m_stopped && m_end - m_scanned >= step) {
        if (isGuessing()) {
            if (m_end - m_begin < m_partSize)
                break;
            const size_t border = lastBorder({ m_text.data() + m_scanned, m_end - m_scanned }, m_border);
            if (border == std::string_view::npos || border == 0)
                m_border.clear();
            else
                guess(m_scanned + border);
            continue;
        }
        // Within a list only its end matters, until the part is large enough: then the next element's does.
        const size_t enough = m_begin + wantedSize();
        const bool isEnough = m_scanned + step > enough;
        const size_t end = isInList() && !isEnough ? std::min(enough, m_end) : m_end;
        const int64_t level = !isInList() ? everywhere : isEnough ? m_level : m_level - 1;
        const char *const from = m_text.data() + m_scanned;
        JsonSkim::Brackets brackets;
        const char *const found = m_skim.pass(from, m_text.data() + end, level, brackets);
        m_scanned = found ? static_cast<size_t>(found - m_text.data()) : m_scanned + (end - m_scanned) / step * step;
        if (!found)
            continue;
        const size_t base = m_scanned;
        m_scanned += step;
        uint64_t left = brackets.opening | brackets.closing;
        for (; left && !m_stopped && m_scanned == base + step; left &= left - 1) {
            const auto bit = static_cast<size_t>(std::countr_zero(left));
            if (brackets.opening >> bit & 1)
                onOpening(base + bit);
            else
                onClosing(base + bit);
        }
    }
    if (!m_stopped && !isInList())
        leave(std::max(m_begin, m_scanned));
}

void ListSplitter::onOpening(size_t at)
{
    const int64_t depth = m_skim.open();
    if (isInList())
        return;
    const bool isObject = m_text[at] == '{';
    switch (depth) {
    case 1:
        leave(at);
        m_isObject = isObject && m_rest.find_first_not_of(blanks) == std::string::npos;
        break;
    case 2:
        if (!m_isObject || isObject)
            break;
        leave(at);
        if (const auto owners = std::ranges::find(ownerLists, lastKey()); owners != ownerLists.end()) {
            m_owners = *owners;
        } else {
            beginList(nullptr);
        }
        break;
    case 3:
        if (m_owners)
            ++m_part.owner;
        m_isOwnerObject = isObject;
        break;
    case 4:
        if (!m_owners || !m_isOwnerObject || isObject)
            break;
        leave(at);
        beginList(m_owners);
        break;
    default:
        break;
    }
}

void ListSplitter::onClosing(size_t at)
{
    const int64_t depth = m_skim.close();
    if (!isInList()) {
        if (depth == 1) {
            m_owners = nullptr;
            m_part.owner = -1;
        }
        return;
    }
    if (depth < m_level) {
        const size_t end = at + 1;
        m_part.document = { m_text.data() + m_begin, end - m_begin, m_text.size() - m_begin };
        m_stopped = !m_onPart(m_part);
        m_begin = end;
        m_level = -1;
    } else if (depth == m_level && at + 1 - m_begin >= wantedSize()) {
        if (m_part.isFirst)
            learnBorder();
        if (handOn(at + 1, false))
            goOn(at + 1);
    }
}

/// The text up to `end` is beside the long lists.
void ListSplitter::leave(size_t end)
{
    m_rest.append(m_text.data() + m_begin, end - m_begin);
    m_begin = end;
}

/// Of the member whose value comes next; empty: it is none, or its name is escaped.
std::string_view ListSplitter::lastKey() const
{
    const std::string_view rest = m_rest;
    const size_t colon = rest.find_last_not_of(blanks);
    if (colon == rest.npos || colon == 0 || rest[colon] != ':')
        return {};
    const size_t end = rest.find_last_not_of(blanks, colon - 1);
    if (end == rest.npos || end == 0 || rest[end] != '"')
        return {};
    const size_t begin = rest.rfind('"', end - 1);
    return begin == rest.npos ? std::string_view() : rest.substr(begin + 1, end - begin - 1);
}

/// The list that begins at m_begin, if it is a long one.
void ListSplitter::beginList(const char *owners)
{
    const std::span<const Name> names = owners ? std::span<const Name>(frameworkLists) : ownLists;
    const auto found = std::ranges::find(names, lastKey(), &Name::name);
    if (found == names.end())
        return;
    m_rest.append("[]");
    m_border.clear();
    m_known = 0;
    m_level = m_skim.depth();
    m_part.list = found->list;
    m_part.name = found->name;
    m_part.owners = owners;
    m_part.isFirst = true;
    m_part.hasStandIn = false;
}

/// From the beginning of the list's first element.
void ListSplitter::learnBorder()
{
    constexpr size_t longest = 64;
    const std::string_view text(m_text.data() + m_begin + 1, longest); // a step has been passed at least
    const size_t name = text.find(':');
    m_border.clear();
    if (text.starts_with("{\"") && name != text.npos)
        m_border.append(",").append(text.substr(0, name + 1));
}

/// Reads what lies between the first and the last border in `bytes`, after the element that is cut by their beginning.
/// Returns how many of them that settles; 0: they must be looked at otherwise.
size_t ListSplitter::readInPlace(std::span<char> bytes)
{
    if (!isGuessing() || bytes.size() < std::min(m_partSize, gulp) || bytes.size() <= behind)
        return 0;
    // No more than the list has shown to have: it may end anywhere, and what is behind it is looked at in vain.
    const std::string_view text(bytes.data(), std::min(bytes.size() - behind, std::max(m_known, gulp)));
    const size_t first = text.substr(0, gulp).find(m_border);
    const size_t last = lastBorder(text, m_border);
    if (first == text.npos || last == text.npos || last <= first)
        return 0;
    std::memcpy(room(first), text.data(), first);
    m_end += first;
    if (!guess(m_end)) // what has been copied is looked at again
        return first;
    bytes[first] = '[';
    m_part.hasStandIn = false;
    const std::optional<size_t> read = handOn(bytes.subspan(first, last + behind - first), true);
    m_part.hasStandIn = true;
    bytes[first] = ',';
    if (!read) {
        m_border.clear();
        return first;
    }
    if (*read == m_part.document.size)
        return last;
    endList(m_end);
    return first + *read;
}

/// Whether the text was read up to `border`, and the list goes on there.
bool ListSplitter::guess(size_t border)
{
    const std::optional<size_t> read = handOn(border, true);
    if (!read)
        m_border.clear();
    else if (*read < m_part.document.size)
        endList(m_begin + *read);
    else
        goOn(border);
    return read && isInList();
}

/// Hands on a part that ends before its list does; `text` with what must be behind it.
std::optional<size_t> ListSplitter::handOn(std::span<char> text, bool isGuess)
{
    const size_t end = text.size() - behind;
    const char next = std::exchange(text[end], ']');
    m_part.isGuess = isGuess;
    m_part.document = { text.data(), end + 1, text.size() };
    const std::optional<size_t> read = m_onPart(m_part);
    m_part.isGuess = false;
    m_stopped = !read && !isGuess;
    m_known += read.value_or(0);
    text[end] = next;
    return read;
}

std::optional<size_t> ListSplitter::handOn(size_t end, bool isGuess)
{
    return handOn(std::span(m_text).subspan(m_begin, end + behind - m_begin), isGuess);
}

/// A list has ended before its part did.
void ListSplitter::endList(size_t end)
{
    m_begin = end;
    m_scanned = end;
    m_skim.restart(m_level - 1);
    m_level = -1;
}

/// What was handed on leaves room for an element that stands for it.
void ListSplitter::goOn(size_t border)
{
    m_begin = border - 2;
    m_text[m_begin] = '[';
    m_text[m_begin + 1] = '0';
    m_part.isFirst = false;
    m_part.hasStandIn = true;
    m_scanned = border;
    m_skim.restart(m_level);
}

} // namespace mesos
