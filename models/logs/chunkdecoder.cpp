// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/chunkdecoder.h"

#include <charconv>
#include <optional>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

constexpr char lostByte = '\xff';

core::Error decodeError(core::Error::Kind kind, const QString &path, std::string_view body)
{
    core::Error error;
    error.kind = kind;
    error.path = path;
    error.detail
        = QString::fromUtf8(body.substr(0, 200).data(), static_cast<qsizetype>(std::min<size_t>(200, body.size())));
    return error;
}

/// The members of one flat JSON object that chunks have. Strings are bytes here, whatever they are.
struct Members
{
    std::optional<QByteArray> data;
    std::optional<qint64> offset;
    std::optional<qint64> length;
};

class FlatReader
{
public:
    explicit FlatReader(std::string_view body)
        : m_at(body.data())
        , m_end(body.data() + body.size())
    {
    }

    bool read(Members *members)
    {
        if (!take('{'))
            return false;
        if (take('}'))
            return atEnd();
        do {
            QByteArray name;
            if (!string(&name) || !take(':') || !value(name, members))
                return false;
        } while (take(','));
        return take('}') && atEnd();
    }

private:
    void skipBlanks()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }
    bool atEnd()
    {
        skipBlanks();
        return m_at == m_end;
    }
    bool take(char wanted)
    {
        skipBlanks();
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool value(const QByteArray &name, Members *members)
    {
        skipBlanks();
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            QByteArray text;
            if (!string(&text))
                return false;
            if (name == "data")
                members->data = std::move(text);
            return true;
        }
        qint64 number = 0;
        const auto [rest, fault] = std::from_chars(m_at, m_end, number);
        if (fault != std::errc())
            return false;
        m_at = rest;
        if (name == "offset")
            members->offset = number;
        else if (name == "length")
            members->length = number;
        return true;
    }

    bool string(QByteArray *out)
    {
        if (!take('"'))
            return false;
        out->reserve(m_end - m_at);
        while (m_at < m_end) {
            const char *from = m_at;
            while (m_at < m_end && *m_at != '"' && *m_at != '\\')
                ++m_at;
            out->append(from, m_at - from);
            if (m_at == m_end)
                return false;
            if (*m_at++ == '"')
                return true;
            if (!escape(out))
                return false;
        }
        return false;
    }

    bool escape(QByteArray *out)
    {
        if (m_at == m_end)
            return false;
        switch (const char c = *m_at++) {
        case 'n':
            out->append('\n');
            return true;
        case 't':
            out->append('\t');
            return true;
        case 'r':
            out->append('\r');
            return true;
        case 'b':
            out->append('\b');
            return true;
        case 'f':
            out->append('\f');
            return true;
        case '"':
        case '\\':
        case '/':
            out->append(c);
            return true;
        case 'u':
            return unicode(out);
        default:
            return false;
        }
    }

    bool hex(char32_t *unit)
    {
        if (m_end - m_at < 4)
            return false;
        unsigned value = 0;
        const auto [rest, fault] = std::from_chars(m_at, m_at + 4, value, 16);
        if (fault != std::errc() || rest != m_at + 4)
            return false;
        m_at = rest;
        *unit = value;
        return true;
    }

    bool unicode(QByteArray *out)
    {
        char32_t unit = 0;
        if (!hex(&unit))
            return false;
        if (QChar::isHighSurrogate(unit) && m_end - m_at >= 6 && m_at[0] == '\\' && m_at[1] == 'u') {
            m_at += 2;
            char32_t low = 0;
            if (!hex(&low))
                return false;
            unit = QChar::isLowSurrogate(low)
                ? QChar::surrogateToUcs4(static_cast<char16_t>(unit), static_cast<char16_t>(low))
                : char32_t{ QChar::ReplacementCharacter };
        }
        out->append(QString::fromUcs4(&unit, 1).toUtf8());
        return true;
    }

    const char *m_at;
    const char *m_end;
};

/// Undoes the observer's escaping and makes one byte of each character it could not tell.
QByteArray plainBytes(const QByteArray &escaped)
{
    QByteArray plain;
    plain.reserve(escaped.size());
    const QByteArrayView all(escaped);
    for (qsizetype i = 0; i < all.size();) {
        const QByteArrayView rest = all.sliced(i);
        if (rest.startsWith("&amp;")) {
            plain.append('&');
            i += 5;
        } else if (rest.startsWith("&lt;")) {
            plain.append('<');
            i += 4;
        } else if (rest.startsWith("&gt;")) {
            plain.append('>');
            i += 4;
        } else if (rest.startsWith("\xef\xbf\xbd")) {
            plain.append(lostByte);
            i += 3;
        } else {
            plain.append(rest.front());
            ++i;
        }
    }
    return plain;
}

} // namespace

core::Result<Chunk> decodeAgentChunk(std::string_view body)
{
    Members members;
    if (!FlatReader(body).read(&members))
        return core::failure(decodeError(core::Error::Kind::NotJson, {}, body));
    if (!members.data)
        return core::failure(decodeError(core::Error::Kind::WrongShape, u"data"_s, body));
    if (!members.offset || *members.offset < 0)
        return core::failure(decodeError(core::Error::Kind::WrongShape, u"offset"_s, body));
    return Chunk{ *members.offset, *std::move(members.data) };
}

core::Result<Chunk> decodeObserverChunk(std::string_view body)
{
    Members members;
    if (!FlatReader(body).read(&members))
        return core::failure(decodeError(core::Error::Kind::NotJson, {}, body));
    if (!members.offset && !members.length && !members.data)
        return core::failure(decodeError(core::Error::Kind::NotFound, {}, body));
    if (!members.offset || *members.offset < 0)
        return core::failure(decodeError(core::Error::Kind::WrongShape, u"offset"_s, body));
    if (!members.length || *members.length < 0)
        return core::failure(decodeError(core::Error::Kind::WrongShape, u"length"_s, body));
    Chunk chunk{ *members.offset, {} };
    if (members.data) {
        chunk.data = plainBytes(*members.data);
        // Several bytes may have become one U+FFFD, or one byte in a character cut in two: the count is what holds.
        if (*members.length > 4 * static_cast<qint64>(body.size()))
            return core::failure(decodeError(core::Error::Kind::WrongShape, u"length"_s, body));
        const qsizetype told = chunk.data.size();
        chunk.data.resize(static_cast<qsizetype>(*members.length));
        if (chunk.data.size() > told)
            std::fill(chunk.data.begin() + told, chunk.data.end(), lostByte);
    }
    return chunk;
}

} // namespace logs
