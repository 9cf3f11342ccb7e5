// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/thrift/jsontags.h"
#include "app/simulator/thrift/message.h"

#include <charconv>
#include <limits>

namespace sim::thrift {

namespace {

constexpr int deepest = 64;

void appendUtf8(std::string &out, uint32_t code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    const ReadError &error() const { return m_error; }
    bool failed() const { return static_cast<bool>(m_error); }

    void fail(std::string text)
    {
        if (!failed())
            m_error
                = { m_at >= m_bytes.size() ? ReadError::Kind::Transport : ReadError::Kind::Protocol, std::move(text) };
    }
    bool next(char c) const { return m_at < m_bytes.size() && m_bytes[m_at] == c; }
    void expect(char c)
    {
        if (failed())
            return;
        if (next(c))
            ++m_at;
        else
            fail(std::string("Unexpected character:") + (m_at < m_bytes.size() ? m_bytes[m_at] : '\0'));
    }

    int64_t integer()
    {
        const std::string_view digits = numeric();
        int64_t value = 0;
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || code != std::errc() || end != digits.data() + digits.size())
            fail("Bad data encounted in numeric data");
        return value;
    }

    double real()
    {
        if (next('"')) {
            const std::string name = string();
            if (name == "NaN")
                return std::numeric_limits<double>::quiet_NaN();
            if (name == "Infinity" || name == "-Infinity")
                return name.front() == '-' ? -std::numeric_limits<double>::infinity()
                                           : std::numeric_limits<double>::infinity();
            fail("Numeric data unexpectedly quoted");
            return 0;
        }
        const std::string_view digits = numeric();
        double value = 0;
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || code != std::errc() || end != digits.data() + digits.size())
            fail("Bad data encounted in numeric data");
        return value;
    }

    std::string string()
    {
        std::string out;
        expect('"');
        while (!failed()) {
            if (m_at >= m_bytes.size()) {
                fail({});
            } else if (const char c = m_bytes[m_at++]; c == '"') {
                break;
            } else if (c != '\\') {
                out += c;
            } else {
                escape(out);
            }
        }
        return out;
    }

    Type tag()
    {
        const std::string name = string();
        for (const auto &[known, type] : tags) {
            if (name == known)
                return type;
        }
        fail("Unrecognized type");
        return Type::Stop;
    }

    Value structure(int depth)
    {
        std::vector<Field> fields;
        expect('{');
        for (bool first = true; !failed() && !next('}'); first = false) {
            if (!first)
                expect(',');
            const std::string name = string();
            int id = 0;
            const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), id);
            if (code != std::errc() || end != name.data() + name.size())
                fail("Bad data encounted in numeric data");
            expect(':');
            expect('{');
            const Type type = tag();
            expect(':');
            fields.push_back({ id, value(type, depth) });
            expect('}');
        }
        expect('}');
        return Value::structure(std::move(fields));
    }

private:
    std::string_view numeric()
    {
        const size_t begin = m_at;
        while (m_at < m_bytes.size()
               && std::string_view("+-.0123456789Ee").find(m_bytes[m_at]) != std::string_view::npos)
            ++m_at;
        return m_bytes.substr(begin, m_at - begin);
    }

    uint32_t hex4()
    {
        if (m_bytes.size() - m_at < 4) {
            m_at = m_bytes.size();
            fail({});
            return 0;
        }
        uint32_t code = 0;
        const char *begin = m_bytes.data() + m_at;
        if (std::from_chars(begin, begin + 4, code, 16).ptr != begin + 4)
            fail("Expected hex character");
        m_at += 4;
        return code;
    }

    void escape(std::string &out)
    {
        if (m_at >= m_bytes.size())
            return fail({});
        const char c = m_bytes[m_at++];
        if (c == 'u') {
            uint32_t code = hex4();
            if (code >= 0xd800 && code < 0xdc00) {
                if (!m_bytes.substr(m_at).starts_with("\\u"))
                    return; // half a character: a real server drops it
                m_at += 2;
                const uint32_t low = hex4();
                if (low < 0xdc00 || low > 0xdfff)
                    return fail("Expected low surrogate char");
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            } else if (code >= 0xdc00 && code < 0xe000) {
                return fail("Expected high surrogate char");
            }
            return appendUtf8(out, code);
        }
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        const size_t found = names.find(c);
        if (found == std::string_view::npos)
            return fail("Expected control char");
        out += meant[found];
    }

    Value value(Type type, int depth)
    {
        if (depth > deepest)
            fail("Maximum nesting");
        if (failed())
            return {};
        switch (type) {
        case Type::Bool:
            return Value::boolean(integer() != 0);
        case Type::I8:
            return Value::integer(type, static_cast<int8_t>(integer()));
        case Type::I16:
            return Value::integer(type, static_cast<int16_t>(integer()));
        case Type::I32: // beyond its range it wraps around, as in Java
            return Value::i32(static_cast<int32_t>(static_cast<uint64_t>(integer())));
        case Type::I64:
            return Value::i64(integer());
        case Type::Double:
            return Value::number(real());
        case Type::String:
            return Value::text(string());
        case Type::Struct:
            return structure(depth + 1);
        case Type::Map:
            return map(depth);
        default:
            return sequence(type, depth);
        }
    }

    Value sequence(Type type, int depth)
    {
        expect('[');
        const Type element = tag();
        expect(',');
        const int64_t count = integer();
        std::vector<Value> elements;
        for (int64_t i = 0; i < count && !failed(); ++i) {
            expect(',');
            elements.push_back(value(element, depth + 1));
        }
        expect(']');
        return type == Type::Set ? Value::set(element, std::move(elements)) : Value::list(element, std::move(elements));
    }

    /// Keys are strings in JSON whatever they are.
    Value mapKey(Type type)
    {
        if (type == Type::String)
            return Value::text(string());
        expect('"');
        Value key = type == Type::Double ? Value::number(real()) : Value::integer(type, integer());
        expect('"');
        return key;
    }

    Value map(int depth)
    {
        expect('[');
        const Type key = tag();
        expect(',');
        const Type mapped = tag();
        expect(',');
        const int64_t count = integer();
        expect(',');
        expect('{');
        std::vector<Value::Entry> entries;
        for (int64_t i = 0; i < count && !failed(); ++i) {
            if (i > 0)
                expect(',');
            Value name = mapKey(key);
            expect(':');
            entries.emplace_back(std::move(name), value(mapped, depth + 1));
        }
        expect('}');
        expect(']');
        return Value::map(key, mapped, std::move(entries));
    }

    std::string_view m_bytes;
    size_t m_at = 0;
    ReadError m_error;
};

} // namespace

ReadError readJson(std::string_view bytes, Message *message)
{
    Reader reader(bytes);
    reader.expect('[');
    const int64_t version = reader.integer();
    if (!reader.failed() && version != 1)
        return { ReadError::Kind::Protocol, "Message contained bad version." };
    reader.expect(',');
    message->method = reader.string();
    reader.expect(',');
    message->type = static_cast<MessageType>(reader.integer());
    reader.expect(',');
    message->seqid = static_cast<int32_t>(reader.integer());
    reader.expect(',');
    if (!reader.failed())
        message->body = reader.structure(0);
    reader.expect(']');
    return reader.error();
}

} // namespace sim::thrift
