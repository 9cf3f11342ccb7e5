// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QRawFont>
#include <QRect>
#include <QStaticText>

#include <array>

class QPainter;

namespace ui {

/// Lines of text laid out once and drawn many times: what makes a screen of cells cost a millisecond (performance.md
/// §5). Figures line up even in fonts whose digits differ in width, as Qt 6.4 cannot switch on `tnum`: their digits are
/// set to the widest advance. GUI thread.
class TextCache
{
public:
    enum class Face : uint8_t { Plain, Bold, Mono };
    enum class Elide : uint8_t { Right, Middle };

    TextCache();
    void setFonts(const QFont &plain, const QFont &bold, const QFont &mono);

    const QFont &font(Face face) const { return m_faces[static_cast<size_t>(face)].font; }
    /// Advance of the whole line, logical px.
    qreal width(const QString &text, Face face);
    /// As width(), for drawFigures().
    qreal figuresWidth(const QString &text, Face face);

    /// Draws one line, centred vertically in `box`, elided to its width. Returns the width drawn.
    qreal draw(QPainter *painter, const QRect &box, Qt::AlignmentFlag side, const QString &text, Face face,
               Elide elide = Elide::Right);
    /// Right-aligned figures; too long ones are elided as text.
    void drawFigures(QPainter *painter, const QRect &box, const QString &text, Face face);
    bool fits(const QString &text, Face face, int width) { return this->width(text, face) <= width; }

private:
    struct Key
    {
        QString text;
        int width; ///< -1: not elided
        uint8_t style;
        bool operator==(const Key &) const = default;
    };
    friend size_t qHash(const Key &key, size_t seed);

    struct Line
    {
        QStaticText text;
        QGlyphRun run; ///< not empty: drawn instead of `text`
        qreal width = 0;
    };
    struct FaceData
    {
        QFont font;
        QFontMetricsF metrics{ QFont() };
        QRawFont raw;
        bool evenDigits = true;
        qreal digitAdvance = 0;
    };

    const FaceData &dataOf(Face face) const; ///< loaded when it is first needed
    const Line &line(const QString &text, Face face);
    const Line &elided(const QString &text, Face face, int width, Elide elide);
    const Line &figures(const QString &text, Face face);
    void put(QPainter *painter, const QRect &box, Qt::AlignmentFlag side, const Line &line, const FaceData &face);

    mutable std::array<FaceData, 3> m_faces; ///< see dataOf()
    QCache<Key, Line> m_lines;
};

} // namespace ui
