// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lockbutton.h"

#include "models/actions/arming.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

LockButton::LockButton(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(u"lock"_s);
    setAutoDefault(false);
    setFlat(true);
    connect(this, &QPushButton::clicked, this, &LockButton::press);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    refresh();
}

void LockButton::setArming(actions::Arming *arming)
{
    if (m_arming)
        disconnect(m_arming, nullptr, this, nullptr);
    m_arming = arming;
    if (arming) {
        connect(arming, &actions::Arming::changed, this, &LockButton::refresh);
        connect(arming, &actions::Arming::ticked, this, &LockButton::refresh);
    }
    refresh();
}

void LockButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    refresh();
}

bool LockButton::isArmed() const
{
    return m_arming && m_arming->isArmed();
}

void LockButton::press()
{
    if (!m_arming)
        return;
    if (!isArmed())
        emit unlockRequested();
    else if (m_arming->isEnding())
        m_arming->extend();
    else
        m_arming->lock();
}

void LockButton::refresh()
{
    const bool armed = isArmed();
    m_state = armed ? m_arming->words() : tr("Read-only");
    m_way = !m_arming ? QString() : !armed ? tr("Unlock…") : m_arming->isEnding() ? tr("Extend") : tr("Lock");
    if (m_narrow && !armed)
        m_way.clear(); // the padlock says it; the click is the same
    setText(m_way.isEmpty() ? m_state : m_state + u' ' + m_way);
    setToolTip(armed ? tr("Actions can be sent: “%1”. Ctrl+Shift+U locks.").arg(m_arming->reason())
                     : tr("Nothing is changed from this window until it is unlocked. Ctrl+Shift+U"));
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize LockButton::sizeHint() const
{
    const Theme *theme = Theme::instance();
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    const int words = QFontMetrics(bold).horizontalAdvance(m_state)
        + (m_way.isEmpty() ? 0 : QFontMetrics(theme->uiFont()).horizontalAdvance(m_way) + theme->px(6));
    return { words + theme->px(14 + 6 + 12), theme->px(m_narrow ? 26 : 30) };
}

void LockButton::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    const bool armed = isArmed();
    QPainter painter(this);
    if (armed)
        painter.fillRect(rect(), tokens.warnTint);
    const int side = theme->px(14);
    int x = theme->px(6);
    ui::icon(armed ? u"unlock"_s : u"lock"_s, tokens.text).paint(&painter, QRect(x, (height() - side) / 2, side, side));
    x += side + theme->px(6);
    QFont font = theme->uiFont();
    font.setWeight(armed ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const QRect line(x, 0, width() - x, height());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, m_state);
    const int way = painter.fontMetrics().horizontalAdvance(m_state) + theme->px(6);
    painter.setFont(theme->uiFont());
    painter.setPen(tokens.link);
    painter.drawText(line.adjusted(way, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_way);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace ui
