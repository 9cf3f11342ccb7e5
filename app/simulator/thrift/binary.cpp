// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/thrift/message.h"

#include <bit>

namespace sim::thrift {

namespace {

constexpr uint32_t versionMask = 0xffff0000U;
constexpr uint32_t version1 = 0x80010000U;
constexpr int deepest = 64;

class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    const ReadError &error() const { return m_error; }
    bool failed() const { return static_cast<bool>(m_error); }

    uint64_t unsignedInteger(size_t size)
    {
        if (m_bytes.size() - m_at < size)
            return fail(ReadError::Kind::Transport, {});
        uint64_t value = 0;
        for (size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[m_at++]);
        return value;
    }
    int32_t i32() { return static_cast<int32_t>(unsignedInteger(4)); }
    Type type() { return static_cast<Type>(unsignedInteger(1)); }

    std::string string(int32_t length)
    {
        if (length < 0) {
            fail(ReadError::Kind::Arguments, "Negative length: " + std::to_string(length));
            return {};
        }
        if (m_bytes.size() - m_at < static_cast<size_t>(length)) {
            fail(ReadError::Kind::Transport, {});
            return {};
        }
        m_at += static_cast<size_t>(length);
        return std::string(m_bytes.substr(m_at - static_cast<size_t>(length), static_cast<size_t>(length)));
    }

    Value structure(int depth)
    {
        std::vector<Field> fields;
        while (!failed()) {
            const Type type = this->type();
            if (failed() || type == Type::Stop)
                break;
            const auto id = static_cast<int16_t>(unsignedInteger(2));
            fields.push_back({ id, value(type, depth) });
        }
        return Value::structure(std::move(fields));
    }

    Value value(Type type, int depth)
    {
        if (depth > deepest || failed()) {
            fail(ReadError::Kind::Protocol, "Maximum nesting");
            return {};
        }
        switch (type) {
        case Type::Bool:
            return Value::boolean(unsignedInteger(1) != 0);
        case Type::I8:
            return Value::integer(type, static_cast<int8_t>(unsignedInteger(1)));
        case Type::I16:
            return Value::integer(type, static_cast<int16_t>(unsignedInteger(2)));
        case Type::I32:
            return Value::i32(i32());
        case Type::I64:
            return Value::i64(static_cast<int64_t>(unsignedInteger(8)));
        case Type::Double:
            return Value::number(std::bit_cast<double>(unsignedInteger(8)));
        case Type::String:
            return Value::text(string(i32()));
        case Type::Struct:
            return structure(depth + 1);
        case Type::Map:
            return map(depth);
        case Type::Set:
        case Type::List:
            return sequence(type, depth);
        case Type::Stop:
            break;
        }
        fail(ReadError::Kind::Protocol, "Unrecognized type " + std::to_string(static_cast<int>(type)));
        return {};
    }

private:
    uint64_t fail(ReadError::Kind kind, std::string text)
    {
        if (!failed())
            m_error = { kind, std::move(text) };
        return 0;
    }

    int32_t count()
    {
        const int32_t n = i32();
        if (n < 0)
            fail(ReadError::Kind::Arguments, "Negative length: " + std::to_string(n));
        return n;
    }

    Value sequence(Type type, int depth)
    {
        const Type element = this->type();
        const int32_t n = count();
        std::vector<Value> elements;
        for (int32_t i = 0; i < n && !failed(); ++i)
            elements.push_back(value(element, depth + 1));
        return type == Type::Set ? Value::set(element, std::move(elements)) : Value::list(element, std::move(elements));
    }

    Value map(int depth)
    {
        const Type key = type();
        const Type mapped = type();
        const int32_t n = count();
        std::vector<Value::Entry> entries;
        for (int32_t i = 0; i < n && !failed(); ++i) {
            Value name = value(key, depth + 1);
            entries.emplace_back(std::move(name), value(mapped, depth + 1));
        }
        return Value::map(key, mapped, std::move(entries));
    }

    std::string_view m_bytes;
    size_t m_at = 0;
    ReadError m_error;
};

class Writer
{
public:
    void integer(int64_t value, int size)
    {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
            m_bytes.append(static_cast<char>(static_cast<uint64_t>(value) >> shift & 0xff));
    }
    void string(const std::string &text)
    {
        integer(static_cast<int64_t>(text.size()), 4);
        m_bytes.append(text.data(), static_cast<qsizetype>(text.size()));
    }
    void type(Type type) { integer(static_cast<int64_t>(type), 1); }

    void value(const Value &value)
    {
        switch (value.type()) {
        case Type::Bool:
        case Type::I8:
            return integer(value.integer(), 1);
        case Type::I16:
            return integer(value.integer(), 2);
        case Type::I32:
            return integer(value.integer(), 4);
        case Type::I64:
            return integer(value.integer(), 8);
        case Type::Double:
            return integer(std::bit_cast<int64_t>(value.number()), 8);
        case Type::String:
            return string(value.text());
        case Type::Struct:
            for (const Field &field : value.fields()) {
                type(field.value.type());
                integer(field.id, 2);
                this->value(field.value);
            }
            return type(Type::Stop);
        case Type::Map:
            type(value.keyType());
            type(value.elementType());
            integer(static_cast<int64_t>(value.entries().size()), 4);
            for (const auto &[key, mapped] : value.entries()) {
                this->value(key);
                this->value(mapped);
            }
            return;
        case Type::Set:
        case Type::List:
            type(value.elementType());
            integer(static_cast<int64_t>(value.elements().size()), 4);
            for (const Value &element : value.elements())
                this->value(element);
            return;
        case Type::Stop:
            return;
        }
    }

    QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

} // namespace

ReadError readBinary(std::string_view bytes, Message *message)
{
    Reader reader(bytes);
    const auto head = static_cast<uint32_t>(reader.i32());
    if (head & 0x80000000U) {
        if ((head & versionMask) != version1)
            return { ReadError::Kind::Protocol, "Bad version in readMessageBegin" };
        message->type = static_cast<MessageType>(head & 0xff);
        message->method = reader.string(reader.i32());
    } else { // the old head: name first, then the type
        message->method = reader.string(static_cast<int32_t>(head));
        message->type = static_cast<MessageType>(reader.unsignedInteger(1));
    }
    message->seqid = reader.i32();
    if (reader.failed())
        return { reader.error().kind == ReadError::Kind::Transport ? ReadError::Kind::Transport
                                                                   : ReadError::Kind::Protocol,
                 reader.error().text };
    message->body = reader.structure(0);
    return reader.error();
}

QByteArray writeBinary(const Message &message)
{
    Writer writer;
    writer.integer(static_cast<int64_t>(version1 | static_cast<uint32_t>(message.type)), 4);
    writer.string(message.method);
    writer.integer(message.seqid, 4);
    writer.value(message.body);
    return writer.take();
}

Value applicationException(std::string text, int type)
{
    return Struct().text(1, std::move(text)).i32(2, type).done();
}

} // namespace sim::thrift
