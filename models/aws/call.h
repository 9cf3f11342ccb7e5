// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/wire/service.h"

#include <QList>
#include <QPair>

namespace aws {

/// One question or order to AWS, complete and not yet sent. Made by the functions of calls.h alone, so that what they
/// do not offer cannot be sent. Cheap to copy. Thread: any.
class Call
{
public:
    using Parameters = QList<QPair<QByteArray, QString>>;

    Service service() const { return m_service; }
    const QByteArray &action() const { return m_action; } ///< as AWS names it: "SetDesiredCapacity"
    bool onlyReads() const { return m_effect == Effect::Reads; }
    /// Sent twice it does what it does once: reads, capacities set to a number, a launch with a token.
    bool isRepeatable() const { return m_effect != Effect::Once; }
    const Parameters &parameters() const { return m_parameters; } ///< flattened, in order, without Action and Version
    QByteArray body() const; ///< the form as bytes
    /// The same question, for what comes after a page. `token` is opaque. The call must be a read.
    Call next(const QString &token) const;
    bool operator==(const Call &) const = default;

private:
    friend class CallMaker;
    enum class Effect : uint8_t { Reads, Sets, Once };
    Call(Service service, QByteArray action, Effect effect)
        : m_service(service)
        , m_effect(effect)
        , m_action(std::move(action))
    {
    }

    Service m_service;
    Effect m_effect;
    QByteArray m_action;
    Parameters m_parameters;
};

} // namespace aws
