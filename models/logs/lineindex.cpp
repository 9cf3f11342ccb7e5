// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/lineindex.h"

#include "models/logs/linecutter.h"

#include <algorithm>

namespace logs {

qint32 lineEndsIn(QByteArrayView page)
{
    qint32 ends = 0;
    for (qsizetype at = 0; at < page.size(); at += blockBytes) {
        const QByteArrayView block = page.sliced(at, std::min<qsizetype>(blockBytes, page.size() - at));
        const auto feeds = static_cast<qint32>(std::count(block.begin(), block.end(), '\n'));
        ends += feeds == 0 && block.size() == blockBytes ? 1 : feeds;
    }
    return ends;
}

void LineIndex::clear()
{
    m_ends.clear();
    m_sums.clear();
}

void LineIndex::set(qint64 page, qint32 lineEnds)
{
    const auto index = static_cast<size_t>(page);
    if (index >= m_ends.size())
        m_ends.resize(index + 1, -1);
    if (m_ends[index] == lineEnds)
        return;
    m_ends[index] = lineEnds;
    if (m_sums.size() > index + 1)
        m_sums.resize(index + 1);
}

void LineIndex::forget(qint64 page)
{
    const auto index = static_cast<size_t>(page);
    if (index >= m_ends.size() || m_ends[index] < 0)
        return;
    m_ends[index] = -1;
    if (m_sums.size() > index + 1)
        m_sums.resize(index + 1);
}

std::optional<qint32> LineIndex::endsIn(qint64 page) const
{
    const auto index = static_cast<size_t>(page);
    return index < m_ends.size() && m_ends[index] >= 0 ? std::optional(m_ends[index]) : std::nullopt;
}

std::optional<qint64> LineIndex::endsBefore(qint64 page) const
{
    const auto index = static_cast<size_t>(page);
    if (m_sums.empty())
        m_sums.push_back(0);
    while (m_sums.size() <= index) {
        const size_t last = m_sums.size() - 1;
        if (last >= m_ends.size() || m_ends[last] < 0)
            return std::nullopt;
        m_sums.push_back(m_sums[last] + m_ends[last]);
    }
    return m_sums[index];
}

} // namespace logs
