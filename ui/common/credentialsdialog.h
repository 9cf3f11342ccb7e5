// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace ui {

/// Asks for user and password of one stack after a 401 (RFC 7617, basic authentication). What is given is tried by the
/// next look and kept in memory only; nothing is written to disk. Object name "credentialsDialog". GUI thread.
class CredentialsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `user` is the one to begin with, may be empty.
    CredentialsDialog(const QString &stack, const QString &user, QWidget *parent = nullptr);

    /// Opens the dialog over `above`'s window and gives the stack what was typed. One at a time per window.
    static void ask(stack::Stack *stack, QWidget *above);

signals:
    void given(const net::Credentials &credentials);

private:
    void give();

    QLineEdit *m_user;
    QLineEdit *m_password;
    QPushButton *m_signIn;
};

/// The last look was answered with 401: another user or password may help.
bool wantsCredentials(const core::Freshness &freshness);

} // namespace ui
