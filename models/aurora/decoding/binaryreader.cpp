// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoding/binaryreader.h"

#include <QString>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

/// Bytes of a value whose size does not depend on its content; 0 for the others.
constexpr int fixedSize(WireType type)
{
    switch (type) {
    case WireType::Bool:
    case WireType::Byte:
        return 1;
    case WireType::I16:
        return 2;
    case WireType::I32:
        return 4;
    case WireType::Double:
    case WireType::I64:
        return 8;
    default:
        return 0;
    }
}

/// Walks a message without knowing its structs, and says where a byte stands. It trusts nothing either.
class PlaceFinder
{
public:
    PlaceFinder(std::string_view message, size_t offset)
        : m_bytes(message.substr(0, std::min(offset, message.size())))
    {
    }

    QString place()
    {
        m_at = 4; // message type
        skipBytes(static_cast<size_t>(std::max<int64_t>(number(4), 0)));
        skipBytes(4); // sequence number
        if (!isReached())
            value(WireType::Struct, 0);
        QString path;
        for (const Step &step : m_steps) {
            if (step.isIndex)
                path += u'[' + QString::number(step.number) + u']';
            else
                path += (path.isEmpty() ? QString() : u"."_s) + QString::number(step.number);
        }
        return path;
    }

private:
    struct Step
    {
        int64_t number;
        bool isIndex;
    };

    // Steps are taken back only while the byte is not reached: what stands in m_steps then is its place.
    bool isReached() const { return m_at >= m_bytes.size(); }
    void skipBytes(size_t count)
    {
        m_at = count > m_bytes.size() - std::min(m_at, m_bytes.size()) ? m_bytes.size() : m_at + count;
    }
    int64_t number(size_t size)
    {
        if (m_bytes.size() - std::min(m_at, m_bytes.size()) < size) {
            m_at = m_bytes.size();
            return 0;
        }
        int64_t result = static_cast<int8_t>(m_bytes[m_at]); // the sign is in the first byte
        for (size_t i = 1; i < size; ++i)
            result = result * 256 + static_cast<uint8_t>(m_bytes[m_at + i]);
        m_at += size;
        return result;
    }
    void inside(Step step, WireType type, int depth)
    {
        m_steps.push_back(step);
        value(type, depth + 1);
        if (!isReached())
            m_steps.pop_back();
    }
    void value(WireType type, int depth)
    {
        if (depth > 64)
            m_at = m_bytes.size();
        if (const int size = fixedSize(type)) {
            skipBytes(static_cast<size_t>(size));
        } else if (type == WireType::String) {
            skipBytes(static_cast<size_t>(std::max<int64_t>(number(4), 0)));
        } else if (type == WireType::Struct) {
            while (!isReached()) {
                const auto field = static_cast<WireType>(number(1));
                if (field == WireType::Stop)
                    return;
                const int64_t id = number(2);
                inside({ id, false }, field, depth);
            }
        } else if (type == WireType::List || type == WireType::Set) {
            const auto element = static_cast<WireType>(number(1));
            const int64_t count = number(4);
            for (int64_t i = 0; i < count && !isReached(); ++i)
                inside({ i, true }, element, depth);
        } else if (type == WireType::Map) {
            const auto key = static_cast<WireType>(number(1));
            const auto mapped = static_cast<WireType>(number(1));
            const int64_t count = number(4);
            for (int64_t i = 0; i < count && !isReached(); ++i) {
                inside({ i, true }, key, depth);
                if (!isReached())
                    inside({ i, true }, mapped, depth);
            }
        } else {
            m_at = m_bytes.size();
        }
    }

    std::string_view m_bytes;
    size_t m_at = 0;
    std::vector<Step> m_steps;
};

} // namespace

QString binaryPlace(std::string_view message, size_t offset)
{
    return PlaceFinder(message, offset).place();
}

void BinaryReader::skip(WireType type, int depth)
{
    if (const int size = fixedSize(type)) {
        if (m_end - m_at < size)
            return failEnd();
        m_at += size;
        return;
    }
    if (depth == 0)
        return fail("it is nested too deeply");
    switch (type) {
    case WireType::String:
        bytes();
        return;
    case WireType::Struct:
        while (!m_failed) {
            const auto field = static_cast<WireType>(be<uint8_t>());
            if (field == WireType::Stop)
                return;
            be<int16_t>();
            skip(field, depth - 1);
        }
        return;
    case WireType::List:
    case WireType::Set: {
        const auto element = static_cast<WireType>(be<uint8_t>());
        const int size = fixedSize(element);
        const int32_t number = count(std::max(size, 1));
        if (size > 0)
            m_at += int64_t{ number } * size;
        else
            for (int32_t i = 0; i < number && !m_failed; ++i)
                skip(element, depth - 1);
        return;
    }
    case WireType::Map: {
        const auto key = static_cast<WireType>(be<uint8_t>());
        const auto value = static_cast<WireType>(be<uint8_t>());
        const int32_t number = count(2);
        for (int32_t i = 0; i < number && !m_failed; ++i) {
            skip(key, depth - 1);
            skip(value, depth - 1);
        }
        return;
    }
    default:
        fail("its type is not one of Thrift's");
    }
}

void BinaryReader::fail(const char *what)
{
    if (m_failed)
        return;
    m_failed = true;
    m_what = what;
    m_failedAt = m_at;
    m_at = m_end; // nothing more is read
}

void BinaryReader::failType()
{
    fail("it is of another type than expected");
}

void BinaryReader::failEnd()
{
    fail("the message ends before its end");
}

void BinaryReader::failCount(int32_t number)
{
    fail(number < 0 ? "a length is negative" : "a length is larger than what is left of the message");
}

core::Result<void> BinaryReader::result() const
{
    if (!m_failed)
        return {};
    const std::string_view message(m_begin, static_cast<size_t>(m_end - m_begin));
    const auto offset = static_cast<size_t>(m_failedAt - m_begin);
    core::Error error;
    if (message.starts_with('<')) { // some proxy's page
        error.kind = core::Error::Kind::NotJson;
        error.detail
            = QString::fromUtf8(message.data(), static_cast<qsizetype>(std::min<size_t>(message.size(), 4096)));
        return core::failure(error);
    }
    error.kind = core::Error::Kind::WrongShape;
    error.detail = u"%1 (byte %2 of %3)"_s.arg(QLatin1StringView(m_what)).arg(offset).arg(message.size());
    error.path = binaryPlace(message, offset);
    return core::failure(error);
}

} // namespace aurora
