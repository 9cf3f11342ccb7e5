// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "models/watch/notices.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace ui {

class DesktopNotifications;
class MainWindow;

/// Tells whoever is not looking what needs them, by the desktop's notifications: what each stack's watcher finds, once
/// (see watch::Notices), with buttons that open it or keep it quiet. Nothing while the Overview is before their eyes.
/// Ends with its window. GUI thread.
class Notifier final : public QObject
{
    Q_OBJECT
public:
    explicit Notifier(MainWindow *window);

    void setStacks(const QList<stack::Stack *> &stacks);
    void release(stack::Stack *stack); ///< before it ends

    static constexpr core::Duration quietSpan = std::chrono::minutes(30); ///< what the button gives

private:
    void follow(stack::Stack *stack);
    void look(stack::Stack *stack);
    void lookAtAll();
    bool isSeen(const stack::Stack *stack) const;
    void show(stack::Stack *stack, const watch::Notice &notice);
    void onPressed(const QString &id, const QString &button);
    void open(stack::Stack *stack, const QString &finding);

    struct Followed
    {
        watch::Notices notices;
        QHash<QString, QString> findings; ///< by the id of a notice that stands; of several: empty
    };
    QPointer<MainWindow> m_window; ///< null while it ends
    DesktopNotifications *m_desktop;
    QHash<stack::Stack *, Followed> m_stacks;
    QTimer m_again; ///< something waits to be told
};

} // namespace ui
