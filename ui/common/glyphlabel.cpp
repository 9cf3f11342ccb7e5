// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/glyphlabel.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

GlyphLabel::GlyphLabel(QWidget *parent, int designPx)
    : QWidget(parent)
    , m_designPx(designPx)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void GlyphLabel::setGlyph(Glyph glyph, bool hollow)
{
    m_glyph = glyph;
    m_hollow = hollow;
    update();
}

QSize GlyphLabel::sizeHint() const
{
    const int size = Theme::instance()->px(m_designPx);
    return { size, size };
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(&painter, rect(), m_glyph, m_hollow);
}

} // namespace ui
