// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activitystrip.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString howDataComes(const stack::Stack &stack)
{
    const core::Freshness &f = stack.mesos()->freshness();
    const core::TimePoint now = stack.clock().now();
    if (f.error && core::isKnown(f.nextTry) && f.nextTry > now)
        return ActivityStrip::tr("Mesos asked again in %1")
            .arg(core::formatSpan(f.nextTry - now + std::chrono::milliseconds(999)));
    if (stack.mesos()->health().streaming)
        return ActivityStrip::tr("streaming");
    return ActivityStrip::tr("polling every %1").arg(core::formatSpan(stack.config().policy.interval));
}

} // namespace

ActivityStrip::ActivityStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"strip"_s);
    m_forget.setSingleShot(true);
    m_forget.setInterval(std::chrono::seconds(10));
    connect(&m_forget, &QTimer::timeout, this, [this] { tell({}); });
    connect(Theme::instance(), &Theme::changed, this, &ActivityStrip::relayout);
    relayout();
}

void ActivityStrip::setStack(stack::Stack *stack)
{
    if (m_stack)
        disconnect(m_stack->history(), nullptr, this, nullptr);
    m_stack = stack;
    if (m_stack) {
        connect(m_stack->history(), &history::CapacityHistory::noticeChanged, this, [this] {
            setAccessibleName(left());
            update();
        });
    }
    setAccessibleName(left());
    refresh();
    update();
}

QString ActivityStrip::notice() const
{
    return m_stack ? m_stack->history()->notice() : QString();
}

void ActivityStrip::setNarrow(bool narrow)
{
    m_narrow = narrow;
    relayout();
    refresh();
}

void ActivityStrip::relayout()
{
    setFixedHeight(Theme::instance()->px(m_narrow ? 20 : 24));
    update();
}

void ActivityStrip::tell(const QString &sentence)
{
    m_told = sentence;
    setAccessibleName(left());
    if (!sentence.isEmpty())
        m_forget.start();
    update();
}

QString ActivityStrip::left() const
{
    const QString said = m_told.isEmpty() ? notice() : m_told;
    return said.isEmpty() ? tr("No action running") : tr("No action running · %1").arg(said);
}

void ActivityStrip::refresh()
{
    QStringList parts;
    if (m_stack) {
        if (!m_narrow)
            parts += howDataComes(*m_stack);
        parts += tr("%1 requests/s").arg(QLocale().toString(m_stack->requestRate(), 'f', 1));
    }
    parts += m_narrow ? core::zoneWithOffset() : tr("times in %1").arg(core::zoneWithOffset());
    const QString text = parts.join(u"  ·  "_s);
    if (text == m_right)
        return;
    m_right = text;
    update();
}

void ActivityStrip::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.line);
    painter.drawLine(0, 0, width(), 0);
    const QRect inner = rect().adjusted(theme->px(10), 1, -theme->px(10), 0);
    const QFont plain = theme->tableFont();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(plain);
    painter.setPen(t.text2);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, m_right);
    const QString idle = tr("No action running");
    painter.setFont(bold);
    painter.setPen(t.text);
    painter.drawText(inner, Qt::AlignVCenter, idle);
    const QString said = m_told.isEmpty() ? notice() : m_told;
    if (said.isEmpty())
        return;
    const int x = inner.x() + QFontMetrics(bold).horizontalAdvance(idle) + theme->px(8);
    const int room = inner.right() - QFontMetrics(plain).horizontalAdvance(m_right) - theme->px(16) - x;
    painter.setFont(plain);
    painter.setPen(m_told.isEmpty() ? t.warnWord : t.text2);
    painter.drawText(QRect(x, inner.y(), room, inner.height()), Qt::AlignVCenter,
                     QFontMetrics(plain).elidedText(u"· "_s + said, Qt::ElideRight, room));
}

} // namespace ui
