// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/paintedbutton.h"

#include "ui/style/stylepaint.h"

#include <QKeyEvent>
#include <QPainter>

namespace ui {

PaintedButton::PaintedButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PaintedButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintContents(&painter);
    if (hasFocus())
        drawFocus(&painter, rect());
}

void PaintedButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace ui
