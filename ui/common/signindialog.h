// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/check.h"
#include "models/secrets/stacklogins.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class CheckList;
class Segments;

/// Who signs in to one layer of a stack: typed at the left, tried step by step at the right by reads alone, then kept
/// in the keyring (or, without one, for this session, which is said). Object name "signInDialog". GUI thread.
class SignInDialog final : public QDialog
{
    Q_OBJECT
public:
    SignInDialog(stack::Stack *stack, secrets::Layer layer, QWidget *parent = nullptr);

    /// Opens it over `above`'s window. One at a time per window.
    static SignInDialog *open(stack::Stack *stack, secrets::Layer layer, QWidget *above);
    /// The same, and checks at once as it stands.
    static void openChecking(stack::Stack *stack, secrets::Layer layer, QWidget *above);

    void check(); ///< with what is typed, else with what is used now

private:
    net::Credentials typed() const; ///< none: too little is
    bool isToken() const;
    void judge();
    void keep();
    void kept(secrets::Origin origin);
    QString purpose() const;
    QString whereKept() const;

    QPointer<stack::Stack> m_stack;
    const secrets::Layer m_layer;
    Segments *m_kind;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QLabel *m_userLabel;
    QLabel *m_secretLabel;
    QLabel *m_where;
    CheckList *m_steps;
    QPushButton *m_check;
    QPushButton *m_keep;
    QPushButton *m_cancel;
    std::unique_ptr<connections::Check> m_running;
};

/// The last look was answered with 401: another login may help.
bool wantsCredentials(const core::Freshness &freshness);

secrets::Layer layerOf(const core::Store &store); ///< whose picture it keeps
secrets::Layer layerOf(const stack::Diagnosis &diagnosis); ///< that is ill

} // namespace ui
