// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sim {

/// Appends JSON to one growing buffer, in the order it is told and in the number format of a Mesos master: a double
/// always has a point (`3.0`). Commas are its own affair. It does not check the nesting: the tests parse what comes
/// out.
class JsonWriter
{
public:
    explicit JsonWriter(qsizetype reserve = 4096);

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    /// Keys are ours and never need escaping.
    void key(std::string_view name);

    void text(std::string_view value);
    void number(double value);
    void integer(int64_t value);
    void flag(bool value);
    /// Ready-made JSON.
    void raw(std::string_view json);

    void beginObject(std::string_view name)
    {
        key(name);
        beginObject();
    }
    void beginArray(std::string_view name)
    {
        key(name);
        beginArray();
    }
    void text(std::string_view name, std::string_view value)
    {
        key(name);
        text(value);
    }
    void number(std::string_view name, double value)
    {
        key(name);
        number(value);
    }
    void integer(std::string_view name, int64_t value)
    {
        key(name);
        integer(value);
    }
    void flag(std::string_view name, bool value)
    {
        key(name);
        flag(value);
    }
    void emptyArray(std::string_view name)
    {
        beginArray(name);
        endArray();
    }
    void emptyObject(std::string_view name)
    {
        beginObject(name);
        endObject();
    }

    qsizetype size() const { return m_size; }
    /// The document; the writer is empty afterwards.
    QByteArray take();

private:
    char *room(qsizetype bytes)
    {
        if (m_size + bytes > m_buffer.size()) [[unlikely]]
            grow(bytes);
        return m_data + m_size;
    }
    void grow(qsizetype bytes);
    void put(char c)
    {
        *room(1) = c;
        ++m_size;
    }
    void put(std::string_view s)
    {
        std::memcpy(room(static_cast<qsizetype>(s.size())), s.data(), s.size());
        m_size += static_cast<qsizetype>(s.size());
    }
    void separate()
    {
        if (m_comma)
            put(',');
        m_comma = true;
    }
    void open(char c)
    {
        if (m_comma)
            put(',');
        put(c);
        m_comma = false;
    }
    void close(char c)
    {
        put(c);
        m_comma = true;
    }
    void putEscaped(std::string_view s);

    QByteArray m_buffer; ///< its size is the room, m_size what is written
    char *m_data = nullptr;
    qsizetype m_size = 0;
    bool m_comma = false;
};

} // namespace sim
