// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/taskreader.h"

#include "models/mesos/decoding/values.h"

namespace mesos {

namespace {

// Rows ahead of the one that is read: far enough for memory to answer, near enough for its answer to be still there.
constexpr size_t placeAhead = 12;
constexpr size_t textAhead = 6;

/// Agents and ports are called in any order, so that no processor foresees where their texts lie.
template <typename Row, typename... Text>
void fetchAhead(const Texts &texts, const Guesses<Row> &rows, Text... text)
{
    if (const Row *const row = rows.ahead(placeAhead))
        (texts.fetchPlace(row->*text), ...);
    if (const Row *const row = rows.ahead(textAhead))
        (texts.fetchText(row->*text), ...);
}

} // namespace

TaskReader::TaskReader(Walk &walk)
    : m_walk(walk)
    , m_tasks(walk.last ? &walk.last->tasks : nullptr)
    , m_executors(walk.last ? &walk.last->executors : nullptr)
{
}

void TaskReader::beginTasks(TaskList kind)
{
    if (kind == TaskList::Live)
        m_nextTask = m_walk.out.tasks.size();
}

void TaskReader::readTasks(od::value &list, TaskList kind)
{
    beginTasks(kind);
    m_walk.reader.array(list, [&](od::value &value) { readTask(value, kind); });
}

void TaskReader::readExecutors(od::value &list)
{
    m_walk.reader.array(list, [&](od::value &value) { readExecutor(value); });
}

void TaskReader::readTask(od::value &value, TaskList kind)
{
    enum Field : uint32_t { Id = 1, Framework = 2, Agent = 4, State = 8, Statuses = 16, Held = 32 };
    Reader &reader = m_walk.reader;
    Texts &texts = m_walk.texts;
    const Task *const likely = m_tasks.next();
    const Task *guess = likely ? likely : &m_before;
    uint32_t seen = 0;
    bool known = false;
    std::string_view newId;
    std::string_view newExecutor;
    Task &task = m_walk.out.tasks.emplace_back();
    fetchAhead(texts, m_tasks, &Task::id, &Task::name, &Task::agent, &Task::ports);

    const auto readId = [&](od::value &field) {
        const std::string_view spelled = reader.spelled(field);
        if (likely && !texts.hasBackslashes() && Texts::isSame(spelled, texts.view(likely->id))) {
            m_tasks.accept();
            task.id = likely->id;
            known = true;
        } else if (spelled.find('\\') != std::string_view::npos) {
            task.id = texts.read(reader, field);
        } else if (const TextId old = likely ? texts.find(spelled) : TextId(); !old.isEmpty()) {
            task.id = old;
            const Task *const found = m_tasks.seek(old);
            known = found != nullptr;
            guess = found ? found : guess;
        } else {
            newId = spelled;
        }
    };
    const auto readExecutorId = [&](od::value &field) {
        const std::string_view spelled = reader.spelled(field);
        if (!texts.hasBackslashes() && Texts::isSame(spelled, texts.view(guess->executor)))
            task.executor = guess->executor;
        else if (spelled.find('\\') != std::string_view::npos)
            task.executor = texts.read(reader, field);
        else
            newExecutor = spelled;
    };

    reader.object(value, [&](Key key, od::value &field) {
        switch (key.first()) {
        case 'i':
            if (key.is("id")) {
                reader.once(seen, Id);
                readId(field);
            }
            break;
        case 'n':
            if (key.is("name"))
                task.name = texts.read(reader, field, guess->name);
            break;
        case 'f':
            if (key.is("framework_id")) {
                reader.once(seen, Framework);
                task.framework = texts.read(reader, field, m_before.framework);
            }
            break;
        case 'e':
            if (key.is("executor_id"))
                readExecutorId(field);
            break;
        case 's':
            if (key.is("state")) {
                reader.once(seen, State);
                readTaskState(m_walk, field, task);
            } else if (key.is("statuses")) {
                reader.once(seen, Statuses);
                readStatuses(m_walk, field, task);
            } else if (key.is("slave_id")) {
                reader.once(seen, Agent);
                task.agent = texts.read(reader, field, guess->agent);
            }
            break;
        case 'r':
            if (key.is("resources")) {
                reader.once(seen, Held);
                const FlatResources resources = readResources(m_walk, field, guess->ports);
                task.resources = resources.all;
                task.ports = resources.ports;
            } else if (key.is("role")) {
                task.role = texts.read(reader, field, guess->role);
            }
            break;
        default:
            break;
        }
    });
    reader.require(seen & Id, "id");
    reader.require(seen & Framework, "framework_id");
    reader.require(seen & Agent, "slave_id");
    reader.require(seen & State, "state");

    internIds(task, newId, newExecutor);
    task.list = listOf(task, kind);
    // The master replaces a running status by the next one, e.g. when health changes; we have seen the first.
    if (known && core::isKnown(guess->started) && guess->started < task.started)
        task.started = guess->started;
    m_before = task;
}

/// Aurora's executors are called like their task with "thermos-" in front: the texts share their bytes.
void TaskReader::internIds(Task &task, std::string_view id, std::string_view executor)
{
    if (!executor.empty())
        task.executor = m_walk.texts.intern(executor);
    if (!id.empty())
        task.id = m_walk.texts.internTail(task.executor, id);
}

/// In the first picture the tasks are what is known: a framework's executors stand in their order, most often.
Executor TaskReader::executorOfNextTask()
{
    Executor executor = m_executorBefore;
    const std::vector<Task> &tasks = m_walk.out.tasks;
    while (m_nextTask < tasks.size() && tasks[m_nextTask].executor.isEmpty())
        ++m_nextTask;
    if (m_nextTask < tasks.size()) {
        executor.id = tasks[m_nextTask].executor;
        executor.agent = tasks[m_nextTask].agent;
        ++m_nextTask;
    }
    return executor;
}

void TaskReader::readExecutor(od::value &value)
{
    enum Field : uint32_t { Id = 1, Framework = 2, Agent = 4 };
    Reader &reader = m_walk.reader;
    Texts &texts = m_walk.texts;
    const Executor *const likely = m_executors.next();
    const Executor ofTask = likely ? Executor() : executorOfNextTask();
    const Executor *guess = likely ? likely : &ofTask;
    uint32_t seen = 0;
    Executor &executor = m_walk.out.executors.emplace_back();
    fetchAhead(texts, m_executors, &Executor::id, &Executor::agent);

    reader.object(value, [&](Key key, od::value &field) {
        switch (key.first()) {
        case 'e':
            if (!key.is("executor_id"))
                break;
            reader.once(seen, Id);
            executor.id = texts.read(reader, field, guess->id);
            if (likely && executor.id == likely->id)
                m_executors.accept();
            else if (const Executor *const found = m_executors.seek(executor.id))
                guess = found;
            break;
        case 'n':
            if (key.is("name"))
                executor.name = texts.read(reader, field, guess->name);
            break;
        case 'f':
            if (key.is("framework_id")) {
                reader.once(seen, Framework);
                executor.framework = texts.read(reader, field, guess->framework);
            }
            break;
        case 's':
            if (key.is("slave_id")) {
                reader.once(seen, Agent);
                executor.agent = texts.read(reader, field, guess->agent);
            } else if (key.is("source")) {
                executor.source = texts.read(reader, field, guess->source);
            }
            break;
        case 'r':
            if (key.is("resources"))
                executor.resources = readResources(m_walk, field).all;
            break;
        default:
            break;
        }
    });
    reader.require(seen & Id, "executor_id");
    reader.require(seen & Framework, "framework_id");
    reader.require(seen & Agent, "slave_id");
    m_executorBefore = executor;
}

void readStatuses(Walk &walk, od::value &list, Task &task)
{
    Reader &reader = walk.reader;
    reader.array(list, [&](od::value &status) {
        TimePoint at;
        bool running = false;
        task.health = Health::NotKnown;
        task.message = {};
        task.reason = {};
        reader.object(status, [&](Key key, od::value &field) {
            switch (key.first()) {
            case 's':
                if (key.is("state"))
                    running = reader.spelled(field) == "TASK_RUNNING";
                break;
            case 't':
                if (key.is("timestamp"))
                    at = readSeconds(reader, field);
                break;
            case 'h':
                if (key.is("healthy"))
                    task.health = reader.boolean(field) ? Health::Healthy : Health::Unhealthy;
                break;
            case 'm':
                if (key.is("message"))
                    task.message = walk.texts.read(reader, field);
                break;
            case 'r':
                if (key.is("reason"))
                    task.reason = walk.texts.read(reader, field);
                break;
            default:
                break;
            }
        });
        task.changed = at;
        if (running && !core::isKnown(task.started))
            task.started = at;
    });
}

void readTaskState(Walk &walk, od::value &value, Task &task)
{
    const std::string_view spelled = walk.reader.spelled(value);
    task.state = taskState(spelled);
    task.stateWord = task.state == TaskState::Unknown ? walk.texts.read(walk.reader, value) : TextId();
}

TaskList listOf(const Task &task, TaskList told)
{
    return told == TaskList::Live && isTerminal(task.state) ? TaskList::Completed : told;
}

} // namespace mesos
