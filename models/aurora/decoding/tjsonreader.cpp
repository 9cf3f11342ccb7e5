// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoding/tjsonreader.h"

#include <algorithm>
#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;

namespace aurora {

bool TJsonReader::start(const Bytes &bytes, simdjson::ondemand::document &document, simdjson::ondemand::array &message)
{
    m_failed = false;
    m_place = nullptr;
    m_error = {};
    const char *data = bytes.data;
    size_t capacity = bytes.capacity;
    if (bytes.size == 0 || *data != '[') {
        m_failed = true;
        m_error.kind = core::Error::Kind::NotJson;
        m_error.detail = QString::fromUtf8(data, static_cast<qsizetype>(std::min<size_t>(bytes.size, 4096)));
        return false;
    }
    if (bytes.size > std::numeric_limits<uint32_t>::max() - simdjson::SIMDJSON_PADDING) {
        fail("larger than 4 GiB", core::Error::Kind::TooLarge);
        m_error.received = static_cast<qint64>(bytes.size);
        return false;
    }
    m_isCopied = capacity < bytes.size + simdjson::SIMDJSON_PADDING;
    if (m_isCopied) {
        m_copy = simdjson::padded_string(bytes.view());
        data = m_copy.data();
        capacity = bytes.size + simdjson::SIMDJSON_PADDING;
    }
    m_document = &document;
    m_end = data + bytes.size;
    return check(m_parser.iterate(data, bytes.size, capacity).get(document))
        && check(document.get_array().get(message), "a list");
}

core::Result<void> TJsonReader::finish(simdjson::ondemand::document &document)
{
    if (!m_failed && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        fail("there is more behind the message's end", core::Error::Kind::NotJson);
    if (m_failed)
        return core::failure(m_error);
    return {};
}

double TJsonReader::real(Json &json)
{
    double result = 0;
    if (json.raw_json_token().front() == '"') { // "NaN", "Infinity", "-Infinity"
        std::string_view word;
        check(json.get_string().get(word), "a number");
        if (word.ends_with("Infinity"))
            result = std::numeric_limits<double>::infinity() * (word.front() == '-' ? -1 : 1);
        else if (word == "NaN")
            result = std::numeric_limits<double>::quiet_NaN();
        else
            fail("it is not a number");
        return result;
    }
    check(json.get_double().get(result), "a number");
    return result;
}

int64_t TJsonReader::unusualFieldId(const char *key)
{
    int64_t id = 0;
    const char *at = key;
    const bool negative = *at == '-';
    at += negative;
    const char *const digits = at;
    for (; *at >= '0' && *at <= '9' && at - digits < 6; ++at)
        id = id * 10 + (*at - '0');
    if (*at != '"' || at == digits || id > std::numeric_limits<int16_t>::max())
        fail("a field's name must be its number");
    return negative ? -id : id;
}

WireType TJsonReader::wireType(const char *name)
{
    struct Row
    {
        std::string_view name;
        WireType type;
    };
    static constexpr Row rows[] = {
        { "i32\"", WireType::I32 }, { "str\"", WireType::String }, { "rec\"", WireType::Struct },
        { "i64\"", WireType::I64 }, { "lst\"", WireType::List },   { "set\"", WireType::Set },
        { "tf\"", WireType::Bool }, { "map\"", WireType::Map },    { "dbl\"", WireType::Double },
        { "i16\"", WireType::I16 }, { "i8\"", WireType::Byte },
    };
    for (const Row &row : rows) { // the message is padded: reading past a name's end is allowed
        if (std::memcmp(name, row.name.data(), row.name.size()) == 0)
            return row.type;
    }
    return WireType::Stop;
}

void TJsonReader::failJson(simdjson::error_code code, const char *expected)
{
    const bool shape = expected != nullptr
        && (code == simdjson::INCORRECT_TYPE || code == simdjson::NUMBER_ERROR
            || code == simdjson::NUMBER_OUT_OF_RANGE);
    if (m_failed)
        return;
    fail("", shape ? core::Error::Kind::WrongShape : core::Error::Kind::NotJson);
    m_error.detail = shape ? u"it is not %1"_s.arg(QLatin1StringView(expected))
                           : QString::fromLatin1(simdjson::error_message(code));
}

void TJsonReader::fail(const char *what, core::Error::Kind kind)
{
    if (m_failed)
        return;
    m_failed = true;
    m_error.kind = kind;
    m_error.detail = QString::fromLatin1(what);
    for (const Place *place = m_place; place; place = place->parent) {
        if (place->isIndex)
            m_error.path.prepend(u'[' + QString::number(place->number) + u']');
        else
            m_error.path.prepend(u'.' + QString::number(place->number));
    }
    if (m_error.path.startsWith(u'.'))
        m_error.path.remove(0, 1);
}

} // namespace aurora
