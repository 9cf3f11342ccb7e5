// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/recordio.h"

#include <simdjson.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mesos {

core::Result<std::string_view> RecordSplitter::readLength(std::string_view bytes)
{
    size_t used = 0;
    for (; used < bytes.size() && !m_inRecord; ++used) {
        const char c = bytes[used];
        const bool isEnd = c == '\n' && m_digits > 0;
        if (!isEnd && (c < '0' || c > '9' || m_digits >= 19)) {
            core::Error error;
            error.kind = core::Error::Kind::NotJson;
            error.detail = u"a record does not begin with its length"_s;
            return core::failure(error);
        }
        if (isEnd) {
            m_inRecord = true;
        } else {
            m_length = m_length * 10 + static_cast<size_t>(c - '0');
            ++m_digits;
        }
    }
    if (m_inRecord && m_length > m_maxRecord) {
        core::Error error;
        error.kind = core::Error::Kind::TooLarge;
        error.received = static_cast<qint64>(m_length);
        error.expected = static_cast<qint64>(m_maxRecord);
        return core::failure(error);
    }
    return bytes.substr(used);
}

core::Result<void> RecordSplitter::feed(std::string_view bytes,
                                        const std::function<core::Result<void>(const Document &)> &onRecord)
{
    while (!bytes.empty()) {
        if (!m_inRecord) {
            const core::Result<std::string_view> rest = readLength(bytes);
            if (!rest)
                return core::failure(rest.error());
            bytes = *rest;
        }
        const size_t taken = std::min(bytes.size(), m_length - m_record.size());
        if (m_inRecord) {
            m_record.insert(m_record.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
            bytes.remove_prefix(taken);
        }
        if (!m_inRecord || m_record.size() < m_length)
            continue;
        m_record.resize(m_length + simdjson::SIMDJSON_PADDING);
        const core::Result<void> read
            = m_length > 0 ? onRecord({ m_record.data(), m_length, m_record.size() }) : core::Result<void>();
        m_record.clear();
        m_length = 0;
        m_digits = 0;
        m_inRecord = false;
        if (!read)
            return read;
    }
    return {};
}

} // namespace mesos
