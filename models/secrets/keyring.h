// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>
#include <qcoro/qcorotask.h>

namespace secrets {

/// A place that keeps secrets between runs. Each call ends within a limit, with NotFound (nothing is kept under this
/// name), Forbidden (the user did not unlock it), Timeout (it did not answer) or Storage (there is none, or it fails;
/// in words for people). Thread: the GUI thread.
class Keyring
{
public:
    Keyring() = default;
    virtual ~Keyring() = default;
    Q_DISABLE_COPY_MOVE(Keyring)

    virtual QCoro::Task<core::Result<QByteArray>> read(QString name) = 0;
    virtual QCoro::Task<core::Result<void>> write(QString name, QByteArray secret) = 0;
    virtual QCoro::Task<core::Result<void>> remove(QString name) = 0;
};

} // namespace secrets
