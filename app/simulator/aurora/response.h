// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/wire.h"
#include "app/simulator/thrift/value.h"

#include <optional>
#include <string>
#include <vector>

namespace sim::aurora {

/// What every method answers.
struct Response
{
    wire::ResponseCode code = wire::ResponseCode::Ok;
    std::vector<std::optional<std::string>> details; ///< one without a message is written as such
    thrift::Value result; ///< a struct of one field, or absent
    bool crashed = false; ///< the servlet fails: HTTP 500, `details` has the Java exception

    static Response ok(thrift::Value result = {}) { return { wire::ResponseCode::Ok, {}, std::move(result), false }; }
    /// Of the union Result, which holds a struct of one field.
    static Response ok(int resultField, int field, thrift::Value value)
    {
        return ok(thrift::single(resultField, thrift::single(field, std::move(value))));
    }
    static Response okSaying(std::string message)
    {
        return { wire::ResponseCode::Ok, { std::move(message) }, {}, false };
    }
    static Response invalid(std::string message)
    {
        return { wire::ResponseCode::InvalidRequest, { std::move(message) }, {}, false };
    }
    static Response error(std::optional<std::string> message)
    {
        return { wire::ResponseCode::Error, { std::move(message) }, {}, false };
    }
    static Response updating()
    {
        return { wire::ResponseCode::JobUpdatingError, { "Job is currently updating" }, {}, false };
    }
    static Response crash(std::string exception)
    {
        return { wire::ResponseCode::Error, { std::move(exception) }, {}, true };
    }

    /// Refused for want of a permission it has no serverInfo.
    thrift::Value toThrift() const;
};

} // namespace sim::aurora
