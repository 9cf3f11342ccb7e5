// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/updates.h"

#include "app/simulator/aurora/scheduler.h"

#include <algorithm>

namespace sim::aurora {

using namespace std::chrono_literals;
using wire::ScheduleStatus;
using wire::UpdateAction;
using wire::UpdateStatus;

namespace {

bool goesBack(UpdateStatus status)
{
    return status == UpdateStatus::RollingBack || status == UpdateStatus::RollBackPaused
        || status == UpdateStatus::RollBackAwaitingPulse;
}

bool isRolling(UpdateStatus status)
{
    return status == UpdateStatus::RollingForward || status == UpdateStatus::RollingBack;
}

} // namespace

Moment JobUpdate::modified() const
{
    return instanceEvents.empty() ? events.back().at : std::max(events.back().at, instanceEvents.back().at);
}

Config JobUpdate::target(int instance, bool back) const
{
    if (!back)
        return desiredInstances.contains(instance) ? desired : nullptr;
    const auto found = initial.find(instance);
    return found == initial.end() ? nullptr : found->second;
}

Updates::Updates(Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

JobUpdate *Updates::find(const JobKey &job, const std::string &id) const
{
    const auto found
        = std::ranges::find_if(m_updates, [&](const auto &update) { return update->job == job && update->id == id; });
    return found == m_updates.end() ? nullptr : found->get();
}

JobUpdate *Updates::activeOf(const JobKey &job) const
{
    const auto found = std::ranges::find_if(
        m_updates, [&](const auto &update) { return wire::isActive(update->status()) && update->job == job; });
    return found == m_updates.end() ? nullptr : found->get();
}

JobDiff Updates::diff(const Config &config, int instances, const std::set<int> &only) const
{
    JobDiff diff;
    std::set<int> present;
    for (const ScheduledTask *task : m_scheduler->store().activeOf(config->job)) {
        present.insert(task->instance);
        const bool concerned = only.empty() || only.contains(task->instance);
        if (!concerned || (task->instance < instances && task->config->isSameAs(*config)))
            diff.unchanged[task->instance] = task->config;
        else if (task->instance < instances)
            diff.update[task->instance] = task->config;
        else
            diff.remove[task->instance] = task->config;
    }
    for (int i = 0; i < instances; ++i) {
        if (!present.contains(i) && (only.empty() || only.contains(i)))
            diff.add[i] = config;
    }
    return diff;
}

JobUpdate *Updates::start(const Config &config, const JobDiff &diff, UpdateSettings settings, thrift::Value metadata,
                          const std::string &user, const std::string &message)
{
    auto update = std::make_unique<JobUpdate>();
    update->job = config->job;
    update->id = m_scheduler->uuid();
    update->user = user;
    update->metadata = std::move(metadata);
    update->desired = config;
    update->initial = diff.update;
    update->initial.insert(diff.remove.begin(), diff.remove.end());
    std::set<int> order;
    for (const auto *part : { &diff.add, &diff.update, &diff.remove }) {
        for (const auto &[instance, now] : *part) {
            order.insert(instance);
            if (part != &diff.remove)
                update->desiredInstances.insert(instance);
        }
    }
    update->waiting.assign(order.begin(), order.end());
    const bool coordinated = settings.pulseEvery > 0ms;
    update->settings = std::move(settings);
    JobUpdate &started = *m_updates.emplace_back(std::move(update));
    if (m_updates.size() > kept)
        m_updates.pop_front();
    transition(started, coordinated ? UpdateStatus::RollForwardAwaitingPulse : UpdateStatus::RollingForward, user,
               message);
    later(started, 5ms);
    return &started;
}

void Updates::transition(JobUpdate &update, UpdateStatus status, const std::string &user, std::string message)
{
    update.events.push_back({ status, m_scheduler->now(), user, std::move(message) });
}

void Updates::note(JobUpdate &update, int instance, UpdateAction action)
{
    update.instanceEvents.push_back({ instance, m_scheduler->now(), action });
}

void Updates::later(JobUpdate &update, std::chrono::milliseconds after)
{
    m_scheduler->world().at(m_scheduler->now() + after, [this, job = update.job, id = update.id] {
        if (JobUpdate *still = find(job, id))
            step(*still);
    });
}

void Updates::pause(JobUpdate &update, const std::string &user, const std::string &message)
{
    const UpdateStatus paused
        = goesBack(update.status()) ? UpdateStatus::RollBackPaused : UpdateStatus::RollForwardPaused;
    if (update.status() != paused)
        transition(update, paused, user, message);
}

void Updates::resume(JobUpdate &update, const std::string &user, const std::string &message)
{
    if (update.status() != UpdateStatus::RollForwardPaused && update.status() != UpdateStatus::RollBackPaused)
        return;
    const bool back = goesBack(update.status());
    const auto &settings = update.settings;
    if (settings.pulseEvery > 0ms && m_scheduler->now() - update.lastPulse > settings.pulseEvery)
        transition(update, back ? UpdateStatus::RollBackAwaitingPulse : UpdateStatus::RollForwardAwaitingPulse, user,
                   message);
    else
        transition(update, back ? UpdateStatus::RollingBack : UpdateStatus::RollingForward, user, message);
    later(update, 5ms);
}

void Updates::abort(JobUpdate &update, const std::string &user, const std::string &message)
{
    transition(update, UpdateStatus::Aborted, user, message);
}

void Updates::rollBack(JobUpdate &update, const std::string &user, const std::string &message)
{
    const bool coordinated = update.settings.pulseEvery > 0ms;
    transition(update, coordinated ? UpdateStatus::RollBackAwaitingPulse : UpdateStatus::RollingBack, user, message);
    turnBack(update);
}

void Updates::turnBack(JobUpdate &update)
{
    update.waiting.assign(update.touched.rbegin(), update.touched.rend());
    update.working.clear();
    update.touched.clear();
    update.failures.clear();
    update.watched.clear();
    update.failedInstances = 0;
    update.group = 0;
    later(update, 5ms);
}

bool Updates::pulse(JobUpdate &update)
{
    if (update.settings.pulseEvery <= 0ms || !wire::isActive(update.status()))
        return false;
    update.lastPulse = m_scheduler->now();
    if (update.status() == UpdateStatus::RollForwardAwaitingPulse)
        transition(update, UpdateStatus::RollingForward, {}, {});
    else if (update.status() == UpdateStatus::RollBackAwaitingPulse)
        transition(update, UpdateStatus::RollingBack, {}, {});
    later(update, 5ms);
    later(update, update.settings.pulseEvery + 1ms); // to miss the next one
    return true;
}

void Updates::taskChanged(const JobKey &job)
{
    if (JobUpdate *update = activeOf(job))
        later(*update, 10ms);
}

void Updates::fillGroup(JobUpdate &update)
{
    const auto &settings = update.settings;
    const int size = settings.groupSizes[std::min(update.group, settings.groupSizes.size() - 1)];
    const bool queue = settings.strategy == UpdateSettings::Strategy::Queue;
    if (!queue && !update.working.empty())
        return;
    const bool back = goesBack(update.status());
    while (static_cast<int>(update.working.size()) < size && !update.waiting.empty()) {
        const int instance = update.waiting.front();
        update.waiting.erase(update.waiting.begin());
        update.working.insert(instance);
        update.touched.insert(instance);
        note(update, instance, back ? UpdateAction::RollingBack : UpdateAction::Updating);
    }
}

void Updates::step(JobUpdate &update)
{
    if (!isRolling(update.status()))
        return;
    const bool back = goesBack(update.status());
    if (update.settings.pulseEvery > 0ms && m_scheduler->now() - update.lastPulse > update.settings.pulseEvery) {
        transition(update, back ? UpdateStatus::RollBackAwaitingPulse : UpdateStatus::RollForwardAwaitingPulse, {},
                   "Pulses from external service have timed out.");
        return;
    }
    if (update.working.empty())
        fillGroup(update);
    const std::vector<int> working(update.working.begin(), update.working.end());
    for (const int instance : working) {
        const std::optional<bool> outcome = evaluate(update, instance, back);
        if (outcome && !settle(update, instance, *outcome, back))
            return;
    }
    finishGroup(update, back);
}

std::optional<bool> Updates::evaluate(JobUpdate &update, int instance, bool back)
{
    const Config target = update.target(instance, back);
    ScheduledTask *task = m_scheduler->store().active(update.job, instance);
    std::string &watched = update.watched[instance];
    if (!target) {
        if (!task)
            return true;
        if (task->status != ScheduleStatus::Killing)
            m_scheduler->killTask(*task, "Killed for job update " + update.id);
        return {};
    }
    // The new try died under watch. A service's successor is another try of the same instance.
    if (!watched.empty() && (!task || task->id != watched)) {
        watched.clear();
        if (++update.failures[instance] > update.settings.maxPerInstanceFailures)
            return false;
    }
    if (!task) {
        m_scheduler->addTasks(target, { instance });
        return {};
    }
    if (!task->config->isSameAs(*target)) {
        if (task->status != ScheduleStatus::Killing)
            m_scheduler->killTask(*task, "Killed for job update " + update.id);
        return {};
    }
    if (task->status != ScheduleStatus::Running)
        return {};
    watched = task->id;
    const auto left = update.settings.watch - (m_scheduler->now() - task->since());
    if (left <= 0ms)
        return true;
    later(update, std::chrono::ceil<std::chrono::milliseconds>(left));
    return {};
}

bool Updates::settle(JobUpdate &update, int instance, bool succeeded, bool back)
{
    update.working.erase(instance);
    update.watched.erase(instance);
    if (succeeded) {
        note(update, instance, back ? UpdateAction::RolledBack : UpdateAction::Updated);
        return true;
    }
    note(update, instance, back ? UpdateAction::RollbackFailed : UpdateAction::UpdateFailed);
    if (++update.failedInstances <= update.settings.maxFailedInstances)
        return true;
    const std::string message = "Latest failure: instance " + std::to_string(instance) + " exited.";
    if (back || !update.settings.rollbackOnFailure) {
        transition(update, UpdateStatus::Failed, {}, message);
        return false;
    }
    transition(update, UpdateStatus::RollingBack, {}, message);
    turnBack(update);
    return false;
}

void Updates::finishGroup(JobUpdate &update, bool back)
{
    if (update.working.empty() && update.waiting.empty()) {
        transition(update, back ? UpdateStatus::RolledBack : UpdateStatus::RolledForward, {}, {});
        return;
    }
    if (update.settings.strategy == UpdateSettings::Strategy::Queue) {
        const size_t before = update.working.size();
        fillGroup(update);
        if (update.working.size() != before)
            later(update, 1ms);
        return;
    }
    if (!update.working.empty())
        return;
    ++update.group;
    if (update.settings.autopause && !back)
        transition(update, UpdateStatus::RollForwardPaused, {}, "Update auto paused");
    else
        later(update, 1ms);
}

} // namespace sim::aurora
