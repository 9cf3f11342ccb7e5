// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/clockpanel.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString clockFormat(bool narrow)
{
    return narrow ? u"HH:mm"_s : u"HH:mm:ss"_s;
}

} // namespace

ClockPanel::ClockPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"clock"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent); // each second: what is beneath need not be painted for it
}

void ClockPanel::setTime(core::TimePoint now)
{
    using std::chrono::floor;
    using std::chrono::seconds;
    if (floor<seconds>(now) == floor<seconds>(m_now))
        return;
    m_now = now;
    setAccessibleName(tr("Time: %1").arg(firstLine()));
    update();
}

void ClockPanel::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

void ClockPanel::setUtcFirst(bool first)
{
    m_utcFirst = first;
    updateGeometry();
    update();
}

/// The tool tip is made when somebody asks for it, not each second.
bool ClockPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip)
        setToolTip(core::formatMoment(m_now));
    return QWidget::event(event);
}

QString ClockPanel::local() const
{
    const QDateTime t = QDateTime::fromMSecsSinceEpoch(m_now.time_since_epoch().count());
    return t.toString(clockFormat(m_narrow)) + u' ' + core::zoneName();
}

QString ClockPanel::utc() const
{
    const QDateTime t = QDateTime::fromMSecsSinceEpoch(m_now.time_since_epoch().count(), Qt::UTC);
    return t.toString(clockFormat(m_narrow)) + u" UTC"_s;
}

QString ClockPanel::firstLine() const
{
    return m_utcFirst ? utc() : local();
}

QString ClockPanel::secondLine() const
{
    return m_narrow || core::zoneName() == u"UTC"_s ? QString() : m_utcFirst ? local() : utc();
}

QSize ClockPanel::sizeHint() const
{
    const Theme *theme = Theme::instance();
    const QFontMetrics metrics(theme->uiFont());
    // Room for the widest digits, so that the header stands still.
    QString widest = firstLine();
    for (QChar &c : widest) {
        if (c.isDigit())
            c = u'0';
    }
    return { metrics.horizontalAdvance(widest) + theme->px(6), theme->px(34) };
}

void ClockPanel::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->tokens().panel);
    painter.setFont(theme->uiFont());
    painter.setPen(theme->tokens().text);
    const QString second = secondLine();
    if (second.isEmpty()) {
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignRight, firstLine());
        return;
    }
    const int half = height() / 2;
    painter.drawText(QRect(0, theme->px(1), width(), half), Qt::AlignVCenter | Qt::AlignRight, firstLine());
    QFont small = theme->uiFont();
    small.setPixelSize(theme->px(11));
    painter.setFont(small);
    painter.setPen(theme->tokens().text2);
    painter.drawText(QRect(0, half, width(), half - theme->px(1)), Qt::AlignVCenter | Qt::AlignRight, second);
}

} // namespace ui
