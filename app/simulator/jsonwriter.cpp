// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/jsonwriter.h"

#include <algorithm>
#include <charconv>

namespace sim {

namespace {

/// No finite double written with std::chars_format::fixed is longer: 309 digits, sign, point.
constexpr qsizetype longestNumber = 400;

bool needsEscape(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

} // namespace

JsonWriter::JsonWriter(qsizetype reserve)
    : m_buffer(std::max<qsizetype>(reserve, 64), Qt::Uninitialized)
    , m_data(m_buffer.data())
{
}

void JsonWriter::grow(qsizetype bytes)
{
    m_buffer.resize(std::max(m_buffer.size() * 2, m_size + bytes));
    m_data = m_buffer.data();
}

QByteArray JsonWriter::take()
{
    m_buffer.truncate(m_size);
    QByteArray whole = std::move(m_buffer);
    m_buffer = QByteArray();
    m_data = nullptr;
    m_size = 0;
    m_comma = false;
    return whole;
}

void JsonWriter::key(std::string_view name)
{
    separate();
    put('"');
    put(name);
    put(std::string_view("\":"));
    m_comma = false;
}

void JsonWriter::text(std::string_view value)
{
    separate();
    put('"');
    if (std::none_of(value.begin(), value.end(), needsEscape))
        put(value);
    else
        putEscaped(value);
    put('"');
}

void JsonWriter::putEscaped(std::string_view s)
{
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : s) {
        switch (c) {
        case '"':
            put(std::string_view("\\\""));
            break;
        case '\\':
            put(std::string_view("\\\\"));
            break;
        case '\n':
            put(std::string_view("\\n"));
            break;
        case '\r':
            put(std::string_view("\\r"));
            break;
        case '\t':
            put(std::string_view("\\t"));
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                put(std::string_view("\\u00"));
                put(hex[static_cast<unsigned char>(c) >> 4]);
                put(hex[static_cast<unsigned char>(c) & 0xf]);
            } else {
                put(c);
            }
        }
    }
}

void JsonWriter::number(double value)
{
    separate();
    char *begin = room(longestNumber);
    char *end = std::to_chars(begin, begin + longestNumber, value, std::chars_format::fixed).ptr;
    if (std::find(begin, end, '.') == end) {
        *end++ = '.';
        *end++ = '0';
    }
    m_size += end - begin;
}

void JsonWriter::integer(int64_t value)
{
    separate();
    char *begin = room(24);
    m_size += std::to_chars(begin, begin + 24, value).ptr - begin;
}

void JsonWriter::flag(bool value)
{
    separate();
    put(value ? std::string_view("true") : std::string_view("false"));
}

void JsonWriter::raw(std::string_view json)
{
    separate();
    put(json);
}

} // namespace sim
