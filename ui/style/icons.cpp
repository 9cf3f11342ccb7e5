// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "models/core/logging.h"
#include "ui/style/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

// A static library's resources are left out by the linker unless somebody asks for them; the macro wants no namespace.
static void initResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace ui {

namespace {

QByteArray source(const QString &name)
{
    static const bool once = (initResources(), true);
    Q_UNUSED(once)
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(lcUi) << "no icon is called" << name;
        return {};
    }
    return file.readAll();
}

/// Renders when painted, so that one QIcon stays right when the scheme or the screen's ratio changes.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, QColor colour)
        : m_name(std::move(name))
        , m_colour(colour)
        , m_svg(source(m_name))
    {
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    QString key() const override { return u"comporta-svg"_s; }
    bool isNull() override { return m_svg.isEmpty(); }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const Tokens &t = Theme::instance()->tokens();
        const QColor own = m_colour.isValid() ? m_colour : t.text;
        const QString hex = (mode == QIcon::Disabled ? t.text3 : own).name();
        const QString key
            = u"comporta/%1/%2/%3x%4@%5"_s.arg(m_name, hex).arg(size.width()).arg(size.height()).arg(scale);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QByteArray svg = m_svg;
        svg.replace("currentColor", hex.toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

private:
    QString m_name;
    QColor m_colour;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString &name)
{
    return icon(name, QColor());
}

QIcon icon(const QString &name, const QColor &colour)
{
    return QIcon(new SvgIconEngine(name, colour));
}

} // namespace ui
