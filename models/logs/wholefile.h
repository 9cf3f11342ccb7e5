// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

#include <memory>

namespace net {
class HttpClient;
}

namespace logs {

/// A client that may be gone when an answer comes. A value.
class ClientRef
{
public:
    ClientRef() = default;
    ClientRef(net::HttpClient *client); // NOLINT(google-explicit-constructor): stands for it
    net::HttpClient *alive() const { return m_life.expired() ? nullptr : m_client; }

private:
    net::HttpClient *m_client = nullptr;
    std::weak_ptr<const void> m_life;
};

/// What is asked for all of a file: its answer's body is the file as it is now. A value.
struct WholeFile
{
    ClientRef http;
    net::Request request; ///< its deadline is also the longest silence in the middle
};

} // namespace logs
