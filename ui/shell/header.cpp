// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/header.h"

#include "ui/shell/clockpanel.h"
#include "ui/shell/findfield.h"
#include "ui/shell/layerchips.h"
#include "ui/shell/lockbutton.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

Header::Header(QWidget *parent)
    : QWidget(parent)
    , m_switcher(new StackSwitcher(this))
    , m_chips(new LayerChips(this))
    , m_find(new FindField(this))
    , m_lock(new LockButton(this))
    , m_clock(new ClockPanel(this))
{
    setObjectName(u"header"_s);
    setAccessibleName(tr("Header"));
    setAttribute(Qt::WA_OpaquePaintEvent); // the clock's seconds must not repaint what is beneath it
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_switcher);
    row->addWidget(m_chips, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_find, 2, Qt::AlignVCenter);
    row->addWidget(m_lock, 0, Qt::AlignVCenter);
    row->addWidget(m_clock, 0, Qt::AlignVCenter);
    relayout();

    connect(m_chips, &LayerChips::clicked, this, &Header::layerClicked);
    connect(m_lock, &LockButton::unlockRequested, this, &Header::unlockRequested);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &Header::tick);
    connect(Theme::instance(), &Theme::changed, this, &Header::relayout);
}

void Header::setStack(stack::Stack *stack)
{
    if (m_stack)
        disconnect(m_stack, nullptr, this, nullptr);
    m_stack = stack;
    if (m_stack)
        connect(m_stack, &stack::Stack::layersChanged, this, &Header::tick);
    m_lock->setArming(m_stack ? m_stack->actions()->arming() : nullptr);
    tick();
}

void Header::setHeadline(QWidget *headline)
{
    if (m_headline == headline)
        return;
    if (m_headline)
        m_headline->hide();
    m_headline = headline;
    if (!m_headline)
        return;
    auto *row = static_cast<QHBoxLayout *>(layout());
    if (row->indexOf(m_headline) < 0)
        row->insertWidget(row->indexOf(m_chips) + 1, m_headline, 0, Qt::AlignVCenter);
    m_headline->show();
}

void Header::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_switcher->setNarrow(narrow);
    m_chips->setCompact(narrow);
    m_clock->setNarrow(narrow);
    m_lock->setNarrow(narrow);
    relayout();
    tick();
}

void Header::setUtcFirst(bool first)
{
    m_clock->setUtcFirst(first);
}

void Header::relayout()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(m_narrow ? 34 : 40));
    layout()->setContentsMargins(0, 0, theme->px(10), 1);
    layout()->setSpacing(theme->px(8));
    m_find->setNarrow(m_narrow);
    update();
}

void Header::tick()
{
    if (!m_stack)
        return;
    const core::TimePoint now = m_stack->clock().now();
    m_chips->setLayers(m_stack->layers(), now);
    m_clock->setTime(now);
    emit ticked();
}

void Header::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const int gap = layout()->spacing() / 2;
    for (const QWidget *part : { static_cast<QWidget *>(m_lock), static_cast<QWidget *>(m_clock) })
        painter.drawLine(part->x() - gap, 0, part->x() - gap, height());
}

void Header::showEvent(QShowEvent *event)
{
    tick();
    m_timer.start();
    QWidget::showEvent(event);
}

void Header::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

} // namespace ui
