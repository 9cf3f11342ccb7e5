// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/net/request.h"

#include <QByteArray>
#include <QStringList>

namespace secrets {

/// A login as the keyring keeps it: with the addresses it was given for, so that it does not go elsewhere when a stack
/// of the same name is described anew.
struct KeptLogin
{
    net::Credentials login;
    QStringList addresses;
    bool operator==(const KeptLogin &) const = default;
};

QByteArray toBytes(const KeptLogin &kept);
/// Fails with Storage; never shows what it read.
core::Result<KeptLogin> keptLoginFrom(const QByteArray &bytes);

/// One address in common: the same cluster, of which a server was replaced.
bool isFor(const KeptLogin &kept, const QStringList &addresses);

} // namespace secrets
