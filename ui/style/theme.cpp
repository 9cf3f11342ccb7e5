// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/style.h"
#include "ui/style/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPointer>
#include <QScreen>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Ends with its application; a later one installs anew.
QPointer<Theme> &current()
{
    static QPointer<Theme> theme;
    return theme;
}

/// Without a desktop there is no UI font to follow: fontconfig's alias "Sans" would draw the pictures with whatever
/// comes first there.
QString uiFamily()
{
    const QString given = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const QString platform = QGuiApplication::platformName();
    const bool none = platform == u"offscreen"_s || platform == u"minimal"_s || given.isEmpty()
        || given.startsWith(u"Sans"_s, Qt::CaseInsensitive);
    return none && QFontDatabase::hasFamily(u"Inter"_s) ? u"Inter"_s : given;
}

/// Offscreen, the "system's fixed font" is a proportional one.
QString monoFamily()
{
    const QString given = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    if (QFontDatabase::isFixedPitch(given))
        return given;
    for (const QString &family : { u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"Liberation Mono"_s }) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return given;
}

} // namespace

struct Theme::Private
{
    ColourScheme scheme = ColourScheme::FollowDesktop;
    bool dark = false;
    bool asked = false; ///< apply() is under way because the desktop changed
    int points = Theme::defaultFont;
    double uiPixels = 13;
    QString family;
    QString mono;

    QFont font(double designPixels, QFont::Weight weight) const
    {
        QFont f(family);
        f.setPixelSize(std::max(8, static_cast<int>(std::lround(designPixels * uiPixels / 13.0))));
        f.setWeight(weight);
        return f;
    }

    /// Qt 6.4 has no hint for it; the lightness of the palette that the desktop gives tells.
    bool desktopIsDark() const
    {
        QApplication::setPalette(QPalette());
        const QPalette system = QApplication::palette();
        return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    }
};

Theme::Theme(QApplication *app)
    : QObject(app)
    , d(std::make_unique<Private>())
{
    d->family = uiFamily();
    d->mono = monoFamily();
}

Theme::~Theme() = default;

Theme *Theme::instance()
{
    return current() ? current().data() : install(qApp);
}

Theme *Theme::install(QApplication *app, ColourScheme scheme)
{
    QPointer<Theme> &theme = current();
    if (theme) {
        theme->setScheme(scheme);
        return theme;
    }
    theme = new Theme(app);
    theme->d->scheme = scheme;
    QApplication::setStyle(new Style);
    theme->apply();
    app->installEventFilter(theme);
    return theme;
}

bool Theme::isDark() const
{
    return d->dark;
}

const Tokens &Theme::tokens() const
{
    return d->dark ? darkTokens() : lightTokens();
}

FrameColours Theme::frame(config::Tier tier) const
{
    return frameColours(tier, d->dark);
}

ColourScheme Theme::scheme() const
{
    return d->scheme;
}

void Theme::setScheme(ColourScheme scheme)
{
    if (d->scheme == scheme)
        return;
    d->scheme = scheme;
    apply();
}

QFont Theme::uiFont() const
{
    return d->font(13, QFont::Normal);
}

QFont Theme::tableFont() const
{
    return d->font(12, QFont::Normal);
}

QFont Theme::headingFont() const
{
    return d->font(11, QFont::DemiBold);
}

QFont Theme::titleFont() const
{
    return d->font(15, QFont::DemiBold);
}

QFont Theme::verdictFont() const
{
    return d->font(16, QFont::DemiBold);
}

QFont Theme::monoFont() const
{
    QFont f = d->font(12, QFont::Normal);
    f.setFamilies({ d->mono });
    f.setStyleHint(QFont::Monospace);
    return f;
}

int Theme::fontSize() const
{
    return d->points;
}

void Theme::setFontSize(int points)
{
    const int wanted = std::clamp(points, smallestFont, largestFont);
    if (wanted == d->points)
        return;
    d->points = wanted;
    apply();
}

int Theme::rowHeight() const
{
    return QFontMetrics(uiFont()).height() + 6;
}

int Theme::px(int designPixels) const
{
    return static_cast<int>(std::lround(designPixels * d->uiPixels / 13.0));
}

void Theme::apply()
{
    d->asked = false;
    d->dark = d->scheme == ColourScheme::Dark || (d->scheme == ColourScheme::FollowDesktop && d->desktopIsDark());
    const double dpi
        = QGuiApplication::primaryScreen() ? QGuiApplication::primaryScreen()->logicalDotsPerInchY() : 96.0;
    // 10 pt at 96 dpi are 13.3 px; the design counts 13, and whole pixels keep lines and text crisp.
    d->uiPixels = std::floor(d->points * dpi / 72.0);
    QApplication::setPalette(paletteOf(tokens()));
    QApplication::setFont(uiFont());
    emit changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Each window gets one; the palette is looked at once, after all of them.
    if (event->type() == QEvent::ThemeChange && d->scheme == ColourScheme::FollowDesktop && !d->asked) {
        d->asked = true;
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ui
