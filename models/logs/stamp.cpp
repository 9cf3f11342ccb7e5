// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/stamp.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace logs {

namespace {

using namespace std::string_view_literals;

constexpr std::array<std::pair<std::string_view, Level>, 13> levelWords{ { { "TRACE"sv, Level::Trace },
                                                                           { "DEBUG"sv, Level::Debug },
                                                                           { "INFO"sv, Level::Info },
                                                                           { "WARN"sv, Level::Warn },
                                                                           { "WARNING"sv, Level::Warn },
                                                                           { "ERROR"sv, Level::Error },
                                                                           { "SEVERE"sv, Level::Error },
                                                                           { "FATAL"sv, Level::Fatal },
                                                                           { "CRITICAL"sv, Level::Fatal },
                                                                           { "info"sv, Level::Info },
                                                                           { "warn"sv, Level::Warn },
                                                                           { "error"sv, Level::Error },
                                                                           { "debug"sv, Level::Debug } } };

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads along one line.
class Cursor
{
public:
    explicit Cursor(std::string_view text)
        : m_text(text)
    {
    }
    size_t at() const { return m_at; }
    void set(size_t at) { m_at = at; }
    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool takeAny(std::string_view set)
    {
        if (m_at >= m_text.size() || set.find(m_text[m_at]) == std::string_view::npos)
            return false;
        ++m_at;
        return true;
    }
    std::optional<int> number(size_t digits)
    {
        if (m_text.size() - m_at < digits)
            return std::nullopt;
        for (size_t i = m_at; i < m_at + digits; ++i) {
            if (!isDigit(m_text[i]))
                return std::nullopt;
        }
        int value = 0;
        std::from_chars(m_text.data() + m_at, m_text.data() + m_at + digits, value);
        m_at += digits;
        return value;
    }
    /// Digits of a fraction, as milliseconds.
    int fraction()
    {
        int milliseconds = 0;
        int digits = 0;
        for (; m_at < m_text.size() && isDigit(m_text[m_at]); ++m_at) {
            if (digits++ < 3)
                milliseconds = milliseconds * 10 + (m_text[m_at] - '0');
        }
        for (; digits < 3; ++digits)
            milliseconds *= 10;
        return milliseconds;
    }
    std::string_view word()
    {
        const size_t from = m_at;
        while (m_at < m_text.size() && isLetter(m_text[m_at]))
            ++m_at;
        return m_text.substr(from, m_at - from);
    }
    void skip(std::string_view set)
    {
        while (takeAny(set)) { }
    }

private:
    std::string_view m_text;
    size_t m_at = 0;
};

struct Clock
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    int milliseconds = 0;
};

std::optional<Clock> readClock(Cursor &cursor, Stamp *stamp)
{
    stamp->clockBegin = static_cast<int>(cursor.at());
    Clock clock;
    const auto hour = cursor.number(2);
    if (!hour || *hour > 23 || !cursor.take(':'))
        return std::nullopt;
    const auto minute = cursor.number(2);
    if (!minute || *minute > 59 || !cursor.take(':'))
        return std::nullopt;
    const auto second = cursor.number(2);
    if (!second || *second > 60)
        return std::nullopt;
    clock = { *hour, *minute, *second, 0 };
    if (cursor.takeAny(".,"))
        clock.milliseconds = cursor.fraction();
    stamp->clockEnd = static_cast<int>(cursor.at());
    return clock;
}

/// As if it were meant at Greenwich; nullopt: there is no such day.
std::optional<core::TimePoint> momentOf(int year, int month, int day, const Clock &clock)
{
    using namespace std::chrono;
    const year_month_day date{ std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                               std::chrono::day(static_cast<unsigned>(day)) };
    if (!date.ok())
        return std::nullopt;
    return sys_days(date) + hours(clock.hour) + minutes(clock.minute) + seconds(clock.second)
        + milliseconds(clock.milliseconds);
}

/// Minutes east of Greenwich; nullopt: the line names no zone.
std::optional<int> readZone(Cursor &cursor)
{
    const size_t from = cursor.at();
    if (cursor.take('Z'))
        return 0;
    if (cursor.take('+') || cursor.take('-')) {
        const auto hours = cursor.number(2);
        if (hours) {
            cursor.take(':');
            const int minutes = cursor.number(2).value_or(0);
            const size_t end = cursor.at();
            cursor.set(from);
            const bool west = cursor.take('-');
            cursor.set(end);
            return (west ? -1 : 1) * (*hours * 60 + minutes);
        }
    }
    cursor.set(from);
    return std::nullopt;
}

/// ISO 8601 and Spark's.
bool readDated(Cursor &cursor, Stamp *stamp)
{
    const size_t from = cursor.at();
    std::optional<int> year = cursor.number(4);
    std::optional<int> month;
    std::optional<int> day;
    if (year && cursor.take('-')) {
        month = cursor.number(2);
        day = month && cursor.take('-') ? cursor.number(2) : std::nullopt;
        if (!day || !cursor.takeAny("T "))
            return false;
    } else {
        cursor.set(from);
        year = cursor.number(2);
        if (!year || !cursor.take('/'))
            return false;
        *year += 2000;
        month = cursor.number(2);
        day = month && cursor.take('/') ? cursor.number(2) : std::nullopt;
        if (!day || !cursor.take(' '))
            return false;
    }
    const auto clock = readClock(cursor, stamp);
    if (!clock)
        return false;
    const auto written = momentOf(*year, *month, *day, *clock);
    if (!written)
        return false;
    stamp->written = *written;
    if (const auto zone = readZone(cursor))
        stamp->at = *written - std::chrono::minutes(*zone);
    return true;
}

bool readGlog(Cursor &cursor, Stamp *stamp, char letter)
{
    constexpr int anyLeapYear = 2000; // older ones name none
    const auto first = cursor.number(4);
    const auto second = cursor.number(4);
    const int year = second ? *first : anyLeapYear;
    stamp->hasYear = second.has_value();
    const auto monthAndDay = second ? second : first;
    const auto clock = monthAndDay && cursor.take(' ') ? readClock(cursor, stamp) : std::nullopt;
    if (!clock)
        return false;
    stamp->written = momentOf(year, *monthAndDay / 100, *monthAndDay % 100, *clock).value_or(core::TimePoint());
    stamp->level = letter == 'I' ? Level::Info
        : letter == 'W'          ? Level::Warn
        : letter == 'E'          ? Level::Error
                                 : Level::Fatal;
    return true;
}

Level levelOf(std::string_view word)
{
    for (const auto &[known, level] : levelWords) {
        if (word == known)
            return level;
    }
    return Level::None;
}

} // namespace

std::string_view word(Level level)
{
    static constexpr std::array<std::string_view, 7> words{ "", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" };
    return words[static_cast<size_t>(level)];
}

Stamp readStamp(std::string_view line)
{
    Stamp stamp;
    Cursor cursor(line);
    cursor.skip("[");
    const size_t begin = cursor.at();
    bool timed = readDated(cursor, &stamp);
    if (!timed) {
        cursor.set(begin);
        if (!line.empty() && begin < line.size()
            && std::string_view("IWEF").find(line[begin]) != std::string_view::npos) {
            cursor.set(begin + 1);
            timed = readGlog(cursor, &stamp, line[begin]);
        }
    }
    if (!timed) {
        cursor.set(0);
        stamp = {};
    } else {
        cursor.take(']');
        stamp.timeEnd = static_cast<int>(cursor.at());
        cursor.skip(" ");
    }
    const size_t brace = timed ? cursor.at() : line.size();
    const bool airflows = brace < line.size() && line[brace] == '{' && line.find("} ", brace) != std::string_view::npos;
    stamp.textBegin = static_cast<int>(cursor.at());
    if (stamp.level != Level::None)
        return stamp;
    if (airflows)
        cursor.set(line.find("} ", brace) + 2);
    const bool bracketed = cursor.take('[');
    const std::string_view word = cursor.word();
    stamp.level = levelOf(word);
    // Without a time before it only a word in capitals is a level: prose begins with "error" too.
    if (stamp.level == Level::None || (!timed && word.front() > 'Z')) {
        stamp.level = Level::None;
        return stamp;
    }
    if (bracketed)
        cursor.take(']');
    cursor.take(':');
    cursor.skip(airflows ? " -" : " ");
    stamp.textBegin = static_cast<int>(cursor.at());
    return stamp;
}

Level spokenLevel(std::string_view line)
{
    static constexpr std::array<std::string_view, 6> errors{ "Traceback (most recent call last)",
                                                             "Exception in thread",
                                                             "Segmentation fault",
                                                             "Killed",
                                                             "OutOfMemoryError",
                                                             "panic: " };
    for (const std::string_view start : errors) {
        if (line.starts_with(start))
            return Level::Error;
    }
    return Level::None;
}

} // namespace logs
