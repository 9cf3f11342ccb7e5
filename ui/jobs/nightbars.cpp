// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/nightbars.h"

#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

void paintBar(QPainter *painter, const NightBar &bar, const QRectF &took, const QRectF &expected)
{
    const Tokens &t = Theme::instance()->tokens();
    if (bar.isTonight && expected.height() > took.height()) {
        painter->setPen(QPen(t.runMark, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(expected);
    }
    if (took.height() <= 0)
        return;
    if (bar.isFailed) {
        painter->setPen(QPen(t.failMark, 1));
        painter->setBrush(t.failTint);
        painter->drawRect(took);
        const double side = Theme::instance()->px(12);
        if (took.height() > side + 4)
            paintGlyph(painter, QRectF(took.center().x() - side / 2, took.center().y() - side / 2, side, side),
                       glyphFor(u"failed"_s));
    } else {
        painter->fillRect(took, bar.isTonight ? t.runMark : t.offered);
    }
}

} // namespace

NightBars::NightBars(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"nightBars"_s);
}

void NightBars::setBars(std::vector<NightBar> bars, core::Duration median)
{
    if (bars == m_bars && median == m_median)
        return;
    m_bars = std::move(bars);
    m_median = median;
    QStringList spoken;
    for (const NightBar &bar : m_bars)
        spoken << bar.tip;
    setAccessibleDescription(spoken.join(u"; "_s));
    update();
}

QSize NightBars::sizeHint() const
{
    return { slotWidth() * 16, Theme::instance()->px(150) };
}

QSize NightBars::minimumSizeHint() const
{
    return { slotWidth() * 4, Theme::instance()->px(72) };
}

int NightBars::slotWidth() const
{
    return Theme::instance()->px(76);
}

size_t NightBars::firstShown() const
{
    const auto room = static_cast<size_t>(std::max(1, width() / slotWidth()));
    return m_bars.size() > room ? m_bars.size() - room : 0;
}

bool NightBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const size_t bar = firstShown() + static_cast<size_t>(std::max(0, help->pos().x()) / slotWidth());
    if (bar < m_bars.size())
        QToolTip::showText(help->globalPos(), m_bars[bar].tip, this);
    else
        QToolTip::hideText();
    return true;
}

void NightBars::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(this);
    QFont font = theme->uiFont();
    font.setPixelSize(theme->px(11));
    painter.setFont(font);
    const int line = painter.fontMetrics().height();
    const QRectF box(0, line + 3, width(), height() - 2 * line - 8);
    core::Duration most = m_median;
    for (const NightBar &bar : m_bars)
        most = std::max({ most, bar.took, bar.expected });
    if (most.count() <= 0 || box.height() <= 0)
        return;
    const auto tall = [&](core::Duration span) {
        return std::round(box.height() * static_cast<double>(span.count()) / static_cast<double>(most.count()));
    };

    const int slot = slotWidth();
    const double wide = slot * 0.56;
    const size_t first = firstShown();
    const double right = slot * static_cast<double>(m_bars.size() - first);
    painter.setPen(t.line);
    painter.drawLine(QPointF(0, box.bottom() + 0.5), QPointF(right, box.bottom() + 0.5));
    if (m_median.count() > 0) {
        const double y = box.bottom() - tall(m_median) + 0.5;
        painter.setPen(QPen(t.text2, 1, Qt::DashLine));
        painter.drawLine(QPointF(0, y), QPointF(right, y));
    }
    for (size_t i = first; i < m_bars.size(); ++i) {
        const NightBar &bar = m_bars[i];
        const double x = slot * static_cast<double>(i - first);
        const double left = std::round(x + (slot - wide) / 2);
        const auto boxOf = [&](core::Duration span) {
            return QRectF(left + 0.5, box.bottom() - tall(span) + 0.5, std::round(wide), tall(span));
        };
        paintBar(&painter, bar, boxOf(bar.took), boxOf(bar.expected));
        const double top = box.bottom() - tall(std::max(bar.took, bar.expected));
        const double words = painter.fontMetrics().horizontalAdvance(bar.above);
        const QRectF above(x + (slot - words) / 2 - 2, top - line - 1, words + 4, line);
        painter.fillRect(above, t.base); // the median's line ends at words
        painter.setPen(bar.isFailed ? t.failWord : bar.isTonight ? t.runWord : t.text2);
        painter.drawText(above, Qt::AlignCenter, bar.above);
        painter.setPen(bar.isTonight ? t.text : t.text2);
        painter.drawText(QRectF(x, box.bottom() + 4, slot, line), Qt::AlignCenter, bar.day);
    }
}

} // namespace ui
