// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bodyserver.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHash>

namespace bench {

/// Counts paint events: of one widget, or of all of the application. GUI thread.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QObject *watched = QCoreApplication::instance()) { watched->installEventFilter(this); }

    int count = 0;
    Milliseconds last{}; ///< by steadyNow()
    QHash<QString, int> byWidget; ///< object name, or class where there is none

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++count;
            last = steadyNow();
            const QString name = watched->objectName();
            ++byWidget[name.isEmpty() ? QString::fromLatin1(watched->metaObject()->className()) : name];
        }
        return false;
    }
};

} // namespace bench
