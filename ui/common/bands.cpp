// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/bands.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

// OldBand ----------------------------------------------------------------------------------------------------------

OldBand::OldBand(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"oldBand"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void OldBand::setText(const QString &sentence, const QString &consequence)
{
    if (m_sentence == sentence && m_consequence == consequence)
        return;
    m_sentence = sentence;
    m_consequence = consequence;
    setAccessibleName(sentence + u' ' + consequence);
    setToolTip(consequence);
    update();
}

QSize OldBand::sizeHint() const
{
    return { Theme::instance()->px(400), Theme::instance()->px(28) };
}

QSize OldBand::minimumSizeHint() const
{
    return { Theme::instance()->px(120), Theme::instance()->px(28) };
}

void OldBand::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    drawHatch(&painter, rect());
    painter.fillRect(0, 0, width(), 1, tokens.warnMark);
    painter.fillRect(0, height() - 1, width(), 1, tokens.warnMark);

    const int size = theme->px(13);
    int x = theme->px(12);
    paintGlyph(&painter, QRectF(x, (height() - size) / 2, size, size), glyphFor(u"old"_s));
    x += size + theme->px(8);
    QFont font = theme->uiFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const QFontMetrics bold(font);
    const QString sentence = bold.elidedText(m_sentence, Qt::ElideRight, width() - x - theme->px(8));
    const QRect line(x, 0, width() - x - theme->px(8), height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, sentence);
    x += bold.horizontalAdvance(sentence) + theme->px(8);
    painter.setFont(theme->uiFont());
    const QString rest = QFontMetrics(theme->uiFont())
                             .elidedText(m_consequence, Qt::ElideRight, std::max(0, width() - x - theme->px(8)));
    if (rest.size() > 1)
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, rest);
}

// FailBand ---------------------------------------------------------------------------------------------------------

FailBand::FailBand(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(this))
    , m_what(new QLabel(this))
    , m_next(new QLabel(this))
    , m_details(new QLabel(this))
    , m_detailsBox(new QWidget(this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_signIn(new QPushButton(tr("Give user and password…"), this))
    , m_tryAgain(new QPushButton(this))
{
    setObjectName(u"failBand"_s);
    m_glyph->setWord(u"down"_s);
    for (QLabel *label : { m_what, m_next }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
    }
    m_what->setObjectName(u"failSentence"_s);
    m_next->setObjectName(u"failNext"_s);
    m_details->setObjectName(u"failDetails"_s);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detailsButton->setObjectName(u"detailsButton"_s);
    m_detailsButton->setCheckable(true);
    m_signIn->setObjectName(u"signIn"_s);
    m_signIn->hide();
    m_tryAgain->setObjectName(u"tryAgain"_s);
    m_tryAgain->setIcon(icon(u"restart"_s));

    const Theme *theme = Theme::instance();
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy"), m_detailsBox);
    copy->setObjectName(u"copyDetails"_s);
    auto *details = new QHBoxLayout(m_detailsBox);
    details->setContentsMargins(theme->px(21), 0, 0, 0);
    details->addWidget(m_details, 1);
    details->addWidget(copy, 0, Qt::AlignTop);
    m_detailsBox->hide();

    auto *words = new QVBoxLayout;
    words->setSpacing(theme->px(2));
    words->addWidget(m_what);
    words->addWidget(m_next);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme->px(8));
    line->addWidget(m_glyph, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    line->addWidget(m_detailsButton);
    line->addWidget(m_signIn);
    line->addWidget(m_tryAgain);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(theme->px(12), theme->px(6), theme->px(8), theme->px(6));
    all->addLayout(line);
    all->addWidget(m_detailsBox);

    connect(m_detailsButton, &QPushButton::toggled, m_detailsBox, &QWidget::setVisible);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_what->text() + u'\n' + m_details->text()); });
    connect(m_signIn, &QPushButton::clicked, this, &FailBand::signInRequested);
    connect(m_tryAgain, &QPushButton::clicked, this, &FailBand::tryAgainRequested);
    connect(theme, &Theme::changed, this, &FailBand::readTheme);
    readTheme();
}

void FailBand::readTheme()
{
    const Theme *theme = Theme::instance();
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    m_what->setFont(bold);
    m_details->setFont(theme->monoFont());
    m_tryAgain->setIcon(icon(u"restart"_s));
    update();
}

void FailBand::setError(const QString &what, const QString &next, const QString &details)
{
    m_what->setText(what);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    m_details->setText(details);
    setAccessibleName(what + u' ' + next);
}

void FailBand::setTryAgain(const QString &text, bool possible)
{
    m_tryAgain->setText(text);
    m_tryAgain->setEnabled(possible);
}

void FailBand::setSignInOffered(bool offered)
{
    m_signIn->setVisible(offered);
}

void FailBand::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.failTint);
    painter.fillRect(0, 0, width(), 1, tokens.failMark);
    painter.fillRect(0, height() - 1, width(), 1, tokens.failMark);
}

} // namespace ui
