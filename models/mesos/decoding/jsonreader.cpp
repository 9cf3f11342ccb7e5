// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/jsonreader.h"

#include "models/mesos/decoder.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

constexpr size_t detailBytes = 4096;

QString beginning(const char *data, size_t size)
{
    return QString::fromUtf8(data, static_cast<qsizetype>(std::min(size, detailBytes)));
}

/// A whole document that begins otherwise is no JSON of ours, but most likely some proxy's page.
bool beginsLikeJson(const char *data, size_t size)
{
    const char *const first
        = std::find_if(data, data + size, [](char c) { return std::strchr(" \t\r\n", c) == nullptr; });
    return first != data + size && (*first == '{' || *first == '[');
}

} // namespace

bool Reader::start(const Document &document, od::document &root)
{
    m_failed = false;
    m_error = {};
    m_place = nullptr;
    m_data = document.data;
    m_size = document.size;
    if (!beginsLikeJson(m_data, m_size)) {
        setError(core::Error::Kind::NotJson, beginning(m_data, m_size));
        return false;
    }
    if (m_size > std::numeric_limits<uint32_t>::max() - simdjson::SIMDJSON_PADDING) {
        failDocument(simdjson::CAPACITY);
        return false;
    }
    size_t capacity = document.capacity;
    if (capacity < m_size + simdjson::SIMDJSON_PADDING) {
        m_copy = simdjson::padded_string(m_data, m_size);
        m_data = m_copy.data();
        capacity = m_size + simdjson::SIMDJSON_PADDING;
    }
    if (const simdjson::error_code code = m_parser.iterate(m_data, m_size, capacity).get(root)) {
        failDocument(code);
        return false;
    }
    return true;
}

core::Result<void> Reader::finish(od::document &root)
{
    if (!m_failed && root.current_location().error() != simdjson::OUT_OF_BOUNDS)
        setError(core::Error::Kind::NotJson, u"there is more behind the document's end"_s);
    if (m_failed)
        return core::failure(m_error);
    return {};
}

QString Reader::path() const
{
    QString path;
    for (const Place *place = m_place; place; place = place->parent) {
        if (place->key) {
            const std::string_view key = Key(place->key).view();
            path.prepend(u'.'
                         + QString::fromUtf8(key.data(), static_cast<qsizetype>(std::min(key.size(), size_t{ 80 }))));
        } else if (place->index >= 0) {
            path.prepend(u'[' + QString::number(place->index) + u']');
        }
    }
    return path.startsWith(u'.') ? path.mid(1) : path;
}

void Reader::require(bool present, const char *name)
{
    if (present || m_failed)
        return;
    setError(core::Error::Kind::WrongShape, u"it is not there"_s);
    const QString parent = path();
    m_error.path = parent.isEmpty() ? QString::fromLatin1(name) : parent + u'.' + QString::fromLatin1(name);
}

void Reader::failShape(const char *what)
{
    setError(core::Error::Kind::WrongShape, QString::fromLatin1(what));
}

void Reader::fail(simdjson::error_code code)
{
    setError(core::Error::Kind::NotJson, QString::fromLatin1(simdjson::error_message(code)));
}

void Reader::failDocument(simdjson::error_code code, const char *expected)
{
    switch (code) {
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        setError(core::Error::Kind::TooLarge, QString::fromLatin1(simdjson::error_message(code)));
        m_error.received = static_cast<qint64>(m_size);
        break;
    case simdjson::INCORRECT_TYPE:
        setError(core::Error::Kind::WrongShape, u"the document is not "_s + QString::fromLatin1(expected));
        break;
    default:
        fail(code);
    }
}

void Reader::failValue(od::value &value, simdjson::error_code code, const char *expected)
{
    const std::string_view token = m_failed ? std::string_view() : value.raw_json_token();
    if (token.substr(0, 4) == "null")
        return;
    // On Demand says "not a number" and "a broken number" with the same code; the first character tells.
    const char first = token.empty() ? '\0' : token.front();
    const bool isNumber = first == '-' || (first >= '0' && first <= '9');
    const bool isScalarStart = isNumber || first == '"' || first == 't' || first == 'f' || first == '{' || first == '[';
    if (!isScalarStart || code == simdjson::TAPE_ERROR || code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
        fail(code);
    else if (isNumber && (code == simdjson::NUMBER_ERROR || code == simdjson::NUMBER_OUT_OF_RANGE))
        setError(core::Error::Kind::WrongShape, u"the number cannot be represented"_s);
    else if (code == simdjson::STRING_ERROR)
        fail(code);
    else
        setError(core::Error::Kind::WrongShape, u"it is not "_s + QString::fromLatin1(expected));
}

void Reader::setError(core::Error::Kind kind, const QString &detail)
{
    if (m_failed)
        return;
    m_failed = true;
    m_error.kind = kind;
    m_error.detail = detail;
    m_error.path = path();
}

} // namespace mesos
