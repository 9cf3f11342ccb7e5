// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/agentreader.h"

#include "models/mesos/decoder.h"
#include "models/mesos/decoding/values.h"

#include <unordered_map>

namespace mesos {

namespace {

TextId readNameOf(Walk &walk, od::value &value, TextId guess)
{
    TextId name;
    walk.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name"))
            name = walk.texts.read(walk.reader, field, guess);
    });
    return name;
}

void readDomain(Walk &walk, od::value &value, const Agent &guess, Agent &agent)
{
    walk.reader.object(value, [&](Key key, od::value &domain) {
        if (!key.is("fault_domain"))
            return;
        walk.reader.object(domain, [&](Key part, od::value &field) {
            if (part.is("region"))
                agent.region = readNameOf(walk, field, guess.region);
            else if (part.is("zone"))
                agent.zone = readNameOf(walk, field, guess.zone);
        });
    });
}

} // namespace

AgentPhase phaseOf(const Operated &operated)
{
    if (operated.deactivated) {
        return operated.drain == "DRAINING" ? AgentPhase::Draining
            : operated.drain == "DRAINED"   ? AgentPhase::Drained
                                            : AgentPhase::Deactivated;
    }
    return operated.active ? AgentPhase::Active : AgentPhase::Disconnected;
}

std::string_view readDrainState(Reader &reader, od::value &value)
{
    std::string_view state;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("state"))
            state = reader.spelled(field);
    });
    return state;
}

TimePoint wholeSeconds(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t);
}

AgentReader::AgentReader(Walk &walk)
    : m_walk(walk)
    , m_agents(walk.last ? &walk.last->agents : nullptr)
{
}

void AgentReader::readAgents(od::value &list)
{
    m_walk.reader.array(list, [this](od::value &value) { readAgent(value, false); });
}

void AgentReader::readRecovered(od::value &list)
{
    m_walk.reader.array(list, [this](od::value &value) { readAgent(value, true); });
}

void AgentReader::readAgent(od::value &value, bool recovered)
{
    enum Field : uint32_t { Id = 1, Hostname = 2, Total = 4, Used = 8, Attributes = 16, Reserved = 32 };
    Reader &reader = m_walk.reader;
    Texts &texts = m_walk.texts;
    const Agent *const likely = m_agents.next();
    const Agent *guess = likely ? likely : &m_before;
    const Range noRange;
    uint32_t seen = 0;
    Operated operated;
    Agent agent;

    reader.object(value, [&](Key key, od::value &field) {
        switch (key.first()) {
        case 'a':
            if (key.is("active")) {
                operated.active = reader.boolean(field);
            } else if (key.is("attributes")) {
                reader.once(seen, Attributes);
                agent.attributes = readAttributes(field, likely ? guess->attributes : noRange);
            }
            break;
        case 'd':
            if (key.is("deactivated"))
                operated.deactivated = reader.boolean(field);
            else if (key.is("drain_info"))
                operated.drain = readDrainState(reader, field);
            else if (key.is("domain"))
                readDomain(m_walk, field, *guess, agent);
            break;
        case 'e':
            if (key.is("estimated_drain_start_time_seconds"))
                agent.drainStarted = wholeSeconds(readSeconds(reader, field));
            break;
        case 'h':
            if (key.is("hostname")) {
                reader.once(seen, Hostname);
                agent.hostname = texts.read(reader, field, guess->hostname);
            }
            break;
        case 'i':
            if (!key.is("id"))
                break;
            reader.once(seen, Id);
            agent.id = texts.read(reader, field, guess->id);
            if (likely && agent.id == likely->id)
                m_agents.accept();
            else if (const Agent *const found = m_agents.seek(agent.id))
                guess = found;
            break;
        case 'o':
            if (key.is("offered_resources"))
                agent.offered = readResources(m_walk, field).all;
            break;
        case 'p':
            if (key.is("pid"))
                agent.address = texts.match(addressOf(reader.spelled(field)), guess->address);
            break;
        case 'r':
            if (key.is("resources")) {
                reader.once(seen, Total);
                const FlatResources total = readResources(m_walk, field, guess->ports);
                agent.total = total.all;
                agent.revocable = total.revocable;
                agent.ports = total.ports;
            } else if (key.is("registered_time")) {
                agent.registered = readSeconds(reader, field);
            } else if (key.is("reregistered_time")) {
                agent.reregistered = readSeconds(reader, field);
            } else if (key.is("reserved_resources")) {
                reader.once(seen, Reserved);
                agent.reservations = readReservations(field);
            }
            break;
        case 'u':
            if (key.is("used_resources")) {
                reader.once(seen, Used);
                const FlatResources used = readResources(m_walk, field, guess->usedPorts);
                agent.used = used.all;
                agent.usedPorts = used.ports;
            }
            break;
        case 'v':
            if (key.is("version"))
                agent.version = texts.read(reader, field, guess->version);
            break;
        default:
            break;
        }
    });
    reader.require(seen & Id, "id");
    reader.require(seen & Hostname, "hostname");
    agent.phase = recovered ? AgentPhase::Recovering : phaseOf(operated);
    m_walk.out.agents.push_back(agent);
    m_before = agent;
}

Range AgentReader::readAttributes(od::value &value, Range guess)
{
    std::vector<Attribute> &attributes = m_walk.out.attributes;
    Range range{ static_cast<uint32_t>(attributes.size()), 0 };
    m_walk.reader.object(value, [&](Key key, od::value &field) {
        const Attribute likely
            = range.count < guess.count ? m_walk.last->attributes[guess.first + range.count] : Attribute();
        Attribute attribute;
        attribute.name = m_walk.texts.match(key.view(), likely.name);
        const std::string_view token = field.raw_json_token();
        if (token.front() == '"')
            attribute.value = m_walk.texts.read(m_walk.reader, field, likely.value);
        else
            attribute.value = m_walk.texts.match(numberText(m_walk.reader.number(field)), likely.value);
        attributes.push_back(attribute);
        ++range.count;
    });
    return range;
}

Range AgentReader::readReservations(od::value &value)
{
    std::vector<Reservation> &reservations = m_walk.out.reservations;
    Range range{ static_cast<uint32_t>(reservations.size()), 0 };
    m_walk.reader.object(value, [&](Key key, od::value &field) {
        const TextId role = m_walk.texts.intern(key.view());
        reservations.push_back({ role, readResources(m_walk, field).all });
        ++range.count;
    });
    // The server's order is that of a hash map.
    std::ranges::sort(reservations.begin() + range.first, reservations.end(), {},
                      [this](const Reservation &r) { return m_walk.texts.view(r.role); });
    return range;
}

core::Result<void> readDrains(Walk &walk, const Document &slaves)
{
    std::unordered_map<uint32_t, Agent *> deactivated;
    for (Agent &agent : walk.out.agents) {
        if (agent.phase == AgentPhase::Deactivated)
            deactivated.emplace(agent.id.value, &agent);
    }
    const auto readAgent = [&](od::value &value) {
        Operated operated{ false, true, {} };
        TextId id;
        TimePoint started;
        walk.reader.object(value, [&](Key key, od::value &field) {
            if (key.is("id"))
                id = walk.texts.find(walk.reader.spelled(field));
            else if (key.is("drain_info"))
                operated.drain = readDrainState(walk.reader, field);
            else if (key.is("estimated_drain_start_time_seconds"))
                started = wholeSeconds(readSeconds(walk.reader, field));
        });
        const auto found = deactivated.find(id.value);
        if (found != deactivated.end()) {
            found->second->phase = phaseOf(operated);
            found->second->drainStarted = started;
        }
    };
    return walk.reader.read(slaves, [&](Key key, od::value &field) {
        if (!key.is("slaves"))
            return;
        walk.reader.array(field, readAgent);
    });
}

} // namespace mesos
