// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/secrets/keyring.h"

#include <chrono>

namespace secrets {

/// The keyring of the desktop (Secret Service, KWallet) by QtKeychain, all names below "comporta". It may ask the user
/// to unlock it. Never falls back to a file: where there is no keyring, that is what it says.
class DesktopKeyring final : public Keyring
{
public:
    /// `limit`: of one call, the user's typing of the keyring's password included.
    explicit DesktopKeyring(std::chrono::milliseconds limit = std::chrono::seconds(30));

    QCoro::Task<core::Result<QByteArray>> read(QString name) override;
    QCoro::Task<core::Result<void>> write(QString name, QByteArray secret) override;
    QCoro::Task<core::Result<void>> remove(QString name) override;

private:
    std::chrono::milliseconds m_limit;
};

} // namespace secrets
