// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/api.h"

#include <QByteArray>

#include <functional>

namespace airflow {

/// What goes over the wire for a Call.
struct Message
{
    enum class Method { Get, Post, Patch };
    Method method = Method::Get;
    QByteArray target; ///< below the server's base: "/api/v1/dags/prod-dagao/dagRuns?limit=25", percent-encoded
    QByteArray body; ///< JSON; empty: none
    bool operator==(const Message &) const = default;
};

/// One question or order to Airflow, complete and not yet sent, whichever interface the server speaks. Made by the
/// functions of calls.h alone, so that what they do not offer cannot be sent. Cheap to copy. Thread: any.
class Call
{
public:
    const QByteArray &name() const { return m_name; } ///< "clearTaskInstances"
    bool onlyReads() const { return m_onlyReads; } ///< may be asked again
    bool needsLogin() const { return m_needsLogin; }
    Message message(Api api) const { return m_encode(api); }

private:
    friend struct CallMaker;
    using Encoder = std::function<Message(Api)>;
    Call(QByteArray name, bool onlyReads, bool needsLogin, Encoder encode)
        : m_name(std::move(name))
        , m_onlyReads(onlyReads)
        , m_needsLogin(needsLogin)
        , m_encode(std::move(encode))
    {
    }

    QByteArray m_name;
    bool m_onlyReads;
    bool m_needsLogin;
    Encoder m_encode;
};

} // namespace airflow
