// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/capacitylegend.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <array>

namespace ui {

namespace {

struct Entry
{
    QString word;
    QColor Tokens::*colour;
    bool isLine;
};

std::array<Entry, 4> entries()
{
    return { Entry{ CapacityLegend::tr("allocated"), &Tokens::allocated, false },
             Entry{ CapacityLegend::tr("offered"), &Tokens::offered, false },
             Entry{ CapacityLegend::tr("idle"), &Tokens::idle, false },
             Entry{ CapacityLegend::tr("total"), &Tokens::text2, true } };
}

struct Measures
{
    QFont font = Theme::instance()->tableFont();
    int mark = Theme::instance()->px(10);
    int gap = Theme::instance()->px(4);
    int space = Theme::instance()->px(12);
};

} // namespace

CapacityLegend::CapacityLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
}

QSize CapacityLegend::sizeHint() const
{
    const Measures m;
    const QFontMetrics metrics(m.font);
    int width = 0;
    for (const Entry &entry : entries())
        width += m.mark + m.gap + metrics.horizontalAdvance(entry.word) + m.space;
    return { width, metrics.height() };
}

void CapacityLegend::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    const Measures m;
    QPainter painter(this);
    painter.setFont(m.font);
    int x = 0;
    for (const Entry &entry : entries()) {
        const QRect mark(x, (height() - m.mark) / 2, m.mark, m.mark);
        if (entry.isLine) {
            painter.fillRect(mark.left(), mark.center().y(), mark.width(), 2, tokens.*entry.colour);
        } else {
            painter.fillRect(mark, tokens.*entry.colour);
            painter.setPen(tokens.line); // idle is nearly the ground's colour
            painter.drawRect(mark.adjusted(0, 0, -1, -1));
        }
        x += m.mark + m.gap;
        painter.setPen(tokens.text2);
        const int width = painter.fontMetrics().horizontalAdvance(entry.word);
        painter.drawText(QRect(x, 0, width + 1, height()), Qt::AlignVCenter, entry.word);
        x += width + m.space;
    }
}

} // namespace ui
