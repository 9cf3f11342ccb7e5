// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"
#include "models/history/capacityhistory.h"

#include <QObject>

namespace stack {
class Stack;
}

namespace ui {

/// Reads what happened in all layers since a night began, again whenever something did, while it is shown. GUI thread.
class EventReader final : public QObject
{
    Q_OBJECT
public:
    explicit EventReader(stack::Stack *stack, QObject *parent = nullptr);
    void setNight(const dag::NightPtr &night); ///< null: nothing is read
    void setShown(bool shown);

signals:
    void read(const QList<history::Event> &events); ///< ascending

private:
    void ask();

    stack::Stack *m_stack;
    dag::NightPtr m_night;
    bool m_shown = false;
};

} // namespace ui
