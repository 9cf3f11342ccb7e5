// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/values.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mesos {

namespace {

constexpr double largestAmount = 1e30; // far beyond any cluster, within float
constexpr double largestSeconds = 1e11; // the year 5138
constexpr int64_t nanosPerMicro = 1000;
constexpr int64_t microsPerMilli = 1000;

/// Both ways in must give the same millisecond, though one tells nanoseconds and the other a rounded floating number:
/// microseconds are what both have.
TimePoint fromMicros(int64_t micros)
{
    return TimePoint(core::Duration(micros / microsPerMilli));
}

} // namespace

double readAmount(Reader &reader, od::value &value)
{
    const double amount = reader.number(value);
    if (std::abs(amount) > largestAmount)
        reader.failShape("the number cannot be represented");
    return amount;
}

TimePoint readSeconds(Reader &reader, od::value &value)
{
    const double seconds = reader.number(value);
    if (std::abs(seconds) > largestSeconds) {
        reader.failShape("it is not a time");
        return {};
    }
    return seconds <= 0 ? TimePoint() : fromMicros(static_cast<int64_t>(seconds * 1e6 + 0.5));
}

TimePoint readNanoTime(Reader &reader, od::value &value)
{
    int64_t nanos = 0;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("nanoseconds"))
            nanos = reader.integer(field);
    });
    return nanos <= 0 ? TimePoint() : fromMicros(nanos / nanosPerMicro + (nanos % nanosPerMicro >= 500 ? 1 : 0));
}

core::Duration readNanoDuration(Reader &reader, od::value &value)
{
    int64_t nanos = 0;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("nanoseconds"))
            nanos = reader.integer(field);
    });
    return core::Duration(nanos / (nanosPerMicro * microsPerMilli));
}

core::Duration readDuration(Reader &reader, od::value &value)
{
    const double seconds = reader.number(value);
    return std::abs(seconds) < largestSeconds ? core::Duration(static_cast<int64_t>(seconds * 1e3))
        : seconds < 0                         ? core::Duration::min()
                                              : core::Duration::max();
}

std::string_view addressOf(std::string_view pid)
{
    const size_t at = pid.rfind('@');
    return at == std::string_view::npos ? pid : pid.substr(at + 1);
}

std::string numberText(double number)
{
    std::array<char, 32> text{};
    const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), number);
    return std::string(text.data(), end.ptr);
}

FlatResources readResources(Walk &walk, od::value &value, TextId portsGuess)
{
    FlatResources result;
    Reader &reader = walk.reader;
    const auto add = [&reader, &result](od::value &field, float Resources::*kind, bool revocable) {
        const auto amount = static_cast<float>(readAmount(reader, field));
        result.all.*kind += amount;
        if (revocable)
            result.revocable.*kind += amount;
    };
    reader.object(value, [&](Key key, od::value &field) {
        switch (key.first()) {
        case 'c':
            if (key.is("cpus") || key.is("cpus_revocable"))
                add(field, &Resources::cpus, !key.is("cpus"));
            break;
        case 'm':
            if (key.is("mem") || key.is("mem_revocable"))
                add(field, &Resources::mem, !key.is("mem"));
            break;
        case 'd':
            if (key.is("disk") || key.is("disk_revocable"))
                add(field, &Resources::disk, !key.is("disk"));
            break;
        case 'g':
            if (key.is("gpus") || key.is("gpus_revocable"))
                add(field, &Resources::gpus, !key.is("gpus"));
            break;
        case 'p':
            // Roles tell how many ports there are, everybody else which.
            if (key.is("ports") && field.raw_json_token().front() == '"')
                result.ports = walk.texts.read(reader, field, portsGuess);
            break;
        default:
            break;
        }
    });
    return result;
}

std::optional<ResourceSum> readQuota(Reader &reader, od::value &value, double missing)
{
    ResourceSum quota{ missing, missing, missing, missing };
    bool any = false;
    const auto set = [&](od::value &field, double &kind) {
        kind = readAmount(reader, field);
        any = true;
    };
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("cpus"))
            set(field, quota.cpus);
        else if (key.is("mem"))
            set(field, quota.mem);
        else if (key.is("disk"))
            set(field, quota.disk);
        else if (key.is("gpus"))
            set(field, quota.gpus);
    });
    return any ? std::optional(quota) : std::nullopt;
}

} // namespace mesos
