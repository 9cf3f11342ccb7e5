// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/planhead.h"

#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

PlanHead::PlanHead(config::Tier tier, const QString &stack, QWidget *parent)
    : QWidget(parent)
    , m_tier(tier)
    , m_stack(stack)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(u"planHead"_s);
    connect(Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void PlanHead::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(u"%1, %2, %3"_s.arg(title, Theme::instance()->frame(m_tier).word, m_stack));
    update();
}

QSize PlanHead::sizeHint() const
{
    return { Theme::instance()->px(400), Theme::instance()->px(31) };
}

QSize PlanHead::minimumSizeHint() const
{
    return { Theme::instance()->px(200), Theme::instance()->px(31) };
}

void PlanHead::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const FrameColours frame = theme->frame(m_tier);
    QPainter painter(this);
    painter.fillRect(rect(), frame.frame);
    painter.setPen(frame.onFrame);
    const int pad = theme->px(12);
    painter.setFont(theme->headingFont());
    const int word = painter.fontMetrics().horizontalAdvance(frame.word);
    const QRect badge(pad, theme->px(7), word + theme->px(12), height() - 2 * theme->px(7));
    painter.drawRect(badge.adjusted(0, 0, -1, -1));
    painter.drawText(badge, Qt::AlignCenter, frame.word);
    painter.setFont(theme->uiFont());
    const int stack = painter.fontMetrics().horizontalAdvance(m_stack);
    painter.drawText(rect().adjusted(pad, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignRight, m_stack);
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const QRect title(badge.right() + theme->px(10), 0, width() - badge.right() - stack - pad - theme->px(26),
                      height());
    painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, title.width()));
}

} // namespace ui
