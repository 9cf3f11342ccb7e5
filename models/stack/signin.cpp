// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/signin.h"

#include "models/aws/credentials/chain.h"
#include "models/aws/store.h"
#include "models/core/cancelled.h"
#include "models/stack/stack.h"

#include <QPointer>

namespace stack {

namespace {

QCoro::Task<core::Result<QString>> nobodyAsked()
{
    co_return core::failure(core::cancelled());
}

} // namespace

secrets::StackLogins *loginsOf(const Stack *stack)
{
    return stack->findChild<secrets::StackLogins *>(QString(), Qt::FindDirectChildrenOnly);
}

AwsSignIn *awsSignInOf(const Stack *stack)
{
    return stack->findChild<AwsSignIn *>(QString(), Qt::FindDirectChildrenOnly);
}

AwsSignIn::AwsSignIn(const secrets::StackLogins *logins, QObject *parent)
    : QObject(parent)
    , m_logins(logins)
{
}

AwsSignIn::AskMfa AwsSignIn::mfaPrompt()
{
    return [self = QPointer(this)](const QString &serial) {
        return self && self->m_askMfa ? self->m_askMfa(serial) : nobodyAsked();
    };
}

void AwsSignIn::serve(std::shared_ptr<aws::KeySource> keys, std::shared_ptr<aws::Chain> chain, aws::Store *store)
{
    m_keys = std::move(keys);
    m_chain = std::move(chain);
    m_store = store;
}

std::optional<AwsSignIn::Found> AwsSignIn::found() const
{
    if (!m_chain || secrets::isThere(m_logins->current().aws))
        return std::nullopt;
    return Found{ m_chain->profile(), m_chain->method(), m_chain->expires() };
}

void AwsSignIn::renew()
{
    if (!m_chain)
        return;
    m_chain->renew();
    m_store->refresh();
}

} // namespace stack
