// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/decoding/reader.h"

#include "models/airflow/decoding/time.h"
#include "models/core/text.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace airflow {

Reader::Reader(Document &document, Element element, QString path)
    : m_document(document)
    , m_path(std::move(path))
{
    if (const auto code = element.get(m_object))
        fault(nullptr, code);
    else
        m_valid = true;
}

QString Reader::place(const char *key) const
{
    if (!key)
        return m_path.isEmpty() ? u"the document"_s : m_path;
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

void Reader::fault(const char *key, simdjson::error_code code) const
{
    if (m_document.fault)
        return;
    core::Error error;
    error.kind = core::Error::Kind::WrongShape;
    error.path = place(key);
    error.detail = QString::fromUtf8(simdjson::error_message(code));
    m_document.fault = error;
}

bool Reader::find(const char *key, Element &value) const
{
    return m_valid && !m_object[key].get(value) && !value.is_null();
}

bool Reader::has(const char *key) const
{
    Element value;
    return find(key, value);
}

QString Reader::text(const char *key) const
{
    Element value;
    if (!find(key, value))
        return {};
    std::string_view text;
    if (const auto code = value.get(text))
        fault(key, code);
    return m_document.texts.of(text);
}

QString Reader::needed(const char *key) const
{
    if (!has(key))
        fault(key, simdjson::NO_SUCH_FIELD);
    return text(key);
}

qint64 Reader::integer(const char *key, qint64 otherwise) const
{
    constexpr double most = 9e15; // whole numbers of a double
    Element value;
    if (!find(key, value))
        return otherwise;
    double number = 0;
    if (const auto code = value.get(number)) {
        fault(key, code);
        return otherwise;
    }
    if (std::abs(number) > most || number != std::floor(number)) {
        fault(key, simdjson::NUMBER_OUT_OF_RANGE);
        return otherwise;
    }
    return static_cast<qint64>(number);
}

bool Reader::flag(const char *key, bool otherwise) const
{
    Element value;
    if (!find(key, value))
        return otherwise;
    bool flag = otherwise;
    if (const auto code = value.get(flag))
        fault(key, code);
    return flag;
}

core::TimePoint Reader::time(const char *key) const
{
    Element value;
    if (!find(key, value))
        return {};
    std::string_view text;
    if (const auto code = value.get(text)) {
        fault(key, code);
        return {};
    }
    const std::optional<core::TimePoint> read = parseTime(text);
    if (!read)
        fault(key, simdjson::INCORRECT_TYPE);
    return read.value_or(core::TimePoint());
}

QString Reader::written(Element value)
{
    std::string_view text;
    if (!value.get(text))
        return core::toQString(text);
    return QString::fromStdString(simdjson::minify(value));
}

QByteArray Reader::json(const char *key) const
{
    Element value;
    return find(key, value) ? QByteArray::fromStdString(simdjson::minify(value)) : QByteArray();
}

QString Reader::valueText(const char *key) const
{
    Element value;
    return find(key, value) ? written(value) : QString();
}

QStringList Reader::texts(const char *key) const
{
    Element value;
    if (!find(key, value))
        return {};
    simdjson::dom::array list;
    if (const auto code = value.get(list)) {
        fault(key, code);
        return {};
    }
    QStringList texts;
    for (const Element element : list) {
        std::string_view text;
        if (const auto code = element.get(text))
            fault(key, code);
        else
            texts.append(m_document.texts.of(text));
    }
    return texts;
}

Reader Reader::object(const char *key) const
{
    Element value;
    if (find(key, value))
        return { m_document, value, place(key) };
    Reader none = *this;
    none.m_valid = false;
    none.m_path = place(key);
    return none;
}

} // namespace airflow
