// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/keys.h"
#include "models/core/result.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace aws {

/// Where a client gets what it signs with. Thread: the client's.
class KeySource
{
public:
    KeySource() = default;
    virtual ~KeySource() = default;
    Q_DISABLE_COPY_MOVE(KeySource)

    /// Keys that hold now; may ask servers or run a program, and then takes its time. Config, Unauthorized or what the
    /// way there failed with, in words that name the profile and what to do.
    virtual QCoro::Task<core::Result<Keys>> keys(std::stop_token stop) = 0;
    /// AWS says that these have run out: do not give them again.
    virtual void discard(const Keys &) { }
};

/// The same keys for ever.
class FixedKeys final : public KeySource
{
public:
    explicit FixedKeys(Keys keys)
        : m_keys(std::move(keys))
    {
    }
    QCoro::Task<core::Result<Keys>> keys(std::stop_token) override { return given(m_keys); }

private:
    static QCoro::Task<core::Result<Keys>> given(Keys keys) { co_return keys; }

    Keys m_keys;
};

} // namespace aws
