// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findfield.h"

#include "ui/shell/keycap.h"
#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

FindField::FindField(QWidget *parent)
    : PaintedButton(parent)
{
    setObjectName(u"findField"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
    setNarrow(false);
}

void FindField::setKey(const QKeySequence &key)
{
    m_key = key;
    update();
}

void FindField::setNarrow(bool narrow)
{
    setText(narrow ? tr("Find") : tr("Find or do…"));
    setAccessibleName(tr("Find or do"));
    setMaximumWidth(Theme::instance()->px(312));
    updateGeometry();
}

QSize FindField::sizeHint() const
{
    return { Theme::instance()->px(312), Theme::instance()->px(26) };
}

QSize FindField::minimumSizeHint() const
{
    return { Theme::instance()->px(130), Theme::instance()->px(26) };
}

void FindField::paintContents(QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    drawBox(painter, rect(), t.base, underMouse() ? t.text3 : t.line);
    const int side = theme->px(16);
    ui::icon(u"search"_s, t.text2).paint(painter, QRect(theme->px(9), (height() - side) / 2, side, side));
    const int capWidth = drawKeyCap(painter, QPoint(width() - theme->px(8), height() / 2), m_key);
    painter->setFont(theme->uiFont());
    painter->setPen(t.text3);
    const int x = theme->px(32);
    const QRect room(x, 0, width() - x - capWidth - theme->px(12), height());
    for (const QString &words : { text(), tr("Find") }) { // whole or not at all
        if (painter->fontMetrics().horizontalAdvance(words) > room.width())
            continue;
        painter->drawText(room, Qt::AlignVCenter, words);
        break;
    }
}

void FindField::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (plain && !event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space) {
        emit typed(event->text());
        return;
    }
    PaintedButton::keyPressEvent(event);
}

} // namespace ui
