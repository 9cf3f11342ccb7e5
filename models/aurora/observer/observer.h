// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/observer/thermostask.h"
#include "models/core/result.h"
#include "models/net/request.h"

#include <qcoro/qcorotask.h>

#include <memory>
#include <stop_token>

namespace net {
class HttpClient;
}

namespace aurora {

/// The Thermos observers of the agents. Plain HTTP without users, so no credentials are sent. Asked for what is looked
/// at only: the observer reads checkpoints from disk for each answer. Thread: GUI thread.
class Observer
{
public:
    struct Options
    {
        quint16 port = 1338;
        std::shared_ptr<const net::Route> route;
        std::chrono::milliseconds deadline{ 10000 };
    };
    Observer(std::shared_ptr<net::HttpClient> http, Options options);

    /// The task and its processes, from the observer on `host`. NotFound where the observer does not know the task (it
    /// says 500 then): it has not begun, or its checkpoints are collected. May outlive this object.
    QCoro::Task<core::Result<ThermosTask>> task(QString host, QString taskId, std::stop_token stop = {}) const;

private:
    std::shared_ptr<net::HttpClient> m_http;
    Options m_options;
};

} // namespace aurora
