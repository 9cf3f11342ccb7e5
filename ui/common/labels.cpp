// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/labels.h"

#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

TokenLabel::TokenLabel(Colour colour, Font fontOfTheme, QWidget *parent)
    : QWidget(parent)
    , m_colour(colour)
    , m_font(fontOfTheme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TokenLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void TokenLabel::setColour(Colour colour)
{
    if (colour == m_colour)
        return;
    m_colour = colour;
    update();
}

void TokenLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

void TokenLabel::setBold(bool bold)
{
    m_bold = bold;
    updateGeometry();
}

void TokenLabel::setElides(bool elides)
{
    m_elides = elides;
    updateGeometry();
}

QFont TokenLabel::currentFont() const
{
    QFont font = (Theme::instance()->*m_font)();
    if (m_bold)
        font.setWeight(QFont::DemiBold);
    return font;
}

QSize TokenLabel::sizeHint() const
{
    const QFontMetrics metrics(currentFont());
    return { metrics.horizontalAdvance(m_text) + 1, metrics.height() };
}

QSize TokenLabel::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return m_elides ? QSize(std::min(hint.width(), Theme::instance()->px(24)), hint.height()) : hint;
}

void TokenLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(currentFont());
    painter.setPen(Theme::instance()->tokens().*m_colour);
    const QString shown = painter.fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
    painter.drawText(contentsRect(), static_cast<int>(m_alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

LinkButton::LinkButton(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(Theme::instance()->tableFont());
    return { metrics.horizontalAdvance(text()) + 6, metrics.height() + 4 };
}

void LinkButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    QFont font = Theme::instance()->tableFont();
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(tokens.link);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void LinkButton::enterEvent(QEnterEvent *)
{
    update();
}

void LinkButton::leaveEvent(QEvent *)
{
    update();
}

} // namespace ui
