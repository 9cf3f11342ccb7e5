// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QTimer>
#include <QWidget>

namespace ui {

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
    void refresh(); ///< rates; called once a second
    QString left() const; ///< what was told last, else what is wrong with the local history
    QString right() const { return m_right; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void relayout();
    QString notice() const; ///< of the history; empty: all is well
    stack::Stack *m_stack = nullptr;
    QString m_told;
    QString m_right;
    QTimer m_forget;
    bool m_narrow = false;
};

} // namespace ui
