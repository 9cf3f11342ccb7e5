// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/armedstripe.h"

#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

ArmedStripe::ArmedStripe(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"armedStripe"_s);
    setAccessibleName(tr("Writing is unlocked"));
    setFixedHeight(Theme::instance()->px(6));
    connect(Theme::instance(), &Theme::changed, this, [this] { setFixedHeight(Theme::instance()->px(6)); });
    hide();
}

void ArmedStripe::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // The same in light and dark: it is a sign, not a state of data.
    painter.fillRect(rect(), QColor(u"#F0A500"_s));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(u"#16181B"_s));
    const int step = theme->px(16);
    for (int x = -height(); x < width(); x += step)
        painter.drawPolygon(QPolygon(
            { { x, height() }, { x + height(), 0 }, { x + height() + step / 2, 0 }, { x + step / 2, height() } }));
}

} // namespace ui
