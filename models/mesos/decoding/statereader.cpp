// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/statereader.h"

#include "models/mesos/decoding/listsplitter.h"
#include "models/mesos/decoding/values.h"

namespace mesos {

namespace {

enum StateField : uint32_t { Slaves = 1, Recovered = 2, Frameworks = 4, Completed = 8, Orphans = 16 };

uint32_t readCount(Reader &reader, od::value &value)
{
    const double count = reader.number(value); // 3.0: the master keeps them as gauges
    if (count < 0 || count > 4e9)
        reader.failShape("it is not a count");
    return count < 0 || count > 4e9 ? 0 : static_cast<uint32_t>(count);
}

} // namespace

FrameworkPhase phaseOf(const Connection &connection)
{
    if (connection.completed)
        return FrameworkPhase::Completed;
    if (connection.recovered)
        return FrameworkPhase::Recovering;
    if (!connection.connected.value_or(connection.active))
        return FrameworkPhase::Disconnected;
    return connection.active ? FrameworkPhase::Active : FrameworkPhase::Inactive;
}

StateReader::StateReader(Walk &walk)
    : m_walk(walk)
    , m_agents(walk)
    , m_tasks(walk)
    , m_frameworks(walk.last ? &walk.last->frameworks : nullptr)
{
}

core::Result<size_t> StateReader::readPart(const ListPart &part)
{
    if (part.isFirst) {
        m_elements = 0;
        if (part.list == LongList::Tasks || part.list == LongList::OrphanTasks)
            m_tasks.beginTasks(TaskList::Live);
    }
    bool isRead = part.hasStandIn; // the first element stands for what has been
    return m_walk.reader.readPart(part.document, { part.owners, part.owner, part.name }, m_elements - (isRead ? 1 : 0),
                                  part.isGuess, [&](od::value &element) {
                                      if (std::exchange(isRead, false))
                                          return;
                                      ++m_elements;
                                      readElement(part.list, element);
                                  });
}

void StateReader::readElement(LongList list, od::value &element)
{
    switch (list) {
    case LongList::Agents:
        return m_agents.readAgent(element, false);
    case LongList::RecoveredAgents:
        return m_agents.readAgent(element, true);
    case LongList::Tasks:
    case LongList::OrphanTasks:
        return m_tasks.readTask(element, TaskList::Live);
    case LongList::UnreachableTasks:
        return m_tasks.readTask(element, TaskList::Unreachable);
    case LongList::CompletedTasks:
        return m_tasks.readTask(element, TaskList::Completed);
    case LongList::Executors:
        return m_tasks.readExecutor(element);
    }
}

core::Result<void> StateReader::read(const Document &rest)
{
    return m_walk.reader.read(
        rest, [this](Key key, od::value &field) { readField(key, field); },
        [this] {
            m_walk.reader.require(m_seen & Slaves, "slaves");
            m_walk.reader.require(m_seen & Frameworks, "frameworks");
        });
}

void StateReader::readField(Key key, od::value &field)
{
    Reader &reader = m_walk.reader;
    Cluster &cluster = m_walk.out.cluster;
    if (key.is("slaves")) {
        reader.once(m_seen, Slaves);
        m_agents.readAgents(field);
    } else if (key.is("recovered_slaves")) {
        reader.once(m_seen, Recovered);
        m_agents.readRecovered(field);
        cluster.recoveredAgents
            = static_cast<uint32_t>(std::ranges::count(m_walk.out.agents, AgentPhase::Recovering, &Agent::phase));
    } else if (key.is("frameworks")) {
        reader.once(m_seen, Frameworks);
        reader.array(field, [this](od::value &value) { readFramework(value, false); });
    } else if (key.is("completed_frameworks")) {
        reader.once(m_seen, Completed);
        reader.array(field, [this](od::value &value) { readFramework(value, true); });
    } else if (key.is("unregistered_frameworks")) {
        reader.array(field, [this](od::value &value) { readUnregistered(value); });
    } else if (key.is("orphan_tasks")) {
        reader.once(m_seen, Orphans);
        m_tasks.readTasks(field, TaskList::Live);
    } else if (key.is("id")) {
        cluster.masterId = m_walk.texts.read(reader, field);
    } else if (key.is("cluster")) {
        cluster.name = m_walk.texts.read(reader, field);
    } else if (key.is("version")) {
        cluster.version = m_walk.texts.read(reader, field);
    } else if (key.is("start_time")) {
        cluster.started = readSeconds(reader, field);
    } else if (key.is("elected_time")) {
        cluster.elected = readSeconds(reader, field);
    } else if (key.is("leader")) {
        cluster.leaderAddress = m_walk.texts.intern(addressOf(reader.spelled(field)));
    } else if (key.is("leader_info")) {
        readLeader(field);
    } else {
        readCounts(key, field);
    }
}

void StateReader::readCounts(Key key, od::value &field)
{
    Cluster &cluster = m_walk.out.cluster;
    if (key.is("activated_slaves"))
        cluster.activatedAgents = readCount(m_walk.reader, field);
    else if (key.is("deactivated_slaves"))
        cluster.deactivatedAgents = readCount(m_walk.reader, field);
    else if (key.is("unreachable_slaves"))
        cluster.unreachableAgents = readCount(m_walk.reader, field);
}

void StateReader::readLeader(od::value &value)
{
    Reader &reader = m_walk.reader;
    std::string_view host;
    int64_t port = 0;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("hostname"))
            host = reader.spelled(field);
        else if (key.is("port"))
            port = reader.integer(field);
    });
    if (!host.empty())
        m_walk.out.cluster.leader = m_walk.texts.intern(std::string(host) + ':' + std::to_string(port));
}

void StateReader::readList(od::value &value, std::vector<TextId> &into, Range &range)
{
    range = { static_cast<uint32_t>(into.size()), 0 };
    m_walk.reader.array(value, [&](od::value &element) {
        into.push_back(m_walk.texts.read(m_walk.reader, element));
        ++range.count;
    });
}

void StateReader::readFramework(od::value &value, bool completed)
{
    enum Field : uint32_t {
        Id = 1,
        Name = 2,
        Tasks = 4,
        Unreachable = 8,
        Ended = 16,
        Executors = 32,
        Roles = 64,
        Capabilities = 128
    };
    Reader &reader = m_walk.reader;
    Texts &texts = m_walk.texts;
    const Framework none;
    const Framework *const likely = m_frameworks.next();
    const Framework *guess = likely ? likely : &none;
    uint32_t seen = 0;
    Connection connection;
    connection.completed = completed;
    Framework framework;

    reader.object(value, [&](Key key, od::value &field) {
        switch (key.first()) {
        case 'a':
            if (key.is("active"))
                connection.active = reader.boolean(field);
            break;
        case 'c':
            if (key.is("completed_tasks")) {
                reader.once(seen, Ended);
                m_tasks.readTasks(field, TaskList::Completed);
            } else if (key.is("connected")) {
                connection.connected = reader.boolean(field);
            } else if (key.is("checkpoint")) {
                framework.checkpoint = reader.boolean(field);
            } else if (key.is("capabilities")) {
                reader.once(seen, Capabilities);
                readList(field, m_walk.out.frameworkCapabilities, framework.capabilities);
            }
            break;
        case 'e':
            if (key.is("executors")) {
                reader.once(seen, Executors);
                m_tasks.readExecutors(field);
            }
            break;
        case 'f':
            if (key.is("failover_timeout"))
                framework.failoverTimeout = readDuration(reader, field);
            break;
        case 'h':
            if (key.is("hostname"))
                framework.host = texts.read(reader, field, guess->host);
            break;
        case 'i':
            if (!key.is("id"))
                break;
            reader.once(seen, Id);
            framework.id = texts.read(reader, field, guess->id);
            if (likely && framework.id == likely->id)
                m_frameworks.accept();
            else if (const Framework *const found = m_frameworks.seek(framework.id))
                guess = found;
            break;
        case 'n':
            if (key.is("name")) {
                reader.once(seen, Name);
                framework.name = texts.read(reader, field, guess->name);
            }
            break;
        case 'o':
            if (key.is("offered_resources"))
                framework.offered = readResources(m_walk, field).all;
            break;
        case 'p':
            if (key.is("principal"))
                framework.principal = texts.read(reader, field, guess->principal);
            else if (key.is("pid"))
                framework.address = texts.match(addressOf(reader.spelled(field)), guess->address);
            break;
        case 'r':
            if (key.is("role")) {
                reader.once(seen, Roles);
                framework.roles = { static_cast<uint32_t>(m_walk.out.frameworkRoles.size()), 1 };
                m_walk.out.frameworkRoles.push_back(texts.read(reader, field));
            } else if (key.is("roles")) {
                reader.once(seen, Roles);
                readList(field, m_walk.out.frameworkRoles, framework.roles);
            } else if (key.is("recovered")) {
                connection.recovered = reader.boolean(field);
            } else if (key.is("registered_time")) {
                framework.registered = readSeconds(reader, field);
            } else if (key.is("reregistered_time")) {
                framework.reregistered = readSeconds(reader, field);
            }
            break;
        case 't':
            if (key.is("tasks")) {
                reader.once(seen, Tasks);
                m_tasks.readTasks(field, TaskList::Live);
            }
            break;
        case 'u':
            if (key.is("unreachable_tasks")) {
                reader.once(seen, Unreachable);
                m_tasks.readTasks(field, TaskList::Unreachable);
            } else if (key.is("used_resources")) {
                framework.used = readResources(m_walk, field).all;
            } else if (key.is("user")) {
                framework.user = texts.read(reader, field, guess->user);
            } else if (key.is("unregistered_time")) {
                framework.unregistered = readSeconds(reader, field);
            }
            break;
        case 'w':
            if (key.is("webui_url"))
                framework.webUi = texts.read(reader, field, guess->webUi);
            break;
        default:
            break;
        }
    });
    reader.require(seen & Id, "id");
    reader.require(seen & Name, "name");
    framework.phase = phaseOf(connection);
    if (framework.reregistered == framework.registered) // v1 always tells it, v0 only when it differs
        framework.reregistered = {};
    m_walk.out.frameworks.push_back(framework);
}

/// Masters before 1.0 list the ids of frameworks that agents run tasks for and that never subscribed here.
void StateReader::readUnregistered(od::value &value)
{
    Framework framework;
    if (value.raw_json_token().front() == '"') {
        framework.id = m_walk.texts.read(m_walk.reader, value);
        framework.phase = FrameworkPhase::Recovering;
        m_walk.out.frameworks.push_back(framework);
    } else {
        readFramework(value, false);
    }
}

} // namespace mesos
