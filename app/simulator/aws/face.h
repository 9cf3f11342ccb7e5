// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aws/fleet.h"
#include "app/simulator/aws/signature.h"
#include "app/simulator/http/connection.h"
#include "app/simulator/requestlog.h"

namespace sim::aws {

/// EC2, AutoScaling and STS on one port: the Query API with the answers and refusals of tests/golden/aws. Each call is
/// checked for its signature; what was to change something is in the request log. Lives in the simulator's thread.
class Face
{
public:
    Face(Fleet *fleet, QList<User> users, RequestLog *log);

    void handle(const HttpRequest &request, HttpConnection *connection);

private:
    HttpResponse answer(const HttpRequest &request);

    Fleet *m_fleet;
    QList<User> m_users;
    RequestLog *m_log;
    Random m_random{ hashOf("aws requests") };
};

} // namespace sim::aws
