// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace core {

/// Memory of megabytes, asked of the system in huge pages where it is large enough for one: these are touched at once
/// instead of 512 times, and reading at random misses the processor's table of pages far less.
class LargeMemory
{
public:
    static constexpr size_t hugePage = size_t{ 2 } << 20;

    explicit LargeMemory(size_t size); ///< not cleared; throws std::bad_alloc
    char *data() const { return m_data.get(); }
    size_t size() const { return m_size; }

    /// The same for memory that somebody else holds and that is not in use yet. A hint only.
    static void prefer(void *data, size_t size);

private:
    struct Free
    {
        void operator()(char *data) const { std::free(data); }
    };
    std::unique_ptr<char[], Free> m_data;
    size_t m_size;
};

} // namespace core
