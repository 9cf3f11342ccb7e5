// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/jsonreader.h"
#include "models/mesos/decoding/texts.h"
#include "models/mesos/state.h"

#include <algorithm>

namespace mesos {

/// What all readers of a document share: where they read, where texts go, what they fill, and what was true before.
struct Walk
{
    Reader &reader;
    Texts &texts;
    State &out;
    const State *last = nullptr; ///< of the same pool; null: there is none
};

/// Finds the rows of the last picture again, which come back in nearly the same order. A guess may be wrong: whoever
/// takes a text from it compares.
template <typename Row>
class Guesses
{
public:
    explicit Guesses(const std::vector<Row> *rows = nullptr)
        : m_rows(rows)
    {
    }

    const Row *next() const { return m_rows && m_next < m_rows->size() ? &(*m_rows)[m_next] : nullptr; }
    /// The row that will probably come `distance` rows after next(); null: there is none.
    const Row *ahead(size_t distance) const
    {
        return m_rows && m_next + distance < m_rows->size() ? &(*m_rows)[m_next + distance] : nullptr;
    }
    /// The guess of next() was right.
    void accept()
    {
        ++m_next;
        m_window = firstWindow;
    }
    /// It was not: `id` stood there. Returns its row, looking further ahead with each failure in a row.
    const Row *seek(TextId id)
    {
        if (!m_rows)
            return nullptr;
        const size_t end = std::min(m_next + m_window, m_rows->size());
        for (size_t i = m_next; i < end; ++i) {
            if ((*m_rows)[i].id == id) {
                m_next = i + 1;
                m_window = firstWindow;
                return &(*m_rows)[i];
            }
        }
        m_window = std::min(m_window * 2, m_rows->size() + firstWindow);
        return nullptr;
    }

private:
    static constexpr size_t firstWindow = 16;
    const std::vector<Row> *m_rows;
    size_t m_next = 0;
    size_t m_window = firstWindow;
};

} // namespace mesos
