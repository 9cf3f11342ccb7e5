// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QDialog>

#include <stop_token>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

/// What a machine wrote to its console while it started, as AWS keeps it (EC2's GetConsoleOutput): why it runs and
/// never registered. Asked once it is opened, and again on demand. Object name "consoleDialog". GUI thread.
class ConsoleDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `stack` has AWS.
    ConsoleDialog(stack::Stack *stack, const QString &instance, QWidget *parent = nullptr);
    ~ConsoleDialog() override;

    /// Opens one over `parent`; nothing where the stack has no AWS.
    static void open(stack::Stack *stack, const QString &instance, QWidget *parent);

private:
    void ask();
    void show(const core::Result<QString> &output);

    stack::Stack *m_stack;
    const QString m_instance;
    std::stop_source m_call;
    QLabel *m_words;
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
    QPushButton *m_again;
};

} // namespace ui
