// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/stack/stack.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace ui {

class NightBars;
class NightDesk;

/// How long a job's node of the DAG took in the last nights, and tonight's way through it beside them (mock-up 06).
/// Works only while it is shown. GUI thread.
class PastNights final : public QWidget
{
    Q_OBJECT
public:
    explicit PastNights(stack::Stack *stack, QWidget *parent = nullptr);

    void setJob(std::optional<aurora::JobKey> job);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    stack::Stack *m_stack;
    NightDesk *m_desk; ///< null: the stack has no night
    std::optional<aurora::JobKey> m_job;
    QLabel *m_words;
    NightBars *m_bars;
};

} // namespace ui
