// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/check.h"
#include "ui/common/card.h"

class QLabel;
class QPushButton;

namespace ui {

class CheckList;

/// One layer of a stack: where it is, who signs in and where that is kept, what the last check found. Object name
/// "connection-mesos". GUI thread.
class LayerCard final : public Card
{
    Q_OBJECT
public:
    LayerCard(stack::Stack *stack, secrets::Layer layer, QWidget *parent = nullptr);

    void check(); ///< with the login that is used now
    const connections::Check *lastCheck() const { return m_check.get(); } ///< nullptr: none yet

signals:
    void told(const QString &sentence); ///< worth a line of the strip
    void checked();

private:
    void refresh();
    void forget();
    void copyLogin(); ///< the command that logs in to SSO
    QString whoSignsIn() const;
    QString awsWords() const;

    stack::Stack *m_stack;
    const secrets::Layer m_layer;
    QLabel *m_who;
    CheckList *m_steps;
    QPushButton *m_checkButton;
    QPushButton *m_signIn;
    QPushButton *m_forget;
    QPushButton *m_renew = nullptr; ///< AWS alone: files and devices are asked anew
    QPushButton *m_copy = nullptr; ///< AWS alone: of an SSO session that ended
    std::unique_ptr<connections::Check> m_check;
};

} // namespace ui
