// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/response.h"
#include "app/simulator/aurora/scheduler.h"

#include <span>

namespace sim::aurora {

/// A call on its way through a method.
struct Call
{
    Scheduler &scheduler;
    const thrift::Value &args;
    const std::string &user; ///< "UNSECURE" without authentication
};

enum class Service : uint8_t {
    ReadOnly, ///< needs no credentials
    Manager, ///< of one job
    Admin,
};

struct Method
{
    const char *name = nullptr;
    Service service = Service::ReadOnly;
    Response (*run)(const Call &call) = nullptr;
    /// The job a write is about, for permissions and the log; nothing for methods that are about none.
    thrift::Value (*job)(const thrift::Value &args) = nullptr;
};

std::span<const Method> readMethods();
std::span<const Method> updateReadMethods();
std::span<const Method> jobMethods();
std::span<const Method> cronMethods();
std::span<const Method> updateMethods();
std::span<const Method> hostMethods();
std::span<const Method> adminMethods();

const Method *findMethod(const std::string &name);

} // namespace sim::aurora
