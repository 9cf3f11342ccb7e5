// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/inspector.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

Inspector::Inspector(QMainWindow *stage)
    : QDockWidget(stage)
    , m_stage(stage)
    , m_bar(new QWidget(this))
    , m_empty(new QWidget(this))
    , m_float(new QToolButton(m_bar))
{
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    setWindowTitle(tr("Inspector"));
    setAutoFillBackground(true);
    // The content's own head stands for the title: the bar is what the dock is dragged by, and its ways out.
    m_bar->setToolTip(tr("Drag to another side or out of the window"));
    auto *close = new QToolButton(m_bar);
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close inspector"));
    close->setObjectName(u"inspectorClose"_s);
    m_float->setObjectName(u"inspectorFloat"_s);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(1, 0, 0, 0);
    row->setSpacing(0);
    row->addStretch();
    for (QToolButton *button : { m_float, close }) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus); // the menu and Esc do the same by key
        row->addWidget(button);
    }
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(this, &QDockWidget::topLevelChanged, this, [this] {
        readTheme();
        applyOverlay();
    });
    connect(Theme::instance(), &Theme::changed, this, &Inspector::readTheme);
    setTitleBarWidget(m_bar);
    setWidget(m_empty);
    stage->addDockWidget(Qt::RightDockWidgetArea, this);
    hide();
    readTheme();
    stage->installEventFilter(this);
}

void Inspector::readTheme()
{
    const int side = Theme::instance()->px(14);
    for (QToolButton *button : m_bar->findChildren<QToolButton *>())
        button->setIconSize({ side, side });
    m_float->setIcon(icon(isFloating() ? u"table"_s : u"link"_s));
    m_float->setToolTip(isFloating() ? tr("Back into the window") : tr("Out of the window"));
    m_float->setAccessibleName(m_float->toolTip());
    m_bar->findChild<QToolButton *>(u"inspectorClose"_s)->setIcon(icon(u"close"_s));
    m_bar->setFixedHeight(side + Theme::instance()->px(4));
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
    else if (isAtSide()) {
        m_stage->resizeDocks({ this }, { naturalWidth() }, Qt::Horizontal);
        // A page gives up what it can spare once it has become narrower: only then there may be room enough.
        QTimer::singleShot(0, this, [this] {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            if (isVisible() && !m_overlay && isAtSide() && width() < naturalWidth())
                m_stage->resizeDocks({ this }, { naturalWidth() }, Qt::Horizontal);
        });
    }
}

bool Inspector::isAtSide()
{
    return !isFloating() && (m_stage->dockWidgetArea(this) & (Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea));
}

void Inspector::setOverlay(bool overlay)
{
    m_wantsOverlay = overlay;
    applyOverlay();
}

/// Out of the window it is in nobody's way.
void Inspector::applyOverlay()
{
    const bool overlay = m_wantsOverlay && !isFloating();
    if (overlay == m_overlay)
        return;
    const bool shown = isVisible();
    m_overlay = overlay;
    if (overlay) {
        // Out of the dock layout it is a plain child of the stage and can lie over the page.
        m_stage->removeDockWidget(this);
        setFeatures(DockWidgetClosable);
    } else {
        setFeatures(DockWidgetClosable | DockWidgetMovable | DockWidgetFloatable);
        m_stage->addDockWidget(Qt::RightDockWidgetArea, this);
    }
    m_float->setVisible(!overlay);
    setContentsMargins(overlay ? 1 : 0, 0, 0, 0);
    setVisible(shown);
    if (shown)
        reveal();
}

void Inspector::showContent()
{
    setVisible(m_content);
    if (m_content)
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
    if (watched == m_stage && isVisible()) {
        if (event->type() == QEvent::Resize && m_overlay)
            place();
        // The lines between docks are the stage's own. A width that comes from little room is nobody's choice.
        if (event->type() == QEvent::MouseButtonRelease && !m_overlay && isAtSide()
            && std::abs(width() - naturalWidth()) > 2)
            m_chosen = width();
    }
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
