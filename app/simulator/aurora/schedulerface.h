// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/api.h"
#include "app/simulator/faults.h"
#include "app/simulator/http/connection.h"

#include <functional>
#include <string>
#include <vector>

namespace sim::aurora {

/// Several schedulers of which one leads: /api and the other endpoints a console uses, with the answers and refusals of
/// a real scheduler (tests/golden/aurora/README.md). Lives in the simulator's thread.
class SchedulerFace
{
public:
    using Quit = std::function<void(int scheduler)>;

    SchedulerFace(Scheduler *scheduler, const Faults *faults, std::vector<User> users, RequestLog *log);

    void addScheduler(const std::string &hostname, int port); ///< the first one leads
    void handle(int scheduler, const HttpRequest &request, HttpConnection *connection);
    /// Called when a scheduler was told to stop (/quitquitquit), which needs no credentials.
    void onQuit(Quit quit) { m_quit = std::move(quit); }

    int leader() const; ///< −1: none
    void setLeader(int scheduler);

private:
    struct Address
    {
        std::string hostname;
        int port = 0;
    };

    HttpResponse answer(int scheduler, const HttpRequest &request);
    HttpResponse led(const HttpRequest &request);
    HttpResponse leaderHealth(int scheduler) const;
    HttpResponse document(const HttpRequest &request) const;
    HttpResponse quit(int scheduler, const HttpRequest &request);

    Scheduler *m_scheduler;
    const Faults *m_faults;
    RequestLog *m_log;
    Access m_access;
    Api m_api;
    std::vector<Address> m_addresses;
    int m_leader = 0;
    Quit m_quit;
};

} // namespace sim::aurora
