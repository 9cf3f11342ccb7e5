// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/glyphs.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace ui {

namespace {

constexpr QPointF centre(7, 7);

QPainterPath polyline(std::initializer_list<QPointF> points, bool closed = false)
{
    QPainterPath path;
    for (const QPointF &p : points) {
        if (path.elementCount() == 0)
            path.moveTo(p);
        else
            path.lineTo(p);
    }
    if (closed)
        path.closeSubpath();
    return path;
}

/// Several strokes as one path. Not operator+: that unites areas.
QPainterPath strokes(std::initializer_list<QPainterPath> parts)
{
    QPainterPath path;
    for (const QPainterPath &part : parts)
        path.addPath(part);
    return path;
}

/// Degrees count anticlockwise from three o'clock, as in Qt.
QPainterPath arc(const QPointF &middle, double radius, double from, double sweep)
{
    const QRectF box(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius);
    QPainterPath path;
    path.arcMoveTo(box, from);
    path.arcTo(box, from, sweep);
    return path;
}

QPainterPath circle(const QPointF &middle, double radius)
{
    QPainterPath path;
    path.addEllipse(middle, radius, radius);
    return path;
}

QPainterPath cross(double low, double high)
{
    return strokes({ polyline({ { low, low }, { high, high } }), polyline({ { low, high }, { high, low } }) });
}

QPainterPath octagon(double radius)
{
    QPainterPath path;
    for (int corner = 0; corner < 8; ++corner) {
        const double angle = (22.5 + corner * 45.0) * M_PI / 180.0;
        const QPointF p = centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
        corner == 0 ? path.moveTo(p) : path.lineTo(p);
    }
    path.closeSubpath();
    return path;
}

QPainterPath pieces(const QPointF &middle, double radius, int count, double share)
{
    QPainterPath path;
    for (int i = 0; i < count; ++i)
        path.addPath(arc(middle, radius, 90.0 + i * 360.0 / count, share * 360.0 / count));
    return path;
}

QPainterPath dots(double radius, int count, double size)
{
    QPainterPath path;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * M_PI * i / count;
        path.addEllipse(centre + QPointF(std::sin(angle), -std::cos(angle)) * radius, size, size);
    }
    return path;
}

/// What a shape is made of: areas that are filled, lines that are stroked, and what is cut into the areas in the
/// colour of text on marks.
struct Drawing
{
    QPainterPath area;
    QPainterPath line;
    QPainterPath cut;
    double width = 1.5;
};

QPainterPath query()
{
    QPainterPath path;
    path.moveTo(5.5, 5.7);
    path.cubicTo(5.5, 3.6, 8.6, 3.7, 8.6, 5.6);
    path.cubicTo(8.6, 6.9, 7.0, 6.9, 7.0, 8.1);
    path.moveTo(7.0, 10.0);
    path.lineTo(7.0, 10.05);
    return path;
}

Drawing arrow(double from, double to)
{
    const double head = to < from ? 3.4 : -3.4;
    return { {},
             strokes({ polyline({ { 7, from }, { 7, to } }),
                       polyline({ { 3.6, to + head }, { 7, to }, { 10.4, to + head } }) }),
             {},
             1.7 };
}

Drawing drawing(Shape shape)
{
    switch (shape) {
    case Shape::None:
        return {};
    case Shape::Dot:
        return { circle(centre, 2.2), {}, {} };
    case Shape::Ring:
        return { {}, circle(centre, 4.2), {} };
    case Shape::Triangle:
        return { polyline({ { 3.6, 2.4 }, { 12, 7 }, { 3.6, 11.6 } }, true), {}, {} };
    case Shape::Hourglass:
        return { {},
                 strokes({ polyline({ { 3.2, 1.9 }, { 10.8, 1.9 } }), polyline({ { 3.2, 12.1 }, { 10.8, 12.1 } }),
                           polyline({ { 4.3, 1.9 }, { 4.3, 4.1 }, { 9.7, 9.9 }, { 9.7, 12.1 } }),
                           polyline({ { 9.7, 1.9 }, { 9.7, 4.1 }, { 4.3, 9.9 }, { 4.3, 12.1 } }) }),
                 {},
                 1.4 };
    case Shape::LoopArrow:
        return { {},
                 strokes({ arc(centre, 4.6, 40, 280), polyline({ { 10.9, 1.4 }, { 10.6, 4.2 }, { 7.8, 3.9 } }) }),
                 {} };
    case Shape::Tick:
        return { {}, polyline({ { 2.4, 7.6 }, { 5.6, 10.8 }, { 11.8, 3.6 } }), {}, 1.7 };
    case Shape::TickSquare:
        return { {},
                 strokes({ polyline({ { 1.9, 1.9 }, { 12.1, 1.9 }, { 12.1, 12.1 }, { 1.9, 12.1 } }, true),
                           polyline({ { 4.3, 7.3 }, { 6.2, 9.2 }, { 9.8, 4.8 } }) }),
                 {},
                 1.4 };
    case Shape::OctagonCross:
        return { octagon(6.5), {}, cross(4.8, 9.2), 1.7 };
    case Shape::BarredDiamond:
        return { {},
                 strokes({ polyline({ { 7, 1.2 }, { 12.8, 7 }, { 7, 12.8 }, { 1.2, 7 } }, true),
                           polyline({ { 4.6, 7 }, { 9.4, 7 } }) }),
                 {} };
    case Shape::DoubleChevron:
        return { {},
                 strokes({ polyline({ { 2.8, 3.2 }, { 6.6, 7 }, { 2.8, 10.8 } }),
                           polyline({ { 7.4, 3.2 }, { 11.2, 7 }, { 7.4, 10.8 } }) }),
                 {} };
    case Shape::ThinCross:
        return { {}, cross(3.4, 10.6), {}, 1.2 };
    case Shape::Padlock: {
        QPainterPath body;
        body.addRoundedRect(QRectF(2.6, 6.2, 8.8, 6.2), 1, 1);
        QPainterPath shackle = polyline({ { 4.6, 6.4 }, { 4.6, 4.4 } });
        shackle.arcTo(QRectF(4.6, 2.0, 4.8, 4.8), 180, -180);
        shackle.lineTo(9.4, 6.4);
        return { body, shackle, {} };
    }
    case Shape::HalfDisc: {
        QPainterPath half;
        half.moveTo(centre);
        half.arcTo(QRectF(2.4, 2.4, 9.2, 9.2), 90, 180);
        half.closeSubpath();
        return { half, circle(centre, 4.6), {}, 1.4 };
    }
    case Shape::DashedRingQuery:
        return { {}, strokes({ pieces(centre, 5.7, 8, 0.55), query() }), {}, 1.3 };
    case Shape::DashedRing:
        return { {}, pieces(centre, 4.8, 6, 0.5), {} };
    case Shape::SquareCross:
        return {
            {}, strokes({ polyline({ { 2, 2 }, { 12, 2 }, { 12, 12 }, { 2, 12 } }, true), cross(4.9, 9.1) }), {}, 1.4
        };
    case Shape::Square:
        return { polyline({ { 3, 3 }, { 11, 3 }, { 11, 11 }, { 3, 11 } }, true), {}, {} };
    case Shape::TwoBars:
        return { strokes({ polyline({ { 3.4, 2.6 }, { 6, 2.6 }, { 6, 11.4 }, { 3.4, 11.4 } }, true),
                           polyline({ { 8, 2.6 }, { 10.6, 2.6 }, { 10.6, 11.4 }, { 8, 11.4 } }, true) }),
                 {},
                 {} };
    case Shape::ArrowOntoLine:
        return { {},
                 strokes({ polyline({ { 7, 1.6 }, { 7, 8.4 } }), polyline({ { 3.8, 5.4 }, { 7, 8.6 }, { 10.2, 5.4 } }),
                           polyline({ { 2.4, 11.8 }, { 11.6, 11.8 } }) }),
                 {},
                 1.6 };
    case Shape::Disc:
        return { circle(centre, 4.3), {}, {} };
    case Shape::RingSlash:
        return { {}, strokes({ circle(centre, 5.1), polyline({ { 3.4, 10.6 }, { 10.6, 3.4 } }) }), {} };
    case Shape::RingOverLine:
        return { {}, strokes({ circle({ 7, 5.2 }, 3.4), polyline({ { 2.4, 11.8 }, { 11.6, 11.8 } }) }), {} };
    case Shape::BrokenRing:
        return { {}, strokes({ arc(centre, 5, 55, 130), arc(centre, 5, 235, 130) }), {}, 1.9 };
    case Shape::DottedRing:
        return { dots(5.1, 8, 1.05), {}, {} };
    case Shape::Equals:
        return { {},
                 strokes({ polyline({ { 2.6, 4.8 }, { 11.4, 4.8 } }), polyline({ { 2.6, 9.2 }, { 11.4, 9.2 } }) }),
                 {},
                 1.4 };
    case Shape::ArrowUp:
        return arrow(12, 2.2);
    case Shape::ArrowDown:
        return arrow(2, 11.8);
    case Shape::TriangleBang:
        return { polyline({ { 7, 1.6 }, { 13.2, 12.2 }, { 0.8, 12.2 } }, true),
                 {},
                 strokes({ polyline({ { 7, 5.4 }, { 7, 8.2 } }), polyline({ { 7, 10.3 }, { 7, 10.35 } }) }),
                 1.5 };
    case Shape::HalfRing:
        return { {}, arc(centre, 4.6, 90, 180), {}, 2.2 };
    case Shape::Clock:
        return { {}, strokes({ circle(centre, 5.3), polyline({ { 7, 3.9 }, { 7, 7 }, { 9.3, 8.3 } }) }), {}, 1.4 };
    }
    Q_UNREACHABLE();
}

} // namespace

QColor toneMark(Tone tone)
{
    const Tokens &t = Theme::instance()->tokens();
    switch (tone) {
    case Tone::Idle:
        return t.idleMark;
    case Tone::Ink:
        return t.inkMark;
    case Tone::Ok:
        return t.okMark;
    case Tone::Run:
        return t.runMark;
    case Tone::Warn:
        return t.warnMark;
    case Tone::Fail:
        return t.failMark;
    }
    Q_UNREACHABLE();
}

QColor toneWord(Tone tone)
{
    const Tokens &t = Theme::instance()->tokens();
    switch (tone) {
    case Tone::Idle:
        return t.text2;
    case Tone::Ink:
        return t.text;
    case Tone::Ok:
        return t.okWord;
    case Tone::Run:
        return t.runWord;
    case Tone::Warn:
        return t.warnWord;
    case Tone::Fail:
        return t.failWord;
    }
    Q_UNREACHABLE();
}

void paintGlyph(QPainter *painter, const QRectF &box, Glyph glyph, bool hollow)
{
    if (glyph.shape == Shape::None)
        return;
    const Drawing d = drawing(glyph.shape);
    const double side = std::min(box.width(), box.height());
    const QColor colour = hollow ? Theme::instance()->tokens().text2 : toneMark(glyph.tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(box.center() - QPointF(side, side) / 2);
    painter->scale(side / 14.0, side / 14.0);
    const auto stroke = [painter](const QPainterPath &path, const QColor &ink, double width) {
        painter->strokePath(path, QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    };
    // Shapes that are an outline with something inside are told by it: they are solid only where the state says filled.
    const bool outlined = hollow || (!d.cut.isEmpty() && !glyph.filled);
    if (outlined) {
        stroke(d.area, colour, 1.3);
        stroke(d.cut, colour, 1.3);
    } else {
        painter->fillPath(d.area, colour);
        stroke(d.cut, Theme::instance()->tokens().onMark, d.width);
    }
    stroke(d.line, colour, d.width);
    painter->restore();
}

} // namespace ui
