// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/wiretype.h"
#include "models/core/result.h"

#include <QtEndian>

#include <cstring>
#include <string_view>

namespace aurora {

/// Walks one message of Thrift's binary encoding forward only, in place. Whatever the bytes say, nothing outside of
/// them is read and nothing is allocated by their word alone. The first failure sticks: from then on everything reads
/// as empty and the walk ends, so that callers ask once, at the end. What a caller does not take is skipped.
/// TJsonReader has the same face, so that each struct is read by one function for both encodings.
class BinaryReader
{
public:
    /// A field or element that waits to be taken, by at most one of the functions below.
    struct Value
    {
        WireType type = WireType::Stop;
        bool taken = false;
    };

    explicit BinaryReader(std::string_view bytes)
        : m_begin(bytes.data())
        , m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    /// The message's struct: `onMessage(MessageType, Value &)`. WrongShape on failure, with the place by field ids and
    /// indices: `0.3.3.1[12].4[0].1`; NotJson for a web page.
    template <typename OnMessage>
    core::Result<void> read(OnMessage &&onMessage)
    {
        const uint32_t head = be<uint32_t>();
        const auto type = static_cast<MessageType>(head & 0xff);
        if (!m_failed && (head & 0xffffff00U) != 0x80010000U)
            fail("it does not begin like a message of Thrift");
        bytes(); // the method's name
        be<int32_t>(); // sequence number
        Value body{ WireType::Struct };
        if (!m_failed)
            onMessage(type, body);
        finishValue(body);
        if (!m_failed && m_at != m_end)
            fail("there is more behind the message's end");
        return result();
    }

    /// `onField(int16_t id, Value &)`
    template <typename OnField>
    void record(Value &value, OnField &&onField)
    {
        if (!take(value, WireType::Struct))
            return;
        for (;;) {
            Value field{ static_cast<WireType>(be<uint8_t>()) };
            if (field.type == WireType::Stop)
                return;
            const auto id = be<int16_t>();
            onField(id, field);
            finishValue(field);
            if (m_failed)
                return;
        }
    }

    /// A set or list: `onElement(Value &)`.
    template <typename OnElement>
    void elements(Value &value, OnElement &&onElement)
    {
        if (value.type != WireType::Set && value.type != WireType::List)
            return failType();
        value.taken = true;
        const auto type = static_cast<WireType>(be<uint8_t>());
        for (int32_t left = count(1); left > 0; --left) {
            Value element{ type };
            onElement(element);
            finishValue(element);
            if (m_failed)
                return;
        }
    }

    int32_t i32(Value &value) { return take(value, WireType::I32) ? be<int32_t>() : 0; }
    int64_t i64(Value &value) { return take(value, WireType::I64) ? be<int64_t>() : 0; }
    bool boolean(Value &value) { return take(value, WireType::Bool) && be<uint8_t>() != 0; }
    double number(Value &value)
    {
        if (!take(value, WireType::Double))
            return 0;
        const auto bits = be<uint64_t>();
        double result = 0;
        std::memcpy(&result, &bits, sizeof result);
        return result;
    }
    /// UTF-8, as the server says; valid as long as the bytes are.
    std::string_view text(Value &value) { return take(value, WireType::String) ? bytes() : std::string_view(); }

    /// If the bytes from here on are `earlier` once more, takes them for the value and says true: a configuration that
    /// stood before need not be read again. `earlier` is what since() gave for a whole value of this type.
    bool takeSame(Value &value, std::string_view earlier)
    {
        if (earlier.empty() || static_cast<size_t>(m_end - m_at) < earlier.size()
            || std::memcmp(m_at, earlier.data(), earlier.size()) != 0)
            return false;
        m_at += earlier.size();
        value.taken = true;
        return true;
    }
    const char *position() const { return m_at; }
    std::string_view since(const char *position) const { return { position, static_cast<size_t>(m_at - position) }; }

    bool failed() const { return m_failed; }
    void fail(const char *what);

private:
    bool take(Value &value, WireType type)
    {
        if (value.type != type) [[unlikely]] {
            failType();
            return false;
        }
        value.taken = true;
        return true;
    }

    template <typename T>
    T be()
    {
        if (static_cast<size_t>(m_end - m_at) < sizeof(T)) [[unlikely]] {
            failEnd();
            return T(0);
        }
        const T result = qFromBigEndian<T>(m_at);
        m_at += sizeof(T);
        return result;
    }

    std::string_view bytes()
    {
        const int32_t size = count(1);
        const std::string_view result(m_at, static_cast<size_t>(size));
        m_at += size;
        return result;
    }

    /// A count of things of at least `each` bytes, which must be there; 0 after a failure.
    int32_t count(int64_t each)
    {
        const auto number = be<int32_t>();
        if (number < 0 || number * each > m_end - m_at) [[unlikely]] {
            failCount(number);
            return 0;
        }
        return number;
    }

    void finishValue(Value &value)
    {
        if (!value.taken && !m_failed)
            skip(value.type, maxDepth);
    }

    static constexpr int maxDepth = 32; ///< no struct of Aurora comes near
    void skip(WireType type, int depth);
    void failType();
    void failEnd();
    void failCount(int32_t number);
    core::Result<void> result() const;

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    const char *m_failedAt = nullptr;
    const char *m_what = "";
    bool m_failed = false;
};

/// Where in a message the byte at `offset` stands: `0.3.3.1[12].4`. Walks the message again; for errors.
QString binaryPlace(std::string_view message, size_t offset);

} // namespace aurora
