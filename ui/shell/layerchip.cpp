// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layerchip.h"

#include "ui/shell/layertext.h"
#include "ui/style/glyphs.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pad = 8;
constexpr int glyphSize = 13;
constexpr int gap = 6;

} // namespace

LayerChip::LayerChip(QWidget *parent)
    : PaintedButton(parent)
{
}

bool LayerChip::event(QEvent *event)
{
    // The tool tip is made when somebody asks for it, not each second.
    if (event->type() == QEvent::ToolTip)
        setToolTip((QStringList(m_layer.name) + layerFacts(m_layer, m_now)).join(u'\n'));
    const bool taken = PaintedButton::event(event);
    // Its age counts each second: the header need not be painted for it. Fusion takes this from each button it
    // polishes.
    if (event->type() == QEvent::Polish)
        setAttribute(Qt::WA_OpaquePaintEvent);
    return taken;
}

void LayerChip::setLayer(const stack::Layer &layer, core::TimePoint now)
{
    const QString words = chipWords(layer, now);
    if (words == m_words && layer.name == m_layer.name && layer.state == m_layer.state)
        return;
    const bool wider = words.size() != m_words.size() || layer.name != m_layer.name;
    m_layer = layer;
    m_now = now;
    m_words = words;
    setAccessibleName(tr("%1, %2, %3").arg(layer.name, stateWord(layer.state), words));
    if (wider)
        updateGeometry();
    update();
}

void LayerChip::setCompact(bool compact)
{
    if (compact == m_compact) // asked at every tick of the clock
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

QSize LayerChip::sizeHint() const
{
    const Theme *theme = Theme::instance();
    const int height = theme->px(26);
    if (m_compact)
        return { theme->px(glyphSize) + theme->px(4), height };
    const QFontMetrics metrics(theme->uiFont());
    return { theme->px(2 * pad + glyphSize + gap + 4) + metrics.horizontalAdvance(m_layer.name)
                 + metrics.horizontalAdvance(m_words),
             height };
}

void LayerChip::paintContents(QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const Glyph glyph = glyphFor(stateWord(m_layer.state));
    const bool ill = badness(m_layer.state) >= badness(stack::Layer::State::Refused);
    const bool warn = !ill && badness(m_layer.state) >= badness(stack::Layer::State::Slow);
    painter->fillRect(rect(), t.panel);
    if (underMouse() || ill || warn)
        drawBox(painter, rect(), ill ? t.failTint : warn ? t.warnTint : t.grid, QColor());
    const double side = theme->px(glyphSize);
    if (m_compact) {
        paintGlyph(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side), glyph);
        return;
    }
    double x = theme->px(pad);
    paintGlyph(painter, QRectF(x, (height() - side) / 2, side, side), glyph);
    x += side + theme->px(gap);
    painter->setFont(theme->uiFont());
    painter->setPen(t.text);
    const QFontMetrics metrics(theme->uiFont());
    painter->drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, m_layer.name);
    x += metrics.horizontalAdvance(m_layer.name) + theme->px(4);
    painter->setPen(ill ? t.failWord : warn ? t.warnWord : t.text2);
    painter->drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, m_words);
}

} // namespace ui
