// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

#include <chrono>
#include <mutex>
#include <vector>

namespace net {

/// Memory for bodies, used again and again: the first touch of 200 MB of fresh pages costs more than parsing them.
/// Idle memory is bounded: at most `maxIdleBuffers` and `maxIdleBytes`, each for `maxIdleTime` (trim()).
/// Thread: any; bodies are dropped wherever their last reader lives.
class BufferPool
{
public:
    static constexpr qint64 padding = 64; ///< readable bytes behind each body, for simdjson
    static constexpr size_t maxIdleBuffers = 8;
    static constexpr qint64 maxIdleBytes = qint64{ 1 } << 30;
    static constexpr std::chrono::seconds maxIdleTime{ 120 };

    /// A piece of memory; moved, never copied. `capacity` counts all bytes, the padding too.
    class Buffer
    {
    public:
        Buffer() = default;
        Buffer(Buffer &&other) noexcept { swap(other); }
        Buffer &operator=(Buffer &&other) noexcept
        {
            swap(other);
            return *this;
        }
        ~Buffer();

        char *data() const { return m_data; }
        qint64 capacity() const { return m_capacity; }

    private:
        friend class BufferPool;
        void swap(Buffer &other) noexcept
        {
            std::swap(m_data, other.m_data);
            std::swap(m_capacity, other.m_capacity);
        }

        char *m_data = nullptr;
        qint64 m_capacity = 0;
    };

    struct Statistics
    {
        int allocations = 0; ///< buffers made from fresh memory
        int growths = 0; ///< a buffer was too small for its body
        int reuses = 0;
        qint64 idleBytes = 0;
        int idleBuffers = 0;
    };

    Buffer take(qint64 bodySize); ///< room for `bodySize` bytes and the padding
    void grow(Buffer &buffer, qint64 bodySize); ///< at least; keeps what is in it
    void give(Buffer buffer);
    /// Frees what nobody took since `maxIdleTime` before `now`. Returns true while something is kept.
    bool trim(std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now());
    Statistics statistics() const;

private:
    struct Idle
    {
        Buffer buffer;
        std::chrono::steady_clock::time_point since;
    };

    mutable std::mutex m_mutex; ///< guards everything below: given back from any thread
    std::vector<Idle> m_idle;
    Statistics m_statistics;
};

struct Body::Storage
{
    Storage(std::shared_ptr<BufferPool> home, BufferPool::Buffer memory, qint64 used)
        : pool(std::move(home))
        , buffer(std::move(memory))
        , size(used)
    {
    }
    ~Storage() { pool->give(std::move(buffer)); }
    Q_DISABLE_COPY_MOVE(Storage)

    std::shared_ptr<BufferPool> pool;
    BufferPool::Buffer buffer;
    qint64 size = 0;
    std::shared_ptr<void> ticket; ///< dropped with the body
};

/// A body that grows while it arrives.
class BodyWriter
{
public:
    BodyWriter(std::shared_ptr<BufferPool> pool, qint64 expectedSize);
    ~BodyWriter();
    Q_DISABLE_COPY_MOVE(BodyWriter)

    /// Where the next bytes go: at least `wanted` bytes of room, see room().
    char *reserve(qint64 wanted);
    qint64 room() const;
    void written(qint64 bytes) { m_size += bytes; }
    qint64 size() const { return m_size; }
    std::string_view view() const { return { m_buffer.data(), static_cast<size_t>(m_size) }; }
    Body finish(std::shared_ptr<void> ticket = nullptr); ///< the writer is empty afterwards; `ticket` lives as long

private:
    std::shared_ptr<BufferPool> m_pool;
    BufferPool::Buffer m_buffer;
    qint64 m_size = 0;
};

} // namespace net
