// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/texts.h"
#include "models/core/result.h"

#include <simdjson.h>

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace airflow {

/// Reads one JSON object. What is missing or null is the default; what is of another type, or missing though it must be
/// there, is a fault with its place, the first of which is the outcome of the whole. Throws nothing.
class Reader
{
public:
    using Element = simdjson::dom::element;

    /// Shared by a document's readers.
    struct Document
    {
        Texts &texts;
        std::optional<core::Error> fault;
    };

    Reader(Document &document, Element element, QString path);

    bool has(const char *key) const; ///< and it is not null
    QString text(const char *key) const;
    QString needed(const char *key) const; ///< a text that must be there
    qint64 integer(const char *key, qint64 otherwise = 0) const; ///< also of a whole number with a point
    bool flag(const char *key, bool otherwise = false) const;
    core::TimePoint time(const char *key) const;
    QByteArray json(const char *key) const; ///< the value's own JSON; empty: null or missing
    QString valueText(const char *key) const; ///< a text without its quotes, JSON for anything else
    QStringList texts(const char *key) const;
    Reader object(const char *key) const; ///< an empty one where it is null or missing

    /// `use(Reader)` for each object of a list, which must be there.
    template <typename Use>
    void each(const char *key, const Use &use) const
    {
        simdjson::dom::array list;
        const auto code = m_valid ? m_object[key].get(list) : simdjson::NO_SUCH_FIELD;
        if (code) {
            fault(key, code);
            return;
        }
        int i = 0;
        for (const Element element : list)
            use(Reader(m_document, element, place(key) + u'[' + QString::number(i++) + u']'));
    }
    /// `use(name, JSON or text)` for each member; none where this is no object.
    template <typename Use>
    void members(const Use &use) const
    {
        if (!m_valid)
            return;
        for (const auto field : m_object)
            use(QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size())), written(field.value));
    }

private:
    static QString written(Element value);
    bool find(const char *key, Element &value) const;
    QString place(const char *key) const;
    void fault(const char *key, simdjson::error_code code) const;

    Document &m_document;
    simdjson::dom::object m_object;
    QString m_path;
    bool m_valid = false;
};

/// Parses `bytes` and lets `read` fill a value; the first fault is the error.
template <typename Value, typename Read>
core::Result<Value> parsed(std::string_view bytes, Texts &texts, const Read &read)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto code = parser.parse(bytes.data(), bytes.size()).get(root)) {
        core::Error error;
        error.kind = core::Error::Kind::NotJson;
        error.detail = QString::fromUtf8(simdjson::error_message(code));
        return core::failure(error);
    }
    Reader::Document document{ texts, {} };
    Value value{};
    read(Reader(document, root, {}), value);
    if (document.fault)
        return core::failure(*document.fault);
    return value;
}

} // namespace airflow
