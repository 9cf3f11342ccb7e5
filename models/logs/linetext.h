// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace logs {

/// A colour that is told by its parts, 0…255 each, as a number beside the terminal's own.
constexpr qint32 trueColour(int red, int green, int blue)
{
    return 1 << 24 | red << 16 | green << 8 | blue;
}

/// How a piece of a line is to be shown, as its ANSI codes wish. Colours are the terminal's numbers 0…255, or
/// trueColour(); -1: none.
struct AnsiStyle
{
    qint32 ink = -1;
    qint32 paper = -1;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false;
    bool operator==(const AnsiStyle &) const = default;
};

struct StyledRun
{
    qsizetype begin = 0; ///< in LineText::text
    qsizetype end = 0;
    AnsiStyle style;
    bool operator==(const StyledRun &) const = default;
};

/// A line as it is shown.
struct LineText
{
    QString text;
    QList<StyledRun> runs; ///< ascending, without those of the plain style
};

/// Whatever the bytes are, the text is harmless: what is not UTF-8 becomes U+FFFD, escape sequences are gone (colours
/// are told by runs), a tabulator is blanks up to the next multiple of 8, other control characters are their pictures
/// (␀ ␇ …), of "\r"-overwritten progress the last state is left, bidirectional controls are U+FFFD. Pure.
LineText lineText(QByteArrayView line);

/// The text alone: what is searched and copied. A tabulator stays one.
QString plainText(QByteArrayView line);

/// Nothing in these bytes is changed by plainText(): printable ASCII, tabulators, line feeds.
bool isPlain(QByteArrayView bytes);

} // namespace logs
