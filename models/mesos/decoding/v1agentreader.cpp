// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1agentreader.h"

#include "models/mesos/decoding/statereader.h"
#include "models/mesos/decoding/v1resources.h"
#include "models/mesos/decoding/values.h"

#include <algorithm>

namespace mesos {

namespace {

Attribute readAttribute(V1Reader v1, od::value &value)
{
    Attribute attribute;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name"))
            attribute.name = v1.texts.read(v1.reader, field);
        else if (key.is("text"))
            attribute.value = readValueText(v1, field);
        else if (key.is("scalar"))
            attribute.value = v1.texts.intern(numberText(readV1Scalar(v1, field)));
        else if (key.is("ranges"))
            attribute.value = v1.texts.intern(readV1Ranges(v1, field).text());
    });
    return attribute;
}

void readDomain(V1Reader v1, od::value &value, Agent &agent)
{
    const auto nameOf = [&](od::value &part) {
        TextId name;
        v1.reader.object(part, [&](Key key, od::value &field) {
            if (key.is("name"))
                name = v1.texts.read(v1.reader, field);
        });
        return name;
    };
    v1.reader.object(value, [&](Key key, od::value &domain) {
        if (!key.is("fault_domain"))
            return;
        v1.reader.object(domain, [&](Key part, od::value &field) {
            if (part.is("region"))
                agent.region = nameOf(field);
            else if (part.is("zone"))
                agent.zone = nameOf(field);
        });
    });
}

void readAgentInfo(V1Reader v1, od::value &value, V1Agent &agent)
{
    bool hasId = false;
    bool hasHostname = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("id")) {
            agent.row.id = readValueText(v1, field);
            hasId = true;
        } else if (key.is("hostname")) {
            agent.row.hostname = v1.texts.read(v1.reader, field);
            hasHostname = true;
        } else if (key.is("attributes")) {
            v1.reader.array(field, [&](od::value &a) { agent.attributes.push_back(readAttribute(v1, a)); });
        } else if (key.is("domain")) {
            readDomain(v1, field, agent.row);
        }
    });
    v1.reader.require(hasId, "id");
    v1.reader.require(hasHostname, "hostname");
}

void setTotal(V1Reader v1, const V1Resources &total, V1Agent &agent)
{
    agent.row.total = packed(total.all);
    agent.row.revocable = packed(total.revocable);
    agent.row.ports = v1.texts.intern(total.ports.text());
    for (const auto &[role, sum] : total.reservations)
        agent.reservations.push_back({ role, packed(sum) });
    std::ranges::sort(agent.reservations, {}, [&v1](const Reservation &r) { return v1.texts.view(r.role); });
}

} // namespace

V1Agent readV1Agent(V1Reader v1, od::value &value)
{
    V1Agent agent;
    Operated operated;
    bool hasInfo = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("agent_info")) {
            hasInfo = true;
            readAgentInfo(v1, field, agent);
        } else if (key.is("active")) {
            operated.active = v1.reader.boolean(field);
        } else if (key.is("deactivated")) {
            operated.deactivated = v1.reader.boolean(field);
        } else if (key.is("drain_info")) {
            operated.drain = readDrainState(v1.reader, field);
        } else if (key.is("estimated_drain_start_time")) {
            agent.row.drainStarted = wholeSeconds(readNanoTime(v1.reader, field));
        } else if (key.is("version")) {
            agent.row.version = v1.texts.read(v1.reader, field);
        } else if (key.is("pid")) {
            agent.row.address = v1.texts.intern(addressOf(v1.reader.spelled(field)));
        } else if (key.is("registered_time")) {
            agent.row.registered = readNanoTime(v1.reader, field);
        } else if (key.is("reregistered_time")) {
            agent.row.reregistered = readNanoTime(v1.reader, field);
        } else if (key.is("total_resources")) {
            setTotal(v1, readV1Resources(v1, field), agent);
        } else if (key.is("allocated_resources")) {
            const V1Resources used = readV1Resources(v1, field);
            agent.used = used.all;
            agent.usedPorts = used.ports;
        } else if (key.is("offered_resources")) {
            agent.row.offered = packed(readV1Resources(v1, field).all);
        }
    });
    v1.reader.require(hasInfo, "agent_info");
    agent.row.phase = phaseOf(operated);
    return agent;
}

V1Agent readV1Recovered(V1Reader v1, od::value &value)
{
    V1Agent agent;
    readAgentInfo(v1, value, agent);
    agent.row.phase = AgentPhase::Recovering;
    return agent;
}

} // namespace mesos
