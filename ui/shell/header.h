// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/shell/stackswitcher.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace ui {

class ClockPanel;
class FindField;
class LayerChips;
class LockButton;

/// The line at the top: whose cluster, how true the data is, find, lock, time. Its ages tick once a second while the
/// window can be seen. Object name "header".
class Header final : public QWidget
{
    Q_OBJECT
public:
    explicit Header(QWidget *parent = nullptr);

    void setStack(stack::Stack *stack);
    /// Beside the layers: what there is to say of the stack itself. Each stays its page's, one is shown; nullptr: none.
    void setHeadline(QWidget *headline);
    void setNarrow(bool narrow);
    void setUtcFirst(bool first);
    StackSwitcher *switcher() const { return m_switcher; }
    FindField *findField() const { return m_find; }

signals:
    void layerClicked(QWidget *chip);
    void unlockRequested();
    void ticked(); ///< once a second, for others who show ages

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tick();
    void relayout();
    stack::Stack *m_stack = nullptr;
    StackSwitcher *m_switcher;
    LayerChips *m_chips;
    QPointer<QWidget> m_headline;
    FindField *m_find;
    LockButton *m_lock;
    ClockPanel *m_clock;
    QTimer m_timer;
    bool m_narrow = false;
};

} // namespace ui
