// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QStyleOption>

#include <algorithm>

// Sizes, places and habits; style.cpp paints.
namespace ui {

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // A scroll bar is its groove and slider; the end buttons only take room.
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider)
        return {};
    const bool vertical = slider->orientation == Qt::Vertical;
    const int length = vertical ? slider->rect.height() : slider->rect.width();
    const int thickness = vertical ? slider->rect.width() : slider->rect.height();
    const qint64 range = qint64{ slider->maximum } - slider->minimum;
    const int smallest = std::min(length, px(24));
    const int handle = range > 0 ? std::clamp(static_cast<int>(qint64{ slider->pageStep } * length
                                                               / std::max<qint64>(1, range + slider->pageStep)),
                                              smallest, length)
                                 : length;
    const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, length - handle,
                                              slider->upsideDown);
    const auto along = [&](int from, int extent) {
        const QRect rect = vertical ? QRect(0, from, thickness, extent) : QRect(from, 0, extent, thickness);
        return visualRect(slider->direction, slider->rect, rect.translated(slider->rect.topLeft()));
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return slider->rect;
    case SC_ScrollBarSlider:
        return along(start, handle);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    default:
        return {};
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonFocusRect:
        return option->rect;
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return option->rect.adjusted(px(6), 1, -px(6), -1);
        return QProxyStyle::subElementRect(element, option, widget);
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            size.setWidth(button->text.isEmpty() ? px(30) : contents.width() + px(button->icon.isNull() ? 20 : 22));
        size.setHeight(px(26));
        break;
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        size.setHeight(px(26));
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && isMenuButton(*button))
            size.setWidth(button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + px(10 + 8 + 8 + 10));
        size = size.expandedTo({ px(26), px(26) });
        break;
    case CT_HeaderSection:
        size.setHeight(px(24));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            size.setHeight(std::max(size.height(), px(24)));
        break;
    case CT_MenuBarItem:
        size += QSize(px(8), px(4));
        break;
    default:
        break;
    }
    return size;
}

bool Style::isMenuButton(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::HasMenu)
        && !button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup) && !button.text.isEmpty()
        && button.toolButtonStyle == Qt::ToolButtonTextOnly;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_MenuPanelWidth:
        return 1;
    case PM_ScrollBarExtent:
        return px(12);
    case PM_ScrollBarSliderMin:
        return px(24);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
        return px(16);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(14);
    case PM_HeaderMargin:
        return px(8);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return px(12);
    case PM_LayoutHorizontalSpacing:
        return px(8);
    case PM_LayoutVerticalSpacing:
        return px(9);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout; // what goes on is the rightmost, as in every plan
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace ui
