// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/inspector.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// A bare QWidget hints at a height of -1, which the dock's layout would take at its word.
QWidget *noTitle(QWidget *parent)
{
    auto *none = new QWidget(parent);
    auto *row = new QHBoxLayout(none);
    row->setContentsMargins(0, 0, 0, 0);
    return none;
}

} // namespace

Inspector::Inspector(QMainWindow *stage)
    : QDockWidget(stage)
    , m_stage(stage)
    , m_bar(new QWidget(this))
    , m_empty(new QWidget(this))
{
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    setWindowTitle(tr("Inspector"));
    setFeatures(DockWidgetClosable);
    setAutoFillBackground(true);
    // Docked, the content's own head stands for the title; floating over the page it needs a way out for the mouse.
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(1, 0, 0, 0);
    auto *close = new QToolButton(m_bar);
    close->setAutoRaise(true);
    close->setIcon(icon(u"close"_s));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close inspector"));
    row->addStretch();
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    m_bar->setVisible(false);
    setTitleBarWidget(noTitle(this));
    setWidget(m_empty);
    stage->addDockWidget(Qt::RightDockWidgetArea, this);
    hide();
    stage->installEventFilter(this);
}

int Inspector::naturalWidth() const
{
    return m_chosen > 0 && !m_overlay ? m_chosen : Theme::instance()->px(m_wide ? 420 : 348);
}

void Inspector::setContent(QWidget *content)
{
    if (m_content == content) {
        if (content)
            reveal();
        return;
    }
    if (QWidget *old = m_content) {
        old->hide();
        old->setParent(m_home);
    }
    m_home = content ? content->parentWidget() : nullptr;
    m_content = content;
    if (!content) {
        setWidget(m_empty);
        hide();
        return;
    }
    setWidget(content);
    content->show();
    reveal();
}

void Inspector::reveal()
{
    show();
    if (m_overlay)
        place();
    else
        m_stage->resizeDocks({ this }, { naturalWidth() }, Qt::Horizontal);
}

void Inspector::setOverlay(bool overlay)
{
    if (overlay == m_overlay)
        return;
    const bool shown = isVisible();
    m_overlay = overlay;
    if (overlay) {
        // Out of the dock layout it is a plain child of the stage and can lie over the page.
        m_stage->removeDockWidget(this);
        setTitleBarWidget(m_bar);
        m_bar->show();
    } else {
        m_bar->hide();
        setTitleBarWidget(noTitle(this));
        m_stage->addDockWidget(Qt::RightDockWidgetArea, this);
    }
    setContentsMargins(overlay ? 1 : 0, 0, 0, 0);
    setVisible(shown);
    if (shown)
        reveal();
}

void Inspector::setWide(bool wide)
{
    m_wide = wide;
}

void Inspector::setChosenWidth(int width)
{
    m_chosen = width;
}

void Inspector::toggle()
{
    if (isVisible())
        hide();
    else if (m_content)
        reveal();
}

void Inspector::place()
{
    const int width_ = std::min(naturalWidth(), m_stage->width());
    setGeometry(m_stage->width() - width_, 0, width_, m_stage->height());
    raise();
}

bool Inspector::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_stage && event->type() == QEvent::Resize && m_overlay && isVisible())
        place();
    return QDockWidget::eventFilter(watched, event);
}

void Inspector::paintEvent(QPaintEvent *)
{
    if (!m_overlay)
        return;
    QPainter painter(this);
    painter.setPen(Theme::instance()->tokens().text3);
    painter.drawLine(0, 0, 0, height());
}

void Inspector::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        return;
    }
    QDockWidget::keyPressEvent(event);
}

} // namespace ui
