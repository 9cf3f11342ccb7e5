// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/explain/explainview.h"

#include <QDialog>

namespace ui {

class AuroraQuestions;
class Navigator;
class TokenLabel;

/// "Why pending" of one job, kept true while it is open: computed in the pool from the pictures of Mesos and Aurora,
/// anew with each. Closes with Esc; opens agents and pools in the window behind. GUI thread.
class WhyPending final : public QDialog
{
    Q_OBJECT
public:
    /// `job`: "role/env/name". Deletes itself when it is closed. `whyNot` as in ExplainView.
    WhyPending(stack::Stack *stack, Navigator *navigator, const QString &job, QWidget *parent,
               ExplainView::WhyNot whyNot = {});

    ExplainView *view() const { return m_view; }

signals:
    void wayOutChosen(const explain::WayOut &way);

private:
    void refresh();

    stack::Stack *m_stack;
    Navigator *m_navigator;
    QString m_job;
    AuroraQuestions *m_questions = nullptr; ///< nullptr: the stack has no Aurora
    TokenLabel *m_nothing;
    ExplainView *m_view;
    bool m_isComputing = false;
    bool m_isStale = false; ///< a picture came while one was computed
};

} // namespace ui
