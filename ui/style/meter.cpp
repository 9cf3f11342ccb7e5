// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/meter.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

double clampedShare(double share)
{
    return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
}

} // namespace

void paintMeter(QPainter *painter, const QRectF &box, const Meter &meter)
{
    const Tokens &tokens = Theme::instance()->tokens();
    const QRect outer = box.toRect();
    const QRect inner = outer.adjusted(1, 1, -1, -1);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(tokens.line, 1));
    painter->setBrush(tokens.base);
    painter->drawRect(outer.adjusted(0, 0, -1, -1));

    const double allocated = clampedShare(meter.allocated);
    const double offered = std::min(clampedShare(meter.offered), 1.0 - allocated);
    // What is there at all shows at least one pixel, and what is not full leaves one empty.
    const auto pixels = [&inner](double share) {
        const int width = static_cast<int>(std::lround(share * inner.width()));
        if (share > 0 && width == 0)
            return 1;
        return share < 1 && width == inner.width() ? width - 1 : width;
    };
    const int allocatedWidth = pixels(allocated);
    const QColor fill = meter.fail ? tokens.failMark : meter.old ? tokens.offered : tokens.allocated;
    painter->fillRect(QRect(inner.left(), inner.top(), allocatedWidth, inner.height()), fill);
    if (offered > 0) {
        const int width = std::min(std::max(1, static_cast<int>(std::lround(offered * inner.width()))),
                                   inner.width() - allocatedWidth);
        painter->fillRect(QRect(inner.left() + allocatedWidth, inner.top(), width, inner.height()), tokens.offered);
    }
    if (meter.used > 0) {
        const int thickness = std::max(2, inner.height() / 3);
        painter->fillRect(
            QRect(inner.left(), inner.bottom() + 1 - thickness, pixels(clampedShare(meter.used)), thickness),
            tokens.text);
    }
    painter->restore();
}

} // namespace ui
