// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodelook.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int widestBox = 200; ///< design px, as GraphView::sizesOf() has it
constexpr qsizetype shortDetail = 14; ///< letters that fit in any box

/// A picture of a glyph for each size and colour: hundreds are drawn a frame.
void paintCachedGlyph(QPainter *painter, const QRectF &box, Glyph glyph)
{
    const double ratio = painter->device()->devicePixelRatioF();
    const int side = static_cast<int>(std::ceil(box.width() * ratio));
    const QString key = u"nodeglyph %1 %2 %3 %4 %5"_s.arg(static_cast<int>(glyph.shape))
                            .arg(toneMark(glyph.tone).rgba())
                            .arg(glyph.filled)
                            .arg(side)
                            .arg(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(side, side);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter inner(&pixmap);
        inner.setRenderHint(QPainter::Antialiasing);
        paintGlyph(&inner, QRectF(0, 0, side / ratio, side / ratio), glyph);
        inner.end();
        QPixmapCache::insert(key, pixmap);
    }
    painter->drawPixmap(QPointF(std::round(box.left()), std::round(box.top())), pixmap);
}

} // namespace

void paintNode(QPainter *painter, const QRectF &box, const NodeLook &look, Detail detail, bool isCurrent, bool isDim,
               double scale)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    if (detail == Detail::Block) {
        QColor colour = look.isDashed || look.border == t.line ? t.line : look.border;
        if (isDim)
            colour.setAlphaF(0.35F);
        painter->fillRect(box, colour);
        if (look.isFirstFailure || isCurrent) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(isCurrent ? t.focus : t.failMark, 2));
            painter->drawRect(box.adjusted(-3, -3, 3, 3));
        }
        return;
    }
    painter->save();
    if (isDim)
        painter->setOpacity(0.35);
    // Boxes lie on whole pixels: filling is exact, and much faster than stroking.
    const double width = look.borderWidth;
    const bool isDashed = look.isDashed && detail == Detail::Whole;
    painter->fillRect(box, isDashed ? look.fill : look.border);
    if (isDashed) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(look.border, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(box.adjusted(0, 0, -1, -1));
        painter->setRenderHint(QPainter::Antialiasing);
    } else {
        painter->fillRect(box.adjusted(width, width, -width, -width), look.fill);
    }
    painter->setBrush(Qt::NoBrush);
    if (look.isFirstFailure) {
        painter->setPen(QPen(t.failMark, 1));
        painter->drawRect(box.adjusted(-3.5, -3.5, 3.5, 3.5));
    }
    if (look.progress >= 0) {
        const double bar = 3 * scale;
        painter->fillRect(
            QRectF(box.left() + width, box.bottom() - width - bar, (box.width() - 2 * width) * look.progress, bar),
            look.border);
    }
    const double pad = theme->px(7) * scale;
    const double side = theme->px(13) * scale;
    const QRectF glyphBox(detail == Detail::GlyphOnly ? box.center().x() - side / 2 : box.left() + pad,
                          box.center().y() - side / 2, side, side);
    if (look.isFirstFailure) { // the mark itself is the fill: a light glyph on it
        painter->setPen(QPen(t.onMark, 1.6 * scale));
        painter->setBrush(t.onMark);
        painter->drawEllipse(glyphBox);
        painter->setPen(QPen(t.failMark, 1.8 * scale));
        const QRectF cross = glyphBox.adjusted(side * 0.3, side * 0.3, -side * 0.3, -side * 0.3);
        painter->drawLine(cross.topLeft(), cross.bottomRight());
        painter->drawLine(cross.topRight(), cross.bottomLeft());
    } else {
        paintCachedGlyph(painter, glyphBox, look.glyph);
    }
    if (detail == Detail::Whole) {
        // Boxes are as wide as their names, up to the widest there is.
        const bool fits = box.width() < (theme->px(widestBox) - 1) * scale;
        const double left = glyphBox.right() + theme->px(5) * scale;
        const QRectF texts(left, box.top(), box.right() - left - pad / 2, box.height());
        QFont font = theme->uiFont();
        font.setPixelSize(std::max(1, static_cast<int>(theme->px(11) * scale + 0.5)));
        font.setWeight(look.isStrong ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(look.nameColour);
        const QRectF upper(texts.left(), texts.top() + theme->px(3) * scale, texts.width(), texts.height() / 2);
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          fits ? look.name : QFontMetricsF(font).elidedText(look.name, Qt::ElideMiddle, upper.width()));
        font.setPixelSize(std::max(1, static_cast<int>(theme->px(10) * scale + 0.5)));
        font.setWeight(QFont::Normal);
        painter->setFont(font);
        painter->setPen(look.detailColour);
        const QRectF lower(texts.left(), texts.center().y() - theme->px(1) * scale, texts.width(), texts.height() / 2);
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          look.detail.size() <= shortDetail
                              ? look.detail
                              : QFontMetricsF(font).elidedText(look.detail, Qt::ElideRight, lower.width()));
    }
    if (isCurrent) {
        painter->setOpacity(1);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t.focus, 2));
        painter->drawRect(box.adjusted(-3, -3, 3, 3));
    }
    painter->restore();
}

} // namespace ui
