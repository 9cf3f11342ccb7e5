// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowframe.h"

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
    QPainter(this).fillRect(rect(), m_colour);
}

} // namespace ui
