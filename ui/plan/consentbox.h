// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/consent.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ui {

/// What somebody gives with the click: the reason, a ticket, the resulting number, the stack's name, as far as the
/// plan's grade asks for them (ui.md §9). The number cannot be pasted: it is to be read from the table above and worked
/// out. Object names "planReason", "planTicket", "planNumber", "planStackName". GUI thread.
class ConsentBox final : public QWidget
{
    Q_OBJECT
public:
    explicit ConsentBox(const QString &stackName, QWidget *parent = nullptr);

    /// What was typed stays: a number that was right for the plan before is judged by the new one.
    void setPlan(const actions::Plan &plan);
    actions::Consent consent() const;

signals:
    void changed();

private:
    void judge();
    void readTheme();
    QWidget *makeReason();
    QWidget *makeProof();

    const QString m_stackName;
    actions::Plan m_plan;
    QLineEdit *m_reason;
    QLineEdit *m_ticket;
    QWidget *m_proof;
    QLabel *m_prompt;
    QLineEdit *m_number;
    QLabel *m_verdict;
    QLabel *m_hint;
    QLabel *m_stackPrompt;
    QLineEdit *m_stack;
};

} // namespace ui
