// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keycap.h"

#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

namespace {

QFont capFont()
{
    QFont font = Theme::instance()->monoFont();
    font.setPixelSize(Theme::instance()->px(11));
    return font;
}

} // namespace

int keyCapWidth(const QString &key)
{
    return key.isEmpty() ? 0 : QFontMetrics(capFont()).horizontalAdvance(key) + Theme::instance()->px(10);
}

int drawKeyCap(QPainter *painter, const QPoint &right, const QString &key)
{
    if (key.isEmpty())
        return 0;
    const Tokens &t = Theme::instance()->tokens();
    const int width = keyCapWidth(key);
    const int height = Theme::instance()->px(17);
    const QRect box(right.x() - width, right.y() - height / 2, width, height);
    drawBox(painter, box, t.panel, t.line);
    painter->save();
    painter->setFont(capFont());
    painter->setPen(t.text2);
    painter->drawText(box, Qt::AlignCenter, key);
    painter->restore();
    return width;
}

int drawKeyCap(QPainter *painter, const QPoint &right, const QKeySequence &key)
{
    return drawKeyCap(painter, right, key.toString(QKeySequence::NativeText));
}

} // namespace ui
