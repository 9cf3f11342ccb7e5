// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/access.h"
#include "app/simulator/aurora/methods.h"
#include "app/simulator/requestlog.h"
#include "app/simulator/thrift/message.h"

namespace sim::aurora {

/// `/api`: Thrift over HTTP, in the encodings, refusals and failures of the real servlet. Lives in the simulator's
/// thread.
class Api
{
public:
    Api(Scheduler *scheduler, const Access *access, RequestLog *log);

    HttpResponse answer(const HttpRequest &request);
    /// How many answers there were of a response code: OK, ERROR …
    int answered(wire::ResponseCode code) const { return m_answered[static_cast<size_t>(code)]; }

private:
    HttpResponse call(const HttpRequest &request, thrift::Message message, bool binaryReply);
    Response run(const Method &method, const thrift::Message &message, const User *user);
    void log(const Method &method, const thrift::Message &message, const User *user, int status,
             const std::string &answer);

    Scheduler *m_scheduler;
    const Access *m_access;
    RequestLog *m_log;
    std::array<int, 7> m_answered{};
};

/// Jetty's page for what went wrong, as the servlets' failures look.
HttpResponse jettyError(int status, const QString &path, const QByteArray &reason);

} // namespace sim::aurora
