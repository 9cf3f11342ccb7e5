// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/wiretype.h"
#include "models/core/result.h"

#include <simdjson.h>

#include <string_view>

namespace aurora {

/// Bytes of an answer; capacity ≥ size + 64 spares TJsonReader a copy.
struct Bytes
{
    const char *data = nullptr;
    size_t size = 0;
    size_t capacity = 0; ///< readable bytes, padding included
    std::string_view view() const { return { data, size }; }
};

/// Walks one message of Thrift's JSON encoding forward only, by simdjson's On Demand. The face of BinaryReader, to
/// which the words there apply.
class TJsonReader
{
public:
    using Json = simdjson::ondemand::value;

    struct Value
    {
        Json *json = nullptr;
        WireType type = WireType::Stop;
    };

    explicit TJsonReader(simdjson::ondemand::parser &parser)
        : m_parser(parser)
    {
    }

    /// NotJson and WrongShape on failure; TooLarge from 4 GiB on.
    template <typename OnMessage>
    core::Result<void> read(const Bytes &bytes, OnMessage &&onMessage)
    {
        simdjson::ondemand::document document;
        simdjson::ondemand::array message;
        if (start(bytes, document, message)) {
            int place = 0;
            MessageType type{};
            for (simdjson::simdjson_result<Json> item : message) {
                if (!check(item.error()))
                    break;
                Json &value = item.value_unsafe();
                switch (place++) {
                case 0:
                    if (integer(value) != 1)
                        fail("it is of another version of Thrift's JSON");
                    break;
                case 2:
                    type = static_cast<MessageType>(integer(value));
                    break;
                case 4: {
                    Value body{ &value, WireType::Struct };
                    onMessage(type, body);
                    break;
                }
                default:
                    break;
                }
                if (m_failed)
                    break;
            }
            if (!m_failed && place != 5)
                fail("it is not a message of five parts");
        }
        return finish(document);
    }

    template <typename OnField>
    void record(Value &value, OnField &&onField)
    {
        simdjson::ondemand::object object;
        if (!isType(value, WireType::Struct) || !check(value.json->get_object().get(object), "an object"))
            return;
        Place place(this);
        for (simdjson::simdjson_result<simdjson::ondemand::field> item : object) {
            if (!check(item.error()))
                return;
            simdjson::ondemand::field &field = item.value_unsafe();
            place.number = fieldId(field.key().raw());
            simdjson::ondemand::object box;
            if (!check(field.value().get_object().get(box), "an object"))
                return;
            int members = 0;
            for (simdjson::simdjson_result<simdjson::ondemand::field> inner : box) {
                if (!check(inner.error()))
                    return;
                simdjson::ondemand::field &typed = inner.value_unsafe();
                Value member{ &typed.value(), wireType(typed.key().raw()) };
                if (members++ == 0)
                    onField(static_cast<int16_t>(place.number), member);
                if (m_failed)
                    return;
            }
            if (members != 1)
                return fail("a field must have one value with its type");
        }
    }

    template <typename OnElement>
    void elements(Value &value, OnElement &&onElement)
    {
        simdjson::ondemand::array array;
        if (value.type != WireType::Set && value.type != WireType::List)
            return fail("it is of another type than expected");
        if (!check(value.json->get_array().get(array), "a list"))
            return;
        int64_t announced = 0;
        int64_t index = -2; // type and count stand before the elements
        if (!eachElement(array, announced, index, onElement))
            return;
        if (index != announced || announced < 0)
            fail("a list has another number of elements than it says");
    }

    int32_t i32(Value &value) { return isType(value, WireType::I32) ? static_cast<int32_t>(integer(*value.json)) : 0; }
    int64_t i64(Value &value) { return isType(value, WireType::I64) ? integer(*value.json) : 0; }
    bool boolean(Value &value) { return isType(value, WireType::Bool) && integer(*value.json) != 0; }
    double number(Value &value);
    /// Escapes resolved; valid until the next message.
    std::string_view text(Value &value)
    {
        std::string_view result;
        if (isType(value, WireType::String))
            check(value.json->get_string().get(result), "a string");
        return result;
    }

    bool takeSame(Value &, std::string_view) { return false; }
    const char *position() const { return nullptr; }
    std::string_view since(const char *) const { return {}; }

    bool failed() const { return m_failed; }
    void fail(const char *what, core::Error::Kind kind = core::Error::Kind::WrongShape);

private:
    /// Where the walk is; a chain on the stack, spelled out only when something is wrong.
    struct Place
    {
        explicit Place(TJsonReader *owner, bool inList = false)
            : reader(owner)
            , parent(owner->m_place)
            , isIndex(inList)
        {
            reader->m_place = this;
        }
        ~Place() { reader->m_place = parent; }
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;

        TJsonReader *reader;
        Place *parent;
        int64_t number = 0;
        bool isIndex;
    };

    template <typename OnElement>
    bool eachElement(simdjson::ondemand::array &array, int64_t &announced, int64_t &index, OnElement &onElement)
    {
        Place place(this, true);
        WireType type{};
        for (simdjson::simdjson_result<Json> item : array) {
            if (!check(item.error()))
                return false;
            Json &json = item.value_unsafe();
            if (index == -2) {
                const std::string_view token = json.raw_json_token();
                if (token.front() == '"')
                    type = wireType(token.data() + 1);
                else
                    fail("a list must begin with the type of its elements");
            } else if (index == -1) {
                announced = integer(json);
            } else {
                place.number = index;
                Value element{ &json, type };
                onElement(element);
            }
            ++index;
            if (m_failed)
                return false;
        }
        return true;
    }

    bool start(const Bytes &bytes, simdjson::ondemand::document &document, simdjson::ondemand::array &message);
    core::Result<void> finish(simdjson::ondemand::document &document);
    bool isType(const Value &value, WireType type)
    {
        if (value.type != type) [[unlikely]]
            fail("it is of another type than expected");
        return !m_failed;
    }
    int64_t integer(Json &json)
    {
        int64_t result = 0;
        check(json.get_int64().get(result), "an integer");
        return result;
    }
    bool check(simdjson::error_code code, const char *expected = nullptr)
    {
        if (code != simdjson::SUCCESS) [[unlikely]]
            failJson(code, expected);
        return !m_failed;
    }
    void failJson(simdjson::error_code code, const char *expected);
    int64_t fieldId(const char *key);
    /// From the short name up to its quote; Stop for one that is not known.
    static WireType wireType(const char *name);

    simdjson::ondemand::parser &m_parser;
    simdjson::padded_string m_copy; ///< of a message without padding
    Place *m_place = nullptr;
    core::Error m_error;
    bool m_failed = false;
};

} // namespace aurora
