// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style.h"

#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const Tokens &tokens()
{
    return Theme::instance()->tokens();
}

/// What can be pressed: base with a line; hover and press go one step towards the grid colour; what cannot be done now
/// stays visible, dashed, with its reason as label (ui.md §7 "unavailable action").
void drawButton(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    QColor fill = t.base;
    if (!enabled)
        fill = QColor();
    else if (option.state & QStyle::State_Sunken)
        fill = t.line;
    else if (option.state & QStyle::State_On)
        fill = t.selected;
    else if (option.state & QStyle::State_MouseOver)
        fill = t.grid;
    drawBox(painter, option.rect, fill, t.line, enabled ? Qt::SolidLine : Qt::DashLine);
}

void drawFlatButton(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    if (option.state & QStyle::State_Sunken)
        drawBox(painter, option.rect, t.line, QColor());
    else if (option.state & QStyle::State_On)
        drawBox(painter, option.rect, t.selected, QColor());
    else if (option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled)
        drawBox(painter, option.rect, t.grid, QColor());
}

/// Fusion puts the icon too near to its word.
void drawButtonLabel(QPainter *painter, const QStyleOptionButton &button, const QStyle &style)
{
    const int gap = px(6);
    const QSize icon = button.iconSize;
    const int words = button.fontMetrics.size(Qt::TextShowMnemonic, button.text).width();
    QRect all(0, 0, icon.width() + gap + words, button.rect.height());
    all.moveCenter(button.rect.center());
    const bool enabled = button.state & QStyle::State_Enabled;
    const QRect at(all.x(), all.y() + (all.height() - icon.height()) / 2, icon.width(), icon.height());
    button.icon.paint(painter, QStyle::visualRect(button.direction, button.rect, at), Qt::AlignCenter,
                      enabled ? QIcon::Normal : QIcon::Disabled);
    all.setLeft(at.right() + 1 + gap);
    style.drawItemText(painter, QStyle::visualRect(button.direction, button.rect, all),
                       Qt::AlignVCenter | Qt::TextShowMnemonic, button.palette, enabled, button.text,
                       QPalette::ButtonText);
}

void drawCheck(QPainter *painter, const QStyleOption &option, bool round)
{
    const Tokens &t = tokens();
    const bool on = option.state & QStyle::State_On;
    const bool enabled = option.state & QStyle::State_Enabled;
    const int side = std::min(option.rect.width(), option.rect.height());
    QRect box(0, 0, side, side);
    box.moveCenter(option.rect.center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor mark = enabled ? t.focus : t.text3;
    painter->setPen(QPen(on ? mark : t.text3, 1));
    painter->setBrush(on ? mark : t.base);
    const QRectF inner = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round)
        painter->drawEllipse(inner);
    else
        painter->drawRoundedRect(inner, cornerRadius, cornerRadius);
    painter->translate(inner.topLeft());
    painter->scale(inner.width() / 12.0, inner.height() / 12.0);
    painter->setPen(QPen(t.onMark, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (on && round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.onMark);
        painter->drawEllipse(QPointF(6, 6), 2.5, 2.5);
    } else if (on) {
        const QPointF tick[] = { { 2.8, 6.3 }, { 5, 8.5 }, { 9.3, 3.8 } };
        painter->drawPolyline(tick, 3);
    } else if (option.state & QStyle::State_NoChange) {
        painter->setPen(QPen(t.text2, 1.7));
        painter->drawLine(QPointF(3, 6), QPointF(9, 6));
    }
    painter->restore();
}

void drawScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QStyle &style, const QWidget *widget)
{
    const Tokens &t = tokens();
    painter->fillRect(option.rect, t.panel);
    if (option.minimum == option.maximum)
        return;
    const QRect slider = style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    const bool held = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    QColor colour = t.text3;
    colour.setAlphaF(held && option.state & QStyle::State_Sunken ? 1.0F : held ? 0.8F : 0.5F);
    const int margin = option.orientation == Qt::Vertical ? slider.width() / 4 : slider.height() / 4;
    drawBox(painter,
            option.orientation == Qt::Vertical ? slider.adjusted(margin, 1, -margin, -1)
                                               : slider.adjusted(1, margin, -1, -margin),
            colour, QColor());
}

/// Words at the left, chevron at the right. Fusion puts its arrow into the lower corner, half outside.
void drawMenuButton(QPainter *painter, const QStyleOptionToolButton &button, const QStyle &style, const QWidget *widget)
{
    style.drawPrimitive(QStyle::PE_PanelButtonTool, &button, painter, widget);
    const bool enabled = button.state & QStyle::State_Enabled;
    QRect words = button.rect.adjusted(px(10), 0, -px(10 + 8), 0);
    const QRect chevron(words.right() + 1, words.y(), px(8), words.height());
    style.drawItemText(painter, QStyle::visualRect(button.direction, button.rect, words),
                       Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, button.palette, enabled, button.text,
                       QPalette::ButtonText);
    drawChevron(painter, QStyle::visualRect(button.direction, button.rect, chevron), Qt::DownArrow,
                enabled ? tokens().text2 : tokens().text3);
    if (button.state & QStyle::State_HasFocus)
        drawFocus(painter, button.rect);
}

} // namespace

Style::Style()
    : QProxyStyle(u"fusion"_s)
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Tokens &t = tokens();
    switch (element) {
    case PE_FrameFocusRect:
        drawFocus(painter, option->rect);
        return;
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && button->features & QStyleOptionButton::Flat)
            drawFlatButton(painter, *option);
        else
            drawButton(painter, *option);
        return;
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
        if (option->state & State_AutoRaise || !(option->state & (State_Raised | State_Sunken | State_On)))
            drawFlatButton(painter, *option);
        else
            drawButton(painter, *option);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (frame->lineWidth <= 0) {
                painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
                return;
            }
            drawBox(painter, option->rect, option->palette.color(QPalette::Base), t.line);
            if (option->state & State_HasFocus)
                drawFocus(painter, option->rect);
        }
        return;
    case PE_FrameLineEdit:
        return; // drawn with the panel
    case PE_Frame:
    case PE_FrameGroupBox:
    case PE_FrameMenu:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
        painter->save();
        painter->setPen(t.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelTipLabel:
    case PE_PanelMenu:
        painter->fillRect(option->rect, t.base);
        drawBox(painter, option->rect, t.base, t.line);
        return;
    case PE_FrameStatusBarItem:
    case PE_FrameWindow:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(painter, *option, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(painter, *option, true);
        return;
    case PE_IndicatorTabClose:
        icon(u"close"_s).paint(painter, option->rect.adjusted(3, 3, -3, -3));
        return;
    case PE_IndicatorArrowDown:
        drawChevron(painter, option->rect, Qt::DownArrow, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorArrowUp:
        drawChevron(painter, option->rect, Qt::UpArrow, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorArrowLeft:
        drawChevron(painter, option->rect, Qt::LeftArrow, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorArrowRight:
        drawChevron(painter, option->rect, Qt::RightArrow, option->palette.color(QPalette::ButtonText));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Tokens &t = tokens();
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: {
        painter->fillRect(option->rect, option->state & State_Sunken ? t.grid : t.panel);
        painter->setPen(t.line);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (element == CE_HeaderSection && header && header->position != QStyleOptionHeader::End
            && header->position != QStyleOptionHeader::OnlyOneSection)
            painter->drawLine(option->rect.topRight(), option->rect.bottomRight());
        return;
    }
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader quiet(*header);
            quiet.palette.setColor(QPalette::ButtonText, t.text2);
            // Fusion keeps the margin above and below, too, and cuts the letters.
            const int margin = pixelMetric(PM_HeaderMargin, option, widget);
            quiet.rect.adjust(0, -margin, 0, margin);
            quiet.state &= ~(State_On | State_Sunken); // On makes Qt write the sorted column in bold
            QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button && !button->icon.isNull()
            && !button->text.isEmpty() && !(button->features & QStyleOptionButton::HasMenu)) {
            drawButtonLabel(painter, *button, *this);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button
            && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button->icon.isNull()
            && !button->text.isEmpty()) {
            QStyleOptionToolButton moved(*button); // Qt puts the picture right onto the border
            moved.rect.adjust(px(5), 0, 0, 0);
            QProxyStyle::drawControl(element, &moved, painter, widget);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    case CE_ProgressBarGroove:
        drawBox(painter, option->rect, t.base, t.line);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum) {
            QRect done = option->rect.adjusted(1, 1, -1, -1);
            done.setWidth(static_cast<int>(qint64{ done.width() } * (bar->progress - bar->minimum)
                                           / (bar->maximum - bar->minimum)));
            painter->fillRect(done, t.runMark);
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, t.line);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, t.panel);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(option->rect, item->state & State_Selected ? t.selected : t.panel);
            const int mnemonic = styleHint(SH_UnderlineShortcut, option, widget, nullptr) ? Qt::TextShowMnemonic
                                                                                          : Qt::TextHideMnemonic;
            drawItemText(painter, option->rect, Qt::AlignCenter | mnemonic, option->palette,
                         item->state & State_Enabled, item->text, QPalette::WindowText);
        }
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(painter, *slider, *this, widget);
        return;
    }
    if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && isMenuButton(*button)) {
            drawMenuButton(painter, *button, *this, widget);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            drawButton(painter, *option);
            if (option->state & State_HasFocus)
                drawFocus(painter, option->rect);
            drawChevron(painter, subControlRect(CC_ComboBox, box, SC_ComboBoxArrow, widget), Qt::DownArrow,
                        tokens().text2);
        }
        return;
    }
    if (control == CC_SpinBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            drawBox(painter, option->rect, option->palette.color(QPalette::Base), tokens().line);
            if (option->state & State_HasFocus)
                drawFocus(painter, option->rect);
            drawChevron(painter, subControlRect(control, box, SC_SpinBoxUp, widget), Qt::UpArrow, tokens().text2);
            drawChevron(painter, subControlRect(control, box, SC_SpinBoxDown, widget), Qt::DownArrow, tokens().text2);
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

/// What a menu bar asks for when it is made. Ours is drawn when it is seen; the desktop's theme would be read at once.
QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    if (standard == SP_ToolBarHorizontalExtensionButton)
        return icon(u"chevron-right"_s);
    if (standard == SP_ToolBarVerticalExtensionButton)
        return icon(u"chevron-down"_s);
    return QProxyStyle::standardIcon(standard, option, widget);
}

} // namespace ui
