// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace ui {

/// How a plan is rolled out: in words, and behind the button in figures. A changed figure asks for another plan, once
/// typing has paused. Object names "planPace" (the button), "paceSize", "pacePause", "paceWatch", "paceFailuresEach",
/// "paceFailures", "paceStop". GUI thread.
class PaceBox final : public QWidget
{
    Q_OBJECT
public:
    explicit PaceBox(QWidget *parent = nullptr);

    void setPlan(const actions::Plan &plan); ///< hidden for one that is not rolled; what is being typed stays
    bool isPending() const { return m_soon.isActive(); } ///< figures were changed and not asked for yet

signals:
    void changed(); ///< a figure was: no plan is for it yet
    void batchingRequested(const actions::Batching &batching);
    void unfolded(); ///< it needs more room, or less

private:
    void build();
    void showFigures(const actions::Batching &batching);
    actions::Batching batching() const;
    void readTheme();

    actions::Rolling m_rolling = actions::Rolling::Whole;
    actions::Batching m_batching; ///< of the plan shown
    QTimer m_soon;
    QToolButton *m_fold;
    QLabel *m_words;
    QWidget *m_figures;
    QList<QWidget *> m_watching; ///< what only watched plans have
    QSpinBox *m_size;
    QSpinBox *m_pause; ///< s
    QSpinBox *m_watch; ///< s
    QSpinBox *m_failuresEach;
    QSpinBox *m_failures;
    QCheckBox *m_stop;
};

} // namespace ui
