// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/mesos/decoder.h"

#include <functional>
#include <vector>

namespace mesos {

/// Takes RecordIO apart: a decimal length, a newline, that many bytes, and again. Bytes come cut anywhere.
class RecordSplitter
{
public:
    /// Longer records are refused as TooLarge. Memory grows with what really comes, not with what is announced.
    explicit RecordSplitter(size_t maxRecord = size_t{ 2 } << 30)
        : m_maxRecord(maxRecord)
    {
    }

    /// Calls `onRecord` for each record that is complete, padded for simdjson; its first failure ends the reading.
    core::Result<void> feed(std::string_view bytes,
                            const std::function<core::Result<void>(const Document &)> &onRecord);

private:
    core::Result<std::string_view> readLength(std::string_view bytes);

    size_t m_maxRecord;
    std::vector<char> m_record;
    size_t m_length = 0; ///< announced
    int m_digits = 0; ///< of the length so far
    bool m_inRecord = false; ///< the length is complete
};

} // namespace mesos
