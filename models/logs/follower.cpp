// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/follower.h"

#include <algorithm>
#include <utility>

namespace logs {

namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr qsizetype tailBytes = 256;

} // namespace

Follower::Follower(std::shared_ptr<Source> source, qint64 from)
    : m_source(std::move(source))
    , m_at(from)
{
}

QCoro::Task<core::Result<Follower::News>> Follower::look(std::stop_token stop)
{
    News news;
    if (isThrough()) {
        const auto size = co_await m_source->size(stop);
        if (!size)
            co_return core::failure(size.error());
        if (*size < m_at) {
            news.change = Change::Cut;
        } else if (*size > m_at && !m_tail.isEmpty()) {
            const auto before = co_await m_source->read(m_at - m_tail.size(), m_tail.size(), stop);
            if (!before)
                co_return core::failure(before.error());
            if (*before != m_tail)
                news.change = Change::Rotated;
        }
        m_size = *size;
        if (news.change != Change::None) {
            m_at = 0;
            m_tail.clear();
        }
    }
    if (!isThrough()) {
        const auto piece = co_await m_source->read(m_at, std::min(pieceBytes, m_size - m_at), stop);
        if (!piece)
            co_return core::failure(piece.error());
        news.bytes = *piece;
        if (news.bytes.isEmpty())
            m_size = m_at; // cut meanwhile: the next look sees it
    }
    m_at += news.bytes.size();
    m_tail = (m_tail + news.bytes).last(std::min(tailBytes, m_tail.size() + news.bytes.size()));
    core::Result<News> told = std::move(news);
    co_return told;
}

} // namespace logs
