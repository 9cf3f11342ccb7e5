// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/cron.h"

#include "app/simulator/aurora/scheduler.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace sim::aurora {

using namespace std::chrono_literals;

namespace {

struct Bounds
{
    int low;
    int high;
    std::string_view names; ///< three letters each, of the value low and on
};
constexpr std::array<Bounds, 5> bounds{ {
    { 0, 59, {} },
    { 0, 23, {} },
    { 1, 31, {} },
    { 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC" },
    { 0, 7, "SUNMONTUEWEDTHUFRISAT" }, // 7 is Sunday, too
} };

std::vector<std::string_view> split(std::string_view text, char by)
{
    std::vector<std::string_view> parts;
    for (size_t begin = 0; begin <= text.size();) {
        const size_t end = std::min(text.find(by, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<int> number(std::string_view text, const Bounds &in)
{
    if (text.size() == 3 && !in.names.empty()) {
        std::string upper(text);
        std::ranges::transform(upper, upper.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        for (size_t i = 0; i < in.names.size(); i += 3) {
            if (in.names.substr(i, 3) == upper)
                return in.low + static_cast<int>(i / 3);
        }
    }
    int value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || code != std::errc() || end != text.data() + text.size() || value < in.low || value > in.high)
        return {};
    return value;
}

/// One entry of a field; false when it is none.
bool readEntry(std::string_view entry, const Bounds &in, std::vector<bool> &allowed, std::string &told)
{
    const auto stepped = split(entry, '/');
    int step = 1;
    if (stepped.size() == 2) {
        const auto given = number(stepped[1], { 1, in.high, {} });
        if (!given)
            return false;
        step = *given;
    } else if (stepped.size() != 1) {
        return false;
    }
    int first = in.low;
    int last = in.high == 7 ? 6 : in.high;
    if (stepped[0] != "*") {
        const auto ends = split(stepped[0], '-');
        const auto from = number(ends[0], in);
        const auto to = ends.size() == 2 ? number(ends[1], in) : from;
        if (ends.size() > 2 || !from || !to || *to < *from)
            return false;
        first = *from;
        last = *to;
    }
    if (!told.empty())
        told += ',';
    if (step == 1 && stepped[0] != "*")
        told += first == last ? std::to_string(first) : std::to_string(first) + '-' + std::to_string(last);
    bool comma = false;
    for (int value = first; value <= last; value += step) {
        allowed[static_cast<size_t>(value == 7 && in.high == 7 ? 0 : value)] = true;
        if (step == 1)
            continue;
        if (comma)
            told += ',';
        told += std::to_string(value);
        comma = true;
    }
    return true;
}

} // namespace

std::optional<CronSchedule> CronSchedule::parse(const std::string &text)
{
    std::vector<std::string_view> fields = split(text, ' ');
    std::erase(fields, std::string_view());
    if (fields.size() != 5)
        return {};
    CronSchedule schedule;
    for (size_t i = 0; i < 5; ++i) {
        schedule.m_fields[i].assign(static_cast<size_t>(bounds[i].high) + 1, false);
        schedule.m_any[i] = fields[i] == "*";
        std::string told;
        for (const std::string_view entry : split(fields[i], ',')) {
            if (!readEntry(entry, bounds[i], schedule.m_fields[i], told))
                return {};
        }
        if (i > 0)
            schedule.m_normalised += ' ';
        schedule.m_normalised += schedule.m_any[i] ? std::string("*") : told;
    }
    return schedule;
}

bool CronSchedule::matchesDay(std::chrono::sys_days day) const
{
    const std::chrono::year_month_day date(day);
    const bool dayOfMonth = m_fields[2][static_cast<unsigned>(date.day())];
    const bool dayOfWeek = m_fields[4][std::chrono::weekday(day).c_encoding()];
    // Of two days that are both given either one will do, as in crontab.
    const bool matches = m_any[2] || m_any[4] ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek;
    return matches && m_fields[3][static_cast<unsigned>(date.month())];
}

Moment CronSchedule::next(Moment after) const
{
    const auto first = std::chrono::floor<std::chrono::minutes>(after) + 1min;
    auto day = std::chrono::floor<std::chrono::days>(first);
    for (int i = 0; i < 5 * 366; ++i, day += std::chrono::days(1)) {
        if (!matchesDay(day))
            continue;
        for (int minute = 0; minute < 24 * 60; ++minute) {
            const auto candidate = day + std::chrono::minutes(minute);
            if (candidate >= first && m_fields[1][static_cast<size_t>(minute / 60)]
                && m_fields[0][static_cast<size_t>(minute % 60)])
                return candidate;
        }
    }
    return {};
}

CronJobs::CronJobs(Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

const CronJob *CronJobs::find(const JobKey &key) const
{
    const auto found = m_jobs.find(key);
    return found == m_jobs.end() ? nullptr : &found->second;
}

void CronJobs::schedule(CronJob job)
{
    job.version = ++m_version;
    const JobKey key = job.key;
    arm(m_jobs.insert_or_assign(key, std::move(job)).first->second);
}

bool CronJobs::deschedule(const JobKey &key)
{
    return m_jobs.erase(key) > 0;
}

void CronJobs::arm(const CronJob &job)
{
    const Moment next = job.parsed.next(m_scheduler->now());
    if (next == Moment{})
        return;
    m_scheduler->world().at(next, [this, key = job.key, version = job.version] {
        const CronJob *still = find(key);
        if (!still || still->version != version)
            return;
        run(key);
        arm(*still);
    });
}

void CronJobs::run(const JobKey &key)
{
    const auto found = m_jobs.find(key);
    if (found == m_jobs.end())
        return;
    CronJob &job = found->second;
    if (!m_scheduler->store().hasActive(key))
        return launch(job);
    if (job.policy != wire::CollisionPolicy::KillExisting)
        return;
    job.runWhenEnded = true;
    m_scheduler->kill(key, {}, "Killed by cron");
    taskEnded(key); // what was PENDING is gone at once
}

void CronJobs::taskEnded(const JobKey &key)
{
    const auto found = m_jobs.find(key);
    if (found == m_jobs.end() || !found->second.runWhenEnded || m_scheduler->store().hasActive(key))
        return;
    found->second.runWhenEnded = false;
    launch(found->second);
}

void CronJobs::launch(CronJob &job)
{
    std::set<int> instances;
    for (int i = 0; i < job.instances; ++i)
        instances.insert(i);
    m_scheduler->addTasks(job.config, instances);
}

} // namespace sim::aurora
