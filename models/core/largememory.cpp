// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/largememory.h"

#include <cstdint>
#include <new>
#include <sys/mman.h>

namespace core {

LargeMemory::LargeMemory(size_t size)
    : m_size(size)
{
    const size_t alignment = size < hugePage ? alignof(std::max_align_t) : hugePage;
    m_data.reset(static_cast<char *>(std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)));
    if (!m_data)
        throw std::bad_alloc();
    prefer(m_data.get(), size);
}

void LargeMemory::prefer(void *data, size_t size)
{
    const auto begin = (reinterpret_cast<uintptr_t>(data) + hugePage - 1) / hugePage * hugePage;
    const auto end = (reinterpret_cast<uintptr_t>(data) + size) / hugePage * hugePage;
    if (begin < end)
        madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
}

} // namespace core
