// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/verdictband.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

VerdictBand::VerdictBand(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(nullptr, 18))
    , m_sentence(new QLabel)
    , m_detail(new QLabel)
    , m_line(new QHBoxLayout(this))
{
    setObjectName(u"verdict"_s);
    m_sentence->setObjectName(u"verdictSentence"_s);
    m_detail->setObjectName(u"verdictDetail"_s);
    for (QLabel *label : { m_sentence, m_detail }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_sentence);
    words->addWidget(m_detail);
    m_line->addWidget(m_glyph);
    m_line->addLayout(words, 1);
    m_glyph->setWord(u"pending"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(Theme::instance(), &Theme::changed, this, &VerdictBand::applyTheme);
    applyTheme();
}

void VerdictBand::setVerdict(const explain::Verdict &verdict)
{
    m_sentence->setText(verdict.sentence);
    m_detail->setText(verdict.detail);
    m_detail->setVisible(!verdict.detail.isEmpty());
    setAccessibleName(verdict.sentence + u' ' + verdict.detail);
    m_fits = verdict.cause == explain::Cause::Fits;
    update();
}

void VerdictBand::setButton(QWidget *button)
{
    delete m_button;
    m_button = button;
    if (button)
        m_line->addWidget(button);
}

void VerdictBand::applyTheme()
{
    const Theme *theme = Theme::instance();
    m_sentence->setFont(theme->verdictFont());
    m_detail->setFont(theme->tableFont());
    m_line->setContentsMargins(theme->px(12), theme->px(10), theme->px(12), theme->px(10));
    m_line->setSpacing(theme->px(12));
    update();
}

void VerdictBand::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    painter.setPen(m_fits ? tokens.line : tokens.warnMark);
    painter.setBrush(m_fits ? tokens.base : tokens.warnTint);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui
