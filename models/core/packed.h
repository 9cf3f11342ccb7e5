// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/stringpool.h"

#include <QByteArray>

#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

/// Pictures as bytes for our own disk: one table of the texts in use, then the rows, field by field. Each row type says
/// its fields once, for writing and reading, by a `fields(io, row)` beside it that calls `io(row.a, row.b, …)`, and
/// each enumeration its last valid value by `last(E)`; both are found by the type's namespace. Thread: any.
namespace core::packed {

/// Bytes that grow by a few at a time, in line: a call of QByteArray::append() costs more than most fields have bytes.
class Buffer
{
public:
    void append(const void *data, size_t size)
    {
        if (m_room.size() - m_size < size)
            m_room.resize(2 * (m_size + size));
        std::memcpy(m_room.data() + m_size, data, size);
        m_size += size;
    }
    void append(const auto &value) { append(&value, sizeof value); }
    void append(std::string_view text) { append(text.data(), text.size()); }
    std::string_view view() const { return { m_room.data(), m_size }; }

private:
    std::vector<char> m_room;
    size_t m_size = 0;
};

class Writer
{
public:
    explicit Writer(const StringPool &pool)
        : m_pool(pool)
        , m_local(pool.count(), 0)
        , m_texts{ {} }
    {
    }

    void operator()(const auto &...values) { (put(values), ...); }

    QByteArray bytes() const
    {
        Buffer texts;
        texts.append(static_cast<uint32_t>(m_texts.size()));
        for (const std::string_view text : m_texts) {
            texts.append(static_cast<uint32_t>(text.size()));
            texts.append(text);
        }
        QByteArray result;
        result.reserve(static_cast<qsizetype>(texts.view().size() + m_rows.view().size()));
        for (const std::string_view part : { texts.view(), m_rows.view() })
            result.append(part.data(), static_cast<qsizetype>(part.size()));
        return result;
    }

private:
    template <typename T>
    void put(const T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            m_rows.append(static_cast<uint8_t>(value));
        else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            m_rows.append(value);
        else
            fields(*this, value);
    }
    void put(TextId id)
    {
        // Only the texts in use: the pool remembers those of all earlier pictures.
        uint32_t &local = m_local[id.value];
        if (local == 0 && !id.isEmpty()) {
            local = static_cast<uint32_t>(m_texts.size());
            m_texts.push_back(m_pool.view(id));
        }
        m_rows.append(local);
    }
    void put(TimePoint t) { m_rows.append(int64_t{ t.time_since_epoch().count() }); }
    void put(Duration d) { m_rows.append(int64_t{ d.count() }); }
    template <typename T>
    void put(const std::optional<T> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <typename T>
    void put(const std::vector<T> &rows)
    {
        m_rows.append(static_cast<uint32_t>(rows.size()));
        for (const T &row : rows)
            put(row);
    }

    const StringPool &m_pool;
    std::vector<uint32_t> m_local; ///< by the pool's id; 0: not yet used
    std::vector<std::string_view> m_texts;
    Buffer m_rows;
};

/// Never reads past the end; once something is wrong, everything reads as zero and isGood() says so.
class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_at(bytes.data())
        , m_left(bytes.size())
    {
    }

    std::shared_ptr<StringPool> readTexts()
    {
        auto pool = std::make_shared<StringPool>();
        const auto count = number<uint32_t>();
        for (uint32_t i = 0; i < count && m_good; ++i) {
            const auto size = number<uint32_t>();
            if (!has(size))
                break;
            m_texts.push_back(pool->intern({ m_at, size }));
            skip(size);
        }
        return pool;
    }

    void operator()(auto &...values) { (take(values), ...); }
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_left == 0; }

private:
    bool has(size_t size)
    {
        m_good = m_good && m_left >= size;
        return m_good;
    }
    void skip(size_t size)
    {
        m_at += size;
        m_left -= size;
    }
    template <typename T>
    T number()
    {
        T value{};
        if (has(sizeof value)) {
            std::memcpy(&value, m_at, sizeof value);
            skip(sizeof value);
        }
        return value;
    }

    template <typename T>
    void take(T &value)
    {
        if constexpr (std::is_same_v<T, bool>) {
            value = number<uint8_t>() != 0;
        } else if constexpr (std::is_enum_v<T>) {
            value = number<T>();
            m_good = m_good && value <= last(value);
        } else if constexpr (std::is_arithmetic_v<T>) {
            value = number<T>();
        } else {
            fields(*this, value);
        }
    }
    void take(TextId &id)
    {
        const auto local = number<uint32_t>();
        m_good = m_good && local < m_texts.size();
        id = m_good ? m_texts[local] : TextId{};
    }
    void take(TimePoint &t) { t = TimePoint(Duration(number<int64_t>())); }
    void take(Duration &d) { d = Duration(number<int64_t>()); }
    template <typename T>
    void take(std::optional<T> &value)
    {
        bool there = false;
        take(there);
        if (there)
            take(value.emplace());
    }
    template <typename T>
    void take(std::vector<T> &rows)
    {
        const auto count = number<uint32_t>();
        if (!has(count)) // each row has at least one byte: no huge memory for a damaged count
            return;
        rows.resize(count);
        for (size_t i = 0; i < rows.size() && m_good; ++i)
            take(rows[i]);
    }

    const char *m_at;
    size_t m_left;
    std::vector<TextId> m_texts;
    bool m_good = true;
};

} // namespace core::packed
