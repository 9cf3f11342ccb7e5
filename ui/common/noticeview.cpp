// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/noticeview.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

NoticeView::NoticeView(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(this))
    , m_sentence(new QLabel(this))
    , m_next(new QLabel(this))
    , m_details(new QLabel(this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_signIn(new QPushButton(tr("Give user and password…"), this))
    , m_tryAgain(new QPushButton(this))
    , m_clear(new QPushButton(tr("Clear filter"), this))
{
    m_sentence->setObjectName(u"noticeSentence"_s);
    m_next->setObjectName(u"noticeNext"_s);
    m_details->setObjectName(u"noticeDetails"_s);
    m_detailsButton->setObjectName(u"noticeDetailsButton"_s);
    m_signIn->setObjectName(u"noticeSignIn"_s);
    m_signIn->hide();
    m_tryAgain->setObjectName(u"noticeTryAgain"_s);
    m_clear->setObjectName(u"clearFilter"_s);
    m_detailsButton->setCheckable(true);
    for (QLabel *label : { m_sentence, m_next, m_details }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_details->hide();

    const Theme *theme = Theme::instance();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme->px(8));
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_tryAgain);
    buttons->addWidget(m_detailsButton);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme->px(6));
    words->addWidget(m_sentence);
    words->addWidget(m_next);
    words->addLayout(buttons);
    words->addWidget(m_details);
    words->addStretch(1);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(theme->px(12), theme->px(12), theme->px(12), theme->px(12));
    all->setSpacing(theme->px(8));
    all->addWidget(m_glyph, 0, Qt::AlignTop);
    all->addLayout(words, 1);

    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_signIn, &QPushButton::clicked, this, &NoticeView::signInRequested);
    connect(m_tryAgain, &QPushButton::clicked, this, &NoticeView::tryAgainRequested);
    connect(m_clear, &QPushButton::clicked, this, &NoticeView::clearFilterRequested);
    connect(theme, &Theme::changed, this, &NoticeView::readTheme);
    readTheme();
}

void NoticeView::readTheme()
{
    m_details->setFont(Theme::instance()->monoFont());
    m_tryAgain->setIcon(icon(u"restart"_s));
    setNotice(m_notice, m_details->text(), m_tryAgain->text(), m_clear->isVisibleTo(this));
}

void NoticeView::setNotice(const Notice &notice, const QString &details, const QString &tryAgain, bool canClear)
{
    using Kind = Notice::Kind;
    m_notice = notice;
    const bool failing = notice.kind == Kind::Failed || notice.kind == Kind::Forbidden;
    m_glyph->setWord(notice.kind == Kind::Failed          ? u"down"_s
                         : notice.kind == Kind::Forbidden ? u"refused"_s
                                                          : QString());
    m_glyph->setVisible(failing);

    // A failure stands out by weight and glyph; asking and empty are quiet lines.
    const Theme *theme = Theme::instance();
    QFont font = theme->uiFont();
    font.setWeight(failing ? QFont::DemiBold : QFont::Normal);
    m_sentence->setFont(font);
    QPalette colours = m_sentence->palette();
    colours.setColor(QPalette::WindowText, failing ? theme->tokens().text : theme->tokens().text2);
    m_sentence->setPalette(colours);

    m_sentence->setText(notice.sentence);
    m_next->setText(notice.next);
    m_next->setVisible(!notice.next.isEmpty());
    m_details->setText(details);
    m_detailsButton->setVisible(failing && !details.isEmpty());
    m_details->setVisible(m_detailsButton->isVisibleTo(this) && m_detailsButton->isChecked());
    m_tryAgain->setText(tryAgain);
    m_tryAgain->setVisible(notice.canTryAgain);
    m_clear->setVisible(canClear);
    setAccessibleName(notice.sentence + u' ' + notice.next);
}

void NoticeView::setSignInOffered(bool offered)
{
    m_signIn->setVisible(offered);
}

void NoticeView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->tokens().base);
}

} // namespace ui
