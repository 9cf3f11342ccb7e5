// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "models/net/request.h"

#include <QStringList>

#include <optional>

namespace secrets {

/// What of a stack wants to know who is there.
enum class Layer {
    Mesos, ///< masters and agents
    Aurora,
    Airflow,
    Aws, ///< `user` is the id of an access key, `secret` its secret
    Proxy, ///< the way to all others
};

QString nameOf(Layer layer); ///< "Mesos", as people call it
QString keyOf(Layer layer); ///< "mesos", in the keyring and on the command line
std::optional<Layer> layerFrom(QStringView key);

/// Those that the stack has, from the way in up. Pure.
QList<Layer> layersOf(const config::StackConfig &stack);
/// "10.130.96.11:5050": where a login of this layer is sent. Pure.
QStringList addressesOf(const config::StackConfig &stack, Layer layer);

/// Who signs in to each layer of one stack.
struct Logins
{
    Logins() = default;
    /// One for all: Aurora and Airflow take that of Mesos where they have none of their own.
    Logins(
        const net::Credentials &everywhere) // NOLINT(google-explicit-constructor): a login is all the logins there are
        : mesos(everywhere)
    {
    }

    const net::Credentials &of(Layer layer) const;
    net::Credentials &of(Layer layer);
    bool operator==(const Logins &) const = default;

    net::Credentials mesos;
    net::Credentials aurora;
    net::Credentials airflow;
    net::Credentials aws;
    net::Credentials proxy;
};

bool isThere(const net::Credentials &login);

} // namespace secrets
