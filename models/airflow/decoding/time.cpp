// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/decoding/time.h"

namespace airflow {

namespace {

/// Takes digits and fixed characters from the front.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }
    int number(size_t digits)
    {
        if (m_rest.size() < digits) {
            m_failed = true;
            return 0;
        }
        int value = 0;
        for (size_t i = 0; i < digits; ++i) {
            const char c = m_rest[i];
            if (c < '0' || c > '9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }
    bool take(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    void expect(char c) { m_failed = !take(c) || m_failed; }
    /// Any number of digits, of which three count.
    int milliseconds()
    {
        int value = 0;
        int digits = 0;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            if (digits++ < 3)
                value = value * 10 + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        m_failed = m_failed || digits == 0;
        for (; digits < 3; ++digits)
            value *= 10;
        return value;
    }
    void fail() { m_failed = true; }
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace

std::optional<core::TimePoint> parseTime(std::string_view text)
{
    using namespace std::chrono;
    Scanner scanner(text);
    const year y(scanner.number(4));
    scanner.expect('-');
    const month m(static_cast<unsigned>(scanner.number(2)));
    scanner.expect('-');
    const day d(static_cast<unsigned>(scanner.number(2)));
    if (!scanner.take('T'))
        scanner.expect(' ');
    const hours hour(scanner.number(2));
    scanner.expect(':');
    const minutes minute(scanner.number(2));
    scanner.expect(':');
    const seconds second(scanner.number(2));
    const milliseconds fraction(scanner.take('.') ? scanner.milliseconds() : 0);
    minutes offset(0);
    if (!scanner.take('Z')) {
        const bool east = scanner.take('+');
        if (!east)
            scanner.expect('-');
        offset = hours(scanner.number(2));
        scanner.expect(':');
        offset += minutes(scanner.number(2));
        if (!east)
            offset = -offset;
    }
    const year_month_day date{ y, m, d };
    if (scanner.failed() || !scanner.atEnd() || !date.ok() || hour >= 24h || minute >= 60min || second > 60s)
        return std::nullopt;
    return core::TimePoint(sys_days(date)) + hour + minute + second + fraction - offset;
}

} // namespace airflow
