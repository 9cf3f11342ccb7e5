// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/keysource.h"
#include "models/secrets/stacklogins.h"

#include <QObject>

#include <functional>

namespace aws {
class Chain;
class Store;
} // namespace aws

/// How a stack signs in. Apart from stack.h, which is read by all who do not ask.
namespace stack {

class Stack;

/// Who signs in to each layer. Lives as long as the stack, which goes by what is changed there from its next look on.
secrets::StackLogins *loginsOf(const Stack *stack);

/// How the stack's keys of AWS are found, and who is asked for them. GUI thread.
class AwsSignIn final : public QObject
{
    Q_OBJECT
public:
    using AskMfa = std::function<QCoro::Task<core::Result<QString>>(QString serial)>;

    AwsSignIn(const secrets::StackLogins *logins, QObject *parent);

    /// Who is asked for the code of an MFA device; fails where nobody is there. Asked once: a code that was not given
    /// is not asked for again before renew().
    void setMfaPrompt(AskMfa prompt) { m_askMfa = std::move(prompt); }
    /// For the chain of keys: asks as it is set then; Cancelled where nobody can be asked.
    AskMfa mfaPrompt();

    struct Found
    {
        QString profile;
        QString method; ///< "assume-role", "sso", as other tools of AWS name it; empty: not yet
        core::TimePoint expires{}; ///< not known: they do not
    };
    std::optional<Found> found() const; ///< nullopt: keys are given or kept, nobody looks for them
    std::shared_ptr<aws::KeySource> keys() const { return m_keys; } ///< what the stack's requests are signed with
    /// What the stack was connected with; `chain` is null where keys are given. The store lives as long as its stack.
    void serve(std::shared_ptr<aws::KeySource> keys, std::shared_ptr<aws::Chain> chain, aws::Store *store);
    void renew(); ///< somebody is there again: files and devices are asked anew

private:
    const secrets::StackLogins *m_logins;
    AskMfa m_askMfa;
    std::shared_ptr<aws::KeySource> m_keys;
    std::shared_ptr<aws::Chain> m_chain; ///< null: keys are given
    aws::Store *m_store = nullptr;
};

AwsSignIn *awsSignInOf(const Stack *stack); ///< nullptr: the stack has no AWS

} // namespace stack
