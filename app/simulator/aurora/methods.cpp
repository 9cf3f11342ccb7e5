// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/methods.h"

namespace sim::aurora {

using thrift::Struct;
using thrift::Type;
using thrift::Value;

const Method *findMethod(const std::string &name)
{
    for (const auto methods : { readMethods(), updateReadMethods(), jobMethods(), cronMethods(), updateMethods(),
                                hostMethods(), adminMethods() }) {
        for (const Method &method : methods) {
            if (name == method.name)
                return &method;
        }
    }
    return nullptr;
}

Value Response::toThrift() const
{
    std::vector<Value> messages;
    for (const std::optional<std::string> &detail : details)
        messages.push_back(Struct().put(1, detail ? Value::text(*detail) : Value()).done());
    Struct response;
    response.i32(1, static_cast<int>(code)).put(3, result);
    if (code != wire::ResponseCode::AuthFailed)
        response.put(5, Struct().text(1, "cantareira-stable").text(3, {}).done());
    return response.put(6, Value::list(Type::Struct, std::move(messages))).done();
}

} // namespace sim::aurora
