// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Thrift without an interface definition: what is on the wire, as a tree. The simulator writes its own, so that it
/// shares nothing with the client it is there to try.
namespace sim::thrift {

/// As in the binary protocol.
enum class Type : uint8_t {
    Stop = 0, ///< of a value: it is absent
    Bool = 2,
    I8 = 3,
    Double = 4,
    I16 = 6,
    I32 = 8,
    I64 = 10,
    String = 11,
    Struct = 12,
    Map = 13,
    Set = 14,
    List = 15,
};

struct Field;

/// Immutable once made; copies share. Reading what is of another type gives 0, "" or nothing, never an error: that is
/// how a real server treats a field of the wrong type.
class Value
{
public:
    using Entry = std::pair<Value, Value>;

    Value() = default; ///< absent
    static Value boolean(bool value);
    static Value integer(Type type, int64_t value);
    static Value i32(int64_t value) { return integer(Type::I32, value); }
    static Value i64(int64_t value) { return integer(Type::I64, value); }
    static Value number(double value);
    static Value text(std::string value);
    static Value structure(std::vector<Field> fields);
    static Value list(Type element, std::vector<Value> elements);
    static Value set(Type element, std::vector<Value> elements);
    static Value map(Type key, Type value, std::vector<Entry> entries);

    Type type() const { return m_type; }
    bool isAbsent() const { return m_type == Type::Stop; }
    Type elementType() const { return m_element; } ///< of lists and sets, and of a map's values
    Type keyType() const { return m_key; }

    bool isTrue() const { return integer() != 0; }
    int64_t integer() const;
    double number() const; ///< of an integer, too
    const std::string &text() const;
    const std::vector<Field> &fields() const;
    const std::vector<Value> &elements() const;
    const std::vector<Entry> &entries() const;

    /// The field of that number and type; absent when it is not there.
    const Value &field(int id, Type type) const;
    bool has(int id, Type type) const { return !field(id, type).isAbsent(); }
    int64_t integerAt(int id, Type type = Type::I32) const { return field(id, type).integer(); }
    const std::string &textAt(int id) const { return field(id, Type::String).text(); }
    const Value &structAt(int id) const { return field(id, Type::Struct); }

private:
    using Fields = std::shared_ptr<const std::vector<Field>>;
    using Elements = std::shared_ptr<const std::vector<Value>>;
    using Entries = std::shared_ptr<const std::vector<Entry>>;

    Type m_type = Type::Stop;
    Type m_element = Type::Stop;
    Type m_key = Type::Stop;
    std::variant<std::monostate, int64_t, double, std::shared_ptr<const std::string>, Fields, Elements, Entries> m_body;
};

struct Field
{
    int id = 0;
    Value value;
};

/// Collects the fields of a struct; what is absent is left out, as servers do.
class Struct
{
public:
    Struct &put(int id, Value value)
    {
        if (!value.isAbsent())
            m_fields.push_back({ id, std::move(value) });
        return *this;
    }
    Struct &i32(int id, int64_t value) { return put(id, Value::i32(value)); }
    Struct &i64(int id, int64_t value) { return put(id, Value::i64(value)); }
    Struct &flag(int id, bool value) { return put(id, Value::boolean(value)); }
    Struct &text(int id, std::string value) { return put(id, Value::text(std::move(value))); }
    Struct &optionalText(int id, std::string value) { return value.empty() ? *this : text(id, std::move(value)); }
    Value done() { return Value::structure(std::move(m_fields)); }

private:
    std::vector<Field> m_fields;
};

/// A struct of one field: how unions and most results look.
Value single(int id, Value value);

} // namespace sim::thrift
