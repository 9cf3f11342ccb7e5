// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/elidedlabel.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(Theme::instance()->tableFont());
    return { metrics.horizontalAdvance(m_text), metrics.height() };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = Theme::instance()->tableFont();
    painter.setFont(font);
    painter.setPen(Theme::instance()->tokens().text2);
    painter.drawText(rect(), Qt::AlignVCenter, QFontMetrics(font).elidedText(m_text, Qt::ElideRight, width()));
}

} // namespace ui
