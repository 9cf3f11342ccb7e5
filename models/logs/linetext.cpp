// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/linetext.h"

#include <algorithm>

namespace logs {

namespace {

constexpr char escape = '\x1b';

/// Parameters of one SGR sequence ("1;31") applied to a style.
void apply(QByteArrayView parameters, AnsiStyle *style)
{
    QList<int> codes;
    int code = 0;
    for (const char c : parameters) {
        if (c >= '0' && c <= '9') {
            code = std::min(code * 10 + (c - '0'), 1000);
        } else {
            codes.append(code);
            code = 0;
        }
    }
    codes.append(code);
    for (qsizetype i = 0; i < codes.size(); ++i) {
        const int n = codes[i];
        if (n == 0)
            *style = {};
        else if (n == 1)
            style->bold = true;
        else if (n == 2)
            style->faint = true;
        else if (n == 3)
            style->italic = true;
        else if (n == 4)
            style->underline = true;
        else if (n == 22)
            style->bold = style->faint = false;
        else if (n == 23)
            style->italic = false;
        else if (n == 24)
            style->underline = false;
        else if (n >= 30 && n <= 37)
            style->ink = n - 30;
        else if (n >= 90 && n <= 97)
            style->ink = n - 90 + 8;
        else if (n >= 40 && n <= 47)
            style->paper = n - 40;
        else if (n >= 100 && n <= 107)
            style->paper = n - 100 + 8;
        else if (n == 39)
            style->ink = -1;
        else if (n == 49)
            style->paper = -1;
        else if (n == 38 || n == 48) { // 38;5;N or 38;2;R;G;B
            qint32 &colour = n == 38 ? style->ink : style->paper;
            const bool indexed = i + 2 < codes.size() && codes[i + 1] == 5;
            const bool told = i + 4 < codes.size() && codes[i + 1] == 2;
            if (indexed && codes[i + 2] < 256)
                colour = codes[i + 2];
            else if (told && codes[i + 2] < 256 && codes[i + 3] < 256 && codes[i + 4] < 256)
                colour = trueColour(codes[i + 2], codes[i + 3], codes[i + 4]);
            i += indexed ? 2 : 4;
        }
    }
}

/// The length of the escape sequence that `rest` begins with; an unfinished one is all of it.
qsizetype sequenceLength(QByteArrayView rest)
{
    if (rest.size() < 2)
        return rest.size();
    if (rest[1] == '[') { // CSI: parameters, then one letter
        qsizetype i = 2;
        while (i < rest.size() && rest[i] >= 0x20 && rest[i] <= 0x3f)
            ++i;
        return std::min(i + 1, rest.size());
    }
    if (rest[1] == ']') { // OSC: a title or link, up to BEL or ESC \.
        for (qsizetype i = 2; i < rest.size(); ++i) {
            if (rest[i] == '\a')
                return i + 1;
            if (rest[i] == escape)
                return std::min(i + 2, rest.size());
        }
        return rest.size();
    }
    return 2;
}

/// What a terminal would show of "10 %\r20 %\r": the last state.
QByteArrayView lastState(QByteArrayView line)
{
    while (line.endsWith('\r'))
        line.chop(1);
    const qsizetype back = line.lastIndexOf('\r');
    return back < 0 ? line : line.sliced(back + 1);
}

bool isBidirectional(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) || u == 0x200e || u == 0x200f;
}

/// Appends bytes without escape sequences; control characters become their pictures.
void appendText(QByteArrayView bytes, bool expandTabs, QString *text)
{
    const QString decoded = QString::fromUtf8(bytes);
    for (const QChar c : decoded) {
        if (c == u'\t' && expandTabs)
            text->append(QString(8 - text->size() % 8, u' '));
        else if (c == u'\t')
            text->append(c);
        else if (c.unicode() < 0x20)
            text->append(QChar(0x2400 + c.unicode()));
        else if (c.unicode() == 0x7f)
            text->append(QChar(0x2421));
        else if (isBidirectional(c) || (c.unicode() >= 0x80 && c.unicode() < 0xa0) || c.unicode() == 0x2028
                 || c.unicode() == 0x2029)
            text->append(QChar(QChar::ReplacementCharacter));
        else
            text->append(c);
    }
}

LineText read(QByteArrayView line, bool expandTabs)
{
    LineText result;
    line = lastState(line);
    AnsiStyle style;
    while (!line.isEmpty()) {
        const qsizetype next = line.indexOf(escape);
        const QByteArrayView piece = next < 0 ? line : line.first(next);
        const qsizetype begin = result.text.size();
        appendText(piece, expandTabs, &result.text);
        if (style != AnsiStyle() && result.text.size() > begin)
            result.runs.append({ begin, result.text.size(), style });
        if (next < 0)
            break;
        line = line.sliced(next);
        const qsizetype length = sequenceLength(line);
        if (length >= 3 && line[1] == '[' && line[length - 1] == 'm')
            apply(line.sliced(2, length - 3), &style);
        line = line.sliced(length);
    }
    return result;
}

} // namespace

LineText lineText(QByteArrayView line)
{
    return read(line, true);
}

QString plainText(QByteArrayView line)
{
    return isPlain(line) ? QString::fromLatin1(line) : read(line, false).text;
}

bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t'; });
}

} // namespace logs
