// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filledbutton.h"

#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

FilledButton::FilledButton(QWidget *parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FilledButton::setDestructive(bool destructive)
{
    m_destructive = destructive;
    update();
}

void FilledButton::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

QSize FilledButton::sizeHint() const
{
    const Theme *theme = Theme::instance();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int words = QFontMetrics(bold).horizontalAdvance(text());
    const int room = m_icon.isEmpty() ? 0 : theme->px(20);
    return { words + room + theme->px(26), theme->px(26) };
}

void FilledButton::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    QColor fill = m_destructive ? tokens.failMark : tokens.runMark;
    if (isDown())
        fill = fill.darker(125);
    else if (underMouse() && isEnabled())
        fill = fill.darker(110);
    QColor ink = tokens.onMark;
    if (!isEnabled()) {
        // As every unavailable action: dashed, and its reason stands beside it.
        drawBox(&painter, rect(), QColor(), tokens.line, Qt::DashLine);
        ink = tokens.text3;
    } else {
        drawBox(&painter, rect(), fill, QColor());
    }
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(ink);
    const int gap = m_icon.isEmpty() ? 0 : theme->px(20);
    const int width = QFontMetrics(bold).horizontalAdvance(text()) + gap;
    QRect words((this->width() - width) / 2, 0, width, height());
    if (gap > 0) {
        const int side = theme->px(14);
        ui::icon(m_icon, ink).paint(&painter, QRect(words.x(), (height() - side) / 2, side, side));
        words.setLeft(words.left() + gap);
    }
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace ui
