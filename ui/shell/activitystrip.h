// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/shell/page.h"
#include "ui/shell/stripaction.h"

#include <QTimer>
#include <QWidget>

namespace ui {

class LinkButton;

/// The last line: what runs or was said last; at the right how the data comes in and in which zone times are.
/// Object name "strip".
class ActivityStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityStrip(QWidget *parent = nullptr);
    void setStack(stack::Stack *stack);
    void setNarrow(bool narrow);
    void tell(const QString &sentence); ///< shown for some seconds
    void showWork(const Work &work); ///< of the window's own; actions of the cluster stand before it
    void refresh(); ///< rates; called once a second
    QString left() const; ///< what was told last, else what is wrong with the local history
    QString right() const { return m_right; }

signals:
    void actionShown(const QString &id); ///< "Show": the page of actions, at this one
    void actionPressed(const QString &id); ///< its way on or back: cancel, stop, undo

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void relayout();
    void readActions();
    void placeLinks();
    QString notice() const; ///< of the history; empty: all is well
    stack::Stack *m_stack = nullptr;
    StripAction m_action; ///< or what the window does; then without an id
    Work m_work;
    LinkButton *m_show;
    LinkButton *m_way;
    QString m_told;
    QString m_right;
    int m_wordsEnd = 0; ///< px: the left part ends there
    QTimer m_forget;
    bool m_narrow = false;
};

} // namespace ui
