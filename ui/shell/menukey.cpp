// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menukey.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace ui {

MenuKey::MenuKey(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    // The window does not see keys that its children take, so it is the application that is watched.
    qApp->installEventFilter(this);
}

bool MenuKey::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // comes before each key, also before those that become shortcuts
    case QEvent::KeyPress:
        m_alone = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt && QApplication::activeWindow() == m_window;
        break;
    case QEvent::MouseButtonPress:
    case QEvent::WindowDeactivate:
        m_alone = false;
        break;
    case QEvent::KeyRelease:
        if (m_alone && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt) {
            m_alone = false;
            emit pressedAlone();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ui
