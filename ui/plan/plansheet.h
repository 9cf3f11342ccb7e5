// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QScrollArea>

class QLabel;

namespace ui {

class ConsentBox;
class PaceBox;
class PlanView;

/// What a plan's dialog scrolls: the plan, its pace, the consent; or words in their place while there is none. Object
/// name "planScroll". GUI thread.
class PlanSheet final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PlanSheet(const QString &stack, QWidget *parent = nullptr);

    PlanView *view() const { return m_view; }
    PaceBox *pace() const { return m_pace; }
    ConsentBox *consent() const { return m_consent; }

    void setPlan(const actions::Plan &plan); ///< shown instead of words
    void setWords(const QString &words); ///< shown, above the plan where there is one
    void setFieldsEnabled(bool enabled);
    int wantedHeight() const; ///< px, so that nothing has to be scrolled

private:
    QWidget *m_body;
    QLabel *m_words;
    PlanView *m_view;
    PaceBox *m_pace;
    ConsentBox *m_consent;
};

} // namespace ui
