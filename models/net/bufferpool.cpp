// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/bufferpool.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace net {

namespace {

constexpr qint64 smallest = 16 << 10;
/// A small body must not hold a huge buffer captive that a large one will want a moment later.
constexpr qint64 misfit = 16;

} // namespace

BufferPool::Buffer::~Buffer()
{
    std::free(m_data);
}

BufferPool::Buffer BufferPool::take(qint64 bodySize)
{
    const qint64 wanted = std::max(bodySize + padding, smallest);
    const std::lock_guard lock(m_mutex);
    auto best = m_idle.end();
    for (auto it = m_idle.begin(); it != m_idle.end(); ++it) {
        const qint64 capacity = it->buffer.capacity();
        if (capacity >= wanted && capacity / misfit <= wanted
            && (best == m_idle.end() || capacity < best->buffer.capacity()))
            best = it;
    }
    Buffer result;
    if (best != m_idle.end()) {
        result = std::move(best->buffer);
        m_idle.erase(best);
        ++m_statistics.reuses;
        return result;
    }
    result.m_data = static_cast<char *>(std::malloc(static_cast<size_t>(wanted)));
    if (!result.m_data)
        throw std::bad_alloc();
    result.m_capacity = wanted;
    ++m_statistics.allocations;
    return result;
}

void BufferPool::grow(Buffer &buffer, qint64 bodySize)
{
    const qint64 wanted = std::max(bodySize + padding, buffer.capacity() * 2);
    // realloc moves large blocks by remapping pages: nothing is copied.
    auto *data = static_cast<char *>(std::realloc(buffer.m_data, static_cast<size_t>(wanted)));
    if (!data)
        throw std::bad_alloc();
    buffer.m_data = data;
    buffer.m_capacity = wanted;
    const std::lock_guard lock(m_mutex);
    ++m_statistics.growths;
}

void BufferPool::give(Buffer buffer)
{
    if (!buffer.data())
        return;
    const std::lock_guard lock(m_mutex);
    qint64 idle = buffer.capacity();
    for (const Idle &other : m_idle)
        idle += other.buffer.capacity();
    if (idle > maxIdleBytes || m_idle.size() >= maxIdleBuffers)
        return; // freed with the argument
    m_idle.push_back({ std::move(buffer), std::chrono::steady_clock::now() });
}

bool BufferPool::trim(std::chrono::steady_clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_idle, [now](const Idle &idle) { return now - idle.since > maxIdleTime; });
    return !m_idle.empty();
}

BufferPool::Statistics BufferPool::statistics() const
{
    const std::lock_guard lock(m_mutex);
    Statistics result = m_statistics;
    result.idleBuffers = static_cast<int>(m_idle.size());
    for (const Idle &idle : m_idle)
        result.idleBytes += idle.buffer.capacity();
    return result;
}

BodyWriter::BodyWriter(std::shared_ptr<BufferPool> pool, qint64 expectedSize)
    : m_pool(std::move(pool))
    , m_buffer(m_pool->take(expectedSize))
{
}

BodyWriter::~BodyWriter()
{
    m_pool->give(std::move(m_buffer));
}

char *BodyWriter::reserve(qint64 wanted)
{
    if (room() < wanted)
        m_pool->grow(m_buffer, m_size + wanted);
    return m_buffer.data() + m_size;
}

qint64 BodyWriter::room() const
{
    return m_buffer.capacity() - BufferPool::padding - m_size;
}

Body BodyWriter::finish(std::shared_ptr<void> ticket)
{
    std::memset(m_buffer.data() + m_size, 0, BufferPool::padding);
    auto storage = std::make_shared<Body::Storage>(m_pool, std::move(m_buffer), std::exchange(m_size, 0));
    storage->ticket = std::move(ticket);
    return Body(std::move(storage));
}

} // namespace net
