// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/footdock.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMainWindow>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int naturalHeight = 220; ///< ui.md §2

} // namespace

FootDock::FootDock(QMainWindow *stage)
    : QDockWidget(stage)
    , m_stage(stage)
    , m_empty(new QWidget(this))
    , m_glyph(new GlyphLabel(this))
    , m_title(new QLabel(this))
    , m_open(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"footDock"_s);
    setAutoFillBackground(true);
    auto *bar = new QWidget(this);
    bar->setToolTip(tr("Drag to another side or out of the window"));
    auto *row = new QHBoxLayout(bar);
    const Theme *theme = Theme::instance();
    row->setContentsMargins(theme->px(10), theme->px(2), theme->px(4), theme->px(2));
    row->setSpacing(theme->px(6));
    m_title->setObjectName(u"footTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_open->setObjectName(u"footOpen"_s);
    m_close->setObjectName(u"footClose"_s);
    m_close->setToolTip(tr("Close (Ctrl+L, Esc)"));
    m_open->setToolTip(tr("Open it on its own page"));
    row->addWidget(m_glyph);
    row->addWidget(m_title);
    row->addStretch(1);
    for (QToolButton *button : { m_open, m_close }) {
        button->setAutoRaise(true);
        button->setAccessibleName(button->toolTip());
        row->addWidget(button);
    }
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_open, &QToolButton::clicked, this, &FootDock::openWanted);
    connect(this, &QDockWidget::visibilityChanged, this, &FootDock::onVisible);
    connect(Theme::instance(), &Theme::changed, this, &FootDock::readTheme);
    setTitleBarWidget(bar);
    setWidget(m_empty);
    stage->addDockWidget(Qt::BottomDockWidgetArea, this);
    hide();
    readTheme();
}

void FootDock::readTheme()
{
    const Theme *theme = Theme::instance();
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_open->setIcon(icon(u"link"_s));
    m_close->setIcon(icon(u"close"_s));
    for (QToolButton *button : { m_open, m_close })
        button->setIconSize({ theme->px(14), theme->px(14) });
    m_glyph->update();
}

void FootDock::readTitle()
{
    const QString title = m_content ? m_content->title() : QString();
    m_title->setText(title);
    m_glyph->setWord(m_content ? m_content->glyphWord() : QString());
    setWindowTitle(title);
    setAccessibleName(title);
}

void FootDock::setContent(FootContent *content)
{
    if (m_content != content) {
        if (FootContent *old = m_content) {
            old->setShown(false);
            old->disconnect(this);
            old->hide();
            old->setParent(m_home);
        }
        m_home = content ? content->parentWidget() : nullptr;
        m_content = content;
        setWidget(content ? static_cast<QWidget *>(content) : m_empty);
        if (content)
            connect(content, &FootContent::titleChanged, this, &FootDock::readTitle);
    }
    readTitle();
    if (!content)
        return hide();
    content->show();
    show();
    content->setShown(isVisible()); // a dock that was open already tells nobody
    if (!std::exchange(m_isSized, true) && !isFloating()) {
        const int height = std::min(Theme::instance()->px(naturalHeight), m_stage->height() * 2 / 5);
        m_stage->resizeDocks({ this }, { height }, Qt::Vertical);
    }
}

void FootDock::showContent()
{
    if (!m_content)
        hide();
}

void FootDock::onVisible(bool visible)
{
    if (m_content)
        m_content->setShown(visible);
}

void FootDock::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return hide();
    QDockWidget::keyPressEvent(event);
}

} // namespace ui
