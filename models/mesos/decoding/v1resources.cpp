// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1resources.h"

#include "models/mesos/decoding/values.h"

#include <algorithm>
#include <cmath>

namespace mesos {

namespace {

double *kindOf(ResourceSum &sum, std::string_view name)
{
    if (name == "cpus")
        return &sum.cpus;
    if (name == "mem")
        return &sum.mem;
    if (name == "disk")
        return &sum.disk;
    return name == "gpus" ? &sum.gpus : nullptr;
}

TextId readRoleOf(V1Reader v1, od::value &value)
{
    TextId role;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("role"))
            role = v1.texts.read(v1.reader, field);
    });
    return role;
}

struct V1Resource
{
    std::string_view name;
    double amount = 0;
    Ranges ranges;
    TextId role;
    TextId reservedFor; ///< the last, most refined reservation's role
    bool revocable = false;
};

V1Resource readResource(V1Reader v1, od::value &value)
{
    V1Resource resource;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name"))
            resource.name = v1.reader.spelled(field);
        else if (key.is("scalar"))
            resource.amount = readV1Scalar(v1, field);
        else if (key.is("ranges"))
            resource.ranges = readV1Ranges(v1, field);
        else if (key.is("allocation_info"))
            resource.role = readRoleOf(v1, field);
        else if (key.is("revocable"))
            resource.revocable = true;
        else if (key.is("reservations"))
            v1.reader.array(field, [&](od::value &r) { resource.reservedFor = readRoleOf(v1, r); });
    });
    return resource;
}

} // namespace

TextId readValueText(V1Reader v1, od::value &value)
{
    TextId text;
    bool present = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("value")) {
            text = v1.texts.read(v1.reader, field);
            present = true;
        }
    });
    v1.reader.require(present, "value");
    return text;
}

double readV1Scalar(V1Reader v1, od::value &value)
{
    double result = 0;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("value"))
            result = readAmount(v1.reader, field);
    });
    return result;
}

Ranges readV1Ranges(V1Reader v1, od::value &value)
{
    Ranges ranges;
    v1.reader.object(value, [&](Key key, od::value &list) {
        if (!key.is("range"))
            return;
        v1.reader.array(list, [&](od::value &element) {
            Ranges::Range range;
            v1.reader.object(element, [&](Key end, od::value &field) {
                const int64_t number = end.is("begin") || end.is("end") ? v1.reader.integer(field) : 0;
                (end.is("begin") ? range.begin : range.end) = static_cast<uint64_t>(std::max<int64_t>(number, 0));
            });
            ranges.add(range);
        });
    });
    return ranges;
}

V1Resources readV1Resources(V1Reader v1, od::value &value)
{
    V1Resources result;
    v1.reader.array(value, [&](od::value &element) {
        const V1Resource resource = readResource(v1, element);
        if (result.role.isEmpty())
            result.role = resource.role;
        if (resource.name == "ports")
            result.ports.add(resource.ranges);
        double *const kind = kindOf(result.all, resource.name);
        if (!kind)
            return;
        *kind += resource.amount;
        if (resource.revocable)
            *kindOf(result.revocable, resource.name) += resource.amount;
        if (resource.reservedFor.isEmpty())
            return;
        auto place
            = std::ranges::find(result.reservations, resource.reservedFor, &std::pair<TextId, ResourceSum>::first);
        if (place == result.reservations.end())
            place = result.reservations.insert(place, { resource.reservedFor, {} });
        *kindOf(place->second, resource.name) += resource.amount;
    });
    return result;
}

Resources packed(const ResourceSum &sum)
{
    const auto rounded = [](double amount) { return static_cast<float>(std::round(amount * 1e3) / 1e3); };
    return { rounded(sum.cpus), rounded(sum.mem), rounded(sum.disk), rounded(sum.gpus) };
}

} // namespace mesos
