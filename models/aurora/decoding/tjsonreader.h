// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/wiretype.h"
#include "models/core/result.h"

#include <simdjson.h>

#include <cstring>
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

    /// A field waits in its box, {"i32":5}, which is opened when it is taken: most are not, and are skipped whole. An
    /// element of a list has no box; its type stands once, at the list's beginning.
    struct Value
    {
        Json *json = nullptr;
        WireType type = WireType::Stop; ///< of an element
        bool isBoxed = false;
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
                    Value body{ &value, WireType::Struct, false };
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
        take(value, WireType::Struct, [&](Json &json) { eachField(json, onField); });
    }

    template <typename OnElement>
    void elements(Value &value, OnElement &&onElement)
    {
        take(value, WireType::List, [&](Json &json) { eachElement(json, onElement); });
    }

    int32_t i32(Value &value) { return static_cast<int32_t>(integerOf(value, WireType::I32)); }
    int64_t i64(Value &value) { return integerOf(value, WireType::I64); }
    bool boolean(Value &value)
    {
        int64_t result = 0;
        take(value, WireType::Bool, [&](Json &json) { result = integer(json); });
        return result != 0;
    }
    double number(Value &value)
    {
        double result = 0;
        take(value, WireType::Double, [&](Json &json) { result = real(json); });
        return result;
    }
    /// Escapes resolved; valid until the next message, as long as its bytes are.
    std::string_view text(Value &value)
    {
        std::string_view result;
        if (const char *const at = inBox(value, WireType::String); at != nullptr && readText(at, result))
            return result;
        take(value, WireType::String, [&](Json &json) {
            result = asItStands(json);
            if (result.data() == nullptr)
                check(json.get_string().get(result), "a string");
        });
        return m_failed ? std::string_view() : result;
    }

    /// Whether what comes is these bytes of the same message again; it is then skipped whole.
    bool takeSame(Value &, std::string_view known)
    {
        const char *const at = position();
        return !known.empty() && at != nullptr && static_cast<size_t>(m_end - at) >= known.size()
            && std::memcmp(at, known.data(), known.size()) == 0;
    }
    const char *position() const ///< of what comes next; null at the end
    {
        const char *at = nullptr;
        return m_document->current_location().get(at) == simdjson::SUCCESS ? at : nullptr;
    }
    /// With what stands before the next part: a comma, or the end of what both are in.
    std::string_view since(const char *begin) const
    {
        const char *const at = position();
        return m_failed || begin == nullptr || at == nullptr ? std::string_view() : std::string_view(begin, at);
    }

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

    template <typename Use>
    [[gnu::always_inline]] void take(Value &value, WireType type, Use &&use)
    {
        if (!value.isBoxed) {
            if (isSameType(value.type, type))
                use(*value.json);
            else
                fail("it is of another type than expected");
            return;
        }
        simdjson::ondemand::object box;
        if (!check(value.json->get_object().get(box), "an object"))
            return;
        int members = 0;
        for (simdjson::simdjson_result<simdjson::ondemand::field> item : box) {
            if (!check(item.error()))
                return;
            simdjson::ondemand::field &typed = item.value_unsafe();
            if (members++ == 0) {
                if (isNamed(typed.key().raw(), type))
                    use(typed.value());
                else
                    fail("it is of another type than expected");
            }
            if (m_failed)
                return;
        }
        if (members != 1)
            fail("a field must have one value with its type");
    }

    template <typename OnField>
    void eachField(Json &json, OnField &onField)
    {
        simdjson::ondemand::object object;
        if (!check(json.get_object().get(object), "an object"))
            return;
        Place place(this);
        for (simdjson::simdjson_result<simdjson::ondemand::field> item : object) {
            if (!check(item.error()))
                return;
            simdjson::ondemand::field &field = item.value_unsafe();
            place.number = fieldId(field.key().raw());
            Value member{ &field.value(), WireType::Stop, true };
            onField(static_cast<int16_t>(place.number), member);
            if (m_failed)
                return;
        }
    }

    template <typename OnElement>
    void eachElement(Json &json, OnElement &onElement)
    {
        simdjson::ondemand::array array;
        int64_t announced = 0;
        int64_t index = -2; // type and count stand before the elements
        if (!check(json.get_array().get(array), "a list") || !eachElementOf(array, announced, index, onElement))
            return;
        if (index != announced || announced < 0)
            fail("a list has another number of elements than it says");
    }

    template <typename OnElement>
    bool eachElementOf(simdjson::ondemand::array &array, int64_t &announced, int64_t &index, OnElement &onElement)
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
                Value element{ &json, type, false };
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
    static bool isSameType(WireType type, WireType wanted)
    {
        return type == wanted || (wanted == WireType::List && type == WireType::Set);
    }
    /// Whether a member is named like a type, e.g. `i32"`. The message is padded: reading past a name's end is allowed.
    static bool isNamed(const char *name, WireType type)
    {
        const auto is = [name](const char(&wanted)[5]) { return std::memcmp(name, wanted, 4) == 0; };
        switch (type) {
        case WireType::I32:
            return is("i32\"");
        case WireType::I64:
            return is("i64\"");
        case WireType::String:
            return is("str\"");
        case WireType::Struct:
            return is("rec\"");
        case WireType::List:
            return is("lst\"") || is("set\"");
        case WireType::Double:
            return is("dbl\"");
        case WireType::Bool:
            return std::memcmp(name, "tf\"", 3) == 0;
        default:
            return false;
        }
    }
    /// A text without escapes within the message itself, which spares a copy; else null. The bytes were found to be
    /// UTF-8 and its quotes to be a pair before the walk began.
    std::string_view asItStands(Json &json) const
    {
        const std::string_view token = json.raw_json_token(); // up to the next one: blanks may follow
        size_t size = token.size();
        while (size > 1 && token[size - 1] != '"')
            --size;
        if (m_isCopied || size < 2 || token.front() != '"' || std::memchr(token.data() + 1, '\\', size - 2) != nullptr)
            return {};
        return token.substr(1, size - 2);
    }
    /// Where the content of a box begins that is written without blanks, as Thrift does; null for others. It is read
    /// there and the box stays closed: skipping takes a fraction of opening it. The message is padded.
    static const char *inBox(const Value &value, WireType type)
    {
        constexpr int nameAt = 2;
        constexpr int colonAt = 6; // of the types read so, all names have three letters
        if (!value.isBoxed)
            return nullptr;
        const char *const at = value.json->raw_json_token().data();
        const bool isPlain = at[0] == '{' && at[1] == '"' && isNamed(at + nameAt, type) && at[colonAt] == ':';
        return isPlain ? at + colonAt + 1 : nullptr;
    }
    /// Up to the end of the box; false where that is no short integer.
    static bool readInteger(const char *at, int64_t &result)
    {
        constexpr int mostDigits = 18;
        const bool negative = *at == '-';
        at += negative;
        const char *const digits = at;
        int64_t number = 0;
        while (*at >= '0' && *at <= '9' && at - digits < mostDigits)
            number = 10 * number + (*at++ - '0');
        if (*at != '}' || at == digits || (*digits == '0' && at - digits > 1))
            return false;
        result = negative ? -number : number;
        return true;
    }
    /// Up to the end of the box; false where that is no text, or one with escapes. Its bytes were found to be UTF-8.
    bool readText(const char *at, std::string_view &result) const
    {
        if (m_isCopied || *at != '"')
            return false;
        const char *const begin = at + 1;
        const auto *const end = static_cast<const char *>(std::memchr(begin, '"', static_cast<size_t>(m_end - begin)));
        if (end == nullptr || end[1] != '}' || std::memchr(begin, '\\', static_cast<size_t>(end - begin)) != nullptr)
            return false;
        result = { begin, end };
        return true;
    }
    int64_t integerOf(Value &value, WireType type)
    {
        int64_t result = 0;
        if (const char *const at = inBox(value, type); at == nullptr || !readInteger(at, result))
            take(value, type, [&](Json &json) { result = integer(json); });
        return result;
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
    double real(Json &json);
    void failJson(simdjson::error_code code, const char *expected);
    int64_t fieldId(const char *key)
    {
        const auto digit = [key](int at) { return static_cast<unsigned>(key[at] - '0'); };
        if (digit(0) < 10 && key[1] == '"')
            return digit(0);
        if (digit(0) < 10 && digit(1) < 10 && key[2] == '"')
            return 10 * digit(0) + digit(1);
        return unusualFieldId(key);
    }
    int64_t unusualFieldId(const char *key);
    /// From the short name up to its quote; Stop for one that is not known.
    static WireType wireType(const char *name);

    simdjson::ondemand::parser &m_parser;
    simdjson::padded_string m_copy; ///< of a message without padding
    simdjson::ondemand::document *m_document = nullptr; ///< while it is read
    const char *m_end = nullptr; ///< of the message
    Place *m_place = nullptr;
    core::Error m_error;
    bool m_isCopied = false; ///< and ends with this reader
    bool m_failed = false;
};

} // namespace aurora
