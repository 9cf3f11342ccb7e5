// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notebox.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

NoteBox::NoteBox(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_row(new QHBoxLayout(this))
{
    for (QLabel *label : { m_title, m_text }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::instance()->px(2));
    words->addWidget(m_title);
    words->addWidget(m_text);
    const int side = Theme::instance()->px(10);
    const int edge = Theme::instance()->px(7);
    m_row->setContentsMargins(side, edge, side, edge);
    m_row->setSpacing(Theme::instance()->px(8));
    m_row->addWidget(m_glyph, 0, Qt::AlignTop);
    m_row->addLayout(words, 1);
    connect(Theme::instance(), &Theme::changed, this, &NoteBox::readTheme);
    hide();
}

void NoteBox::say(Weight weight, const QString &title, const QString &text)
{
    m_weight = weight;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_glyph->setVisible(weight != Weight::Plain);
    m_glyph->setWord(weight == Weight::Failure ? u"failure"_s : weight == Weight::Warning ? u"warning"_s : u"note"_s);
    setAccessibleName(title);
    setAccessibleDescription(text);
    readTheme();
    show();
}

QPushButton *NoteBox::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    m_row->addWidget(button, 0, Qt::AlignTop);
    return button;
}

QString NoteBox::text() const
{
    return m_title->text() + u": "_s + m_text->text();
}

void NoteBox::readTheme()
{
    QFont bold = Theme::instance()->uiFont();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_text->setFont(Theme::instance()->tableFont());
    update();
}

void NoteBox::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    const bool failure = m_weight == Weight::Failure;
    const bool warning = m_weight == Weight::Warning;
    painter.setBrush(failure ? tokens.failTint : warning ? tokens.warnTint : tokens.base);
    painter.setPen(failure ? tokens.failMark : warning ? tokens.warnMark : tokens.line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui
