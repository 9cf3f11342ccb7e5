// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/secrets/keyring.h"
#include "models/secrets/logins.h"

#include <QMap>
#include <QObject>
#include <QPointer>

#include <memory>

namespace secrets {

/// Where a login comes from.
enum class Origin {
    None, ///< nobody signs in
    Keyring,
    Session, ///< typed, and forgotten when the program ends
    Given, ///< by the environment
    Mesos, ///< that of Mesos: the layer has none of its own
};

/// Who signs in to the layers of one stack: kept in the keyring, typed for this session, given by the environment, in
/// this order. Without a keyring what is typed stays in memory, and notice() says so; nothing is ever written to a
/// file. GUI thread.
class StackLogins final : public QObject
{
    Q_OBJECT
public:
    /// `given`: what the environment says.
    StackLogins(config::StackConfig stack, Logins given, QObject *parent = nullptr);

    void setGiven(Logins given); ///< instead of those at the beginning
    /// Where logins are kept from now on; null: nowhere.
    void setKeyring(std::shared_ptr<Keyring> keyring);
    bool canKeep() const { return m_keyring != nullptr; } ///< there is a place; notice() tells whether it works
    /// Reads what is kept, all layers at once. Ends when the keyring has answered for each, or gave no answer in time.
    QCoro::Task<void> load();

    const Logins &current() const { return m_current; }
    Origin origin(Layer layer) const;
    /// Why nothing can be kept; empty: it can, or nobody has tried yet.
    QString notice() const { return m_notice; }

    /// Uses this login from now on, and keeps it. Says where it is: Keyring, or Session where the keyring would not
    /// take it.
    QCoro::Task<Origin> keep(Layer layer, net::Credentials login);
    /// Uses this login until the program ends.
    void use(Layer layer, const net::Credentials &login);
    /// Neither kept nor used any more; the environment's counts again. Fails as Keyring does: then it is still kept.
    QCoro::Task<core::Result<void>> forget(Layer layer);

signals:
    void changed(); ///< current() is another
    void told(); ///< current(), an origin or the notice may be another

private:
    QString nameFor(Layer layer) const;
    void put(Layer layer, const net::Credentials &login, Origin origin);
    void drop(Layer layer);
    void resolve();
    void setNotice(const QString &notice);
    static QCoro::Task<void> loadOne(QPointer<StackLogins> self, std::shared_ptr<Keyring> keyring, Layer layer);

    struct Own
    {
        net::Credentials login;
        Origin origin = Origin::Session;
    };
    const config::StackConfig m_stack;
    Logins m_given;
    std::shared_ptr<Keyring> m_keyring;
    QMap<Layer, Own> m_own; ///< kept and typed ones
    Logins m_current;
    QString m_notice;
};

} // namespace secrets
