// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/card.h"

#include "ui/common/labels.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

Card::Card(const QString &title, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_headBox(new QWidget(this))
    , m_head(new QHBoxLayout(m_headBox))
    , m_body(new QVBoxLayout)
    , m_title(new TokenLabel(&Tokens::text, &Theme::uiFont))
    , m_remark(new TokenLabel(&Tokens::text2, &Theme::tableFont))
{
    setObjectName(objectName);
    setAccessibleName(title);
    m_title->setText(title);
    m_title->setBold(true);
    m_remark->setElides(true);
    m_head->addWidget(m_title);
    m_head->addWidget(m_remark);
    m_head->addStretch(1);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_headBox);
    column->addLayout(m_body, 1);
    connect(Theme::instance(), &Theme::changed, this, &Card::applyMeasures);
    applyMeasures();
}

void Card::applyMeasures()
{
    const Theme *theme = Theme::instance();
    m_headBox->setFixedHeight(theme->px(28));
    m_head->setContentsMargins(theme->px(10), 0, theme->px(10), 0);
    m_head->setSpacing(theme->px(8));
    update();
}

void Card::setRemark(const QString &text)
{
    m_remark->setText(text);
}

void Card::addToHead(QWidget *widget)
{
    m_head->insertWidget(m_left++, widget);
}

void Card::addToHeadRight(QWidget *widget)
{
    m_head->addWidget(widget);
}

void Card::setHeadVisible(bool visible)
{
    m_headBox->setVisible(visible);
}

void Card::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    painter.setPen(tokens.line);
    painter.setBrush(tokens.base);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_headBox->isVisibleTo(this)) {
        const QRect head = m_headBox->geometry();
        painter.fillRect(head, tokens.panel);
        painter.fillRect(head.left(), head.bottom(), head.width(), 1, tokens.line);
    }
}

} // namespace ui
