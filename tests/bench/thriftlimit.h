// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace bench {

/// What is physically possible with a list of tasks: the fields that rows hold are walked to, nothing is interned,
/// checked or kept but views. The yardstick of P15; trusts its input.
class ThriftLimit
{
public:
    struct Row
    {
        std::string_view id;
        std::string_view agent;
        std::string_view host;
        std::string_view role;
        std::string_view environment;
        std::string_view name;
        std::string_view message;
        int64_t first = 0;
        int64_t last = 0;
        int32_t instance = 0;
        int32_t status = 0;
        int32_t failures = 0;
    };

    void walkBinary(std::string_view reply);
    void walkTjson(const char *data, size_t size, size_t capacity);

    size_t tasks() const { return m_rows.size(); }
    uint64_t checksum() const; ///< over times, instances and lengths of ids

private:
    std::vector<Row> m_rows;
    simdjson::ondemand::parser m_parser;
};

} // namespace bench
