// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logcolours.h"

#include "ui/style/theme.h"

#include <algorithm>

namespace ui {

namespace {

/// Of the terminal's colour cube and greys, dark or light enough to be read on our ground.
QColor colourOf256(int number, const Tokens &t)
{
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int cube = number - 16;
    const int grey = 8 + 10 * (number - 232);
    const QColor told
        = number >= 232 ? QColor(grey, grey, grey) : QColor(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    const float ground = t.base.lightnessF();
    const float lightness = ground > 0.5F ? std::min(told.lightnessF(), 0.38F) : std::max(told.lightnessF(), 0.62F);
    return QColor::fromHslF(std::max(0.F, told.hslHueF()), told.hslSaturationF(), lightness);
}

} // namespace

QColor ansiColour(int number, const Tokens &t)
{
    if (number >= 16)
        return colourOf256(number, t);
    switch (number % 8) {
    case 1:
        return t.failWord;
    case 2:
        return t.okWord;
    case 3:
        return t.warnWord;
    case 4:
    case 6:
        return t.runWord;
    case 5:
        return t.link;
    default:
        return number == 8 ? t.text3 : t.text;
    }
}

} // namespace ui
