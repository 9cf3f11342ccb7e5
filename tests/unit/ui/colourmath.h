// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <cmath>

/// How far apart people see two colours: WCAG contrast, CIEDE2000, and the eyes of Machado, Oliveira & Fernandes (2009)
/// at full severity. Only tests need it.
namespace colourmath {

using Triple = std::array<double, 3>;

enum class Eyes { Normal, Protan, Deutan, Tritan };

inline double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

inline Triple linearRgb(const QColor &c)
{
    return { linear(c.redF()), linear(c.greenF()), linear(c.blueF()) };
}

inline double luminance(const QColor &c)
{
    const Triple rgb = linearRgb(c);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/// WCAG 2: 1 … 21.
inline double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a) + 0.05;
    const double lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

inline Triple times(const std::array<Triple, 3> &m, const Triple &v)
{
    Triple out{};
    for (size_t row = 0; row < 3; ++row)
        out[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
    return out;
}

/// Linear RGB as these eyes see it.
inline Triple seen(const QColor &c, Eyes eyes)
{
    static constexpr std::array<Triple, 3> protan{
        { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } }
    };
    static constexpr std::array<Triple, 3> deutan{
        { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } }
    };
    static constexpr std::array<Triple, 3> tritan{
        { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } }
    };
    Triple rgb = linearRgb(c);
    if (eyes == Eyes::Protan)
        rgb = times(protan, rgb);
    else if (eyes == Eyes::Deutan)
        rgb = times(deutan, rgb);
    else if (eyes == Eyes::Tritan)
        rgb = times(tritan, rgb);
    for (double &channel : rgb)
        channel = std::clamp(channel, 0.0, 1.0);
    return rgb;
}

/// CIE L*a*b* under D65.
inline Triple lab(const Triple &rgb)
{
    static constexpr std::array<Triple, 3> toXyz{ { { 0.4124564, 0.3575761, 0.1804375 },
                                                    { 0.2126729, 0.7151522, 0.0721750 },
                                                    { 0.0193339, 0.1191920, 0.9503041 } } };
    const Triple xyz = times(toXyz, rgb);
    const auto f = [](double t) { return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return { 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z) };
}

/// CIEDE2000 with all weights 1 (Sharma, Wu & Dalal 2005).
inline double ciede2000(const Triple &one, const Triple &two)
{
    const double pi = std::acos(-1.0);
    const auto rad = [pi](double degrees) { return degrees * pi / 180.0; };
    const double c1 = std::hypot(one[1], one[2]);
    const double c2 = std::hypot(two[1], two[2]);
    const double c7 = std::pow((c1 + c2) / 2, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * one[1];
    const double a2 = (1 + g) * two[1];
    const double cp1 = std::hypot(a1, one[2]);
    const double cp2 = std::hypot(a2, two[2]);
    const auto hue = [pi](double a, double b) {
        if (a == 0 && b == 0)
            return 0.0;
        const double h = std::atan2(b, a) * 180.0 / pi;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, one[2]);
    const double h2 = hue(a2, two[2]);
    const bool grey = cp1 * cp2 == 0;
    double dh = grey ? 0 : h2 - h1;
    if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    const double dL = two[0] - one[0];
    const double dC = cp2 - cp1;
    const double dH = 2 * std::sqrt(cp1 * cp2) * std::sin(rad(dh / 2));
    const double meanL = (one[0] + two[0]) / 2;
    const double meanC = (cp1 + cp2) / 2;
    double meanH = h1 + h2;
    if (!grey) {
        if (std::abs(h1 - h2) <= 180)
            meanH /= 2;
        else
            meanH = meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2;
    }
    const double t = 1 - 0.17 * std::cos(rad(meanH - 30)) + 0.24 * std::cos(rad(2 * meanH))
        + 0.32 * std::cos(rad(3 * meanH + 6)) - 0.20 * std::cos(rad(4 * meanH - 63));
    const double l50 = (meanL - 50) * (meanL - 50);
    const double sL = 1 + 0.015 * l50 / std::sqrt(20 + l50);
    const double sC = 1 + 0.045 * meanC;
    const double sH = 1 + 0.015 * meanC * t;
    const double mean7 = std::pow(meanC, 7);
    const double rC = 2 * std::sqrt(mean7 / (mean7 + std::pow(25.0, 7)));
    const double angle = (meanH - 275) / 25;
    const double rT = -std::sin(rad(60 * std::exp(-angle * angle))) * rC;
    return std::sqrt(std::pow(dL / sL, 2) + std::pow(dC / sC, 2) + std::pow(dH / sH, 2) + rT * (dC / sC) * (dH / sH));
}

inline double distance(const QColor &a, const QColor &b, Eyes eyes)
{
    return ciede2000(lab(seen(a, eyes)), lab(seen(b, eyes)));
}

} // namespace colourmath
