// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/stacklogins.h"

#include "models/secrets/keptlogin.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace secrets {

using Kind = core::Error::Kind;

StackLogins::StackLogins(config::StackConfig stack, Logins given, QObject *parent)
    : QObject(parent)
    , m_stack(std::move(stack))
    , m_given(std::move(given))
{
    resolve();
}

void StackLogins::setGiven(Logins given)
{
    m_given = std::move(given);
    resolve();
}

void StackLogins::setKeyring(std::shared_ptr<Keyring> keyring)
{
    m_keyring = std::move(keyring);
}

QString StackLogins::nameFor(Layer layer) const
{
    return m_stack.name + u'/' + keyOf(layer);
}

QCoro::Task<void> StackLogins::loadOne(QPointer<StackLogins> self, std::shared_ptr<Keyring> keyring, Layer layer)
{
    const core::Result<QByteArray> bytes = co_await keyring->read(self->nameFor(layer));
    if (!self || (!bytes && bytes.error().kind == Kind::NotFound))
        co_return;
    core::Result<KeptLogin> kept
        = bytes ? keptLoginFrom(*bytes) : core::Result<KeptLogin>(core::failure(bytes.error()));
    if (!kept) {
        self->setNotice(kept.error().detail);
    } else if (isFor(*kept, addressesOf(self->m_stack, layer))) {
        if (!self->m_own.contains(layer)) // what was typed meanwhile is newer
            self->put(layer, kept->login, Origin::Keyring);
    } else {
        self->setNotice(tr("%1 has other addresses than when its login was kept. Give it again.").arg(nameOf(layer)));
    }
}

QCoro::Task<void> StackLogins::load()
{
    if (!m_keyring)
        co_return;
    const QPointer<StackLogins> self(this);
    const std::shared_ptr<Keyring> keyring = m_keyring;
    setNotice({});
    std::vector<QCoro::Task<void>> reads; // all under way at once
    for (const Layer layer : layersOf(m_stack))
        reads.push_back(loadOne(self, keyring, layer));
    for (const QCoro::Task<void> &read : reads)
        co_await read;
}

Origin StackLogins::origin(Layer layer) const
{
    if (const auto own = m_own.find(layer); own != m_own.end())
        return own->origin;
    if (isThere(m_given.of(layer)))
        return Origin::Given;
    return isThere(m_current.of(layer)) ? Origin::Mesos : Origin::None;
}

QCoro::Task<Origin> StackLogins::keep(Layer layer, net::Credentials login)
{
    const QPointer<StackLogins> self(this);
    put(layer, login, Origin::Session); // used at once, whatever the keyring takes its time for
    if (!m_keyring)
        co_return Origin::Session;
    const std::shared_ptr<Keyring> keyring = m_keyring;
    const QByteArray bytes = toBytes({ login, addressesOf(m_stack, layer) });
    const core::Result<void> written = co_await keyring->write(nameFor(layer), bytes);
    if (!written) {
        if (self)
            self->setNotice(written.error().detail);
        co_return Origin::Session;
    }
    if (self) {
        self->setNotice({});
        self->put(layer, login, Origin::Keyring);
    }
    co_return Origin::Keyring;
}

void StackLogins::use(Layer layer, const net::Credentials &login)
{
    put(layer, login, Origin::Session);
}

QCoro::Task<core::Result<void>> StackLogins::forget(Layer layer)
{
    const QPointer<StackLogins> self(this);
    const bool isKept = origin(layer) == Origin::Keyring;
    if (const std::shared_ptr<Keyring> keyring = m_keyring) { // an older one may be there, whatever is used now
        const core::Result<void> removed = co_await keyring->remove(nameFor(layer));
        if (!removed && isKept && removed.error().kind != Kind::NotFound)
            co_return removed;
    }
    if (self)
        self->drop(layer);
    co_return core::Result<void>();
}

void StackLogins::put(Layer layer, const net::Credentials &login, Origin origin)
{
    m_own[layer] = { login, origin };
    resolve();
}

void StackLogins::drop(Layer layer)
{
    m_own.remove(layer);
    resolve();
}

void StackLogins::resolve()
{
    Logins next = m_given;
    for (auto own = m_own.cbegin(); own != m_own.cend(); ++own)
        next.of(own.key()) = own->login;
    for (const Layer layer : { Layer::Aurora, Layer::Airflow }) {
        if (isThere(next.of(layer)))
            continue;
        next.of(layer) = next.mesos;
        if (layer == Layer::Airflow && next.airflow.scheme == net::Credentials::Scheme::Basic
            && !m_stack.airflow.user.isEmpty())
            next.airflow.user = m_stack.airflow.user;
    }
    const bool isOther = m_current != next;
    m_current = next;
    if (isOther)
        emit changed();
    emit told();
}

void StackLogins::setNotice(const QString &notice)
{
    if (std::exchange(m_notice, notice) != notice)
        emit told();
}

} // namespace secrets
