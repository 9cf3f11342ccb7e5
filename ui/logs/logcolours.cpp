// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logcolours.h"

#include "models/logs/linetext.h"
#include "ui/style/theme.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int named
    = 16; ///< colours that stand for something; behind them come a cube, greys, and what is told by parts

/// As the terminal would show it.
QColor toldColour(int number)
{
    if (number >= logs::trueColour(0, 0, 0))
        return QColor::fromRgb(static_cast<QRgb>(number) | 0xff000000U);
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int cube = number - named;
    const int grey = 8 + 10 * (number - 232);
    return number >= 232 ? QColor(grey, grey, grey) : QColor(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

QColor mixed(const QColor &ground, const QColor &colour, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(a + (b - a) * share); };
    return { part(ground.red(), colour.red()), part(ground.green(), colour.green()),
             part(ground.blue(), colour.blue()) };
}

} // namespace

QColor ansiColour(int number, const Tokens &t)
{
    if (number >= named) { // dark or light enough to be read on our ground
        const QColor told = toldColour(number);
        const bool isLight = t.base.lightnessF() > 0.5F;
        const float lightness = isLight ? std::min(told.lightnessF(), 0.38F) : std::max(told.lightnessF(), 0.62F);
        return QColor::fromHslF(std::max(0.F, told.hslHueF()), told.hslSaturationF(), lightness);
    }
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

QColor ansiPaper(int number, const Tokens &t)
{
    constexpr double share = 0.2;
    return mixed(t.base, number >= named ? toldColour(number) : ansiColour(number, t), share);
}

} // namespace ui
