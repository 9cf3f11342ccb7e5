// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QDialog>
#include <QPointer>
#include <QPromise>

#include <memory>

class QLineEdit;
class QPushButton;

namespace ui {

/// Asks for the code that an MFA device shows, which AWS wants before it lends a role. Object name "mfaDialog".
/// GUI thread.
class MfaDialog final : public QDialog
{
    Q_OBJECT
public:
    MfaDialog(const stack::Stack &stack, const QString &serial, QWidget *parent = nullptr);
    ~MfaDialog() override; ///< closed without a code: Cancelled

    QFuture<core::Result<QString>> code() const { return m_code->future(); }

    /// For AwsSignIn::setMfaPrompt: asks over `window` as soon as somebody works in it, not before: nobody shall find
    /// ten dialogs in the morning. Cancelled where either has gone.
    static QCoro::Task<core::Result<QString>> ask(QPointer<stack::Stack> stack, QPointer<QWidget> window,
                                                  QString serial);

private:
    void give();

    QLineEdit *m_field;
    QPushButton *m_give;
    std::shared_ptr<QPromise<core::Result<QString>>> m_code;
};

} // namespace ui
