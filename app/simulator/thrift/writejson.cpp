// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/thrift/jsontags.h"
#include "app/simulator/thrift/message.h"

#include <QLocale>

#include <cmath>

namespace sim::thrift {

namespace {

std::string_view tagOf(Type type)
{
    for (const auto &[tag, value] : tags) {
        if (value == type)
            return tag;
    }
    return "rec"; // of an empty collection whose elements nobody named
}

class Writer
{
public:
    void raw(std::string_view text) { m_out.append(text.data(), static_cast<qsizetype>(text.size())); }
    void integer(int64_t value) { m_out += QByteArray::number(static_cast<qint64>(value)); }

    void string(const std::string &text)
    {
        raw("\"");
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                m_out += '\\';
                m_out += c;
            } else if (static_cast<unsigned char>(c) >= 0x20) {
                m_out += c;
            } else if (const size_t named = std::string_view("\b\f\n\r\t").find(c); named != std::string_view::npos) {
                m_out += '\\';
                m_out += "bfnrt"[named];
            } else {
                m_out += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
            }
        }
        raw("\"");
    }

    void number(double value)
    {
        if (std::isnan(value))
            return raw("\"NaN\"");
        if (std::isinf(value))
            return raw(value < 0 ? "\"-Infinity\"" : "\"Infinity\"");
        QByteArray text = QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
        if (!text.contains('.') && !text.contains('e'))
            text += ".0"; // Java writes 2.0
        m_out += text;
    }

    void tag(Type type)
    {
        raw("\"");
        raw(tagOf(type));
        raw("\"");
    }

    void value(const Value &value)
    {
        switch (value.type()) {
        case Type::Bool:
        case Type::I8:
        case Type::I16:
        case Type::I32:
        case Type::I64:
            return integer(value.integer());
        case Type::Double:
            return number(value.number());
        case Type::String:
            return string(value.text());
        case Type::Struct:
            return structure(value);
        case Type::Map:
            return map(value);
        case Type::Set:
        case Type::List:
            raw("[");
            tag(value.elementType());
            raw(",");
            integer(static_cast<int64_t>(value.elements().size()));
            for (const Value &element : value.elements()) {
                raw(",");
                this->value(element);
            }
            return raw("]");
        case Type::Stop:
            return;
        }
    }

    QByteArray take() { return std::move(m_out); }

private:
    void structure(const Value &value)
    {
        raw("{");
        bool first = true;
        for (const Field &field : value.fields()) {
            raw(first ? "\"" : ",\"");
            first = false;
            integer(field.id);
            raw("\":{");
            tag(field.value.type());
            raw(":");
            this->value(field.value);
            raw("}");
        }
        raw("}");
    }

    void map(const Value &value)
    {
        raw("[");
        tag(value.keyType());
        raw(",");
        tag(value.elementType());
        raw(",");
        integer(static_cast<int64_t>(value.entries().size()));
        raw(",{");
        bool first = true;
        for (const auto &[key, mapped] : value.entries()) {
            if (!first)
                raw(",");
            first = false;
            if (key.type() != Type::String)
                raw("\"");
            this->value(key);
            if (key.type() != Type::String)
                raw("\"");
            raw(":");
            this->value(mapped);
        }
        raw("}]");
    }

    QByteArray m_out;
};

} // namespace

QByteArray writeJson(const Message &message)
{
    Writer writer;
    writer.raw("[1,");
    writer.string(message.method);
    writer.raw(",");
    writer.integer(static_cast<int64_t>(message.type));
    writer.raw(",");
    writer.integer(message.seqid);
    writer.raw(",");
    writer.value(message.body);
    writer.raw("]");
    return writer.take();
}

} // namespace sim::thrift
