// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/textcache.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Some screens of cells; a line takes about half a kilobyte.
constexpr int keptLines = 8192;

enum StyleBits : uint8_t { FaceMask = 3, FiguresBit = 4, MiddleBit = 8 };

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

size_t qHash(const TextCache::Key &key, size_t seed)
{
    return qHashMulti(seed, key.text, key.width, key.style);
}

TextCache::TextCache()
    : m_lines(keptLines)
{
}

void TextCache::setFonts(const QFont &plain, const QFont &bold, const QFont &mono)
{
    m_lines.clear();
    const std::array fonts{ plain, bold, mono };
    for (size_t i = 0; i < fonts.size(); ++i) {
        m_faces[i] = {};
        m_faces[i].font = fonts[i];
    }
}

/// Loading a font takes a millisecond, and many tables never show one face or another.
const TextCache::FaceData &TextCache::dataOf(Face which) const
{
    FaceData &face = m_faces[static_cast<size_t>(which)];
    if (face.raw.isValid())
        return face;
    face.metrics = QFontMetricsF(face.font);
    face.raw = QRawFont::fromFont(face.font);
    const QList<quint32> digits = face.raw.glyphIndexesForString(u"0123456789"_s);
    const QList<QPointF> advances = face.raw.advancesForGlyphIndexes(digits);
    face.evenDigits = true;
    face.digitAdvance = 0;
    for (const QPointF &advance : advances) {
        face.evenDigits = face.evenDigits && qFuzzyCompare(advance.x(), advances.front().x());
        face.digitAdvance = std::max(face.digitAdvance, advance.x());
    }
    return face;
}

const TextCache::Line &TextCache::line(const QString &text, Face face)
{
    const Key key{ text, -1, static_cast<uint8_t>(face) };
    if (const Line *known = m_lines.object(key))
        return *known;
    auto *made = new Line;
    made->text = QStaticText(text);
    made->text.setTextFormat(Qt::PlainText);
    made->text.setPerformanceHint(QStaticText::AggressiveCaching);
    made->width = dataOf(face).metrics.horizontalAdvance(text);
    m_lines.insert(key, made);
    return *made;
}

const TextCache::Line &TextCache::elided(const QString &text, Face face, int width, Elide elide)
{
    const uint8_t style = static_cast<uint8_t>(face) | (elide == Elide::Middle ? MiddleBit : 0);
    const Key key{ text, width, style };
    if (const Line *known = m_lines.object(key))
        return *known;
    const QFontMetricsF &metrics = dataOf(face).metrics;
    const QString shown
        = metrics.elidedText(text, elide == Elide::Middle ? Qt::ElideMiddle : Qt::ElideRight, std::max(0, width));
    auto *made = new Line;
    made->text = QStaticText(shown);
    made->text.setTextFormat(Qt::PlainText);
    made->text.setPerformanceHint(QStaticText::AggressiveCaching);
    made->width = metrics.horizontalAdvance(shown);
    m_lines.insert(key, made);
    return *made;
}

const TextCache::Line &TextCache::figures(const QString &text, Face face)
{
    const FaceData &data = dataOf(face);
    if (data.evenDigits)
        return line(text, face);
    const Key key{ text, -1, static_cast<uint8_t>(static_cast<uint8_t>(face) | FiguresBit) };
    if (const Line *known = m_lines.object(key))
        return *known;

    const QList<quint32> glyphs = data.raw.glyphIndexesForString(text);
    // A sign the font lacks would come out as a box: such a line is left to Qt, which looks in other fonts.
    if (glyphs.contains(0) || glyphs.size() != text.size())
        return line(text, face);
    const QList<QPointF> advances = data.raw.advancesForGlyphIndexes(glyphs);
    QList<QPointF> positions;
    positions.reserve(glyphs.size());
    qreal x = 0;
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        const qreal own = advances[i].x();
        const qreal given = isDigit(text[i]) ? data.digitAdvance : own;
        positions.append({ x + (given - own) / 2, 0 });
        x += given;
    }
    auto *made = new Line;
    made->run.setRawFont(data.raw);
    made->run.setGlyphIndexes(glyphs);
    made->run.setPositions(positions);
    made->width = x;
    m_lines.insert(key, made);
    return *made;
}

qreal TextCache::width(const QString &text, Face face)
{
    return line(text, face).width;
}

qreal TextCache::figuresWidth(const QString &text, Face face)
{
    return figures(text, face).width;
}

void TextCache::put(QPainter *painter, const QRect &box, Qt::AlignmentFlag side, const Line &line, const FaceData &face)
{
    qreal x = box.left();
    if (side == Qt::AlignRight)
        x = box.left() + box.width() - line.width;
    else if (side == Qt::AlignHCenter)
        x = box.left() + (box.width() - line.width) / 2;
    const qreal top = box.top() + std::floor((box.height() - face.metrics.height()) / 2);
    if (!line.run.isEmpty())
        painter->drawGlyphRun(QPointF(x, top + face.metrics.ascent()), line.run);
    else
        painter->drawStaticText(QPointF(x, top), line.text);
}

qreal TextCache::draw(QPainter *painter, const QRect &box, Qt::AlignmentFlag side, const QString &text, Face face,
                      Elide elide)
{
    if (text.isEmpty() || box.width() <= 0)
        return 0;
    const FaceData &data = dataOf(face);
    if (painter->font() != data.font)
        painter->setFont(data.font);
    const Line *shown = &line(text, face);
    if (shown->width > box.width())
        shown = &elided(text, face, box.width(), elide);
    put(painter, box, side, *shown, data);
    return shown->width;
}

void TextCache::drawFigures(QPainter *painter, const QRect &box, const QString &text, Face face)
{
    if (text.isEmpty() || box.width() <= 0)
        return;
    const Line &shown = figures(text, face);
    if (shown.width > box.width()) {
        draw(painter, box, Qt::AlignRight, text, face);
        return;
    }
    const FaceData &data = dataOf(face);
    if (painter->font() != data.font)
        painter->setFont(data.font);
    put(painter, box, Qt::AlignRight, shown, data);
}

} // namespace ui
