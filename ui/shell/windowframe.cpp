// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowframe.h"

#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int border = 2;
}

WindowFrame::WindowFrame(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"frame"_s);
    setContentsMargins(border, border, border, border);
}

void WindowFrame::setColour(const QColor &colour)
{
    if (colour == m_colour)
        return;
    m_colour = colour;
    update();
}

void WindowFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_colour);
    // What no page paints must not look like the frame.
    painter.fillRect(rect().adjusted(border, border, -border, -border), Theme::instance()->tokens().window);
}

} // namespace ui
