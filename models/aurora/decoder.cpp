// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"

#include "models/aurora/decoding/assembly.h"
#include "models/aurora/decoding/jobreader.h"
#include "models/aurora/decoding/reply.h"
#include "models/aurora/decoding/taskreader.h"

#include <algorithm>

namespace aurora {

namespace {

/// So many texts more than the pictures need are borne; below, a new pool is not worth the work.
constexpr uint32_t spareTexts = 50000;

std::string_view viewOf(const QByteArray &text)
{
    return { text.constData(), static_cast<size_t>(text.size()) };
}

/// Ids a picture needs, at most.
size_t textsOf(const State &state)
{
    return 5 * state.jobs.size() + 2 * state.tasks.size() + 2 * state.constraints.size() + 3 * state.updates.size()
        + state.maintenance.size();
}

} // namespace

struct Decoder::Private
{
    std::shared_ptr<core::StringPool> pool = std::make_shared<core::StringPool>();
    JobKeys keys;
    simdjson::ondemand::parser parser;
    std::shared_ptr<const State> last = [this] {
        auto state = std::make_shared<State>();
        state->pool = pool;
        return state;
    }();
    std::unordered_set<uint32_t> endedKnown; ///< keys of the jobs whose ended tasks are known
    std::vector<TaskRow> activeOrder; ///< rows of the last list of active tasks, as it came
    TextId cluster;

    /// Reads a reply; `read(reader, result)` is given the result of field `resultField`, when the scheduler says OK.
    template <typename Read>
    core::Result<void> readReply(const ReplyBytes &bytes, int16_t resultField, Read &&read);
    core::Result<std::vector<TaskRow>> readTasks(const ReplyBytes &bytes, std::span<const TaskRow> earlier);

    std::shared_ptr<State> copy() const { return std::make_shared<State>(*last); }
    Snapshot withTasks(std::span<const TaskRow> tasks);
    template <typename OfScope>
    Snapshot withAllTasksOf(std::vector<TaskRow> tasks, OfScope &&isOfScope);
    Snapshot publish(std::shared_ptr<State> state);
    void renewPool(State &state);
};

template <typename Read>
core::Result<void> Decoder::Private::readReply(const ReplyBytes &bytes, int16_t resultField, Read &&read)
{
    ReplyHead head;
    const auto walk = [&](auto &reader, MessageType type, auto &body) {
        aurora::readReply(reader, type, body, head, [&](int16_t id, auto &result) {
            if (id == resultField)
                read(reader, result);
        });
    };
    core::Result<void> result;
    if (bytes.size > 0 && *bytes.data == '[') {
        TJsonReader reader(parser);
        result = reader.read(Bytes{ bytes.data, bytes.size, bytes.capacity },
                             [&](MessageType type, auto &body) { walk(reader, type, body); });
    } else {
        BinaryReader reader(std::string_view(bytes.data, bytes.size));
        result = reader.read([&](MessageType type, auto &body) { walk(reader, type, body); });
    }
    if (!result)
        return result;
    if (const std::optional<core::Error> error = replyError(head))
        return core::failure(*error);
    if (!head.cluster.empty())
        cluster = pool->intern(head.cluster);
    return {};
}

core::Result<std::vector<TaskRow>> Decoder::Private::readTasks(const ReplyBytes &bytes,
                                                               std::span<const TaskRow> earlier)
{
    std::vector<TaskRow> tasks;
    tasks.reserve(earlier.size());
    const core::Result<void> read = readReply(bytes, 3, [&]<typename Reader>(Reader &reader, auto &result) {
        TaskReader<Reader>(reader, *pool, keys, earlier).read(result, tasks);
    });
    if (!read)
        return core::failure(read.error());
    return tasks;
}

Snapshot Decoder::Private::publish(std::shared_ptr<State> state)
{
    state->pool = pool;
    state->scheduler.cluster = cluster;
    if (pool->count() > 2 * textsOf(*state) + spareTexts)
        renewPool(*state);
    last = std::move(state);
    return last;
}

/// Ids change, so everything that knows some goes along.
void Decoder::Private::renewPool(State &state)
{
    auto renewed = std::make_shared<core::StringPool>();
    std::vector<TextId> ended;
    std::vector<uint32_t> kept;
    for (uint32_t i = 0; i < state.jobs.size(); ++i) {
        if (state.jobs[i].endedKnown)
            kept.push_back(i);
    }
    State moved = repooled(state, *renewed);
    moved.pool = renewed;
    keys.clear();
    endedKnown.clear();
    activeOrder.clear();
    Texts texts(*renewed);
    for (const JobRow &job : moved.jobs)
        keys.key(texts, moved.view(job.role), moved.view(job.environment), moved.view(job.name));
    for (const uint32_t i : kept)
        endedKnown.insert(moved.jobs[i].key.value);
    pool = renewed;
    cluster = moved.scheduler.cluster;
    const std::vector<TaskRow> tasks = looseTasks(moved);
    std::vector<JobRow> jobs = std::move(moved.jobs);
    std::ranges::sort(moved.pending, {}, [](const PendingRow &reason) { return reason.task.value; });
    assemble(moved, std::move(jobs), tasks, keys, endedKnown);
    state = std::move(moved);
}

Snapshot Decoder::Private::withTasks(std::span<const TaskRow> tasks)
{
    const auto state = std::make_shared<State>(withoutJobs(*last));
    assemble(*state, last->jobs, tasks, keys, endedKnown);
    return publish(state);
}

/// The tasks of the scope are exactly `tasks` now.
template <typename OfScope>
Snapshot Decoder::Private::withAllTasksOf(std::vector<TaskRow> tasks, OfScope &&isOfScope)
{
    for (const TaskRow &task : tasks)
        endedKnown.insert(task.job);
    for (TaskRow &task : looseTasks(*last)) {
        if (!isOfScope(TextId{ task.job }))
            tasks.push_back(task);
    }
    for (const JobRow &job : last->jobs) {
        if (isOfScope(job.key))
            endedKnown.insert(job.key.value);
    }
    return withTasks(tasks);
}

Decoder::Decoder()
    : d(std::make_unique<Private>())
{
}

Decoder::~Decoder() = default;

Snapshot Decoder::restore(State earlier)
{
    d->renewPool(earlier);
    return d->publish(std::make_shared<State>(std::move(earlier)));
}

core::Result<Snapshot> Decoder::jobs(const ReplyBytes &reply)
{
    std::vector<JobRow> jobs;
    std::vector<RowConstraint> constraints;
    jobs.reserve(d->last->jobs.size());
    const core::Result<void> read = d->readReply(reply, 18, [&]<typename Reader>(Reader &reader, auto &result) {
        JobReader<Reader>(reader, *d->pool, d->keys).read(result, jobs, constraints);
    });
    if (!read)
        return core::failure(read.error());

    // A job without any task, and one that is gone, has no ended tasks any more: they were pruned.
    std::unordered_set<uint32_t> ended;
    std::unordered_set<uint32_t> listed;
    for (const JobRow &job : jobs) {
        listed.insert(job.key.value);
        if (job.stats.finished + job.stats.failed > 0)
            ended.insert(job.key.value);
    }
    std::vector<TaskRow> tasks = looseTasks(*d->last);
    std::erase_if(tasks, [&](const TaskRow &task) {
        return !listed.contains(task.job) || (isTerminal(task.status) && !ended.contains(task.job));
    });
    std::erase_if(d->endedKnown, [&](uint32_t key) { return !listed.contains(key); });
    const auto state = std::make_shared<State>(withoutJobs(*d->last));
    state->constraints = std::move(constraints);
    assemble(*state, std::move(jobs), tasks, d->keys, d->endedKnown);
    return d->publish(state);
}

core::Result<Snapshot> Decoder::activeTasks(const ReplyBytes &reply)
{
    core::Result<std::vector<TaskRow>> read = d->readTasks(reply, d->activeOrder);
    if (!read)
        return core::failure(read.error());
    d->activeOrder = std::move(*read);
    // What ended stays so, even where this list was made before it did.
    std::vector<TaskRow> tasks;
    std::unordered_set<uint32_t> ended;
    for (const TaskRow &task : d->last->tasks) {
        if (isTerminal(task.status) && ended.insert(task.id.value).second) {
            tasks.push_back(task);
            tasks.back().job = d->last->jobs[task.job].key.value;
        }
    }
    if (ended.empty())
        return d->withTasks(d->activeOrder);
    std::ranges::copy_if(d->activeOrder, std::back_inserter(tasks),
                         [&](const TaskRow &task) { return !ended.contains(task.id.value); });
    return d->withTasks(tasks);
}

core::Result<Snapshot> Decoder::tasksOfJobs(const QList<JobKey> &jobs, const ReplyBytes &reply)
{
    core::Result<std::vector<TaskRow>> tasks = d->readTasks(reply, {});
    if (!tasks)
        return core::failure(tasks.error());
    Texts texts(*d->pool);
    std::unordered_set<uint32_t> wanted;
    for (const JobKey &key : jobs) {
        const QByteArray role = key.role.toUtf8();
        const QByteArray environment = key.environment.toUtf8();
        const QByteArray name = key.name.toUtf8();
        wanted.insert(d->keys.key(texts, viewOf(role), viewOf(environment), viewOf(name)).value);
    }
    std::erase_if(*tasks, [&](const TaskRow &task) { return !wanted.contains(task.job); });
    return d->withAllTasksOf(std::move(*tasks), [&](TextId key) { return wanted.contains(key.value); });
}

core::Result<Snapshot> Decoder::tasksOfRole(const QString &role, const ReplyBytes &reply)
{
    core::Result<std::vector<TaskRow>> tasks = d->readTasks(reply, {});
    if (!tasks)
        return core::failure(tasks.error());
    const QByteArray name = role.toUtf8();
    const TextId wanted = d->pool->intern(viewOf(name));
    const auto isOfRole = [&](TextId key) { return d->keys.parts(key).role == wanted; };
    std::erase_if(*tasks, [&](const TaskRow &task) { return !isOfRole(TextId{ task.job }); });
    return d->withAllTasksOf(std::move(*tasks), isOfRole);
}

Snapshot Decoder::pendingReasons(const QList<PendingReason> &reasons, core::TimePoint at)
{
    const std::shared_ptr<State> state = d->copy();
    state->pending.clear();
    for (const PendingReason &reason : reasons) {
        const QByteArray task = reason.taskId.toUtf8();
        const QByteArray words = reason.reason.toUtf8();
        state->pending.push_back({ d->pool->intern(viewOf(task)), d->pool->intern(viewOf(words)), at });
    }
    std::ranges::sort(state->pending, {}, [](const PendingRow &reason) { return reason.task.value; });
    return d->publish(state);
}

Snapshot Decoder::updates(const QList<UpdateSummary> &active)
{
    const std::shared_ptr<State> state = d->copy();
    state->updates.clear();
    Texts texts(*d->pool);
    for (const UpdateSummary &summary : active) {
        UpdateRow row;
        row.id = texts.intern(viewOf(summary.key.id.toUtf8()));
        row.jobKey = d->keys.key(texts, viewOf(summary.key.job.role.toUtf8()),
                                 viewOf(summary.key.job.environment.toUtf8()), viewOf(summary.key.job.name.toUtf8()));
        row.user = texts.intern(viewOf(summary.user.toUtf8()));
        row.created = summary.created;
        row.changed = summary.lastModified;
        row.status = summary.status;
        state->updates.push_back(row);
    }
    linkUpdates(*state);
    return d->publish(state);
}

Snapshot Decoder::maintenance(const QList<Host> &hosts)
{
    const std::shared_ptr<State> state = d->copy();
    state->maintenance.clear();
    for (const Host &host : hosts) {
        const QByteArray name = host.name.toUtf8();
        state->maintenance.push_back({ d->pool->intern(viewOf(name)), host.mode, static_cast<uint32_t>(host.tasks) });
    }
    return d->publish(state);
}

Snapshot Decoder::vitals(const Vitals &vitals, core::TimePoint at)
{
    const std::shared_ptr<State> state = d->copy();
    const QByteArray version = vitals.version.toUtf8();
    Scheduler &scheduler = state->scheduler;
    scheduler.version = d->pool->intern(viewOf(version));
    scheduler.at = at;
    scheduler.registered = vitals.registered;
    scheduler.uptime = vitals.uptime;
    scheduler.outstandingOffers = vitals.outstandingOffers;
    scheduler.pendingTasks = vitals.pendingTasks;
    scheduler.runningTasks = vitals.runningTasks;
    scheduler.failedTasks = vitals.failedTasks;
    scheduler.lostTasks = vitals.lostTasks;
    return d->publish(state);
}

} // namespace aurora
