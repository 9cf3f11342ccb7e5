// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/values.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

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

constexpr uint64_t eachByte(uint64_t byte)
{
    return byte * 0x0101010101010101U;
}

uint64_t load(const char *from)
{
    uint64_t text;
    std::memcpy(&text, from, sizeof text);
    return text;
}

/// Of bytes that were digits and are now their values.
bool areDigits(uint64_t digits)
{
    return ((digits | (digits + eachByte(0x80 - 10))) & eachByte(0x80)) == 0;
}

/// The number that eight digits stand for; the first one is the lowest byte.
uint64_t eightDigits(uint64_t digits)
{
    digits = digits * 10 + (digits >> 8);
    return ((digits & 0x000000ff000000ffU) * 0x000f424000000064U
            + ((digits >> 16) & 0x000000ff000000ffU) * 0x0000271000000001U)
        >> 32;
}

/// A number as masters write nearly all amounts, "0.25" or "1024.0": at most eight characters, read at once. A loop
/// over digits takes another number of rounds each time, which no processor foresees. False: it is written otherwise,
/// and `value` is as it was.
bool readShortDecimal(std::string_view token, double &value)
{
    const size_t size = token.size();
    if (size < 3 || size > 8)
        return false;
    const size_t unused = 8 - size; // low bytes; zeroes in front of the number
    const uint64_t text = (load(token.data()) ^ eachByte('0')) << (8 * unused);
    const uint64_t noPoint = text ^ eachByte('.' ^ '0');
    const uint64_t points = (noPoint - eachByte(1)) & ~noPoint & eachByte(0x80);
    if (points == 0)
        return false;
    const auto point = static_cast<size_t>(std::countr_zero(points)) / 8;
    if (point <= unused || point == 7)
        return false;
    if (point > unused + 1 && ((text >> (8 * unused)) & 0xff) == 0)
        return false; // JSON knows no leading zeroes: simdjson shall tell
    const uint64_t behind = ~uint64_t{ 0 } << (8 * (point + 1));
    const uint64_t digits = (text & behind) | ((text << 8) & ~(eachByte(0xff) << (8 * (point + 1))));
    if (!areDigits(digits))
        return false;
    static constexpr std::array powers{ 1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7 };
    value = static_cast<double>(eightDigits(digits)) / powers[7 - point]; // both exact: rounded once, as it must be
    return true;
}

/// Seconds of this age with at most six decimals, "1795403737.821892", as masters write times. 0: written otherwise.
int64_t readMicros(std::string_view token)
{
    constexpr size_t whole = 10;
    if (token.size() < whole + 2 || token.size() > whole + 1 + 6 || token[whole] != '.' || token[0] == '0')
        return 0;
    const uint64_t first = load(token.data()) ^ eachByte('0');
    const uint64_t ninth = static_cast<unsigned char>(token[8]) - unsigned{ '0' };
    const uint64_t tenth = static_cast<unsigned char>(token[9]) - unsigned{ '0' };
    const size_t decimals = token.size() - whole - 1;
    const uint64_t fraction = (load(token.data() + whole + 1) ^ eachByte('0')) & ~(~uint64_t{ 0 } << (8 * decimals));
    if (!areDigits(first) || !areDigits(fraction) || ninth > 9 || tenth > 9)
        return 0;
    const uint64_t seconds = eightDigits(first) * 100 + ninth * 10 + tenth;
    return static_cast<int64_t>(seconds * 1000000 + eightDigits(fraction) / 100);
}

} // namespace

double readAmount(Reader &reader, od::value &value)
{
    double simple = 0;
    if (readShortDecimal(value.raw_json_token(), simple))
        return simple;
    const double amount = reader.number(value);
    if (std::abs(amount) > largestAmount)
        reader.failShape("the number cannot be represented");
    return amount;
}

TimePoint readSeconds(Reader &reader, od::value &value)
{
    if (const int64_t micros = readMicros(value.raw_json_token()))
        return fromMicros(micros);
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
