// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QFrame>
#include <QPointer>

class QVBoxLayout;

namespace ui {

/// What each layer says: state, leader, age, latency and clock of every layer, and when something is ill the verdict
/// with its evidence and what to do. Closes when one clicks elsewhere. Object name "healthPopup".
class HealthPopup final : public QFrame
{
    Q_OBJECT
public:
    HealthPopup(stack::Stack *stack, QWidget *parent);
    QString text() const; ///< the same, for the clipboard

private:
    void rebuild();
    QPointer<stack::Stack> m_stack;
    QVBoxLayout *m_column;
};

} // namespace ui
