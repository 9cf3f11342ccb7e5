// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/stylepaint.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

int px(int designPixels)
{
    return Theme::instance()->px(designPixels);
}

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, Qt::PenStyle pen)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, 1, pen) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    // Half a pixel inwards: a 1 px pen then covers whole device pixels.
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter->restore();
}

void drawHatch(QPainter *painter, const QRect &rect)
{
    const Theme *theme = Theme::instance();
    const int stripe = theme->px(8);
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->fillRect(rect, theme->tokens().warnTint);
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme->tokens().base);
    painter->translate(rect.topLeft());
    for (int x = -rect.height(); x < rect.width(); x += 2 * stripe) {
        painter->drawPolygon(QPolygon({ QPoint(x, rect.height()), QPoint(x + rect.height(), 0),
                                        QPoint(x + rect.height() + stripe, 0), QPoint(x + stripe, rect.height()) }));
    }
    painter->restore();
}

void drawFocus(QPainter *painter, const QRect &rect)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Theme::instance()->tokens().focus, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
    painter->restore();
}

void drawChevron(QPainter *painter, const QRect &rect, Qt::ArrowType direction, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    switch (direction) {
    case Qt::UpArrow:
        painter->rotate(180);
        break;
    case Qt::LeftArrow:
        painter->rotate(90);
        break;
    case Qt::RightArrow:
        painter->rotate(-90);
        break;
    case Qt::DownArrow:
    case Qt::NoArrow:
        break;
    }
    const double unit = Theme::instance()->px(16) / 16.0;
    painter->scale(unit, unit);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = { { -3, -1.5 }, { 0, 1.5 }, { 3, -1.5 } };
    painter->drawPolyline(points, 3);
    painter->restore();
}

} // namespace ui
