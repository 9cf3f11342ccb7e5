// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/call.h"
#include "models/airflow/client.h"
#include "models/airflow/gate.h"

/// The way of a Call to one server and back: which interface it speaks, logging in, no more than two at once. For
/// client.cpp.
namespace airflow {

class Session
{
public:
    Session(net::HttpClient *http, QUrl base, ClientOptions options);

    void close() { m_http = nullptr; } ///< what is under way ends as Cancelled where it would ask again
    const std::optional<Version> &version() const { return m_version; }

    using Answer = core::Result<net::Response>;
    static QCoro::Task<Answer> ask(std::shared_ptr<Session> session, Call call, std::stop_token stop);
    static QCoro::Task<core::Result<Version>> findVersion(std::shared_ptr<Session> session, std::stop_token stop);

private:
    /// One request through the gate. Statuses are answers here.
    static QCoro::Task<Answer> send(std::shared_ptr<Session> session, net::Request request, std::stop_token stop);
    static QCoro::Task<core::Result<Version>> versionAt(std::shared_ptr<Session> session, Api api,
                                                        std::stop_token stop);
    /// A token other than `old`, by user and password.
    static QCoro::Task<core::Result<void>> logIn(std::shared_ptr<Session> session, QString old, std::stop_token stop);

    net::Request request(const Message &message) const;
    net::Credentials credentials() const; ///< what a call is sent with now
    bool logsIn() const; ///< tokens are got by user and password
    bool isAlive() const { return m_http != nullptr && !m_life.expired(); }

    net::HttpClient *m_http;
    std::weak_ptr<const void> m_life; ///< of m_http
    QUrl m_base;
    ClientOptions m_options;
    Gate m_gate;
    Gate m_versionGate{ 1 }; ///< who comes second finds what the first has found
    Gate m_loginGate{ 1 };
    std::optional<Version> m_version;
    QString m_token; ///< got by us; never logged
};

} // namespace airflow
