// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/log.h"

#include "models/core/text.h"

#include <simdjson.h>

#include <QList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace airflow {

namespace {

using Element = simdjson::dom::element;
using Kind = core::Error::Kind;

core::Error fault(Kind kind, const QString &words)
{
    core::Error error;
    error.kind = kind;
    error.detail = words;
    return error;
}

/// Empty or 0 where it is missing or of another type.
template <typename Value>
Value valueOf(Element object, const char *key)
{
    Value value{};
    return object[key].get(value) ? Value() : value;
}

std::string_view textOf(Element object, const char *key)
{
    return valueOf<std::string_view>(object, key);
}

void append(QByteArray *to, std::string_view text)
{
    to->append(text.data(), static_cast<qsizetype>(text.size()));
}

/// Reads what Python's repr() writes of a list of pairs of texts: "[('host', 'text'), ('host', "it's text")]".
class PythonPairs
{
public:
    explicit PythonPairs(std::string_view text)
        : m_text(text)
    {
    }

    /// false: this is no such list.
    bool read(QList<std::pair<QByteArray, QByteArray>> *pairs)
    {
        if (!take('['))
            return false;
        while (!take(']')) {
            std::pair<QByteArray, QByteArray> pair;
            if (!take('(') || !string(&pair.first) || !take(',') || !string(&pair.second) || !take(')'))
                return false;
            pairs->append(std::move(pair));
            (void)take(',');
        }
        return m_at == m_text.size();
    }

private:
    bool take(char c)
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool string(QByteArray *value)
    {
        const char quote = take('\'') ? '\'' : '"';
        if (quote == '"' && !take('"'))
            return false;
        while (m_at < m_text.size()) {
            const size_t end = m_text.find_first_of(quote == '"' ? "\"\\" : "'\\", m_at);
            if (end == std::string_view::npos)
                return false;
            append(value, m_text.substr(m_at, end - m_at));
            m_at = end + 1;
            if (m_text[end] == quote)
                return true;
            escape(value);
        }
        return false;
    }

    /// Behind a backslash.
    void escape(QByteArray *value)
    {
        if (m_at >= m_text.size())
            return;
        const char c = m_text[m_at++];
        switch (c) {
        case 'n':
            value->append('\n');
            break;
        case 'r':
            value->append('\r');
            break;
        case 't':
            value->append('\t');
            break;
        case 'x':
            return codePoint(2, value);
        case 'u':
            return codePoint(4, value);
        case 'U':
            return codePoint(8, value);
        default:
            value->append(c);
        }
    }

    void codePoint(size_t digits, QByteArray *value)
    {
        const std::string_view hex = m_text.substr(m_at, digits);
        m_at += hex.size();
        bool isNumber = false;
        const char32_t code
            = QByteArray(hex.data(), static_cast<qsizetype>(hex.size())).toUInt(&isNumber, 16); // at most 8 digits
        value->append(QString::fromUcs4(&code, isNumber ? 1 : 0).toUtf8());
    }

    std::string_view m_text;
    size_t m_at = 0;
};

QByteArray fromPython(std::string_view content)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    if (!PythonPairs(content).read(&pairs)) // of a log handler that writes otherwise: as it is
        return { content.data(), static_cast<qsizetype>(content.size()) };
    QByteArray text;
    for (const auto &[host, log] : pairs) {
        if (pairs.size() > 1 && !log.isEmpty())
            text += "*** " + host + '\n';
        text += log;
        if (!log.isEmpty() && !log.endsWith('\n'))
            text += '\n';
    }
    return text;
}

/// 2.x's token is signed JSON: {"end_of_log": true, …}. Where it cannot be read there may be more.
bool saysEnd(const QByteArray &token)
{
    const QByteArray payload = QByteArray::fromBase64(token.left(token.indexOf('.')), QByteArray::Base64UrlEncoding);
    return QByteArray(payload).replace(' ', "").contains("\"end_of_log\":true");
}

/// What a process printed comes as an event of level "info", with the level that it meant in front.
bool beginsWithLevel(std::string_view event)
{
    constexpr std::array words{ "ERROR ", "WARN ", "WARNING ", "FATAL ", "CRITICAL ", "INFO ", "DEBUG " };
    return std::ranges::any_of(words, [event](const char *word) { return event.starts_with(word); });
}

void appendTraceback(QByteArray *text, Element error)
{
    simdjson::dom::array frames;
    if (!error["frames"].get(frames)) {
        *text += "Traceback (most recent call last):\n";
        for (const Element frame : frames) {
            *text += "  File \"";
            append(text, textOf(frame, "filename"));
            *text += "\", line " + QByteArray::number(qint64{ valueOf<int64_t>(frame, "lineno") }) + ", in ";
            append(text, textOf(frame, "name"));
            *text += '\n';
        }
    }
    append(text, textOf(error, "exc_type"));
    *text += ": ";
    append(text, textOf(error, "exc_value"));
    *text += '\n';
}

void appendEvent(QByteArray *text, Element event)
{
    const std::string_view time = textOf(event, "timestamp");
    const std::string_view level = textOf(event, "level");
    const std::string_view words = textOf(event, "event");
    if (!time.empty()) {
        append(text, time);
        *text += ' ';
    }
    if (!level.empty() && !beginsWithLevel(words)) {
        *text += QByteArray(level.data(), static_cast<qsizetype>(level.size())).toUpper();
        *text += ' ';
    }
    append(text, words);
    *text += '\n';
    simdjson::dom::array errors;
    if (event["error_detail"].get(errors))
        return;
    for (const Element error : errors)
        appendTraceback(text, error);
}

} // namespace

core::Result<LogPiece> answers::log(std::string_view bytes)
{
    simdjson::dom::parser parser;
    Element root;
    if (const auto code = parser.parse(bytes.data(), bytes.size()).get(root))
        return core::failure(fault(Kind::NotJson, QString::fromUtf8(simdjson::error_message(code))));
    Element content;
    if (root["content"].get(content))
        return core::failure(fault(Kind::WrongShape, u"content is missing"_s));
    LogPiece piece;
    const std::string_view token = textOf(root, "continuation_token");
    piece.token = core::toQString(token);
    simdjson::dom::array events;
    std::string_view python;
    if (!content.get(events)) {
        for (const Element event : events) {
            std::string_view plain;
            if (!event.get(plain)) { // of a handler that gives lines
                append(&piece.text, plain);
                piece.text += '\n';
            } else {
                appendEvent(&piece.text, event);
            }
        }
        piece.isEnd = piece.token.isEmpty();
    } else if (!content.get(python)) {
        piece.text = fromPython(python);
        piece.isEnd = piece.token.isEmpty() || saysEnd(piece.token.toLatin1());
    } else {
        return core::failure(fault(Kind::WrongShape, u"content is neither a text nor a list"_s));
    }
    return piece;
}

} // namespace airflow
